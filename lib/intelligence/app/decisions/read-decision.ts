import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { decodeEvent } from '../../../platform/event-store/commit.codec.ts';
import type { Actor } from '../../../platform/event-store/event-record.ts';
import { accountOf } from '../../domain/decisions/account.ts';
import type { DecisionAccount, Recorded } from '../../domain/decisions/decision-account.ts';
import type { DecisionEvent } from '../../domain/decisions/decision.events.ts';
import { type DecisionRef, formatDecisionRef, parseDecisionRef } from '../../domain/decisions/decision-ref.ts';
import { type Outcome, outcomesOf } from '../../domain/decisions/outcomes.ts';
import type { DecisionsParts } from './decision.ports.ts';
import { decisionAggregate, decisionStream } from './decision.stream.ts';

const dayMs = 24 * 3_600_000;

/** Something that was said or done about a decision. */
export type SaidOfDecision = {
  readonly at: Instant;
  readonly actor: Actor;
  readonly event: DecisionEvent;
  /** Null where there is none, it has been erased, or whoever asks may not see it. */
  readonly comment: string | null;
};

/** A decision, explained, and all that is known of it by now. */
export type ExplainedDecision = DecisionAccount & {
  /** The decision's name everywhere. */
  readonly name: string;
  /** Null for what no order was decided by. */
  readonly orderId: string | null;
  /** Whether the receipt is the one that was written: its hash was computed anew. */
  readonly hashMatches: boolean;
  readonly outcomes: readonly Outcome[];
  readonly said: readonly SaidOfDecision[];
};

/** Under which name the text of something said is kept, beside the order's personal data. */
export const commentName = (name: string, event: DecisionEvent): string => {
  switch (event.type) {
    case 'decision.feedback_given':
      return `${name}#feedback#${event.feedbackId}`;
    case 'decision.overridden':
      return `${name}#override#${event.act}`;
    case 'decision.contested':
      return `${name}#contest#${event.contestId}`;
    case 'decision.contest_answered':
      return `${name}#answer#${event.contestId}`;
    default:
      return `${name}#outcome`;
  }
};

/** Finds a decision by its name with one read, whatever it is about. */
export const createFindDecision =
  ({ decisions, orders, sources }: Pick<DecisionsParts, 'decisions' | 'orders' | 'sources'>) =>
  async (tenantId: TenantId, ref: DecisionRef): Promise<Recorded | undefined> => {
    if (ref.of === 'order') return decisions.get(orders.streamOf(tenantId, ref.subjectId), ref.decisionId);
    return Object.hasOwn(sources, ref.of) ? sources[ref.of]?.(tenantId, ref.subjectId, ref.decisionId) : undefined;
  };

export type FindDecision = ReturnType<typeof createFindDecision>;

export const createReadDecision = (parts: DecisionsParts) => {
  const { store, orders, comments, platform } = parts;
  const find = createFindDecision(parts);

  const saidOf = async (
    tenantId: TenantId,
    name: string,
    orderId: string | null,
    personal: boolean,
  ): Promise<readonly SaidOfDecision[]> => {
    const records = await store.read(decisionStream(tenantId, name));
    return Promise.all(
      records.map(async (record): Promise<SaidOfDecision> => {
        const event = decodeEvent(decisionAggregate, record);
        const readable = personal && orderId !== null && 'hasComment' in event && event.hasComment;
        const comment = readable ? await comments.read(tenantId, orderId, commentName(name, event)) : undefined;
        return { at: record.recorded_at, actor: record.actor, event, comment: comment ?? null };
      }),
    );
  };

  /** Whether the receipt is what was hashed when it was written. */
  const hashMatches = ({ receipt, hash }: Recorded): boolean => platform.sha256(canonicalJson(receipt)) === hash;

  const outcomes = async (tenantId: TenantId, orderId: string, { kind, decisionId, decidedAt }: Recorded): Promise<readonly Outcome[]> => {
    const facts = await orders.read(tenantId, orderId, { works: kind === 'routing' });
    if (!facts) return [];
    const matures = plusMs(decidedAt, (await parts.labelDays(tenantId)) * dayMs);
    return outcomesOf(kind, decisionId, facts, matures, platform.clock.now());
  };

  const recordedOutcomes = (said: readonly SaidOfDecision[]): readonly Outcome[] =>
    said.flatMap(({ event }) =>
      event.type === 'decision.outcome_recorded'
        ? [{ code: event.outcome, sentence: `Recorded by ${event.source}.`, at: event.at, amountMinor: event.amountMinor }]
        : [],
    );

  const explain = async (tenantId: TenantId, ref: DecisionRef, record: Recorded, personal: boolean): Promise<ExplainedDecision> => {
    const name = formatDecisionRef(ref);
    const orderId = ref.of === 'order' ? ref.subjectId : null;
    const [said, derived] = await Promise.all([
      saidOf(tenantId, name, orderId, personal),
      orderId === null ? [] : outcomes(tenantId, orderId, record),
    ]);
    const told = recordedOutcomes(said);
    // What is on record is what the pending waited for.
    const settled = told.some(({ code }) => code === 'chargeback' || code === 'no-chargeback');
    const standing = settled ? derived.filter(({ code }) => code !== 'pending' && code !== 'no-chargeback') : derived;
    return { ...accountOf(record), name, orderId, hashMatches: hashMatches(record), outcomes: [...standing, ...told], said };
  };

  return {
    /** Undefined when there is no such decision in the tenant. @param personal whether free text is shown */
    get: async (tenantId: TenantId, name: string, { personal }: { readonly personal: boolean }): Promise<ExplainedDecision | undefined> => {
      const ref = parseDecisionRef(name);
      const record = ref && (await find(tenantId, ref));
      return ref && record ? explain(tenantId, ref, record, personal) : undefined;
    },
    /** Every decision of an order, first to last. */
    ofOrder: async (tenantId: TenantId, orderId: string): Promise<readonly ExplainedDecision[]> => {
      const records = await parts.decisions.list(orders.streamOf(tenantId, orderId));
      const sorted = records.toSorted((left, right) => (left.decidedAt < right.decidedAt ? -1 : 1));
      return Promise.all(
        sorted.map((record) => explain(tenantId, { of: 'order', subjectId: orderId, decisionId: record.decisionId }, record, false)),
      );
    },
    hashMatches,
  };
};

export type ReadDecision = ReturnType<typeof createReadDecision>;

/** Everything that was said of a decision, without the texts. */
export const saidIn =
  (store: DecisionsParts['store']) =>
  async (tenantId: TenantId, name: string): Promise<readonly { readonly at: Instant; readonly event: DecisionEvent }[]> =>
    (await store.read(decisionStream(tenantId, name))).map((record) => ({
      at: record.recorded_at,
      event: decodeEvent(decisionAggregate, record),
    }));
