// Units that are in stock only where they have been refused: a person decides whether to ask those locations again.
import { HoldId } from '../../kernel/ids.ts';
import type { Order, RecordedHold } from './order.record.ts';

const prefix = 'refused-everywhere-';

/** Tells the operator that every location with stock has refused units of the order. Releasing it asks all of them again. */
export const isRefusalHold = ({ holdId }: Pick<RecordedHold, 'holdId'>): boolean => holdId.startsWith(prefix);

/** Id of the next such hold; undefined while one is open, because it says the same. */
export const nextRefusalHoldId = ({ holds }: Pick<Order, 'holds'>): HoldId | undefined => {
  const known = holds.filter(isRefusalHold);
  return known.some(({ outcome }) => outcome === 'open') ? undefined : HoldId(`${prefix}${known.length + 1}`);
};
