import type { Catalog } from '../../catalog/index.ts';
import type { FulfillmentOrderId, LocationId, TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Clock } from '../../platform/ports.ts';
import { type FulfillmentOrder, workRemaining } from '../domain/fulfillment-order.state.ts';
import type { FulfillmentOrderStatus } from '../domain/fulfillment-order.values.ts';
import { packingSlipOf } from '../domain/packing-slip.ts';
import { isPickable, type ListedWork, pickableStatuses, pickListOf } from '../domain/pick-list.ts';
import type { Paper } from '../domain/printed.values.ts';
import type { FulfillmentOrders } from './fulfillment-orders.ts';
import type { DocumentPrinter, OrderBook } from './fulfilment.ports.ts';
import type { WorkList } from './work-list.ts';

export type PrintRefusal =
  | { readonly code: 'fulfillment-order-not-found' }
  | { readonly code: 'location-not-found' }
  | { readonly code: 'work-ended'; readonly state: FulfillmentOrderStatus }
  | { readonly code: 'work-not-pickable'; readonly fulfillmentOrderIds: readonly FulfillmentOrderId[] };

/** One sentence for people. */
export const describePrintRefusal = (refusal: PrintRefusal): string => {
  switch (refusal.code) {
    case 'fulfillment-order-not-found':
      return 'There is no such fulfillment order.';
    case 'location-not-found':
      return 'There is no such location.';
    case 'work-ended':
      return `The fulfillment order is ${refusal.state}: nothing of it goes into a parcel.`;
    case 'work-not-pickable':
      return `Nothing is to be picked for ${refusal.fulfillmentOrderIds.join(', ')}: only what is ${pickableStatuses.join(' or ')} is.`;
  }
};

/** Which work a pick list is about: these fulfillment orders, or the most urgent ones in a status. */
export type PickListChoice = { readonly locationId: LocationId; readonly paper: Paper } & (
  | { readonly ids: readonly FulfillmentOrderId[] }
  | { readonly status: (typeof pickableStatuses)[number]; readonly limit: number }
);

export type PrintDocuments = {
  readonly packingSlip: (tenantId: TenantId, work: FulfillmentOrder, paper: Paper) => Promise<Result<Uint8Array, PrintRefusal>>;
  readonly pickList: (tenantId: TenantId, choice: PickListChoice) => Promise<Result<Uint8Array, PrintRefusal>>;
};

/** Pages of the work list that are gone through for one pick list; each looks at some hundreds of entries. */
const pagesMax = 4;

/** Use cases of what a warehouse prints. They change nothing. */
export const createPrintDocuments = (parts: {
  readonly fulfillmentOrders: Pick<FulfillmentOrders, 'get'>;
  readonly workList: WorkList;
  readonly catalog: Pick<Catalog, 'getProducts' | 'getLocation'>;
  readonly orders: OrderBook;
  readonly printer: DocumentPrinter;
  readonly clock: Clock;
}): PrintDocuments => {
  const { fulfillmentOrders, workList, catalog, orders, printer, clock } = parts;

  const chosenIds = async (tenantId: TenantId, choice: PickListChoice): Promise<readonly FulfillmentOrderId[]> => {
    if ('ids' in choice) return choice.ids;
    const found: FulfillmentOrderId[] = [];
    let cursor: string | undefined;
    // A page that is not full may still have a cursor: others of the list were looked at, and there is a bound to looking.
    // Far behind it nothing is urgent, and whoever waits for the sheet must not wait for a long list of other work to be read.
    let pages = 0;
    do {
      const page = await workList(tenantId, choice, { limit: choice.limit - found.length, cursor });
      found.push(...page.items.map((item) => item.fulfillment_order_id as FulfillmentOrderId));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined && found.length < choice.limit && pages < pagesMax);
    return found;
  };

  const workOf = async (tenantId: TenantId, choice: PickListChoice): Promise<Result<readonly FulfillmentOrder[], PrintRefusal>> => {
    const ids = await chosenIds(tenantId, choice);
    const found = await Promise.all(ids.map((id) => fulfillmentOrders.get(tenantId, id)));
    const work = found.flatMap((one) => (one?.fulfillmentOrder.locationId === choice.locationId ? [one.fulfillmentOrder] : []));
    if (work.length < ids.length) return err({ code: 'fulfillment-order-not-found' });
    const others = work.filter((one) => !isPickable(one)).map(({ fulfillmentOrderId }) => fulfillmentOrderId);
    if ('ids' in choice && others.length > 0) return err({ code: 'work-not-pickable', fulfillmentOrderIds: others });
    return ok(work.filter(isPickable));
  };

  return {
    packingSlip: async (tenantId, work, paper) => {
      if (work.status === 'rejected' || work.status === 'cancelled') return err({ code: 'work-ended', state: work.status });
      const [order, location] = await Promise.all([
        orders.slipOf(tenantId, work.orderId, work.fulfillmentOrderId),
        catalog.getLocation(tenantId, work.locationId),
      ]);
      if (!order) throw new Error(`fulfillment order ${work.fulfillmentOrderId} names an order that is not there`);
      const skus = [...work.lines, ...order.lines].flatMap(({ sku }) => sku ?? []);
      const slip = packingSlipOf(work, order, await catalog.getProducts(tenantId, skus));
      return ok(await printer.packingSlip(slip, { paper, printedAt: clock.now(), locationName: location?.name ?? work.locationId }));
    },

    pickList: async (tenantId, choice) => {
      const location = await catalog.getLocation(tenantId, choice.locationId);
      if (!location) return err({ code: 'location-not-found' });
      const work = await workOf(tenantId, choice);
      if (!work.ok) return work;
      const skus = work.value.flatMap((one) => workRemaining(one).map(({ sku }) => sku));
      const [known, products] = await Promise.all([
        orders.ordersOf(
          tenantId,
          work.value.map(({ orderId }) => orderId),
        ),
        catalog.getProducts(tenantId, skus),
      ]);
      const listed = work.value.map(
        (fulfillmentOrder): ListedWork => ({
          fulfillmentOrder,
          orderName: known.get(fulfillmentOrder.orderId)?.name ?? fulfillmentOrder.orderId,
        }),
      );
      const sheets = { paper: choice.paper, printedAt: clock.now(), locationName: location.name };
      return ok(await printer.pickList(pickListOf(listed, products), { ...sheets, status: 'status' in choice ? choice.status : null }));
    },
  };
};
