import type { TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { DecisionEvent } from '../../domain/decisions/decision.events.ts';
import { orderDecisionRef } from '../../domain/decisions/decision-ref.ts';
import { type AuditFinding, auditFindings, goesAgainst } from '../../domain/decisions/decision.values.ts';
import type { Recorded } from '../../domain/decisions/decision-account.ts';
import type { AuditDecision } from './audit-decisions.ts';
import type { DecisionsParts } from './decision.ports.ts';
import type { ReadWhy } from './why.ts';

/** From the first moment on, and before the second. */
export type Range = { readonly from: Instant; readonly to: Instant };

/** Orders of a range of which each has had the same chance to be among them. */
export type PickOrders = (
  tenantId: TenantId,
  range: Range,
  count: number,
) => Promise<{ readonly orderIds: readonly string[]; readonly ordersInRange: number; readonly isEstimate: boolean }>;

type Times = { readonly measured: number; readonly p50: number | null; readonly p90: number | null };

export type KindKpis = {
  readonly kind: string;
  readonly decisions: number;
  /** Nobody decided otherwise, contested it with success, or called it wrong. */
  readonly accepted: number;
  readonly acceptedPercent: number | null;
  /** A person decided otherwise. */
  readonly overridden: number;
  readonly overridePercent: number | null;
  readonly contested: number;
  readonly calledWrong: number;
  readonly audit: Readonly<Record<AuditFinding, number>> & {
    readonly examined: number;
    /** Of those examined, decided again. */
    readonly recomputed: number;
    readonly passedPercent: number | null;
  };
};

/** Adoption of one kind of decision in a week: what people leave as it was decided, and what they decide otherwise. */
export type WeekKpis = Pick<KindKpis, 'kind' | 'decisions' | 'accepted' | 'acceptedPercent' | 'overridden' | 'overridePercent'> & {
  /** Its Monday in UTC, `yyyy-mm-dd`. The first and the last week of a range may not be whole. */
  readonly week: string;
};

export type DecisionKpis = Range & {
  readonly orders: { readonly inRange: number; readonly isEstimate: boolean; readonly read: number; readonly isSample: boolean };
  readonly kinds: readonly KindKpis[];
  /** By week in which it was decided, then by kind. */
  readonly weeks: readonly WeekKpis[];
  readonly timeToJustify: {
    /** Milliseconds in which the whole explanation of an order was made, measured now on some of these orders. */
    readonly answerMs: Times;
    /** Seconds from a contest to a person's answer, over those of these orders that were answered. */
    readonly contestSeconds: Times;
    readonly openContests: number;
  };
};

const ordersReadMax = 500;
const ordersAtOnce = 10;
const whyMeasuredMax = 30;

/** By nearest rank, as docs/kpis.md says. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.ceil(share * sorted.length) - 1] ?? null);

const timesOf = (values: readonly number[]): Times => {
  const sorted = values.toSorted((left, right) => left - right);
  return { measured: sorted.length, p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
};

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((100_000 * part) / whole) / 1_000);

type Said = readonly { readonly at: Instant; readonly event: DecisionEvent }[];
type Counted = { readonly record: Recorded; readonly said: Said; readonly finding: AuditFinding; readonly recomputed: boolean };

const isOverridden = (said: Said): boolean => {
  const last = new Map(said.flatMap(({ event }) => (event.type === 'decision.overridden' ? [[event.act, event.verb] as const] : [])));
  return [...last.values()].some(goesAgainst);
};
const isContested = (said: Said): boolean => said.some(({ event }) => event.type === 'decision.contested');
const isCalledWrong = (said: Said): boolean =>
  said.some(
    ({ event }) =>
      (event.type === 'decision.feedback_given' && event.verdict === 'wrong') ||
      (event.type === 'decision.contest_answered' && event.outcome === 'changed'),
  );

const adoptionOf = (kind: string, of: readonly Counted[]): Omit<WeekKpis, 'week'> => {
  const overridden = of.filter(({ said }) => isOverridden(said)).length;
  const accepted = of.filter(({ said }) => !isOverridden(said) && !isCalledWrong(said)).length;
  return {
    kind,
    decisions: of.length,
    accepted,
    acceptedPercent: percent(accepted, of.length),
    overridden,
    overridePercent: percent(overridden, of.length),
  };
};

const dayMs = 86_400_000;
/** The first day of 1970 was a Thursday, three days after a Monday. */
const daysAfterMonday = 3;

/** Monday of the week of a moment, in UTC. */
const mondayOf = (at: Instant): string => {
  const days = Math.floor(toEpochMs(at) / dayMs);
  return fromEpochMs((days - ((days + daysAfterMonday) % 7)) * dayMs).slice(0, 10);
};

const byWeek = (counted: readonly Counted[]): readonly WeekKpis[] =>
  [...Map.groupBy(counted, ({ record }) => `${mondayOf(record.decidedAt)} ${record.kind}`)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, of]) => ({ week: name.slice(0, 10), ...adoptionOf(name.slice(11), of) }));

