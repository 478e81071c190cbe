import { stableId } from '../../kernel/hash-chain.ts';
import {
  FulfillmentOrderId,
  HoldId,
  type LocationId,
  type OrderId,
  type ReservationId,
  type Sku,
  type TenantId,
} from '../../kernel/ids.ts';
import type { SupplierTerms } from '../../fulfilment/index.ts';
import type { ItemRefusal } from '../../inventory/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { UnavailableError } from '../../platform/ports.ts';
import type { SourcingDecision } from '../../sourcing/index.ts';
import {
  activeHolds,
  type ChildFulfillment,
  linesWithoutSku,
  liveFulfillments,
  type Order,
  unassignedLines,
  unbornFulfillments,
} from '../domain/order.state.ts';
import type { Assignment, Promising, SkuQuantity } from '../domain/order.values.ts';
import { canGoAhead, createDecideRoute, missesTheSame } from './choose-route.ts';
import { orderStream } from './order.stream.ts';
import { executeOnOrder, loadOrder, type FlowParts, UnexpectedRejectionError } from './orders.parts.ts';
import { type OrderWaits, wantsSourcing } from './order-waits.ts';
import { reservationIdOf } from './reservation-id.ts';
import { createReleaseUnrecorded } from './release-unrecorded.ts';
import type { ReportRefused } from './report-refused.ts';
import type { AwaitRelease } from './promises/await-release.ts';
import { countBroken } from './promises/count-broken.ts';
import { createReadDeliveryDate } from './promises/delivery-date.ts';
import type { PlanPromises } from './promises/plan-promises.ts';
import type { MissingUnits, StockInterest } from './stock-interest.ts';

export type SourcingNext = 'ship' | 'await-stock' | 'await-clearance' | 'await-fulfilment' | 'compensate' | 'finish';
export type SourcingOutcome = { readonly next: SourcingNext; readonly fulfillmentOrderIds: readonly FulfillmentOrderId[] };

/** Other orders took the chosen stock each time. Trying again later chooses anew. */
export class StockContendedError extends UnavailableError {
  override readonly name = 'StockContendedError';
}

const triesMax = 5;
const itemsPerTransaction = 100;

/** A decision, and whether it stood on record before this look. */
type Decided = { readonly decision: SourcingDecision; readonly isRepeated: boolean };

type ReservedLine = { readonly sku: Sku; readonly locationId: LocationId; readonly quantity: number };

type SourcingParts = FlowParts & {
  readonly interest: StockInterest;
  readonly passOn: OrderWaits['passOn'];
  readonly reportRefused: ReportRefused;
  readonly planPromises: PlanPromises;
  readonly awaitRelease: AwaitRelease;
};

/** Decisions of one attempt: `route.<attempt>.<try>`. Their reservation has the same number. */
export const routingDecisionId = (attempt: number, tryNumber: number): string => `route.${pad(attempt)}.${pad(tryNumber)}`;
const pad = (value: number): string => String(value).padStart(3, '0');

/**
 * Chooses locations for every unit that has none, reserves all of it in one transaction, records that with the order and
 * creates the fulfillment orders. Each step is keyed by attempt and try, and the decision is written down before stock is
 * touched, so a crash anywhere is followed by the same step again and never by a second reservation.
 */
