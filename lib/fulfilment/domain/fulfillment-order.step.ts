import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import { type FulfillmentMachineEventName, nextFulfillmentStatus } from './fulfillment-order.machine.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import type { FulfillmentOrder } from './fulfillment-order.state.ts';
import type { FulfillmentOrderStatus } from './fulfillment-order.values.ts';

export type Decision = Result<readonly FulfillmentOrderEvent[], FulfillmentOrderRejection>;

/** Status after the machine event, or the refusal. */
export const step = (
  state: FulfillmentOrder,
  event: FulfillmentMachineEventName,
): Result<FulfillmentOrderStatus, FulfillmentOrderRejection> => {
  const next = nextFulfillmentStatus(state.status, event);
  return next === undefined ? err({ code: 'transition-refused', status: state.status, event }) : ok(next);
};

/** The events, if the table allows the step. */
export const stepWith = (
  state: FulfillmentOrder,
  event: FulfillmentMachineEventName,
  ...events: readonly FulfillmentOrderEvent[]
): Decision => {
  const next = step(state, event);
  return next.ok ? ok(events) : next;
};

/** Answer to a step that has been taken before: nothing new when the data are the same, a refusal when they differ. */
export const repeated = (command: string, recorded: unknown, received: unknown): Decision =>
  canonicalJson(recorded) === canonicalJson(received) ? ok([]) : err({ code: 'repeated-differently', command });

const path: readonly FulfillmentOrderStatus[] = [
  'open',
  'released',
  'picking',
  'packed',
  'ready_for_pickup',
  'shipped',
  'delivered',
  'collected',
];

/** True when the work has come as far as `status`, or further; false once it ended without the goods leaving. */
export const hasReached = (state: FulfillmentOrder, status: FulfillmentOrderStatus): boolean =>
  path.includes(state.status) && path.indexOf(state.status) >= path.indexOf(status);
