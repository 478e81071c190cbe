import type * as z from 'zod';
import type { DispositionBody } from '../../lib/contracts/http/dispositions.ts';
import type { DispositionQuestion } from '../../lib/orders/index.ts';

/** The question of a body that has been checked. */
export const questionOf = ({
  sku,
  condition,
  quantity,
  location_id: locationId,
  origin,
  unit_price,
}: z.output<typeof DispositionBody>): DispositionQuestion => ({
  sku,
  condition,
  quantity,
  from: locationId === undefined ? { country: origin?.country ?? '', region: origin?.region } : { locationId },
  unitPriceMinor: unit_price,
});
