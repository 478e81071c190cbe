import type { PublishedStock } from '../../../inventory/index.ts';
import type { Sku } from '../../../kernel/ids.ts';
import { type Instant, parseInstant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';
import { type AccountMemory, createAccountMemory } from '../account-memory.ts';
import type { NoticeOutcome } from '../channel-client.ts';
import { type StockRow, type StockRows, untoldStock } from './stock-rows.ts';

/** An article with the number that an account is told, and what the row said of it before. */
export type Told = {
  readonly sku: Sku;
  readonly quantity: number;
  /** Why it is this number. */
  readonly published: PublishedStock;
  readonly place: string | null;
  readonly row: StockRow | undefined;
  /** When the stock changed; null where a comparison asked, which tells of no change. */
  readonly changedAt: Instant | null;
};

const failedKey = 'stock-failed-at';
/** Longer than the longest pause between two tries of a message. */
const failingMs = 600_000;

/** Whether the account is being told of stock in vain just now: then messages wait, and more of them would not help. */
export const isFailing = async (memory: Pick<AccountMemory, 'read'>, now: Instant): Promise<boolean> => {
  const failedAt = parseInstant((await memory.read(failedKey)) ?? '');
  return failedAt !== undefined && plusMs(failedAt, failingMs) > now;
};

// Only errors of the channel's API are known to hold nothing personal.
const codeOf = (error: unknown): string => (error instanceof ChannelApiError ? (error.code ?? error.problem) : 'failed');

/** What a row says after the channel has taken a number. */
const taken = ({ quantity, published, row }: Told, at: Instant): Pick<StockRow, 'quantity' | 'published' | 'shownUntil' | 'drift'> => {
  const stopped = quantity === 0 && (row?.quantity ?? 0) > 0;
  const shownUntil = stopped ? at : (row?.shownUntil ?? null);
  const drift = row?.drift && row.drift.correctedAt === null ? { ...row.drift, correctedAt: at } : (row?.drift ?? null);
  return { quantity, published, shownUntil: quantity > 0 ? null : shownUntil, drift };
};

/** Notes what an account was told of stock, in its rows and in figures. */
export const createStockLog = (parts: {
  readonly platform: Pick<Platform, 'clock' | 'ledger' | 'observability'>;
  readonly rows: Pick<StockRows, 'save'>;
  readonly account: ChannelAccount;
}) => {
  const { platform, rows, account } = parts;
  const { logger, metrics } = platform.observability;
  const lagSeconds: number[] = [];
  const context = { tenant_id: account.tenantId, channel: account.channel, channel_account: account.account };

  const noteRefusal = ({ sku, row }: Told, code: string): void => {
    // Of the same reason nobody has to hear every day.
    if (row?.state === 'refused' && row.code === code) return;
    metrics.addMetric('ChannelStockRefused', 'Count', 1);
    logger.warn('stock refused by a channel', { ...context, sku, code });
  };

  return {
    /** Seconds from the change to the channel's acceptance, of each number that it took after a change so far. */
    lagSeconds: (): readonly number[] => lagSeconds,

    /** @returns false when another process has written the row meanwhile */
    settled: async (told: Told, outcome: NoticeOutcome): Promise<boolean> => {
      const { sku, place, row, changedAt } = told;
      const at = platform.clock.now();
      const isRefused = outcome.kind === 'refused';
      const saved = await rows.save(account, row, {
        ...untoldStock,
        ...row,
        ...(isRefused ? {} : taken(told, at)),
        sku,
        state: isRefused ? 'refused' : 'done',
        code: isRefused ? outcome.code : null,
        at,
        place,
      });
      if (!saved) return false;
      if (isRefused) noteRefusal(told, outcome.code);
      else {
        metrics.addMetric('ChannelStockPublished', 'Count', 1);
        if (changedAt === null) return true;
        const seconds = Math.max(0, (toEpochMs(at) - toEpochMs(changedAt)) / 1_000);
        lagSeconds.push(seconds);
        metrics.addMetric('ChannelStockLagSeconds', 'Seconds', seconds);
      }
      return true;
    },

    /** The channel may have taken the numbers or not. A row that says so is written once, however often they are tried. */
    waiting: async (told: readonly Told[], error: unknown): Promise<void> => {
      const at = platform.clock.now();
      const code = codeOf(error);
      if (error instanceof ChannelApiError && error.problem === 'unauthorized') metrics.addMetric('ChannelCredentialsRefused', 'Count', 1);
      await createAccountMemory(platform, account).write(failedKey, at);
      for (const { sku, place, row } of told) {
        if (row?.state === 'waiting' && row.code === code) continue;
        // A row that another process has written meanwhile stands: this message comes back, and then its number is told in any case.
        await rows.save(account, row, { ...untoldStock, ...row, sku, state: 'waiting', code, at, place });
      }
    },
  };
};

export type StockLog = ReturnType<typeof createStockLog>;
