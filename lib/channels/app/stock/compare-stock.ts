import * as z from 'zod';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Sku } from '../../../kernel/ids.ts';
import { Instant, plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';
import { createAccountMemory } from '../account-memory.ts';
import { stockQueue } from '../channel-queues.ts';
import type { StockDesk } from '../channels.parts.ts';
import { syncLagOf } from '../../domain/sync-lag.ts';
import { readLags } from './lag-memory.ts';
import { isDue } from './stock-due.ts';
import { createStockFigures, type FiguresFor } from './stock-figures.ts';
import { isFailing } from './stock-log.ts';
import { stockRequest } from './stock-requests.ts';
import type { StockRow, StockRows } from './stock-rows.ts';

const everyMs = 3_600_000;
const memoryKey = 'stock-compared';
const pageSize = 100;
/** Articles compared in one look; the next one goes on. */
const articlesPerLook = 1_000;

/** How far a comparison has come: first through what the account was told of, then through the catalog for what it was not. */
const Progress = z.object({
  /** What the account was to be told of; a comparison for something else begins anew. */
  of: z.string(),
  startedAt: z.string().transform(Instant),
  /** Null once it is through. */
  next: z.object({ list: z.enum(['told', 'catalog']), cursor: z.string().optional() }).nullable(),
});
type Progress = z.infer<typeof Progress>;
type Place = NonNullable<Progress['next']>;

const readProgress = (text: string | undefined): Progress | undefined =>
  text === undefined ? undefined : Progress.parse(JSON.parse(text));

type Publishing = FiguresFor;

type Compared = { readonly skus: number; readonly due: readonly Sku[]; readonly next: Place | null };

/**
 * Looks once an hour for articles of which an account shows something else than there is, and has them told: whatever was
 * lost on the way, the next comparison finds it. The first one fills an account that was told nothing before.
 */
export const createCompareStock = (parts: {
  readonly platform: Pick<Platform, 'clock' | 'ids' | 'ledger' | 'queue' | 'observability'>;
  readonly rows: Pick<StockRows, 'readMany' | 'page'>;
  readonly desk: StockDesk;
}) => {
  const { platform, rows, desk } = parts;
  const figuresOf = createStockFigures({ clock: platform.clock, desk });

  const dueAmong = async (publishing: Publishing, found: readonly { readonly sku: Sku; readonly row: StockRow | undefined }[]) => {
    const figures = await figuresOf(publishing, found);
    const now = platform.clock.now();
    return found.flatMap(({ sku, row }) => {
      const quantity = figures.get(sku)?.published;
      return quantity !== undefined && isDue(row, quantity, publishing.stock, now) ? [sku] : [];
    });
  };

  const compareTold = async (publishing: Publishing, cursor: string | undefined): Promise<Compared> => {
    const page = await rows.page(publishing.account, { limit: pageSize, cursor });
    const due = await dueAmong(
      publishing,
      page.rows.map((row) => ({ sku: row.sku, row })),
    );
    return { skus: page.rows.length, due, next: page.cursor === undefined ? { list: 'catalog' } : { list: 'told', cursor: page.cursor } };
  };

  const compareCatalog = async (publishing: Publishing, cursor: string | undefined): Promise<Compared> => {
    const { account } = publishing;
    const page = await desk.articles(account.tenantId, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    const known = await rows.readMany(account, page.skus);
    const untold = page.skus.filter((_, index) => known[index] === undefined);
    const due = await dueAmong(
      publishing,
      untold.map((sku) => ({ sku, row: undefined })),
    );
    return { skus: page.skus.length, due, next: page.cursor === undefined ? null : { list: 'catalog', cursor: page.cursor } };
  };

  const ask = async ({ account }: Publishing, skus: readonly Sku[]): Promise<void> => {
    const changedAt = platform.clock.now();
    // Each its own: one that was asked for a moment ago may have been read before what was found now.
    const requests = skus.map((sku) => stockRequest(account, { sku, changedAt, byComparison: true, deduplicationId: platform.ids.next() }));
    await platform.queue(stockQueue(account.channel)).send(requests);
  };

  const compareSome = async (publishing: Publishing, from: Place): Promise<{ readonly due: number; readonly next: Place | null }> => {
    let next: Place | null = from;
    let due = 0;
    for (let articles = 0; next !== null && articles < articlesPerLook; ) {
      const compare = next.list === 'told' ? compareTold : compareCatalog;
      const found: Compared = await compare(publishing, next.cursor);
      if (found.due.length > 0) await ask(publishing, found.due);
      due += found.due.length;
      // An empty page counts too, so that a look has an end whatever the lists hold.
      articles += Math.max(1, found.skus);
      next = found.next;
    }
    return { due, next };
  };

  return async (account: ChannelAccount): Promise<void> => {
    const { stock } = account;
    if (stock === null) return;
    const now = platform.clock.now();
    const memory = createAccountMemory(platform, account);
    const of = canonicalJson(stock);
    const known = readProgress(await memory.read(memoryKey));
    const goesOn = known?.of === of && known.next !== null;
    if (known?.of === of && !goesOn && plusMs(known.startedAt, everyMs) > now) return;
    if (await isFailing(memory, now)) return;
    const started = goesOn ? known.startedAt : now;
    const lag = syncLagOf(account.channel, await readLags(memory));
    const { due, next } = await compareSome({ account, stock, lag }, (goesOn ? known.next : null) ?? { list: 'told' });
    await memory.write(memoryKey, JSON.stringify({ of, startedAt: started, next } satisfies Progress));
    if (due === 0) return;
    platform.observability.metrics.addMetric('ChannelStockDiffering', 'Count', due);
    platform.observability.logger.info('stock differs from what a channel was told', {
      tenant_id: account.tenantId,
      channel: account.channel,
      channel_account: account.account,
      articles: due,
    });
  };
};

export type CompareStock = ReturnType<typeof createCompareStock>;
