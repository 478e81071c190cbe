import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import {
  afterFailure,
  afterPage,
  comparisonName,
  isSeen,
  pollName,
  type PollRule,
  type PollState,
  type SeenOrder,
  startPolling,
  windowOf,
} from '../domain/poll-state.ts';
import type { AcceptPayload } from './accept-payload.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { ChannelClient, UnreadableOrder } from './channel-client.ts';
import type { PollStates, StoredPollState } from './poll-states.ts';

/** What one look at an account has brought. */
export type PollReport = {
  readonly outcome: 'not-due' | 'up-to-date' | 'more' | 'failed' | 'overtaken';
  readonly accepted: number;
  /** Of those accepted, the ones that a delivery would have brought where the channel sends such. */
  readonly recovered: number;
  readonly quarantined: number;
  /** Changes that the stretch before had brought already. */
  readonly known: number;
  /** Everything that changed before it has been taken in. */
  readonly watermark: Instant;
  readonly problem: string | null;
  /** A stretch has been read in part: its next page can be had at once. */
  readonly underWay: boolean;
  /** What went wrong, in words for whoever runs the installation; null when nothing did in this look. */
  readonly detail: string | null;
};

export type PollParts = {
  readonly platform: Pick<Platform, 'clock' | 'observability'>;
  readonly states: PollStates;
  readonly acceptPayload: AcceptPayload;
  /** Has a person look at an order that its client cannot read. False when that was done for this change before. */
  readonly refuse: (account: ChannelAccount, order: UnreadableOrder) => Promise<boolean>;
  readonly random: () => number;
};

export type PollTarget = {
  readonly account: ChannelAccount;
  readonly adapter: ChannelAdapter;
  readonly client: Pick<ChannelClient, 'changedOrders'>;
  readonly rule: PollRule;
  readonly stretch: Stretch;
  /** Somebody asked for a look now, so that the moment of the next one does not count. */
  readonly evenIfNotDue?: boolean;
  /** Contents are held against each other too, not only revisions. */
  readonly settle?: boolean;
};

/** What is to be read of an account: everything from a moment on, for ever or up to another. */
export type Stretch = {
  /** Under which its state is kept: `orders` for the polling itself, another for each backfill. */
  readonly name: string;
  readonly startAt: Instant;
  readonly endAt?: Instant;
};

const earlier = (now: Instant, end: Instant | undefined): Instant => (end !== undefined && end < now ? end : now);

type Tally = { accepted: number; recovered: number; quarantined: number; known: number };

/**
 * Reads what has changed at a channel since the last look, page by page. Each page is taken in before it is ticked off, so a
 * process that ends anywhere leaves nothing out; what it had taken in without ticking it off is recognised by its id.
 */