export const createSourceOrder = (parts: SourcingParts) => {
  const releaseUnrecorded = createReleaseUnrecorded(parts);
  const decideRoute = createDecideRoute(parts);
  const readDate = createReadDeliveryDate({ policies: parts.policies, clock: parts.platform.clock });
  const { store, decisions, inventory, fulfillmentOrders, interest, platform } = parts;

  /** The decision of this try: the one on record, or a new one, unless that would only repeat the last. */
  const decideOnce = async (caller: Caller, order: Order, decisionId: string, last: SourcingDecision | undefined): Promise<Decided> => {
    const subject = orderStream(caller.tenantId, order.orderId);
    const known = await decisions.get<SourcingDecision>(subject, decisionId);
    if (known) return { decision: known.receipt, isRepeated: true };
    const { decision: fresh, inputs } = await decideRoute(caller.tenantId, order, decisionId);
    if (last && !canGoAhead(fresh) && !canGoAhead(last) && missesTheSame(last, fresh)) return { decision: last, isRepeated: true };
    // Before the decision, so that no decision on record is without them.
    if (inputs) await parts.sourcing.keepInputs({ tenantId: caller.tenantId, orderId: order.orderId, decisionId }, inputs);
    const recorded = await decisions.record(subject, { decisionId, kind: 'routing', receipt: fresh });
    return { decision: recorded.receipt, isRepeated: false };
  };

  /**
   * Reserves all lines or none. What fits one transaction is reserved in one; of a larger order, the parts that were
   * reserved go back as soon as another one is refused.
   * @param isRepeated whether somebody may have tried the same before, and may still be at it: then the reservation is
   * closed when it is refused, or units that come free meanwhile would be held for nobody
   */
  const reserve = async (
    caller: Caller,
    reservationId: ReservationId,
    lines: readonly ReservedLine[],
    isRepeated: boolean,
  ): Promise<boolean> => {
    const items = [...Map.groupBy(lines, (line) => JSON.stringify([line.sku, line.locationId])).values()];
    for (let start = 0; start < items.length; start += itemsPerTransaction) {
      const part = items.slice(start, start + itemsPerTransaction).flat();
      const reserved = await inventory.reserveTogether(caller, { reservationId, kind: 'order', lines: part });
      if (reserved.ok) continue;
      // Where it is closed it was being given back when its process ended, so whatever is left of it goes back now.
      const isClosed = reserved.error.code === 'items-refused' && reserved.error.items.some(wasClosed);
      const held = (isClosed || isRepeated ? items : items.slice(0, start)).flatMap(([line]) => (line ? [{ ...line, reservationId }] : []));
      if (held.length > 0) await inventory.releaseReservations(caller, held);
      return false;
    }
    return true;
  };

  /**
   * Decides and reserves until both agree. Starts from the last try on record, because earlier ones hold nothing; one
   * that ended in a backorder has been followed already, so then from the one after it.
   * For every SKU found missing the order queues before it looks again: from then on a receipt finds it in the queue.
   */
  const decideAndReserve = async (caller: Caller, order: Order, attempt: number): Promise<SourcingDecision> => {
    const tried = await decisions.list(orderStream(caller.tenantId, order.orderId), `route.${pad(attempt)}.`);
    const followed = tried.at(-1)?.decisionId === order.backorderDecisionId && order.backorderDecisionId !== null;
    const queued = new Set<Sku>();
    // Only of an order that still waits on the last decision is a repetition nothing new.
    const stillWaits = followed && order.status !== 'confirmed' && !wantsSourcing(order);
    let last = stillWaits ? (tried.at(-1)?.receipt as SourcingDecision) : undefined;
    let tryNumber = Math.max(1, tried.length + (followed ? 1 : 0));
    for (let contended = 0; contended < triesMax; ) {
      const { decision, isRepeated } = await decideOnce(caller, order, routingDecisionId(attempt, tryNumber), last);
      if (decision !== last) tryNumber += 1;
      last = decision;
      const missing = missingUnits(decision).filter(({ sku }) => !queued.has(sku));
      if (missing.length > 0) {
        await interest.queue(caller.tenantId, order, missing);
        for (const { sku } of missing) queued.add(sku);
        continue;
      }
      if (!canGoAhead(decision)) return decision;
      const lines = decision.assignments.flatMap(({ locationId, lines: assigned }) =>
        assigned.map(({ sku, quantity }) => ({ sku, locationId, quantity })),
      );
      if (await reserve(caller, reservationIdOf(order.orderId, decision.decisionId), lines, isRepeated)) return decision;
      contended += 1;
      platform.observability.metrics.addMetric('ReservationsContended', 'Count', 1);
    }
    throw new StockContendedError(`stock for order ${order.orderId} was taken by others ${triesMax} times`);
  };

  /** What is promised of the units that wait, and by when all of them were to arrive, worked out before the order says so. */
  const promise = async (
    { tenantId }: Caller,
    order: Order,
    waiting: readonly SkuQuantity[],
    { unsourced }: SourcingDecision,
    otherwise: Promising['reason'],
  ): Promise<Promising> => {
    const told = await readDate(tenantId, order);
    return {
      waiting: waiting.length === 0 ? [] : await parts.planPromises(tenantId, order, waiting, unsourced),
      reason: reasonOf(order) ?? otherwise,
      at: platform.clock.now(),
      ...(told ? { told: { deliverBy: told.deliverBy, basis: told.basis } } : {}),
    };
  };

  /** All open units wait, also those that are there: they go together once the rest has come. */
  const recordBackorder = async (caller: Caller, order: Order, decision: SourcingDecision): Promise<SourcingOutcome> => {
    const reasons = new Map(decision.unsourced.map(({ lineId, reason }) => [lineId, reason]));
    const lines = unassignedLines(order).map(({ lineId, quantity }) => {
      const reason = reasons.get(lineId);
      return { lineId, quantity, ...(reason === undefined ? {} : { reason }) };
    });
    const promising = await promise(caller, order, unassignedLines(order), decision, 'waiting');
    const command = { type: 'RecordBackorder' as const, decisionId: decision.decisionId, lines, decidedFor: order, promising };
    const result = await executeOnOrder(store, caller, order.orderId, command);
    if (!result.ok) return afterRefusal(caller, order.orderId);
    countBroken(platform, { tenantId: caller.tenantId, orderId: order.orderId }, result.value.events);
    return { next: liveFulfillments(order).length > 0 ? 'await-fulfilment' : 'await-stock', fulfillmentOrderIds: [] };
  };

  const record = async (caller: Caller, order: Order, attempt: number, decision: SourcingDecision): Promise<SourcingOutcome> => {
    const reservationId = reservationIdOf(order.orderId, decision.decisionId);
    const assignments = decision.assignments.map(
      ({ locationId, lines, expectedAt }): Assignment => ({
        fulfillmentOrderId: fulfillmentOrderIdOf(platform.sha256, order.orderId, attempt, locationId),
        locationId,
        lines,
        ...(expectedAt === undefined ? {} : { expectedAt }),
      }),
    );
    const { policy } = decision.receipt;
    const cause = order.backordered.length > 0 ? 'receipt' : 'sourced';
    const promising = await promise(caller, order, decision.unsourced, decision, cause);
    const result = await executeOnOrder(store, caller, order.orderId, {
      type: 'AllocateOrder',
      attempt,
      decisionId: decision.decisionId,
      policy,
      assignments,
      remainder: decision.complete && linesWithoutSku(order).length === 0 ? 'refuse' : 'wait',
      reservationIds: [reservationId],
      decidedFor: order,
      promising,
    });
    if (!result.ok) {
      // Cancelled, held or changed while we reserved: the stock goes back and the order is looked at anew.
      const held = assignments.flatMap(({ locationId, lines }) => lines.map(({ sku }) => ({ sku, locationId, reservationId })));
      await inventory.releaseReservations(caller, held);
      return afterRefusal(caller, order.orderId);
    }
    countBroken(platform, { tenantId: caller.tenantId, orderId: order.orderId }, result.value.events);
    return createWork(caller, await loadOrder(store, caller.tenantId, order.orderId));
  };

  /** A supplier works by purchases, so work there says that it is one. */
  const supplierOf = async (tenantId: TenantId, child: ChildFulfillment): Promise<{ readonly supplier?: SupplierTerms }> => {
    const supplier = await parts.suppliers.termsOf(
      tenantId,
      child.locationId,
      child.lines.map(({ sku }) => sku),
    );
    return supplier ? { supplier } : {};
  };

  /**
   * Fulfillment orders that the order has recorded and that nobody has begun to work on. Those of earlier attempts count
   * too: a crash may have come between recording and creating them. Creating or starting one again is the same one.
   */
  const createWork = async (caller: Caller, order: Order): Promise<SourcingOutcome> => {
    const children = unbornFulfillments(order);
    for (const child of children) {
      const created = await fulfillmentOrders.create(caller, {
        fulfillmentOrderId: child.fulfillmentOrderId,
        orderId: order.orderId,
        locationId: child.locationId,
        attempt: child.attempt,
        lines: child.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
        reservationIds: child.reservationIds,
        priority: order.priority,
        shippingMethod: order.shippingMethod,
        destination: order.destination,
        ...(order.delivery ? { deliveryMethod: order.delivery.method } : {}),
        ...(await supplierOf(caller.tenantId, child)),
      });
      if (!created.ok) throw new UnexpectedRejectionError(created.error);
      // The recall came before there was anything to call off, and will not come again.
      if (child.recallRequested)
        await fulfillmentOrders.apply(caller, child.fulfillmentOrderId, { type: 'CancelFulfillmentOrder', reason: 'order-revised' });
    }
    return { next: 'ship', fulfillmentOrderIds: children.map((child) => child.fulfillmentOrderId) };
  };

  /** Only lines without a SKU are left: a revision of the channel has to name them, and until then a person owns the order. */
  const holdForSku = async (caller: Caller, order: Order): Promise<SourcingOutcome> => {
    const hold = {
      holdId: HoldId(`sku-missing-${order.holds.length}`),
      type: 'discrepancy' as const,
      reason: `Lines ${linesWithoutSku(order).join(', ')} have no SKU, so no location can be asked for them.`,
      blocks: ['sourcing'] as const,
      placedBy: 'order-sourcing',
      placedAt: platform.clock.now(),
      until: null,
      releasableBy: [],
    };
    const placed = await executeOnOrder(store, caller, order.orderId, { type: 'PlaceHold', hold });
    return placed.ok ? { next: 'await-clearance', fulfillmentOrderIds: [] } : afterRefusal(caller, order.orderId);
  };

  const afterRefusal = async (caller: Caller, orderId: OrderId): Promise<SourcingOutcome> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    if (order.status === 'cancelled') return { next: 'compensate', fulfillmentOrderIds: [] };
    if (activeHolds(order, 'sourcing').length > 0) return { next: 'await-clearance', fulfillmentOrderIds: [] };
    throw new UnavailableError(`order ${orderId} changed while it was being sourced`);
  };

  const source = async (caller: Caller, orderId: OrderId): Promise<SourcingOutcome> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    if (order.status === 'cancelled') return { next: 'compensate', fulfillmentOrderIds: [] };
    if (unassignedLines(order).length === 0) {
      // A revision may have removed the lines between their reservation and its record.
      await releaseUnrecorded(caller, order);
      // Sourced already: a crash after the order was recorded, or a repeat.
      if (unbornFulfillments(order).length > 0) return createWork(caller, order);
      if (liveFulfillments(order).length > 0) return { next: 'await-fulfilment', fulfillmentOrderIds: [] };
      return linesWithoutSku(order).length > 0 ? holdForSku(caller, order) : { next: 'finish', fulfillmentOrderIds: [] };
    }
    if (activeHolds(order, 'sourcing').length > 0) return { next: 'await-clearance', fulfillmentOrderIds: [] };
    const attempt = order.lastAttempt + 1;
    const decision = await decideAndReserve(caller, order, attempt);
    await parts.reportRefused(caller.tenantId, order, decision, caller);
    await parts.awaitRelease(caller.tenantId, order, decision);
    return canGoAhead(decision) ? record(caller, order, attempt, decision) : recordBackorder(caller, order, decision);
  };

  return async (caller: Caller, orderId: OrderId): Promise<SourcingOutcome> => {
    const outcome = await source(caller, orderId);
    if (outcome.next !== 'ship') await parts.passOn(caller.tenantId, orderId);
    return outcome;
  };
};

const missingUnits = ({ unsourced }: SourcingDecision): readonly MissingUnits[] =>
  [...Map.groupBy(unsourced, ({ sku }) => sku)].map(([sku, lines]) => ({ sku, units: lines.reduce((sum, one) => sum + one.quantity, 0) }));

const isGivenUp = ({ status }: ChildFulfillment): boolean => status === 'rejected' || status === 'cancelled';

/** Why units that had a location need another one; undefined for those that have never had one, or wait already. */
const reasonOf = ({ backordered, fulfillments }: Order): Promising['reason'] | undefined => {
  const last = fulfillments.findLast(isGivenUp);
  return backordered.length > 0 ? undefined : (last?.recallReason ?? (last && 're-sourced'));
};

const wasClosed = ({ rejection }: ItemRefusal): boolean => rejection.code === 'reservation-closed';

const fulfillmentOrderIdOf = (
  sha256: (text: string) => string,
  orderId: OrderId,
  attempt: number,
  locationId: LocationId,
): FulfillmentOrderId => FulfillmentOrderId(stableId(sha256, orderId, String(attempt), locationId));
