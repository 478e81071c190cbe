import type { Api } from '../../shared/api.ts';

type CancelBody = NonNullable<Parameters<Api['cancelOrder']>[0]['body']>;
type HoldBody = Parameters<Api['placeHold']>[0]['body'];

export type CancelReason = NonNullable<CancelBody['reason']>;
export type HoldBlock = NonNullable<HoldBody['blocks']>[number];
export type HoldType = NonNullable<HoldBody['type']>;

/** In the order in which they are offered; the types hold them against the API. */
export const cancelReasons: readonly CancelReason[] = [
  'customer',
  'operator',
  'fraud',
  'duplicate',
  'payment',
  'out-of-stock',
  'address',
  'channel',
  'test',
  'other',
];
export const holdBlocks: readonly HoldBlock[] = ['sourcing', 'release', 'shipping', 'completion'];
export const holdTypes: readonly HoldType[] = [
  'fraud-review',
  'verification',
  'duplicate-review',
  'data-review',
  'payment',
  'address',
  'discrepancy',
  'operator',
  'until-date',
  'customer-request',
];
