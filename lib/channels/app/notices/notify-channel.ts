import type { ChannelNotice } from '../../../contracts/events/channels.ts';
import { OrderId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { CurrencyCode, money } from '../../../kernel/money.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import type { Platform } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { NoticeOutcome } from '../channel-client.ts';
import { noticeBackOff, noticesDeadLetters } from '../channel-queues.ts';
import type { RefundDesk } from '../channels.parts.ts';
import type { Connections } from '../connections.ts';
import { connectedAccount } from './connected-account.ts';
import { isSettled, noticeLateMs, type NoticeRow, type NoticeRows } from './notice-rows.ts';
import { subjectOf } from './notice-words.ts';
import { tellChannel } from './tell-channel.ts';

/** One delivery of a notice by its queue. */
export type NoticeDelivery = {
  readonly messageId: string;
  /** When it was put into the queue. */
  readonly sentAt: Instant;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
};

/** SQS drops a message without a word when it is seven days old; a day before that it is set aside instead. */
const giveUpMs = 6 * 24 * 3_600_000;
/** A message that was sent back may be old and yet have been tried only now. */
const triesBeforeGivingUp = 10;

const component = 'channel-notices';

type Refusal = Extract<NoticeOutcome, { readonly kind: 'refused' }>;

const refusal = (code: string, message: string): Refusal => ({ kind: 'refused', code, message });

/** Why a notice could not be given now. Only errors of the channel's API are known to hold nothing personal. */
const reasonOf = (error: unknown): { readonly code: string; readonly message: string | null } =>
  error instanceof ChannelApiError ? { code: error.code ?? error.problem, message: error.message } : { code: 'failed', message: null };

/** Asking again with credentials that are refused makes it worse, so somebody gets the time to renew them. */
const withPatience = (error: unknown): unknown => {
  if (!(error instanceof ChannelApiError) || error.problem !== 'unauthorized' || error.retryAfterMs !== null) return error;
  const { problem, status, code, message } = error;
  return new ChannelApiError(message, { problem, status, code, retryAfterMs: noticeBackOff.longestSeconds * 1_000, cause: error });
};

export type NotifyParts = {
  readonly platform: Pick<Platform, 'clock' | 'queue' | 'observability'>;
  readonly channel: string;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly connections: Connections;
  readonly rows: NoticeRows;
  readonly refunds: RefundDesk;
};

/** Notes what has become of notices, and sets aside what a channel will not have. */
const createNoticeLog = ({ platform, channel, rows }: NotifyParts) => {
  const { logger, metrics } = platform.observability;
  const deadLetters = noticesDeadLetters(channel);

  const note = async (
    notice: ChannelNotice,
    before: NoticeRow | undefined,
    outcome: Pick<NoticeRow, 'state' | 'code' | 'message' | 'reference'>,
  ): Promise<void> => {
    const at = platform.clock.now();
    await rows.save(notice, {
      noticeId: notice.notice_id,
      channel,
      kind: notice.kind,
      what: subjectOf(notice),
      ...outcome,
      attempts: (before?.attempts ?? 0) + 1,
      since: before?.since ?? at,
      at,
      amountMinor: notice.kind === 'refund' ? notice.amount_minor : null,
    });
  };

  return {
    settled: async (notice: ChannelNotice, before: NoticeRow | undefined, { kind, reference }: Exclude<NoticeOutcome, Refusal>) => {
      await note(notice, before, { state: kind, code: null, message: null, reference });
      metrics.addMetric('ChannelNoticesGiven', 'Count', 1);
    },
    waiting: (notice: ChannelNotice, before: NoticeRow | undefined, error: unknown) =>
      note(notice, before, { state: 'waiting', ...reasonOf(error), reference: null }),
    /** The letter is written before the row: what the row calls refused is certain to lie where it can be sent back. */
    refused: async (notice: ChannelNotice, before: NoticeRow | undefined, { code, message }: Refusal, { messageId }: NoticeDelivery) => {
      await platform
        .queue(deadLetters)
        // A delivery repeated is one letter; sent back and refused again it is another message, and another letter.
        .send([{ body: JSON.stringify({ ...notice, refused: { code, message } }), group: notice.order_id, deduplicationId: messageId }]);
      await note(notice, before, { state: 'refused', code, message, reference: null });
      metrics.addMetric('ChannelNoticesRefused', 'Count', 1);
      logger.warn('channel notice set aside', {
        tenant_id: notice.tenant_id,
        channel,
        channel_account: notice.channel_account,
        order_id: notice.order_id,
        notice_id: notice.notice_id,
        kind: notice.kind,
        code,
        dead_letter_queue: deadLetters,
      });
    },
  };
};

/**
 * Tells one channel what has become of its orders. What has been told is noted with the order and not told again; what the
 * channel refuses goes to a person; everything else is thrown, to be tried again later.
 */
export const createNotifyChannel = (parts: NotifyParts) => {
  const { platform, channel, accounts, connections, rows, refunds } = parts;
  const { metrics } = platform.observability;
  const log = createNoticeLog(parts);

  /** Payments hear the sum of what channels gave back, which does not grow when it is told again. */
  const reportRefunds = async (notice: Extract<ChannelNotice, { readonly kind: 'refund' }>): Promise<void> => {
    const given = (await rows.list(notice)).filter((row) => row.kind === 'refund' && isSettled(row));
    const sum = given.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
    const cause = { correlationId: notice.correlation_id, causationId: notice.notice_id };
    const caller = systemCaller(TenantId(notice.tenant_id), component, cause);
    await refunds.report(caller, OrderId(notice.order_id), money(sum, CurrencyCode(notice.currency)));
  };

  const tell = async (notice: ChannelNotice): Promise<NoticeOutcome> => {
    const tenantId = TenantId(notice.tenant_id);
    const account = await connectedAccount(accounts, { tenantId, channel, account: notice.channel_account });
    const client = account && connections(account);
    if (!client) return refusal('account-not-connected', 'The account was removed, or its API is not set up any more');
    // The channel may have given the money back by itself, and said so.
    if (notice.kind === 'refund' && (await refunds.outstanding(tenantId, OrderId(notice.order_id))) === 0)
      return { kind: 'known', reference: null };
    try {
      return await tellChannel(client, notice);
    } catch (error) {
      if (error instanceof ChannelApiError && error.problem === 'refused') return refusal(error.code ?? 'refused', error.message);
      throw error;
    }
  };

  const noteFailure = async (notice: ChannelNotice, before: NoticeRow | undefined, error: unknown, delivery: NoticeDelivery) => {
    if (error instanceof ChannelApiError && error.problem === 'unauthorized') metrics.addMetric('ChannelCredentialsRefused', 'Count', 1);
    const ageMs = toEpochMs(platform.clock.now()) - toEpochMs(delivery.sentAt);
    const triedLong = delivery.receiveCount >= triesBeforeGivingUp;
    if (triedLong && ageMs >= noticeLateMs) metrics.addMetric('ChannelNoticesLate', 'Count', 1);
    if (!triedLong || ageMs < giveUpMs) {
      await log.waiting(notice, before, error);
      throw withPatience(error);
    }
    const { code, message } = reasonOf(error);
    await log.refused(notice, before, refusal('tried-too-long', `Tried for days, at last: ${message ?? code}`), delivery);
  };

  return async (notice: ChannelNotice, delivery: NoticeDelivery): Promise<void> => {
    const before = await rows.read(notice, notice.notice_id);
    if (before === undefined || !isSettled(before)) {
      // Its letter lies with the dead letters; this is another event or delivery that says the same.
      if (before?.state === 'refused' && notice.refused === undefined) return;
      let outcome: NoticeOutcome;
      try {
        outcome = await tell(notice);
      } catch (error) {
        return noteFailure(notice, before, error, delivery);
      }
      if (outcome.kind === 'refused') return log.refused(notice, before, outcome, delivery);
      await log.settled(notice, before, outcome);
    }
    if (notice.kind === 'refund') await reportRefunds(notice);
  };
};

export type NotifyChannel = ReturnType<typeof createNotifyChannel>;
