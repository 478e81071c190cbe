import * as z from 'zod';
import { Sku } from '../../../kernel/ids.ts';
import { type Instant, Instant as toInstant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';
import { isDrift, mustShow, type Suspect } from '../../domain/stock-drift.ts';
import { shownAfter, syncLagOf } from '../../domain/sync-lag.ts';
import { type AccountMemory, createAccountMemory } from '../account-memory.ts';
import type { ChannelClient, StockNotice } from '../channel-client.ts';
import { stockQueue } from '../channel-queues.ts';
import type { StockDesk } from '../channels.parts.ts';
import { readLags } from './lag-memory.ts';
import { createStockFigures, type FiguresFor } from './stock-figures.ts';
import { isFailing } from './stock-log.ts';
import { stockRequest } from './stock-requests.ts';
import type { StockRow, StockRows } from './stock-rows.ts';

const roundMs = 3_600_000;
const memoryKey = 'stock-drift';
/** Articles asked for in one look. Walmart has a call for each. */
const articlesPerLook = 50;
/** More suspects at once are left to the next round. */
const suspectsMax = 50;

const Progress = z.object({
  startedAt: z.string().transform(toInstant),
  /** Where the round goes on; null once it is through. */
  next: z.object({ cursor: z.string().optional() }).nullable(),
  suspects: z.array(z.object({ sku: z.string(), told: z.int(), shown: z.int(), sinceMs: z.int() })).max(suspectsMax),
});
type Progress = z.infer<typeof Progress>;

type Parts = {
  readonly platform: Pick<Platform, 'clock' | 'ids' | 'ledger' | 'queue' | 'observability'>;
  readonly rows: Pick<StockRows, 'readMany' | 'page' | 'save'>;
  readonly desk: StockDesk;
};
type Looking = FiguresFor & { readonly client: ChannelClient; readonly now: Instant };
type Differing = { readonly row: StockRow; readonly told: number; readonly shown: number };

const readProgress = async (memory: Pick<AccountMemory, 'read'>): Promise<Progress | undefined> => {
  const text = await memory.read(memoryKey);
  return text === undefined ? undefined : Progress.parse(JSON.parse(text));
};

/** The number at the place that was told; a shop's default place may go by its id or by none. */
const shownAt = (notices: readonly StockNotice[], sku: string, place: string | null): number | undefined => {
  const own = notices.filter((notice) => notice.sku === sku);
  const found = own.find(({ channelLocationId }) => channelLocationId === place) ?? (own.length === 1 ? own[0] : undefined);
  return found?.quantity;
};

/**
 * Asks a channel once an hour what it shows, and holds it against what it was told: somebody may have changed a number there
 * by hand, or the channel may have dropped one that it accepted. What is on its way is none of it: a row that waits, a number
 * accepted a moment ago, an article that has to be told anyway. A difference counts when a second look finds it unchanged; it
 * is noted in the row, counted, and the article is told again.
 */
export const createCheckDrift = (parts: Parts) => {
  const { platform, rows, desk } = parts;
  const { logger, metrics } = platform.observability;
  const figuresOf = createStockFigures({ clock: platform.clock, desk });

  /** Articles of rows that show something else, and by our book should show what they were told. */
  const differing = async (looking: Looking, found: readonly StockRow[]): Promise<readonly Differing[]> => {
    const { account, stock, client, now } = looking;
    const shownAfterSeconds = shownAfter(account.channel);
    const settled = found.filter(
      ({ state, place, quantity, at }) =>
        state === 'done' &&
        quantity !== null &&
        place === stock.channelLocationId &&
        mustShow(toEpochMs(at), toEpochMs(now), shownAfterSeconds),
    );
    if (settled.length === 0) return [];
    // The channel before our own number: what is sold in between makes this differ from the row, and is none of its doing.
    const shown = await client.stock(settled.map(({ sku }) => sku));
    const figures = await figuresOf(
      looking,
      settled.map((row) => ({ sku: row.sku, row })),
    );
    return settled.flatMap((row) => {
      const units = shownAt(shown, row.sku, row.place);
      const isOurs = figures.get(row.sku)?.published !== row.quantity;
      return units === undefined || isOurs || units === row.quantity ? [] : [{ row, told: row.quantity ?? 0, shown: units }];
    });
  };

  const correct = async ({ account, now }: Looking, { row, told, shown }: Differing): Promise<boolean> => {
    const drift = { told, shown, at: now, correctedAt: null };
    // Waiting, so that whoever reads the row tells it, though the number is the one that was told.
    if (!(await rows.save(account, row, { ...row, state: 'waiting', code: 'drift', at: now, drift }))) return false;
    const asked = { sku: row.sku, changedAt: now, byComparison: true, deduplicationId: platform.ids.next() };
    const request = stockRequest(account, asked);
    await platform.queue(stockQueue(account.channel)).send([request]);
    const context = { tenant_id: account.tenantId, channel: account.channel, channel_account: account.account };
    logger.warn('a channel shows another number than it was told', { ...context, sku: row.sku, told, shown });
    metrics.addMetric('ChannelStockDrift', 'Count', 1);
    return true;
  };

  /** Looks at suspects again. @returns those that stay suspects */
  const confirm = async (looking: Looking, suspects: readonly Suspect[]): Promise<readonly Suspect[]> => {
    if (suspects.length === 0) return [];
    const nowMs = toEpochMs(looking.now);
    const stored = await rows.readMany(
      looking.account,
      suspects.map(({ sku }) => Sku(sku)),
    );
    const found = await differing(
      looking,
      stored.filter((row) => row !== undefined),
    );
    const left: Suspect[] = [];
    for (const one of found) {
      const before = suspects.find(({ sku }) => sku === one.row.sku);
      const isSame = before?.told === one.told && before.shown === one.shown;
      // A channel that goes on selling lowers its number between two looks, and begins anew.
      const suspect = before && isSame ? before : { sku: one.row.sku, told: one.told, shown: one.shown, sinceMs: nowMs };
      if (!isDrift(suspect, nowMs) || !(await correct(looking, one))) left.push(suspect);
    }
    return left;
  };

  const look = async (looking: Looking, known: Progress | undefined): Promise<Progress | undefined> => {
    const { account, now } = looking;
    const isDue = known === undefined || plusMs(known.startedAt, roundMs) <= now;
    const next = known?.next ?? (isDue ? {} : null);
    const suspects = await confirm(looking, known?.suspects ?? []);
    if (next === null) return known && known.suspects.length > 0 ? { ...known, suspects: [...suspects] } : undefined;
    const page = await rows.page(account, { limit: articlesPerLook, cursor: next.cursor });
    const looked = new Set(known?.suspects.map(({ sku }) => sku));
    const found = await differing(
      looking,
      page.rows.filter(({ sku }) => !looked.has(sku)),
    );
    const added = found.map(({ row, told, shown }): Suspect => ({ sku: row.sku, told, shown, sinceMs: toEpochMs(now) }));
    return {
      startedAt: known?.next ? known.startedAt : now,
      next: page.cursor === undefined ? null : { cursor: page.cursor },
      suspects: [...suspects, ...added].slice(0, suspectsMax),
    };
  };

  return async (account: ChannelAccount, client: ChannelClient): Promise<void> => {
    const { stock } = account;
    if (stock === null) return;
    const now = platform.clock.now();
    const memory = createAccountMemory(platform, account);
    const known = await readProgress(memory);
    if (known && known.next === null && known.suspects.length === 0 && plusMs(known.startedAt, roundMs) > now) return;
    if (await isFailing(memory, now)) return;
    const lag = syncLagOf(account.channel, await readLags(memory));
    try {
      const progress = await look({ account, stock, client, lag, now }, known);
      if (progress) await memory.write(memoryKey, JSON.stringify(progress));
    } catch (error) {
      // Orders were read a moment ago, so this is about stock alone, such as a missing right; the numbers go out as ever.
      if (!(error instanceof ChannelApiError)) throw error;
      const context = { tenant_id: account.tenantId, channel: account.channel, channel_account: account.account };
      logger.warn('a channel does not tell what it shows', { ...context, code: error.code ?? error.problem });
    }
  };
};

export type CheckDrift = ReturnType<typeof createCheckDrift>;
