import type { SyncMessage, SyncRequest } from '../../contracts/events/channels.ts';
import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { comparisonName, pollName } from '../domain/poll-state.ts';
import type { AcceptPayload } from './accept-payload.ts';
import { type BackfillOptions, type BackfillRange, backfillRangeOf, type createBackfill } from './backfill.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelClient } from './channel-client.ts';
import { type ChannelConnector, type ChannelEvent, identityOf } from './channel-connector.ts';
import type { ChannelsParts } from './channels.parts.ts';
import type { Connections } from './connections.ts';
import { type CheckWebhooks, webhooksPresent } from './check-webhooks.ts';
import type { CheckDrift } from './stock/check-drift.ts';
import type { CompareStock } from './stock/compare-stock.ts';
import type { PollReport, PollTarget } from './poll-account.ts';
import type { PollStates } from './poll-states.ts';
import { type AskToSync, backfill as askForBackfill, lookUp, poll as askForPoll } from './sync-requests.ts';
import type { Quarantine } from './quarantine.ts';
import type { ReadAgain } from './read-again.ts';
import type { TakeDelivery } from './take-delivery.ts';

/** How long one message may read pages, of all stretches together; what is left is asked for again. */
const readingMs = 45_000;
const hourMs = 3_600_000;

const comparisonRule = { everyMs: 24 * hourMs, overlapMs: hourMs, settleMs: hourMs, windowMs: 25 * hourMs };

type Parts = Pick<ChannelsParts, 'platform'> & {
  readonly connector: ChannelConnector;
  readonly accounts: Pick<ChannelAccounts, 'read' | 'byOrigin'>;
  readonly connections: Connections;
  readonly acceptPayload: AcceptPayload;
  readonly takeDelivery: TakeDelivery;
  readonly quarantine: Pick<Quarantine, 'order'>;
  readonly poll: (target: PollTarget, untilMs: number) => Promise<PollReport>;
  readonly backfill: ReturnType<typeof createBackfill>;
  readonly states: Pick<PollStates, 'list'>;
  readonly askToSync: AskToSync;
  readonly checkWebhooks: CheckWebhooks;
  readonly compareStock: CompareStock;
  readonly checkDrift: CheckDrift;
  readonly readAgain: ReadAgain;
};

/** What was there before an account was connected is for a backfill to bring. */
const startOf = ({ connectedAt, addedAt }: ChannelAccount): Instant => connectedAt ?? addedAt;

type PollRequest = Extract<SyncRequest, { kind: 'poll' }>;
type LookUpRequest = Extract<SyncRequest, { kind: 'look-up' }>;
type Connected = { readonly account: ChannelAccount; readonly client: ChannelClient };

