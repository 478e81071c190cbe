import type { LocationId, OrderId, Sku, TenantId } from '../../kernel/ids.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { Result } from '../../kernel/result.ts';
import type { FulfillmentOrders, SupplierTerms } from '../../fulfilment/index.ts';
import type { RiskScorer } from '../../fraud/index.ts';
import type { DecisionLog, RecordJudge } from '../../intelligence/index.ts';
import type { Inventory } from '../../inventory/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { EventStore, Executed } from '../../platform/event-store/event-store.ts';
import type { Platform } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import type { Waits } from '../../platform/waits/waits.ts';
import type { Sourcing } from '../../sourcing/index.ts';
import type { ServiceLevel } from '../domain/delivery-date.ts';
import type { OrderCommand } from '../domain/order.commands.ts';
import type { OrderEvent } from '../domain/order.events.ts';
import type { OrderRejection } from '../domain/order.rejections.ts';
import { type Order, orderExists, type OrderState } from '../domain/order.state.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { IncomingSupply, ReleaseDates } from './promises/plan-promises.ts';

type Decided<Value> = Promise<{ readonly value: Value; readonly decidedBy: PolicyRef }>;

/** What each tenant has decided of its orders. */
export interface OrderPolicies {
  /** Seconds within which two orders of the same content count as one that came twice; 0 looks for none. */
  inForce(tenantId: TenantId, name: 'duplicates'): Decided<{ readonly windowSeconds: number }>;
  /** What happens to an order whose address goods could hardly be delivered to. */
  inForce(tenantId: TenantId, name: 'addresses'): Decided<{ readonly onDoubt: 'hold' | 'tell' | 'off' }>;
  /** Seconds from delivery to completion, in which the customer may still complain. */
  inForce(tenantId: TenantId, name: 'completion'): Decided<{ readonly delaySeconds: number }>;
  /** Days from placing to delivery by shipping method, for orders that state no date themselves. */
  inForce(tenantId: TenantId, name: 'service_levels'): Decided<{ readonly methods: readonly ServiceLevel[] }>;
  /** What the shop takes off; orders name it by its id. */
  inForce(tenantId: TenantId, name: 'promotions'): Decided<{ readonly promotions: readonly { readonly promotionId: string }[] }>;
  /** Seconds after which an order counts as stuck in its stage; none where its stage is not named. */
  inForce(
    tenantId: TenantId,
    name: 'stuck_orders',
  ): Decided<{ readonly stages: readonly { readonly stage: string; readonly afterSeconds: number }[] }>;
}

/** Locations that are suppliers, who send goods of their own for us. */
export interface SupplierDirectory {
  /** Undefined for a location that is none; of the costs, those of these articles. */
  termsOf(tenantId: TenantId, locationId: LocationId, skus: readonly Sku[]): Promise<SupplierTerms | undefined>;
}

/** What the use cases of orders are made of. */
export type OrdersParts = {
  readonly platform: Platform;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly waits: Waits;
  readonly decisions: DecisionLog;
  readonly inventory: Inventory;
  readonly sourcing: Sourcing;
  readonly fulfillmentOrders: FulfillmentOrders;
  readonly risk: RiskScorer;
  /** Says whether the data of an order is unlike that of its channel. */
  readonly records: RecordJudge;
  readonly payments: Payments;
  readonly policies: OrderPolicies;
  readonly incoming: IncomingSupply;
  readonly releases: ReleaseDates;
  readonly suppliers: SupplierDirectory;
};

/** What carries an order through, without what only its beginning and its readers need. */
export type FlowParts = Omit<OrdersParts, 'risk' | 'records'>;

/** A task was asked about an order that has no stream: a defect of whoever asked. */
export class OrderMissingError extends Error {
  override readonly name = 'OrderMissingError';
}

export const loadOrder = async (store: EventStore, tenantId: TenantId, orderId: OrderId): Promise<Order> => {
  const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
  if (!orderExists(state)) throw new OrderMissingError(`order ${orderId} does not exist`);
  return state;
};

export type OrderOutcome = Promise<Result<Executed<OrderState, OrderEvent>, OrderRejection>>;

export const executeOnOrder = (
  store: EventStore,
  caller: Caller,
  orderId: OrderId,
  command: OrderCommand,
  expectNew = false,
): OrderOutcome => store.execute(orderAggregate, orderStream(caller.tenantId, orderId), command, caller.context, { expectNew });

/** A rejection where none can be expected: the caller's own reading of the order was wrong, and a retry reads it anew. */
export class UnexpectedRejectionError extends Error {
  override readonly name = 'UnexpectedRejectionError';
  constructor(rejection: { readonly code: string }) {
    super(`the order refused with ${rejection.code}`);
  }
}
