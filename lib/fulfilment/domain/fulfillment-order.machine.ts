// The fulfillment order's lifecycle as one table: the single list of transitions.
import { setup, transition } from 'xstate';
import { type FulfillmentOrderStatus, fulfillmentOrderStatuses } from './fulfillment-order.values.ts';

export type FulfillmentMachineEvent = {
  readonly type:
    | 'release'
    | 'accept'
    | 'start-picking'
    | 'short-pick'
    | 'pack'
    | 'label'
    | 'ship'
    | 'deliver'
    | 'make-ready'
    | 'extend-pickup'
    | 'mark-overdue'
    | 'collect'
    | 'expire-pickup'
    | 'reduce'
    | 'reject'
    | 'cancel';
};
export type FulfillmentMachineEventName = FulfillmentMachineEvent['type'];

export const fulfillmentOrderMachine = setup({ types: { events: {} as FulfillmentMachineEvent } }).createMachine({
  id: 'fulfillment-order',
  initial: 'open',
  states: {
    open: { on: { release: 'released', reduce: 'open', reject: 'rejected', cancel: 'cancelled' } },
    // Accepting is an acknowledgement, not a step: it may come late, and a warehouse that never acknowledges may still pick.
    released: { on: { accept: 'released', 'start-picking': 'picking', reduce: 'released', reject: 'rejected', cancel: 'cancelled' } },
    picking: {
      on: {
        accept: 'picking',
        'short-pick': 'picking',
        pack: 'packed',
        'make-ready': 'ready_for_pickup',
        reject: 'rejected',
        cancel: 'cancelled',
      },
    },
    // Which of the two ways goods take from here on stands in the work itself; the decider asks for it.
    packed: { on: { accept: 'packed', label: 'packed', ship: 'shipped', 'make-ready': 'ready_for_pickup', cancel: 'cancelled' } },
    shipped: { on: { deliver: 'delivered' } },
    delivered: { type: 'final' },
    ready_for_pickup: {
      on: {
        'extend-pickup': 'ready_for_pickup',
        'mark-overdue': 'ready_for_pickup',
        collect: 'collected',
        'expire-pickup': 'pickup_expired',
        cancel: 'cancelled',
      },
    },
    collected: { type: 'final' },
    pickup_expired: { type: 'final' },
    rejected: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

/** The domain event that records each transition. */
export const recordedAs = {
  release: 'fulfillment_order.released',
  accept: 'fulfillment_order.accepted',
  'start-picking': 'fulfillment_order.picking_started',
  'short-pick': 'fulfillment_order.short_picked',
  pack: 'fulfillment_order.packed',
  label: 'shipment.created',
  ship: 'fulfillment_order.shipped',
  deliver: 'fulfillment_order.delivered',
  'make-ready': 'fulfillment_order.ready_for_pickup',
  'extend-pickup': 'fulfillment_order.pickup_extended',
  'mark-overdue': 'fulfillment_order.pickup_overdue',
  collect: 'fulfillment_order.collected',
  'expire-pickup': 'fulfillment_order.pickup_expired',
  reduce: 'fulfillment_order.reduced',
  reject: 'fulfillment_order.rejected',
  cancel: 'fulfillment_order.cancelled',
} as const satisfies Record<FulfillmentMachineEventName, string>;

export const fulfillmentMachineEventNames = Object.keys(recordedAs) as readonly FulfillmentMachineEventName[];

// The table never changes, so each question is put to the machine once: asking costs more than the rest of a decision.
const answers = new Map<string, FulfillmentOrderStatus | undefined>();

const askMachine = (status: FulfillmentOrderStatus, type: FulfillmentMachineEventName): FulfillmentOrderStatus | undefined => {
  const snapshot = fulfillmentOrderMachine.resolveState({ value: status, context: {} });
  return snapshot.can({ type }) ? transition(fulfillmentOrderMachine, snapshot, { type })[0].value : undefined;
};

/** Status after a machine event, or undefined where the table has no such transition. */
export const nextFulfillmentStatus = (
  status: FulfillmentOrderStatus,
  event: FulfillmentMachineEventName,
): FulfillmentOrderStatus | undefined => {
  const question = `${status} ${event}`;
  if (!answers.has(question)) answers.set(question, askMachine(status, event));
  return answers.get(question);
};

export type FulfillmentTransition = {
  readonly from: FulfillmentOrderStatus;
  readonly event: FulfillmentMachineEventName;
  readonly to: FulfillmentOrderStatus;
  readonly records: string;
};

/** Every transition of the table, in its order. */
export const fulfillmentTransitions: readonly FulfillmentTransition[] = fulfillmentOrderStatuses.flatMap((from) => {
  const on = (fulfillmentOrderMachine.config.states?.[from]?.on ?? {}) as Readonly<Record<string, FulfillmentOrderStatus>>;
  return Object.entries(on).map(([name, to]): FulfillmentTransition => {
    const event = name as FulfillmentMachineEventName;
    return { from, event, to, records: recordedAs[event] };
  });
});
