import { importHistoryOf } from '../../lambdas/intelligence/training-parts.ts';
import type { HistoryImport } from '../../lib/intelligence/app/training/import-history.ts';
import { generateHistory, type HistoryRow, type OrderRow, standardHistory } from '../../lib/intelligence/domain/history/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { customer, type DemoProduct, equipment, jacket, shoes } from './retailer.ts';

const dayMs = 86_400_000;
const seed = 8;
/** Half a year of a small shop: some three thousand orders, which are imported in less than a second. */
const [days, ordersPerDay] = [180, 16] as const;
/** Clothes beside them: some thousand orders of two articles, of which the one for the upper body is cut small. */
const clothes = { seed: 14, ordersPerDay: 5, articles: ['JACKET-RAIN', 'SHOE-TRAIL'] } as const;

/** The invented shop of the history simulator sells numbered articles; here they are the retailer's, at its prices. */
const createRename = (): ((sku: string) => DemoProduct) => {
  const known = new Map<string, DemoProduct>();
  return (sku) => {
    const found = known.get(sku) ?? (equipment[known.size % equipment.length] as DemoProduct);
    known.set(sku, found);
    return found;
  };
};

const withOwnGoods = (order: OrderRow, rename: (sku: string) => DemoProduct): OrderRow => {
  const lines = order.lines.map(({ sku, quantity }) => {
    const product = rename(sku);
    const { category, size = null } = product;
    return { sku: product.sku, quantity, unit_price_minor: product.price, category, size, requires_shipping: true };
  });
  const subtotal = lines.reduce((sum, { quantity, unit_price_minor: price }) => sum + quantity * price, 0);
  const discount = Math.round((subtotal * order.discount_minor) / Math.max(1, order.subtotal_minor));
  return {
    ...order,
    lines,
    subtotal_minor: subtotal,
    discount_minor: discount,
    total_minor: subtotal - discount + order.shipping_minor,
  };
};

/** Rows of the simulator as those of the retailer. Feeds are left out: they tell of goods and campaigns of another shop. */
const asOwn = (rows: Iterable<HistoryRow>): readonly HistoryRow[] => {
  const rename = createRename();
  const totals = new Map<string, number>();
  const own: HistoryRow[] = [];
  for (const row of rows) {
    if (row.kind === 'order') {
      const order = withOwnGoods(row, rename);
      totals.set(order.source_id, order.total_minor);
      own.push(order);
    } else if (row.kind === 'chargeback') own.push({ ...row, amount_minor: totals.get(row.order_source_id) ?? row.amount_minor });
    else if (row.kind === 'return') own.push({ ...row, sku: rename(row.sku).sku });
    else if (row.kind === 'shipment') own.push(row);
  }
  return own;
};

const sizes: readonly DemoProduct[] = [...jacket, ...shoes];

/** The simulator names a SKU by category, number and size. */
const sizeOf = (sku: string): DemoProduct => {
  const size = sku.slice(sku.lastIndexOf('-') + 1);
  return sizes.find((product) => product.size === size) as DemoProduct;
};

const linesOf = (orders: readonly OrderRow[]): number => orders.reduce((sum, { lines }) => sum + lines.length, 0);

/** Whoever sent back most beyond what customers usually do: on every day of the year it is somebody who really does. */
const mostSentBack = (rows: readonly HistoryRow[]): string | undefined => {
  const orders = rows.filter((row) => row.kind === 'order');
  const returned = Map.groupBy(
    rows.filter((row) => row.kind === 'return'),
    ({ order_source_id: id }) => id,
  );
  const sentBack = (of: readonly OrderRow[]): number => of.reduce((sum, { source_id: id }) => sum + (returned.get(id)?.length ?? 0), 0);
  const usual = sentBack(orders) / Math.max(1, linesOf(orders));
  const beyond = (own: readonly OrderRow[]): number => sentBack(own) - usual * linesOf(own);
  const byCustomer = [...Map.groupBy(orders, ({ customer_id: id }) => id)];
  return byCustomer.toSorted(([, one], [, other]) => beyond(other) - beyond(one))[0]?.[0] ?? undefined;
};

/**
 * People who try on, send back and buy another size. The one who sends back most is the first of the regular customers; the others
 * stay the numbers that they are.
 */
const clothesPast = (firstDay: string): readonly HistoryRow[] => {
  const { seed: own, ordersPerDay: perDay, articles } = clothes;
  const setting = { ...standardHistory, seed: own, firstDay, days, ordersPerDay: perDay, skus: articles.length, wardrobes: true };
  const rows = [...generateHistory(createRandom(own), { ...setting, fraudShare: 0, friendlyFraudShare: 0 })];
  const first = mostSentBack(rows);
  const named = (id: string): string => `clothes-${id}`;
  return rows.flatMap((row): readonly HistoryRow[] => {
    if (row.kind === 'return')
      return [{ ...row, source_id: named(row.source_id), order_source_id: named(row.order_source_id), sku: sizeOf(row.sku).sku }];
    if (row.kind !== 'order') return [];
    const order = withOwnGoods(row, sizeOf);
    const isFirst = row.customer_id === first;
    const who = isFirst
      ? { customer_id: null, email: customer(0).email, email_domain: null }
      : { customer_id: named(String(row.customer_id)) };
    return [{ ...order, source_id: named(row.source_id), ...who }];
  });
};

/** Half a year up to yesterday, as the simulator plays it with the retailer's goods. */
export const ownPast = (now: Instant): readonly HistoryRow[] => {
  const firstDay = plusMs(now, -days * dayMs).slice(0, 10);
  const own = asOwn(
    generateHistory(createRandom(seed), { ...standardHistory, seed, firstDay, days, ordersPerDay, skus: equipment.length }),
  );
  return [...own, ...clothesPast(firstDay)];
};

/** Gives the retailer a past, by the same import that anybody would use. */
export const importPast = (platform: Platform): Promise<HistoryImport> => {
  const lines = ownPast(platform.clock.now()).map((row) => JSON.stringify(row));
  return importHistoryOf(platform)(TenantId('main'), Buffer.from(lines.join('\n')), { dryRun: false });
};
