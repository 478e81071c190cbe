import {
  type FulfillmentOrderId,
  FulfillmentOrderId as toFulfillmentOrderId,
  orderIdPattern,
  type ReservationId,
  type TenantId,
} from '../../kernel/ids.ts';
import type { Inventory } from '../../inventory/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type FulfillmentOrder, hasEndedHere, hasLeft } from '../domain/fulfillment-order.state.ts';
import type { FulfillmentOrders } from './fulfillment-orders.ts';

/** Work that is still going on has nothing to settle: the workflow that asks has lost its way. */
export class FulfillmentOrderUnsettledError extends Error {
  override readonly name = 'FulfillmentOrderUnsettledError';
}

/** A refusal of the ledger that repeating cannot mend: the books and the work disagree. */
export class StockContradictionError extends Error {
  override readonly name = 'StockContradictionError';
}

const saleOf = 'ship-';

/** Id of the movements by which a fulfillment order's goods leave the ledger. */
const saleMovementId = (id: FulfillmentOrderId): string => `${saleOf}${id}`;

/** The fulfillment order whose goods a movement took out; undefined for a movement of another cause. */
export const fulfillmentOrderOfSale = (movementId: string): FulfillmentOrderId | undefined => {
  const id = movementId.startsWith(saleOf) ? movementId.slice(saleOf.length) : '';
  return orderIdPattern.test(id) ? toFulfillmentOrderId(id) : undefined;
};

// Written off before with another quantity, or reserved meanwhile by another order, whose warehouse will find out.
const harmless: ReadonlySet<string> = new Set(['movement-conflict', 'stock-allocated', 'insufficient-on-hand']);

/**
 * Brings the ledger in line with how the work ended: what left is a sale; what was refused, short or called off is
 * released, and units that the warehouse did not find are taken off the book, so that nobody is sent to look for them again.
 * Every movement is named after the fulfillment order, so repeating changes nothing as long as
 * the item remembers it (`recent-ids.ts`); a later repeat is refused and goes to an operator.
 */
export const createSettleStock = (parts: { readonly fulfillmentOrders: FulfillmentOrders; readonly inventory: Inventory }) => {
  const { fulfillmentOrders, inventory } = parts;

  const ship = async (caller: Caller, work: FulfillmentOrder, reservationId: ReservationId): Promise<void> => {
    const lines = work.lines
      .map(({ sku, quantity, shortQuantity }) => ({ sku, locationId: work.locationId, reservationId, quantity: quantity - shortQuantity }))
      .filter((line) => line.quantity > 0);
    const shipped = await inventory.shipReservations(caller, { movementId: saleMovementId(work.fulfillmentOrderId), lines });
    if (!shipped.ok)
      throw contradiction(
        work,
        shipped.error.map(({ rejection }) => rejection.code),
      );
  };

  const release = async (caller: Caller, work: FulfillmentOrder, reservationId: ReservationId): Promise<void> => {
    const skus = [...new Set(work.lines.map((line) => line.sku))];
    const released = await inventory.releaseReservations(
      caller,
      skus.map((sku) => ({ sku, locationId: work.locationId, reservationId })),
    );
    if (!released.ok)
      throw contradiction(
        work,
        released.error.map(({ rejection }) => rejection.code),
      );
  };

  /** Units looked for and not found. Less may be on the book by now than was missing; then that is what goes. */
  const writeOff = async (caller: Caller, work: FulfillmentOrder): Promise<void> => {
    const outOfStock = work.status === 'rejected' && work.endReason === 'out-of-stock';
    for (const line of work.lines) {
      const missing = outOfStock ? line.quantity : line.shortQuantity;
      if (missing === 0) continue;
      const [level] = await inventory.stockLevels(caller.tenantId, [{ sku: line.sku, locationId: work.locationId }]);
      const quantity = Math.min(missing, level?.balance.available ?? 0);
      if (quantity === 0) continue;
      const item = { sku: line.sku, locationId: work.locationId, movementId: `short-${work.fulfillmentOrderId}-${line.lineId}` };
      const adjusted = await inventory.adjustStock(caller, { ...item, delta: -quantity, reasonCode: 'not-found-at-pick' });
      if (!adjusted.ok && !harmless.has(adjusted.error.code)) throw contradiction(work, [adjusted.error.code]);
    }
  };

  return async (caller: Caller, tenantId: TenantId, id: FulfillmentOrderId): Promise<{ readonly status: FulfillmentOrder['status'] }> => {
    const found = await fulfillmentOrders.get(tenantId, id);
    if (!found) throw new FulfillmentOrderUnsettledError(`fulfillment order ${id} does not exist`);
    const work = found.fulfillmentOrder;
    const ended = hasEndedHere(work);
    if (!ended && !hasLeft(work)) {
      throw new FulfillmentOrderUnsettledError(`fulfillment order ${id} is ${work.status}`);
    }
    for (const reservationId of work.reservationIds) {
      if (!ended) await ship(caller, work, reservationId);
      await release(caller, work, reservationId);
    }
    await writeOff(caller, work);
    return { status: work.status };
  };
};

const contradiction = (work: FulfillmentOrder, codes: readonly string[]): StockContradictionError =>
  new StockContradictionError(`fulfillment order ${work.fulfillmentOrderId}: ${[...new Set(codes)].join(', ')}`);
