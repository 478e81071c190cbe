import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { type FeedKind, feedNames, type FeedRows, type Feeds, feedSpans } from '../../domain/feeds/feeds.ts';

/** Who has told a row, and where it comes from. */
export type Provenance = {
  readonly source: string;
  readonly via: 'api' | 'file';
  readonly by: { readonly kind: 'user' | 'api_key' | 'system'; readonly id: string };
  readonly at: Instant;
};

export type ToldRow<K extends FeedKind = FeedKind> = { readonly rowId: string; readonly row: FeedRows[K]; readonly provenance: Provenance };

export type FeedPage<K extends FeedKind = FeedKind> = { readonly items: readonly ToldRow<K>[]; readonly cursor?: string };

type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

const keysPerRead = 100;
const writesAtOnce = 16;
/** Rows looked at for one page; a page that is not full by then is answered with the place to go on from. */
const looksMax = 2_000;
/** Rows of one kind that forecasts read, at most: a bound on what one pass holds, far above a year of daily rows by region. */
const readMax = 200_000;

const partition = (tenantId: TenantId, kind: FeedKind): string => `${tenantId}#FORECASTFEED#${kind}`;
const idOf = (name: string): string => Buffer.from(name, 'utf8').toString('base64url');
const nameOf = (rowId: string): string => Buffer.from(rowId, 'base64url').toString('utf8');

/** Rows whose sort key begins with their day can be read from there on; a promotion lies across days. */
const rangeOf = (kind: FeedKind, { from, to }: Span): { readonly from?: string; readonly to?: string } => {
  if (kind === 'promotions') return {};
  const cut = (day: string): string => (kind === 'economy' ? day.slice(0, 7) : day);
  // Above every character that a sort key goes on with.
  return { ...(from === undefined ? {} : { from: cut(from) }), ...(to === undefined ? {} : { to: `${cut(to)}~` }) };
};

const told = <K extends FeedKind>(item: Item): ToldRow<K> => ({
  rowId: idOf(item.SK),
  row: fromWire<FeedRows[K]>(item['value']),
  provenance: fromWire<Provenance>(item['provenance']),
});

const isWithin = <K extends FeedKind>(kind: K, row: FeedRows[K], { from, to }: Span): boolean => {
  const span = feedSpans[kind](row);
  return (from === undefined || span.to >= from) && (to === undefined || span.from <= to);
};

/** What people and systems have told beside the demand: one row each in the ledger's table, the last write counts. */
export const createFeedBook = ({ ledger, clock }: Pick<Platform, 'ledger' | 'clock'>) => {
  const put = async <K extends FeedKind>(
    tenantId: TenantId,
    kind: K,
    rows: readonly FeedRows[K][],
    from: Omit<Provenance, 'at'>,
  ): Promise<{ readonly created: number; readonly replaced: number }> => {
    const provenance = toWire({ ...from, at: clock.now() });
    // Of two rows of one name the later one counts, as if they had come one after the other.
    const byName = new Map(rows.map((row) => [feedNames[kind](row).join('#'), row]));
    const keys = [...byName.keys()].map((SK) => ({ PK: partition(tenantId, kind), SK }));
    let known = 0;
    for (let start = 0; start < keys.length; start += keysPerRead)
      known += (await ledger.getMany(keys.slice(start, start + keysPerRead))).filter((item) => item !== undefined).length;
    await concurrently(byName, writesAtOnce, ([SK, row]) =>
      ledger.put({ PK: partition(tenantId, kind), SK, value: toWire(row), provenance }),
    );
    return { created: keys.length - known, replaced: known };
  };

  const list = async <K extends FeedKind>(
    tenantId: TenantId,
    kind: K,
    span: Span,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<FeedPage<K>> => {
    const items: ToldRow<K>[] = [];
    let { cursor } = page;
    let looked = 0;
    do {
      const limit = page.limit - items.length;
      const rows = await ledger.query({
        PK: partition(tenantId, kind),
        ...rangeOf(kind, span),
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      items.push(...rows.items.map((item) => told<K>(item)).filter(({ row }) => isWithin(kind, row, span)));
      looked += rows.items.length;
      cursor = rows.cursor;
    } while (cursor !== undefined && items.length < page.limit && looked < looksMax);
    return { items, ...(cursor === undefined ? {} : { cursor }) };
  };

  const all = async <K extends FeedKind>(tenantId: TenantId, kind: K, span: Span): Promise<readonly FeedRows[K][]> => {
    const rows: FeedRows[K][] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({
        PK: partition(tenantId, kind),
        ...rangeOf(kind, span),
        ...(cursor === undefined ? {} : { cursor }),
      });
      rows.push(...page.items.map((item) => fromWire<FeedRows[K]>(item['value'])).filter((row) => isWithin(kind, row, span)));
      cursor = page.cursor;
    } while (cursor !== undefined && rows.length < readMax);
    return rows;
  };

  return {
    put,
    list,
    /** @returns false when there was no such row */
    remove: async (tenantId: TenantId, kind: FeedKind, rowId: string): Promise<boolean> => {
      const key = { PK: partition(tenantId, kind), SK: nameOf(rowId) };
      if ((await ledger.get(key)) === undefined) return false;
      await ledger.delete(key);
      return true;
    },
    /** Every feed, as far as it says something of these days, both included. */
    within: async (tenantId: TenantId, span: { readonly from: string; readonly to: string }): Promise<Feeds> => {
      const [promotions, marketing, weather, economy, holidays] = await Promise.all([
        all(tenantId, 'promotions', span),
        all(tenantId, 'marketing', span),
        all(tenantId, 'weather', span),
        all(tenantId, 'economy', span),
        all(tenantId, 'holidays', span),
      ]);
      return { promotions, marketing, weather, economy, holidays };
    },
  };
};

export type FeedBook = ReturnType<typeof createFeedBook>;
