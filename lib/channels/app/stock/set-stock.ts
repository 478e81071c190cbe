import type { StockRequest } from '../../../contracts/events/channel-stock.ts';
import { Sku, TenantId } from '../../../kernel/ids.ts';
import { Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { ChannelClient, NoticeOutcome } from '../channel-client.ts';
import type { StockDesk } from '../channels.parts.ts';
import type { Connections } from '../connections.ts';
import { connectedAccount } from '../notices/connected-account.ts';
import { createAccountMemory } from '../account-memory.ts';
import { syncLagOf } from '../../domain/sync-lag.ts';
import { readLags, rememberLags } from './lag-memory.ts';
import { isDue } from './stock-due.ts';
import { createStockFigures, type FiguresFor } from './stock-figures.ts';
import { createStockLog, type StockLog, type Told } from './stock-log.ts';
import type { StockRows } from './stock-rows.ts';

/** One delivery of a request by its queue. */
export type StockDelivery = {
  readonly messageId: string;
  readonly body: StockRequest /** 1 on the first delivery. */;
  readonly receiveCount: number;
};

/** An article overtaken so often is left to the message of the last change, which is in the queue by then. */
const roundsMax = 3;
/** From this try on it is found out whether one article alone is the trouble. */
const triesBeforeParting = 3;

export type SetStockParts = {
  readonly platform: Pick<Platform, 'clock' | 'ledger' | 'observability'>;
  readonly channel: string;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly connections: Connections;
  readonly rows: StockRows;
  readonly desk: Pick<StockDesk, 'forSale' | 'buffers' | 'sales'>;
};

type Wanted = {
  /** The earliest change that the article's requests come from; null when only comparisons asked. */
  readonly changedAt: Instant | null;
  /** Whether its number is told even if the row says that the channel has it. */
  readonly certain: boolean;
};

type Speaking = FiguresFor & {
  readonly client: ChannelClient;
  readonly log: StockLog;
  /** Tries of the message that was tried most. */
  readonly tries: number;
};

const wantedOf = (deliveries: readonly StockDelivery[]): Map<Sku, Wanted> => {
  const wanted = new Map<Sku, Wanted>();
  for (const { body, receiveCount } of deliveries) {
    const sku = Sku(body.sku);
    const known = wanted.get(sku);
    const asked = body.by_comparison === true ? null : Instant(body.changed_at);
    const before = known?.changedAt ?? null;
    const changedAt = before !== null && (asked === null || before < asked) ? before : asked;
    // The try before may have told a number and ended before it was written down.
    wanted.set(sku, { changedAt, certain: known?.certain === true || receiveCount > 1 });
  }
  return wanted;
};

const isPassing = (error: unknown): boolean => error instanceof ChannelApiError && error.problem === 'unavailable';

const refusalOf = (error: unknown): NoticeOutcome | undefined =>
  error instanceof ChannelApiError && error.problem === 'refused'
    ? { kind: 'refused', code: error.code ?? 'refused', message: error.message }
    : undefined;

/** Tells the numbers in one call. Where the call fails because of what is in it, each article is tried alone. */
const tell = async ({ client, log, tries }: Speaking, told: readonly Told[]): Promise<ReadonlyMap<Sku, NoticeOutcome | undefined>> => {
  const send = async (some: readonly Told[]) =>
    (await client.setStock(some.map(({ sku, quantity, place }) => ({ sku, quantity, channelLocationId: place })))).map(
      ({ sku, outcome }) => [sku, outcome] as const,
    );
  try {
    return new Map(await send(told));
  } catch (error) {
    const alone = refusalOf(error);
    const [only] = told;
    if (alone && only && told.length === 1) return new Map([[only.sku, alone]]);
    const partsThem = told.length > 1 && (alone !== undefined || (isPassing(error) && tries >= triesBeforeParting));
    if (!partsThem) {
      await log.waiting(told, error);
      throw error;
    }
  }
  const outcomes = new Map<Sku, NoticeOutcome | undefined>();
  const failed: { readonly one: Told; readonly error: unknown }[] = [];
  for (const one of told) {
    try {
      for (const [sku, outcome] of await send([one])) outcomes.set(sku, outcome);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused) outcomes.set(one.sku, refused);
      else failed.push({ one, error });
    }
  }
  for (const { one, error } of failed) await log.waiting([one], error);
  // None was taken: the channel is the trouble. Otherwise the article is, and the comparison of every hour tries it again.
  const [first] = failed;
  if (first && outcomes.size === 0) throw first.error;
  for (const { one } of failed) outcomes.set(one.sku, undefined);
  return outcomes;
};

