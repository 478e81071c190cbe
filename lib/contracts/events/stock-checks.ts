import * as z from 'zod';
import { stockChangeTypes } from './channel-stock.ts';
import { BusEnvelope } from './envelope.ts';
import { fulfilmentEventPayloads } from './fulfilment.ts';

/** Events of stock that the checks look at: those that change what may be sold. */
export const checkedStockTypes: readonly string[] = stockChangeTypes;

/** The event by which a picker says that goods are not where the book has them. */
export const checkedPickType = 'fulfillment_order.short_picked';

const ShortPicked = fulfilmentEventPayloads[checkedPickType];

/** What stands in the queue of checks, as the bus has put it there. */
export const StockCheckMessage = BusEnvelope.transform(({ detail }, context) => {
  if (detail.type !== checkedPickType) return { kind: 'stock' as const, detail };
  const picked = ShortPicked.safeParse(detail.payload);
  if (picked.success) return { kind: 'pick' as const, detail, picked: picked.data };
  context.issues.push(...picked.error.issues.map((issue) => ({ ...issue, code: 'custom' as const, input: detail.payload })));
  return z.NEVER;
});
export type StockCheckMessage = z.output<typeof StockCheckMessage>;
