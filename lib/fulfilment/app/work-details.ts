import type { Catalog } from '../../catalog/index.ts';
import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { OrderBook, WorkOrder } from './fulfilment.ports.ts';

/** A piece of work as far as it says what to look up beside it; in wire form, as rows are. */
type Work = { readonly order_id: string; readonly lines: readonly { readonly sku: string; readonly quantity: number }[] };

type Goods = { readonly title: string | null; readonly barcode: string | null; readonly weight_grams: number | null };

/** What people at a location need to see beside the work itself, in wire form. */
type WithDetails<W extends Work> = Omit<W, 'lines'> & {
  readonly lines: readonly (W['lines'][number] & Goods)[];
  readonly units: number;
  readonly order: OrderDetails | null;
};

type OrderDetails = {
  readonly name: string;
  readonly channel: string;
  readonly placed_at: string;
  readonly requested_delivery_date: string | null;
  readonly holds: WorkOrder['holds'];
};

const orderDetails = ({ name, channel, placedAt, requestedDeliveryDate, holds }: WorkOrder): OrderDetails => ({
  name,
  channel,
  placed_at: placedAt,
  requested_delivery_date: requestedDeliveryDate,
  holds,
});

/** Adds titles, barcodes and the order to work: one read of products for all of it, and one of each order. */
export const createWorkDetails =
  (parts: { readonly catalog: Pick<Catalog, 'getProducts'>; readonly orders: Pick<OrderBook, 'ordersOf'> }) =>
  async <W extends Work>(tenantId: TenantId, work: readonly W[]): Promise<readonly WithDetails<W>[]> => {
    const [products, orders] = await Promise.all([
      parts.catalog.getProducts(
        tenantId,
        work.flatMap(({ lines }) => lines.map(({ sku }) => sku)),
      ),
      parts.orders.ordersOf(
        tenantId,
        work.map(({ order_id }) => order_id as OrderId),
      ),
    ]);
    return work.map((one) => {
      const order = orders.get(one.order_id as OrderId);
      return {
        ...one,
        lines: one.lines.map((line) => {
          const product = products.get(line.sku);
          const { title = null, barcode = null, weight_grams = null } = product ?? {};
          return { ...line, title, barcode, weight_grams };
        }),
        units: one.lines.reduce((sum, { quantity }) => sum + quantity, 0),
        order: order ? orderDetails(order) : null,
      };
    });
  };