/**
 * Tells one channel how many there are of articles, as it is at that moment: whatever made the message, the number is read
 * when it is told, and read again afterwards. What the channel has is noted and not told again; what it refuses is noted
 * too; everything else is tried again later.
 */
export const createSetStock = (parts: SetStockParts) => {
  const { platform, channel, accounts, connections, rows, desk } = parts;
  const figuresOf = createStockFigures({ clock: platform.clock, desk });

  /** Articles that have to be told now, with the row that says so. */
  const dueOf = async (speaking: Speaking, wanted: ReadonlyMap<Sku, Wanted>): Promise<readonly Told[]> => {
    const { account, stock } = speaking;
    const skus = [...wanted.keys()];
    // Rows before numbers: a row that is written in between makes the write below fail, and the number is read again.
    const stored = await rows.readMany(account, skus);
    const found = skus.map((sku, index) => ({ sku, row: stored[index] }));
    const figures = await figuresOf(speaking, found);
    const now = platform.clock.now();
    return found.flatMap(({ sku, row }): readonly Told[] => {
      const published = figures.get(sku);
      const { changedAt, certain } = wanted.get(sku) as Wanted;
      if (published === undefined) return [];
      const quantity = published.published;
      const isCertain = certain && row?.state !== 'refused';
      const told = { sku, quantity, published, place: stock.channelLocationId, row, changedAt };
      return isCertain || isDue(row, quantity, stock, now) ? [told] : [];
    });
  };

  /** @returns articles of which another process has spoken meanwhile, so that nobody knows which number came last */
  const settle = async (
    { log }: Speaking,
    told: readonly Told[],
    outcomes: ReadonlyMap<Sku, NoticeOutcome | undefined>,
  ): Promise<ReadonlySet<Sku>> => {
    const overtaken = new Set<Sku>();
    for (const one of told) {
      const outcome = outcomes.get(one.sku);
      if (outcome && !(await log.settled(one, outcome))) overtaken.add(one.sku);
    }
    return overtaken;
  };

  const speak = async (speaking: Speaking, asked: Map<Sku, Wanted>): Promise<void> => {
    let wanted: ReadonlyMap<Sku, Wanted> = asked;
    for (let round = 1; round <= roundsMax; round += 1) {
      const told = await dueOf(speaking, wanted);
      if (told.length === 0) return;
      const outcomes = await tell(speaking, told);
      const overtaken = await settle(speaking, told, outcomes);
      if (round === roundsMax && overtaken.size > 0) throw new Error('several processes tell one channel of one article');
      // Read again: what has changed while the channel was told is told at once.
      const taken = told.filter(({ sku }) => outcomes.get(sku) !== undefined);
      wanted = new Map(taken.map(({ sku, changedAt }) => [sku, { changedAt, certain: overtaken.has(sku) }]));
    }
  };

  const speakFor = async (deliveries: readonly StockDelivery[]): Promise<void> => {
    const [first] = deliveries;
    if (!first) return;
    const { tenant_id: tenantId, channel_account: name } = first.body;
    const account = await connectedAccount(accounts, { tenantId: TenantId(tenantId), channel, account: name });
    const client = account && connections(account);
    // It was removed since, or is to be told nothing any more.
    if (!account?.stock || !client) return;
    const log = createStockLog({ platform, rows, account });
    const tries = Math.max(...deliveries.map(({ receiveCount }) => receiveCount));
    const memory = createAccountMemory(platform, account);
    const lags = await readLags(memory);
    await speak({ account, client, stock: account.stock, lag: syncLagOf(channel, lags), log, tries }, wantedOf(deliveries));
    await rememberLags(memory, lags, log.lagSeconds());
  };

  /** @returns what went wrong, by the ids of the messages that have to come back */
  return async (deliveries: readonly StockDelivery[]): Promise<ReadonlyMap<string, unknown>> => {
    const failures = new Map<string, unknown>();
    const byAccount = Map.groupBy(deliveries, ({ body }) => `${body.tenant_id} ${body.channel_account}`);
    for (const own of byAccount.values()) {
      try {
        await speakFor(own);
      } catch (error) {
        for (const { messageId, body } of own) {
          failures.set(messageId, error);
          const lateSeconds = Math.max(0, (toEpochMs(platform.clock.now()) - toEpochMs(Instant(body.changed_at))) / 1_000);
          platform.observability.metrics.addMetric('ChannelStockLagSeconds', 'Seconds', lateSeconds);
        }
      }
    }
    return failures;
  };
};

export type SetStock = ReturnType<typeof createSetStock>;