/** Does what is asked of the reader of one channel's API: polls, fetches, compares, fills in. */
export const createSyncChannel = (parts: Parts) => {
  const { platform, connector, accounts, connections, askToSync } = parts;
  const { adapter } = connector;
  const { logger, metrics } = platform.observability;
  const untilMs = (): number => toEpochMs(platform.clock.now()) + readingMs;

  const connected = async ({ tenant_id, channel_account }: SyncRequest): Promise<Connected | undefined> => {
    const account = await accounts.read(adapter.channel, channel_account);
    // It may have been removed since, or may belong to somebody else now.
    if (!account || account.tenantId !== tenant_id || account.removedAt !== null) return undefined;
    const client = connections(account);
    return client && { account, client };
  };

  const targetOf = ({ account, client }: Connected): PollTarget => ({
    account,
    adapter,
    client,
    rule: connector.pollRule,
    stretch: { name: pollName, startAt: startOf(account) },
  });

  /** What polling finds though the channel should have told it, or though an earlier look should have. */
  const noteRecovered = ({ account }: Connected, report: PollReport): void => {
    if (report.recovered === 0) return;
    metrics.addMetric('ChannelOrdersRecovered', 'Count', report.recovered);
    logger.warn('orders were found that had not arrived', {
      tenant_id: account.tenantId,
      channel: account.channel,
      channel_account: account.account,
      orders: report.recovered,
    });
  };

  const compare = async (to: Connected, endMs: number): Promise<PollReport> => {
    const { account } = to;
    // Its overlap lies before its start, and nothing of that time is to be found.
    const stretch = { name: comparisonName, startAt: plusMs(startOf(account), comparisonRule.overlapMs) };
    const report = await parts.poll({ ...targetOf(to), rule: comparisonRule, stretch, settle: true }, endMs);
    noteRecovered(to, report);
    return report;
  };

  const pollOnce = async (to: Connected, evenIfNotDue: boolean, endMs: number): Promise<PollReport> => {
    const report = await parts.poll({ ...targetOf(to), evenIfNotDue }, endMs);
    if (connector.deliversOrders && (await webhooksPresent(platform, to.account))) noteRecovered(to, report);
    return report;
  };

  /** Backfills that broke off because the channel did not answer, now that it does and they have had their rest. */
  const resumeBackfills = async ({ account }: Connected): Promise<void> => {
    const now = platform.clock.now();
    const states = await parts.states.list(account);
    const due = states.flatMap(({ name, state }) => {
      const range = backfillRangeOf(name);
      const broke = range !== undefined && state.problem !== null && state.watermark < range.to;
      return broke && state.nextAt <= now ? [askForBackfill(account, range, `${account.account}-${name}-${state.nextAt}`)] : [];
    });
    await askToSync(due);
  };

  const poll = async (to: Connected, { look_now: now, public_url: publicUrl }: PollRequest): Promise<void> => {
    const endMs = untilMs();
    const report = await pollOnce(to, now === true, endMs);
    // A channel that does not answer is not asked for more.
    if (report.outcome === 'failed') return;
    // First what is new; whatever else there is gets the next message.
    if (report.outcome === 'more') return askToSync([askForPoll(to.account)]);
    const compared = await compare(to, endMs);
    if (compared.outcome === 'more') return askToSync([askForPoll(to.account)]);
    await parts.checkWebhooks(to.account, to.client, publicUrl);
    await parts.compareStock(to.account);
    await parts.checkDrift(to.account, to.client);
    if (report.outcome !== 'not-due') await resumeBackfills(to);
  };

  /** A look that fails by a fault of our own is over: the next one comes within a minute, and no message stands in its way. */
  const pollSafely = async (to: Connected, request: PollRequest): Promise<void> => {
    try {
      await poll(to, request);
    } catch (error) {
      metrics.addMetric('ChannelPollsFailed', 'Count', 1);
      const context = { tenant_id: to.account.tenantId, channel: to.account.channel, channel_account: to.account.account };
      logger.error('a look at a channel broke off', { ...context, error: error as Error });
    }
  };

  const fetch = async ({ account, client }: Connected, { channel_order_id: channelOrderId, disputed }: LookUpRequest): Promise<void> => {
    const payload = await client.order(channelOrderId);
    if (payload) {
      await parts.acceptPayload(adapter, account, payload.rawBody, { settle: true });
      return;
    }
    const context = { tenant_id: account.tenantId, channel: account.channel, channel_account: account.account };
    logger.warn('channel has no such order', { ...context, channel_order_id: channelOrderId });
    if (disputed === undefined) return;
    // Nobody is left to ask which of two contents counts, so a person decides.
    metrics.addMetric('RevisionConflicts', 'Count', 1);
    const message = 'Two contents have come under one revision, and the channel does not show the order any more';
    await parts.quarantine.order({ ...disputed, refused: [{ code: 'revision-conflict', message }] });
  };

  const fill = async (to: Connected, range: BackfillRange): Promise<void> => {
    const filled = await parts.backfill({ ...targetOf(to), settle: true }, range, { untilMs: untilMs(), endsAtFailure: true });
    const context = { tenant_id: to.account.tenantId, channel: to.account.channel, channel_account: to.account.account, ...range };
    if (!filled.ok) logger.warn('backfill cannot be done', { ...context, code: filled.error.code });
    else if (filled.value.done) logger.info('backfill is done', context);
    // Otherwise a later look at the account goes on with it, once the channel answers again.
    else if (filled.value.problem === null) await askToSync([askForBackfill(to.account, range)]);
  };

  const takeEvent = async (event: unknown): Promise<void> => {
    const read = connector.readEvent?.(event);
    if (!read || (read.ok && read.value.kind === 'ignored')) return;
    if (!read.ok) {
      metrics.addMetric('ChannelEventsRefused', 'Count', 1);
      logger.warn('channel event refused', { channel: adapter.channel, problems: read.error.map(({ field, code }) => ({ field, code })) });
      return;
    }
    const known = read.value as Exclude<ChannelEvent, { kind: 'ignored' }>;
    const account = await accounts.byOrigin(adapter.channel, known.origin, (one) => identityOf(connector, one));
    if (!account) {
      // Also when several could be meant: an order must not come to the wrong one.
      metrics.addMetric('ChannelEventsRefused', 'Count', 1);
      logger.warn('channel event of no account', { channel: adapter.channel });
      return;
    }
    if (known.kind === 'privacy') {
      await parts.takeDelivery.privacyRequest(account, known.request, known.body);
      return;
    }
    // Whoever has removed an account wants none of its orders, while requests about the people in them still count.
    if (account.removedAt !== null) return;
    if (known.kind === 'order') await parts.takeDelivery.order(adapter, account, known.body);
    else if (account.settings !== null) await askToSync([lookUp(account, known.channelOrderId)]);
  };

  return {
    /** A look now, whenever the next one is due. Undefined for an account whose API is not set up. */
    pollOnce: async (account: ChannelAccount): Promise<PollReport | undefined> => {
      const client = connections(account);
      return client && pollOnce({ account, client }, true, untilMs());
    },

    /** Undefined for an account whose API is not set up. */
    backfillAccount: async (account: ChannelAccount, range: BackfillRange, options: BackfillOptions) => {
      const client = connections(account);
      return client && parts.backfill({ ...targetOf({ account, client }), settle: true }, range, options);
    },

    /** @throws ChannelApiError when an order cannot be fetched now */
    handle: async (message: SyncMessage): Promise<void> => {
      if (message.kind === 'event') return takeEvent(message.event);
      // Also of an account that is not connected: it is about what has been delivered.
      if (message.kind === 'read-again') return parts.readAgain(message.delivery);
      const to = await connected(message);
      if (!to) return logger.info('nothing is read of an account that is not connected', { channel: adapter.channel, kind: message.kind });
      switch (message.kind) {
        case 'poll':
          return pollSafely(to, message);
        case 'look-up':
          return fetch(to, message);
        case 'backfill':
          return fill(to, { from: message.from as Instant, to: message.to as Instant });
        default:
          return assertNever(message);
      }
    },
  };
};

export type SyncChannel = ReturnType<typeof createSyncChannel>;