const ofKind = (kind: string, of: readonly Counted[]): KindKpis => {
  const findings = Object.fromEntries(
    auditFindings.map((finding) => [finding, of.filter((one) => one.finding === finding).length]),
  ) as Record<AuditFinding, number>;
  return {
    ...adoptionOf(kind, of),
    contested: of.filter(({ said }) => isContested(said)).length,
    calledWrong: of.filter(({ said }) => isCalledWrong(said)).length,
    audit: {
      ...findings,
      examined: of.length,
      recomputed: of.filter(({ recomputed }) => recomputed).length,
      passedPercent: percent(findings.passed, of.length),
    },
  };
};

const contestTimes = (counted: readonly Counted[]): { readonly seconds: readonly number[]; readonly open: number } => {
  const seconds: number[] = [];
  let open = 0;
  for (const { said } of counted) {
    for (const { at, event } of said) {
      if (event.type !== 'decision.contested') continue;
      const answered = said.find((one) => one.event.type === 'decision.contest_answered' && one.event.contestId === event.contestId);
      if (answered) seconds.push((toEpochMs(answered.at) - toEpochMs(at)) / 1_000);
      else open += 1;
    }
  }
  return { seconds, open };
};

/** Evenly spaced ones of a list, at most `count`. */
const evenly = <T>(items: readonly T[], count: number): readonly T[] =>
  items.length <= count ? items : Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);

/** How far decisions are trusted, and whether they deserve it. docs/decisions.md has the formulas and what they leave out. */
export const createDecisionKpis = (
  parts: Pick<DecisionsParts, 'decisions' | 'orders'> & {
    readonly pickOrders: PickOrders;
    readonly audit: AuditDecision;
    readonly readWhy: ReadWhy;
    /** Everything that was said of a decision, first to last. */
    readonly saidOf: (tenantId: TenantId, name: string) => Promise<Said>;
    /** Milliseconds of a clock that never goes back. */
    readonly elapsedMs: () => number;
  },
) => {
  const { decisions, orders, pickOrders, audit, readWhy, saidOf, elapsedMs } = parts;

  const ofOrder = async (tenantId: TenantId, orderId: string): Promise<readonly Counted[]> => {
    const records = await decisions.list(orders.streamOf(tenantId, orderId));
    return Promise.all(
      records.map(async (record) => {
        const [said, { finding, recomputed }] = await Promise.all([
          saidOf(tenantId, orderDecisionRef(orderId, record.decisionId)),
          audit(tenantId, orderId, record),
        ]);
        return { record, said, finding, recomputed };
      }),
    );
  };

  const measureWhy = async (tenantId: TenantId, orderIds: readonly string[]): Promise<readonly number[]> => {
    const measured: number[] = [];
    // One after the other, as somebody who asks waits for one.
    for (const orderId of evenly(orderIds, whyMeasuredMax)) {
      const begin = elapsedMs();
      if (await readWhy(tenantId, orderId)) measured.push(Math.round((elapsedMs() - begin) * 10) / 10);
    }
    return measured;
  };

  return async (tenantId: TenantId, range: Range, ordersMax: number = ordersReadMax): Promise<DecisionKpis> => {
    const picked = await pickOrders(tenantId, range, ordersMax);
    const counted: Counted[] = [];
    await concurrently(picked.orderIds, ordersAtOnce, async (orderId) => void counted.push(...(await ofOrder(tenantId, orderId))));
    const answered = await measureWhy(tenantId, picked.orderIds);
    const contests = contestTimes(counted);
    const { orderIds, ordersInRange, isEstimate } = picked;
    return {
      ...range,
      orders: { inRange: ordersInRange, isEstimate, read: orderIds.length, isSample: orderIds.length < ordersInRange },
      kinds: [...Map.groupBy(counted, ({ record }) => record.kind)]
        .map(([kind, of]) => ofKind(kind, of))
        .sort((left, right) => (left.kind < right.kind ? -1 : 1)),
      weeks: byWeek(counted),
      timeToJustify: { answerMs: timesOf(answered), contestSeconds: timesOf(contests.seconds), openContests: contests.open },
    };
  };
};

export type MeasureDecisions = ReturnType<typeof createDecisionKpis>;
