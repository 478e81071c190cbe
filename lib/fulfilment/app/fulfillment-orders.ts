import type { FulfillmentOrderId, TenantId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { OpenWait, Waits } from '../../platform/waits/waits.ts';
import type { CreateFulfillmentOrder, FulfillmentOrderCommand } from '../domain/fulfillment-order.commands.ts';
import type { FulfillmentOrderRejection } from '../domain/fulfillment-order.rejections.ts';
import {
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  hasEndedHere,
} from '../domain/fulfillment-order.state.ts';
import { fulfillmentOrderAggregate, fulfillmentOrderStream } from './fulfillment-order.stream.ts';
import type { CarrierGateway } from './fulfilment.ports.ts';

export type FulfillmentOrderView = { readonly fulfillmentOrder: FulfillmentOrder; readonly version: number };

type Outcome = Promise<Result<FulfillmentOrderView, FulfillmentOrderRejection>>;

/** Everything but creation: what a warehouse, a carrier or the order does to work that exists. */
export type WorkCommand = Exclude<FulfillmentOrderCommand, CreateFulfillmentOrder>;

export type FulfilmentWait = 'packed' | 'shipped';

/** Error name that the shipment workflow catches: the work was refused or called off while it waited. */
export const endedError = 'FulfillmentOrderEnded';

const reached: Readonly<Record<FulfilmentWait, readonly FulfillmentOrder['status'][]>> = {
  packed: ['packed', 'shipped', 'delivered', 'ready_for_pickup', 'collected'],
  // Goods that the customer has taken have left like those that a carrier took.
  shipped: ['shipped', 'delivered', 'collected'],
};

export type FulfillmentOrders = {
  readonly create: (caller: Caller, command: Omit<CreateFulfillmentOrder, 'type'>) => Outcome;
  readonly apply: (caller: Caller, id: FulfillmentOrderId, command: WorkCommand) => Outcome;
  readonly get: (tenantId: TenantId, id: FulfillmentOrderId) => Promise<FulfillmentOrderView | undefined>;
  /** Buys the label if the carrier of the policy sells one and there is none yet. */
  readonly buyLabel: (
    caller: Caller,
    id: FulfillmentOrderId,
  ) => Promise<Result<'bought' | 'not-needed' | 'ended', FulfillmentOrderRejection>>;
  readonly registerWait: (tenantId: TenantId, id: FulfillmentOrderId, wait: FulfilmentWait, token: string) => Promise<void>;
  /** Ends every wait that the fulfillment order's present status answers. */
  readonly wake: (tenantId: TenantId, id: FulfillmentOrderId) => Promise<void>;
};

/** Use cases of fulfillment orders. All of them may be repeated. */
export const createFulfillmentOrders = (parts: {
  readonly store: EventStore;
  readonly waits: Waits;
  readonly carrier: CarrierGateway;
}): FulfillmentOrders => {
  const { store, waits, carrier } = parts;

  const execute = async (caller: Caller, id: FulfillmentOrderId, command: FulfillmentOrderCommand, expectNew = false): Outcome => {
    const result = await store.execute(fulfillmentOrderAggregate, fulfillmentOrderStream(caller.tenantId, id), command, caller.context, {
      expectNew,
    });
    if (!result.ok) return result;
    return ok({ fulfillmentOrder: existing(result.value.state), version: result.value.version });
  };

  const get: FulfillmentOrders['get'] = async (tenantId, id) => {
    const { state, version } = await store.load(fulfillmentOrderAggregate, fulfillmentOrderStream(tenantId, id));
    return fulfillmentOrderExists(state) ? { fulfillmentOrder: state, version } : undefined;
  };

  const wake: FulfillmentOrders['wake'] = async (tenantId, id) => {
    const stream = fulfillmentOrderStream(tenantId, id);
    const open = await waits.list(stream);
    if (open.length === 0) return;
    const found = await get(tenantId, id);
    if (found) for (const wait of open) await settle(stream, wait, found.fulfillmentOrder);
  };

  const settle = async (stream: ReturnType<typeof fulfillmentOrderStream>, wait: OpenWait, work: FulfillmentOrder): Promise<void> => {
    const { status, endReason } = work;
    if (hasEndedHere(work)) await waits.fail(stream, wait, endedError, `${status}: ${endReason ?? 'no reason given'}`);
    else if (reached[wait.name as FulfilmentWait].includes(status)) await waits.succeed(stream, wait, { status });
  };

  return {
    create: (caller, command) => execute(caller, command.fulfillmentOrderId, { type: 'CreateFulfillmentOrder', ...command }, true),
    apply: (caller, id, command) => execute(caller, id, command),
    get,
    buyLabel: async (caller, id) => {
      const found = await get(caller.tenantId, id);
      if (!found || hasEndedHere(found.fulfillmentOrder)) return ok('ended');
      const { status, shipments, deliveryMethod } = found.fulfillmentOrder;
      if (status !== 'packed' || shipments.length > 0 || deliveryMethod === 'pickup') return ok('not-needed');
      const shipment = await carrier.buyLabel(found.fulfillmentOrder);
      if (!shipment) return ok('not-needed');
      const recorded = await execute(caller, id, { type: 'RecordLabel', shipment });
      return recorded.ok ? ok('bought') : recorded;
    },
    registerWait: async (tenantId, id, wait, token) => {
      await waits.register(fulfillmentOrderStream(tenantId, id), wait, token);
      await wake(tenantId, id);
    },
    wake,
  };
};

const existing = (state: FulfillmentOrderState): FulfillmentOrder => {
  if (!fulfillmentOrderExists(state)) throw new Error('an accepted command leaves a fulfillment order');
  return state;
};
