import type { EventDetail } from '../../contracts/events/envelope.ts';
import {
  type DecisionLog,
  type DecisionRecord,
  type ModelTallies,
  orderDecisionRef,
  type SayOfDecision,
} from '../../intelligence/index.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';
import { fraudModel } from './advised-risk.ts';
import type { RiskAssessment } from './risk-scorer.ts';

type Parts = {
  readonly decisions: Pick<DecisionLog, 'list'>;
  readonly streamOf: (tenantId: TenantId, orderId: string) => StreamId;
  readonly record: SayOfDecision['recordOutcome'];
  readonly tallies: Pick<ModelTallies, 'outcome'>;
  readonly ledger: Pick<Table, 'put'>;
  readonly clock: Clock;
};

const component = 'fraud-outcomes';
const countedDays = 400;

/** What an event says of how the order turned out; undefined where it says nothing. */
const foundBy = ({ type, payload }: EventDetail): { readonly label: 'fraud' | 'honest'; readonly at: Instant } | undefined => {
  switch (type) {
    case 'fraud.chargeback_received':
      return payload['fraudulent'] === true ? { label: 'fraud', at: payload['received_at'] as Instant } : undefined;
    case 'fraud.review_decided':
      return { label: payload['outcome'] === 'rejected' ? 'fraud' : 'honest', at: payload['decided_at'] as Instant };
    case 'fraud.verification_confirmed':
      return { label: 'honest', at: payload['confirmed_at'] as Instant };
    case 'fraud.verification_failed':
      return payload['reason'] === 'too-many-tries' ? { label: 'fraud', at: payload['failed_at'] as Instant } : undefined;
    default:
      return undefined;
  }
};

/** Which version was asked, and whether it would have stopped the order; undefined where no model had a say, or its costs were not looked at. */
const opinionOf = (receipt: RiskAssessment): { readonly version: number; readonly stops: boolean } | undefined => {
  const { advice, bands } = receipt;
  if (!advice || advice.source === 'none' || !bands || 'silent' in bands) return undefined;
  // Receipts say nothing of the assignment where nothing but the starter could have answered.
  return { version: advice.assignment?.registryVersion ?? 0, stops: bands.action !== 'pass' };
};

/**
 * Takes to the decision what became of its order: a chargeback is recorded as its outcome, and whatever is found of the order counts
 * for or against the version that was asked. Orders that were never doubted and mature in silence are not counted here: no watch
 * lasts as long as that takes, and it would be a write for each order.
 */
export const createFraudOutcomes = ({ decisions, streamOf, record, tallies, ledger, clock }: Parts) => {
  const decisionBefore = async (tenantId: TenantId, orderId: string, at: Instant): Promise<DecisionRecord<RiskAssessment> | undefined> => {
    const records = await decisions.list(streamOf(tenantId, orderId), 'fraud.');
    const before = records.filter(({ kind, decidedAt }) => kind === 'fraud' && decidedAt <= at);
    return before.toSorted((one, other) => (one.decidedAt < other.decidedAt ? -1 : 1)).at(-1) as DecisionRecord<RiskAssessment> | undefined;
  };

  /** Whether this is the first time. A count that a crash loses right after it stays lost; none is ever counted twice. */
  const isFirst = async (tenantId: TenantId, name: string, label: string): Promise<boolean> => {
    const ttl = Math.floor(toEpochMs(clock.now()) / 1_000) + countedDays * 86_400;
    try {
      await ledger.put({ PK: `${tenantId}#FRAUDCOUNTED#${name}`, SK: label, ttl }, { kind: 'absent' });
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  };

  return async (detail: EventDetail): Promise<void> => {
    const found = foundBy(detail);
    if (!found) return;
    const [tenantId, orderId] = [detail.tenant_id as TenantId, detail.stream_id];
    const decided = await decisionBefore(tenantId, orderId, found.at);
    if (!decided) return;
    const name = orderDecisionRef(orderId, decided.decisionId);
    if (detail.type === 'fraud.chargeback_received') {
      const caller = systemCaller(tenantId, component, { correlationId: detail.correlation_id, causationId: detail.event_id });
      const recorded = await record(caller, name, {
        outcomeId: `chargeback-${String(detail.payload['chargeback_id'])}`,
        outcome: 'chargeback',
        at: found.at,
        amountMinor: Number(detail.payload['amount_minor']),
        source: 'chargebacks',
      });
      // A decision of which too much was said already takes no more; the case has the chargeback all the same.
      if (!recorded.ok && recorded.error.code !== 'too-many-words')
        throw new Error(`the decision refused its outcome: ${recorded.error.code}`);
    }
    const opinion = opinionOf(decided.receipt);
    if (!opinion || !(await isFirst(tenantId, name, found.label))) return;
    await tallies.outcome(tenantId, fraudModel, opinion.version, opinion.stops === (found.label === 'fraud') ? 'good' : 'bad');
  };
};

export type FraudOutcomes = ReturnType<typeof createFraudOutcomes>;
