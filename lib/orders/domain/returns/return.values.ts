import type { LocationId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { LineQuantity } from '../order.values.ts';

/** Why something came back. The list is closed, so that counts of it mean the same everywhere; docs/returns.md says what each covers. */
export const returnReasons = [
  'too-small',
  'too-large',
  'not-as-described',
  'wrong-item',
  'defective',
  'incomplete',
  'damaged-in-transit',
  'arrived-late',
  'undeliverable',
  'changed-mind',
  'ordered-several',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** How it looked to whoever opened the parcel. */
export const returnConditions = ['new', 'opened', 'worn', 'damaged', 'incomplete'] as const;
export type ReturnCondition = (typeof returnConditions)[number];

/** Units of a line that came back. Reason and condition are absent in what was recorded before they were asked for. */
export type ReturnedLine = LineQuantity & { readonly reason?: ReturnReason; readonly condition?: ReturnCondition };

/** Where and when the goods were received, as far as the sender says it. */
export type ReturnReceipt = { readonly locationId?: LocationId; readonly receivedAt?: Instant };
