// When the rest of an order will be there, by what parcels have taught.
import * as z from 'zod';

const instant = z.iso.datetime();
const count = z.int().min(0);

export const DeliveryEstimate = z
  .object({
    earliest: instant.meta({ description: 'One of ten such orders is there by then' }),
    likely: instant.meta({ description: 'One half is there by then' }),
    latest: instant.meta({ description: 'Nine of ten are there by then' }),
    basis: z.enum(['learned', 'prior-only']).meta({
      description: '`prior-only`: too few parcels went that way, so that it is hardly more than what the rates say',
    }),
    seen: count.meta({ description: 'Parcels of the past that it rests on' }),
    travelling: count.meta({ description: 'Parcels of the order on their way' }),
    waiting: count.meta({ description: 'Work of the order that has not left' }),
    chance: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .meta({ description: 'Probability of keeping `deliver_by`; null where nobody promised a date' }),
  })
  .meta({
    id: 'DeliveryEstimate',
    description:
      'When the rest of the order will be there, foretold anew with every answer. Absent while nothing is assigned or units wait for stock, for goods that the customer comes for, once all has arrived, and where nobody can tell',
  });
