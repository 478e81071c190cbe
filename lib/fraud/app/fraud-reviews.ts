import type { DecisionLog } from '../../intelligence/index.ts';
import { OrderId, type TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Platform } from '../../platform/ports.ts';
import type { BandAction } from '../domain/bands.ts';
import { recommendationSentence } from '../domain/bands.words.ts';
import { contributionReasons } from '../domain/contribution-words.ts';
import type { BandsChoice } from './banded-risk.ts';
import { fraudListKeys } from './fraud-case.projection.ts';
import { fraudCaseAggregate, fraudCaseStream } from './fraud-case.stream.ts';
import type { RiskAssessment } from './risk-scorer.ts';

/** A hold that waits for a reviewer, as the context of orders lists it. */
export type HeldForReview = {
  readonly orderId: string;
  readonly holdId: string;
  readonly placedAt: Instant;
  readonly channel: string;
  readonly totalMinor: number;
  readonly currency: CurrencyCode;
  readonly reason: string;
};

export type ReviewPageOptions = { readonly limit: number; readonly cursor?: string | undefined };

export type FraudReview = HeldForReview & {
  readonly dueAt: Instant;
  readonly overdue: boolean;
  /** Null where no model answered. */
  readonly probability: number | null;
  /** Why it was held, then what speaks for and against it. */
  readonly reasons: readonly string[];
  readonly costsMinor: Readonly<Record<BandAction, number>> | null;
  /** Null where no costs were looked at: then a person has no more to go by than the reasons. */
  readonly recommended: { readonly action: 'pass' | 'verify' | 'decline'; readonly sentence: string } | null;
  readonly verification: 'none' | 'waiting' | 'confirmed' | 'failed';
};

export type FraudReviewPage = {
  readonly items: readonly FraudReview[];
  readonly cursor?: string;
  readonly capacity: {
    readonly perDay: number;
    /** By the UTC day. */
    readonly decidedToday: number;
    /** At most 1,000 are counted. */
    readonly waiting: number;
    readonly overdue: number;
  };
};

export type FraudReviewParts = {
  readonly platform: Pick<Platform, 'views' | 'clock'>;
  readonly store: EventStore;
  readonly decisions: DecisionLog;
  readonly bands: BandsChoice;
  /** Holds of the type, those first that were placed first. */
  readonly held: (
    tenantId: TenantId,
    page: ReviewPageOptions,
  ) => Promise<{ readonly items: readonly HeldForReview[]; readonly cursor?: string }>;
  /** When each of the holds that wait was placed, the oldest first, at most so many. */
  readonly waiting: (tenantId: TenantId, limit: number) => Promise<readonly Instant[]>;
  /** The stream beside which the receipts of an order stand. */
  readonly orderStream: (tenantId: TenantId, orderId: OrderId) => StreamId;
};

const countedMax = 1_000;
const hourMs = 3_600_000;

/** Orders in review, with how soon they are due, what speaks against them and what costs least. */
export const createFraudReviews = (parts: FraudReviewParts) => {
  const { platform, store, decisions, bands, held, waiting, orderStream } = parts;

  const receiptOf = async (tenantId: TenantId, orderId: OrderId): Promise<Partial<RiskAssessment>> => {
    const records = await decisions.list(orderStream(tenantId, orderId), 'fraud.');
    const latest = records.toSorted((one, other) => (one.decidedAt < other.decidedAt ? -1 : 1)).at(-1);
    return (latest?.receipt ?? {}) as Partial<RiskAssessment>;
  };

  const reviewOf = async (tenantId: TenantId, hold: HeldForReview, reviewHours: number, now: Instant): Promise<FraudReview> => {
    const orderId = OrderId(hold.orderId);
    const [receipt, { state }] = await Promise.all([
      receiptOf(tenantId, orderId),
      store.load(fraudCaseAggregate, fraudCaseStream(tenantId, orderId)),
    ]);
    const { advice, bands: costs } = receipt;
    const scored = advice !== undefined && advice.source !== 'none' ? advice : undefined;
    const judged = costs !== undefined && !('silent' in costs) ? costs : undefined;
    // Whoever could not be reached by a code, or did not enter it, is not asked for one again.
    const withoutCode = judged && (judged.costsMinor.pass <= judged.costsMinor.decline ? 'pass' : 'decline');
    const action = state.verification?.status === 'failed' ? withoutCode : judged?.recommended;
    const dueAt = plusMs(hold.placedAt, reviewHours * hourMs);
    return {
      ...hold,
      dueAt,
      overdue: dueAt <= now,
      probability: scored?.score ?? null,
      reasons: [hold.reason, ...(scored ? contributionReasons(scored.topContributions) : [])],
      costsMinor: judged?.costsMinor ?? null,
      recommended:
        judged && action ? { action, sentence: recommendationSentence(action, judged.costsMinor[action], judged.currency) } : null,
      verification: state.verification?.status ?? 'none',
    };
  };

  const overdueAmong = (placed: readonly Instant[], reviewHours: number, now: Instant): number =>
    placed.filter((at) => plusMs(at, reviewHours * hourMs) <= now).length;

  return {
    /** Whoever has waited longest stands first, and all have the same time: so those that are overdue do. */
    list: async (tenantId: TenantId, page: ReviewPageOptions): Promise<FraudReviewPage> => {
      const now = platform.clock.now();
      const [{ value: policy }, found, placed, decided] = await Promise.all([
        bands(tenantId),
        held(tenantId, page),
        waiting(tenantId, countedMax),
        platform.views.query({ PK: fraudListKeys.decided(tenantId, now.slice(0, 10)), limit: countedMax }),
      ]);
      const items = await Promise.all(found.items.map((hold) => reviewOf(tenantId, hold, policy.reviewHours, now)));
      return {
        items,
        ...(found.cursor === undefined ? {} : { cursor: found.cursor }),
        capacity: {
          perDay: policy.capacityPerDay,
          decidedToday: decided.items.length,
          waiting: placed.length,
          overdue: overdueAmong(placed, policy.reviewHours, now),
        },
      };
    },
    /** How many reviews nobody has decided on in time; at most 1,000 are counted. */
    overdue: async (tenantId: TenantId): Promise<number> => {
      const [{ value: policy }, placed] = await Promise.all([bands(tenantId), waiting(tenantId, countedMax)]);
      return overdueAmong(placed, policy.reviewHours, platform.clock.now());
    },
  };
};

export type FraudReviews = ReturnType<typeof createFraudReviews>;