export const createPollAccount = (parts: PollParts) => {
  const { platform, states, acceptPayload, refuse, random } = parts;
  const { clock } = platform;
  const { logger, metrics } = platform.observability;

  const takePage = async (
    { account, adapter, client, rule, settle = false }: PollTarget,
    state: PollState,
    window: NonNullable<PollState['window']>,
    tally: Tally,
  ): Promise<PollState> => {
    const { from, to, cursor } = window;
    const page = await client.changedOrders({ from, to, ...(cursor === null ? {} : { cursor }) });
    const taken: SeenOrder[] = [];
    for (const payload of page.payloads) {
      if (isSeen(state, payload)) {
        tally.known += 1;
        continue;
      }
      const became = await acceptPayload(adapter, account, payload.rawBody, { settle });
      tally[became] += 1;
      if (became === 'accepted' && payload.onlyByApi !== true) tally.recovered += 1;
      taken.push({ channelOrderId: payload.channelOrderId, changedAt: payload.changedAt });
    }
    for (const order of page.unreadable ?? []) {
      const isNew = !isSeen(state, order) && (await refuse(account, order));
      tally[isNew ? 'quarantined' : 'known'] += 1;
      taken.push({ channelOrderId: order.channelOrderId, changedAt: order.changedAt });
    }
    return afterPage(state, rule, { window, taken, cursor: page.cursor, coveredTo: page.coveredTo, now: clock.now() });
  };

  const noteFailure = ({ account }: PollTarget, state: PollState, error: ChannelApiError): PollState => {
    const { channel, account: name, tenantId } = account;
    logger.warn('channel could not be polled', {
      tenant_id: tenantId,
      channel,
      channel_account: name,
      problem: error.problem,
      code: error.code,
    });
    metrics.addMetric('ChannelPollsFailed', 'Count', 1);
    if (error.problem === 'unauthorized') metrics.addMetric('ChannelCredentialsRefused', 'Count', 1);
    return afterFailure(state, { problem: error.problem, retryAfterMs: error.retryAfterMs, now: clock.now(), random: random() });
  };

  /** Of the polling alone: a backfill is behind by its nature, and the comparison by a day. */
  const noteLag = ({ stretch, rule }: PollTarget, state: PollState): void => {
    if (stretch.name !== pollName) return;
    const readableMs = toEpochMs(clock.now()) - rule.settleMs;
    metrics.addMetric('ChannelLagSeconds', 'Seconds', Math.max(0, (readableMs - toEpochMs(state.watermark)) / 1_000));
  };

  /**
   * For how long every look has failed. Counting the failures would not tell it: a channel that takes long to fail, or asks to
   * be left alone, fails seldom. Refused credentials have an alarm of their own, and a backfill stands where it is listed.
   */
  const noteFailing = ({ stretch }: PollTarget, { state, failingSince }: StoredPollState): void => {
    const isWatched = stretch.name === pollName || stretch.name === comparisonName;
    if (!isWatched || failingSince === undefined || state.problem === 'unauthorized') return;
    metrics.addMetric('ChannelFailingSeconds', 'Seconds', (toEpochMs(clock.now()) - toEpochMs(failingSince)) / 1_000);
  };

  /** @param untilMs moment after which no further page is begun */
  return async (target: PollTarget, untilMs: number): Promise<PollReport> => {
    const tally: Tally = { accepted: 0, recovered: 0, quarantined: 0, known: 0 };
    let detail: string | null = null;
    const reportOf = (outcome: PollReport['outcome'], state: PollState): PollReport => ({
      outcome,
      ...tally,
      watermark: state.watermark,
      problem: state.problem,
      underWay: state.window !== null,
      detail,
    });
    let pages = 0;
    let stored: StoredPollState | undefined = await states.read(target.account, target.stretch.name);
    for (;;) {
      const now = clock.now();
      const state: PollState = stored?.state ?? startPolling(target.stretch.startAt, now);
      if (state.nextAt > now && (pages > 0 || target.evenIfNotDue !== true)) {
        // An account that is left alone for a while after it has failed gets no nearer meanwhile.
        if (state.failures > 0) noteLag(target, state);
        if (stored) noteFailing(target, stored);
        return reportOf(pages > 0 ? 'up-to-date' : 'not-due', state);
      }
      const window = windowOf(state, target.rule, earlier(now, target.stretch.endAt));
      if (!window) return reportOf('up-to-date', state);
      // One page at least, or a slow look at the state would leave no time for any.
      if (pages > 0 && toEpochMs(now) >= untilMs) return reportOf('more', state);
      let next: PollState;
      try {
        next = await takePage(target, state, window, tally);
        pages += 1;
      } catch (error) {
        if (!(error instanceof ChannelApiError)) throw error;
        detail = error.message;
        next = noteFailure(target, state, error);
      }
      const saved = await states.save(target.account, target.stretch.name, stored, next, clock.now());
      if (!saved) return reportOf('overtaken', next);
      stored = saved;
      noteLag(target, next);
      noteFailing(target, saved);
      if (next.problem !== null) return reportOf('failed', next);
    }
  };
};
