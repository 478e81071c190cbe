import type { Api } from '../../shared/api.ts';
import type { Choosable } from '../../shared/choose-one.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { FulfillmentOrderSummary, ScanMatch } from '../../shared/types.ts';

/** Where a scanned code leads. */
export type Target =
  | { readonly kind: 'work'; readonly id: string }
  | { readonly kind: 'choice'; readonly title: string; readonly of: readonly Choosable[] }
  | { readonly kind: 'nothing'; readonly message: string };

/** Statuses in which the goods of work are still wanted, in the order in which they are. */
const wanting = ['picking', 'released'] as const;
/** Statuses of work that somebody still has to do. */
const unfinished: ReadonlySet<string> = new Set(['open', 'released', 'picking', 'packed', 'ready_for_pickup']);
const pageSize = 100;
const pagesMax = 5;

const workIn = async (api: Api, locationId: string, status: (typeof wanting)[number]): Promise<readonly FulfillmentOrderSummary[]> => {
  const found: FulfillmentOrderSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await api.listFulfillmentOrders({
      query: { location_id: locationId, status, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
    });
    found.push(...answer.items);
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return found;
};

const unitsOf = (units: number): string => (units === 1 ? '1 unit' : `${units} units`);

const choosable = (work: FulfillmentOrderSummary): Choosable => ({
  id: work.fulfillment_order_id,
  title: work.order?.name ?? work.fulfillment_order_id,
  about: `${words(work.status)}, ${unitsOf(work.units)}: ${work.lines.map((line) => `${line.quantity} × ${line.title ?? line.sku}`).join(', ')}`,
});

const toWork = (title: string, of: readonly Choosable[]): Target | undefined => {
  const [first, ...others] = of;
  if (!first) return undefined;
  return others.length === 0 ? { kind: 'work', id: first.id } : { kind: 'choice', title, of };
};

const wantingProducts = async (api: Api, locationId: string, products: readonly ScanMatch[]): Promise<Target> => {
  const skus = new Set(products.map(({ id }) => id));
  const work = (await Promise.all(wanting.map((status) => workIn(api, locationId, status)))).flat();
  const name = products[0]?.title ?? products[0]?.id ?? '';
  const found = work.filter(({ lines }) => lines.some(({ sku }) => skus.has(sku)));
  return (
    toWork(`${name} is wanted by several`, found.map(choosable)) ?? {
      kind: 'nothing',
      message: `No work that is to be picked here wants ${name} (${[...skus].join(', ')}).`,
    }
  );
};

/** Which work a code means: its own, its order's, its parcel's, or the one that waits for the article. */
export const findScanned = async (api: Api, locationId: string, code: string): Promise<Target> => {
  const { matches } = await api.scan({ query: { code, location_id: locationId } });
  const all = matches.filter(({ kind }) => kind === 'fulfillment_order');
  // What has left or was called off is meant only where there is nothing else.
  const open = all.filter(({ status }) => status !== null && unfinished.has(status));
  const work = open.length > 0 ? open : all;
  const order = matches.find(({ kind }) => kind === 'order');
  const target = toWork(
    `${code} leads to several`,
    work.map((match) => ({ id: match.id, title: match.id, about: `${words(match.status ?? '')} at ${match.location_id ?? ''}` })),
  );
  if (target) return target;
  const products = matches.filter(({ kind }) => kind === 'product');
  if (products.length > 0) return wantingProducts(api, locationId, products);
  if (order) return { kind: 'nothing', message: `Order ${order.title ?? order.id} has no work at this location.` };
  return { kind: 'nothing', message: `Nothing here is known as ${code}. Scan it again, or type it.` };
};
