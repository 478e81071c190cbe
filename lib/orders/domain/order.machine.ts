// The order's lifecycle as one table: the single list of transitions. Guards only read what the event brings, because the
// facts they need (lines, assignments) are counted by the decider; side effects are the events the decider returns,
// named beside each transition in `recordedAs`, and everything downstream follows from those.
import { setup, transition } from 'xstate';
import { type OrderStatus, orderStatuses } from './order.values.ts';

export type OrderMachineEvent =
  | { readonly type: 'confirm' }
  | { readonly type: 'backorder' }
  /** `assignmentsSuffice`: every unit to source has a location, or the rest may wait for stock. */
  | { readonly type: 'route'; readonly assignmentsSuffice: boolean }
  | { readonly type: 'allocate' }
  | { readonly type: 'start-picking' }
  | { readonly type: 'pack' }
  | { readonly type: 'ship-part' }
  | { readonly type: 'ship' }
  | { readonly type: 'deliver' }
  | { readonly type: 'reopen-sourcing' }
  /** `nothingToShip`: every line is digital or fulfilled by the channel. */
  | { readonly type: 'complete'; readonly nothingToShip: boolean }
  | { readonly type: 'return' }
  | { readonly type: 'cancel' }
  | { readonly type: 'cancel-remainder' };
export type OrderMachineEventName = OrderMachineEvent['type'];

export const orderMachine = setup({
  types: { events: {} as OrderMachineEvent },
  guards: {
    assignmentsSuffice: ({ event }) => event.type === 'route' && event.assignmentsSuffice,
    nothingToShip: ({ event }) => event.type === 'complete' && event.nothingToShip,
  },
}).createMachine({
  id: 'order',
  initial: 'pending',
  states: {
    pending: { on: { confirm: 'confirmed', cancel: 'cancelled' } },
    confirmed: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'backorder',
        complete: { guard: 'nothingToShip', target: 'completed' },
        cancel: 'cancelled',
      },
    },
    backorder: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'backorder',
        'reopen-sourcing': 'confirmed',
        cancel: 'cancelled',
      },
    },
    // From here on the fulfillment orders decide: they may report out of step, so a report can pass over states.
    processing: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'processing',
        allocate: 'allocated',
        'start-picking': 'picking',
        pack: 'packed',
        'ship-part': 'partially_shipped',
        ship: 'shipped',
        deliver: 'delivered',
        'reopen-sourcing': 'confirmed',
        cancel: 'cancelled',
      },
    },
    allocated: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'allocated',
        'start-picking': 'picking',
        pack: 'packed',
        'ship-part': 'partially_shipped',
        ship: 'shipped',
        deliver: 'delivered',
        'reopen-sourcing': 'confirmed',
        cancel: 'cancelled',
      },
    },
    picking: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'picking',
        pack: 'packed',
        'ship-part': 'partially_shipped',
        ship: 'shipped',
        deliver: 'delivered',
        'reopen-sourcing': 'confirmed',
        cancel: 'cancelled',
      },
    },
    packed: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'processing' },
        backorder: 'packed',
        'ship-part': 'partially_shipped',
        ship: 'shipped',
        deliver: 'delivered',
        'reopen-sourcing': 'confirmed',
        cancel: 'cancelled',
      },
    },
    partially_shipped: {
      on: {
        route: { guard: 'assignmentsSuffice', target: 'partially_shipped' },
        backorder: 'partially_shipped',
        ship: 'shipped',
        deliver: 'delivered',
        'cancel-remainder': 'partially_shipped',
      },
    },
    // A revision may add units after everything has left: `ship-part` takes the order back to work.
    shipped: { on: { 'ship-part': 'partially_shipped', deliver: 'delivered', return: 'returned' } },
    // `ship`: a parcel thought recalled has left after all.
    delivered: { on: { 'ship-part': 'partially_shipped', ship: 'shipped', complete: 'completed', return: 'returned' } },
    completed: { on: { 'ship-part': 'partially_shipped', 'reopen-sourcing': 'confirmed', return: 'returned' } },
    cancelled: { type: 'final' },
    returned: { type: 'final' },
  },
});

/** The domain event that records each transition. */
export const recordedAs = {
  confirm: 'order.confirmed',
  backorder: 'order.backordered',
  route: 'order.routed',
  allocate: 'item.allocated',
  'start-picking': 'order.picking_started',
  pack: 'order.packed',
  'ship-part': 'order.partially_shipped',
  ship: 'order.shipped',
  deliver: 'order.delivered',
  'reopen-sourcing': 'order.sourcing_reopened',
  complete: 'order.completed',
  return: 'order.returned',
  cancel: 'order.cancelled',
  'cancel-remainder': 'order.remainder_cancelled',
} as const satisfies Record<OrderMachineEventName, string>;

export const orderMachineEventNames = Object.keys(recordedAs) as readonly OrderMachineEventName[];

// The table never changes, so each question is put to the machine once: asking costs more than the rest of a decision.
const answers = new Map<string, OrderStatus | undefined>();

const askMachine = (status: OrderStatus, event: OrderMachineEvent): OrderStatus | undefined => {
  const snapshot = orderMachine.resolveState({ value: status, context: {} });
  return snapshot.can(event) ? transition(orderMachine, snapshot, event)[0].value : undefined;
};

/** Status after a machine event, or undefined where the table has no such transition. */
export const nextOrderStatus = (status: OrderStatus, event: OrderMachineEvent): OrderStatus | undefined => {
  const question = `${status} ${Object.values(event).join(' ')}`;
  if (!answers.has(question)) answers.set(question, askMachine(status, event));
  return answers.get(question);
};

export type OrderTransition = {
  readonly from: OrderStatus;
  readonly event: OrderMachineEventName;
  readonly to: OrderStatus;
  readonly guard: string | null;
  readonly records: string;
};

type Edge = { readonly target: OrderStatus; readonly guard?: string };

/** Every transition of the table, in its order. */
export const orderTransitions: readonly OrderTransition[] = orderStatuses.flatMap((from) => {
  const on = (orderMachine.config.states?.[from]?.on ?? {}) as Readonly<Record<string, OrderStatus | Edge>>;
  return Object.entries(on).map(([name, edge]): OrderTransition => {
    const event = name as OrderMachineEventName;
    const { target, guard } = typeof edge === 'string' ? { target: edge, guard: undefined } : edge;
    return { from, event, to: target, guard: guard ?? null, records: recordedAs[event] };
  });
});
