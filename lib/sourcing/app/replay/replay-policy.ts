import type { LocationId, OrderId, TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { type Candidate, createReplay, type LoggedDecision, type ReplayRates, type ReplayResult } from '../../domain/replay.ts';
import { countsReturns } from '../../domain/returns/expected-returns.ts';
import type { SourcingDecision } from '../../domain/sourcing.decision.ts';
import { isAllUnreleased } from '../../domain/unreleased.ts';
import { dayMs, dayOf, type InputsArchive } from './decision-inputs.ts';
import type { OutcomesOf } from '../../domain/evaluation/realised.ts';
import type { LearnedReader, ReturnShareReader } from '../sourcing.ports.ts';
import type { ReplayRange } from './replay-range.ts';

/** A routing decision as it stands on record. */
export type RoutingRecord = {
  readonly orderId: OrderId;
  readonly decidedAt: Instant;
  readonly decision: SourcingDecision;
  /** The order was allocated by it. */
  readonly followed: boolean;
  /** Locations that refused what the order wanted of them, whichever decision had chosen them. */
  readonly refusedBy?: readonly LocationId[];
};

/** What orders and their decisions say of the past. The compositions fulfil it over the order streams. */
export interface RoutingHistory {
  /** Orders placed in the range, in no promised order. */
  placedIn(tenantId: TenantId, range: ReplayRange): AsyncIterable<OrderId>;
  /** Every routing decision of the order, also those that were not followed. */
  decisionsOf(tenantId: TenantId, orderId: OrderId): Promise<readonly RoutingRecord[]>;
}

export type ReplayRequest = { readonly range: ReplayRange; readonly candidate: Candidate; readonly rates: ReplayRates };

/** Decisions that one replay takes at most; it holds them in memory as text, at about half a kilobyte each. */
export const replayedDecisionsMax = 100_000;

export type ReplayRejection =
  | { readonly code: 'no-decisions' }
  /** More than can be taken at once; `found` were seen by then. */
  | { readonly code: 'too-many-decisions'; readonly found: number };

export type ReplayProgress = { readonly found: number; readonly replayed: number };

export type ReplayParts = {
  readonly inputs: Pick<InputsArchive, 'load' | 'ordersOf'>;
  readonly history: RoutingHistory;
  readonly sha256: (text: string) => string;
  /** What is known of carriers now. Without it a candidate that counts it goes by what each decision knew. */
  readonly learned?: LearnedReader;
  /** What has come back of articles until now. Without it a candidate that counts it goes by what each decision knew. */
  readonly returnShares?: ReturnShareReader;
  /** What became of parcels whose orders were decided in the range. Without it their costs are those of the rates. */
  readonly outcomes?: (tenantId: TenantId, range: ReplayRange) => Promise<OutcomesOf>;
  /** @default replayedDecisionsMax */
  readonly decisionsMax?: number;
};

const ordersAtOnce = 32;
const inputsAtOnce = 32;
/** Decisions whose inputs are in memory together. */
const batchSize = 256;
/** Orders that are asked whether the range has any decision at all; with more than these none, the replay itself says so. */
const lookedAtMax = 20;
const daysAtOnce = 16;

/** Decided in the range by a search. Where nothing was sold yet no policy was asked, so there is nothing to decide again. */
const isIn = ({ decidedAt, decision }: RoutingRecord, { from, to }: ReplayRange): boolean =>
  decidedAt >= from && decidedAt < to && !isAllUnreleased(decision);

/** A decision of the range until its turn comes. */
type Waiting = Omit<RoutingRecord, 'decision'> & { readonly decisionId: string; readonly text: string };

/** Of a decision only what a replay compares is kept: the plans that could not have been chosen are most of a receipt. */
const waitingOf = ({ decision, ...record }: RoutingRecord): Waiting => {
  const drawn = new Set(decision.receipt.exploration?.among.map(({ planId }) => planId));
  const candidates = decision.receipt.candidates.filter(({ planId }) => drawn.has(planId));
  const receipt = { ...decision.receipt, candidates, reasons: [] };
  return { ...record, decisionId: decision.decisionId, text: JSON.stringify({ ...decision, receipt }) };
};

const placeOf = ({ decidedAt, orderId, decisionId }: Waiting): string => `${decidedAt} ${orderId} ${decisionId}`;
const inOrder = (left: Waiting, right: Waiting): number => {
  const [first, second] = [placeOf(left), placeOf(right)];
  return first < second ? -1 : first > second ? 1 : 0;
};

/** Days of the range in UTC, and the day before: inputs are kept a moment before their decision. */
const daysOf = ({ from, to }: ReplayRange): readonly string[] => {
  const days: string[] = [];
  for (let at = toEpochMs(from) - dayMs; at < toEpochMs(to) + dayMs; at += dayMs) {
    const day = dayOf(fromEpochMs(at));
    if (day <= dayOf(to)) days.push(day);
  }
  return days;
};

/** Orders placed in the range or the day before, which may have been decided in it. */
const placedFor = ({ from, to }: ReplayRange): ReplayRange => ({ from: plusMs(from, -dayMs), to });

export const createReplayPolicy = (parts: ReplayParts) => {
  const { inputs, history, sha256, decisionsMax = replayedDecisionsMax } = parts;
  /**
   * Orders that may have decisions in the range, each once. The days of kept inputs name those that were decided in it,
   * whenever they were placed; those placed in it or the day before are asked too, so that one whose inputs are lost is missed.
   */
  const ordersIn = async function* (tenantId: TenantId, range: ReplayRange): AsyncGenerator<OrderId> {
    const seen = new Set<OrderId>();
    const once = (orderId: OrderId): boolean => seen.size < seen.add(orderId).size;
    for (const day of daysOf(range)) for await (const orderId of inputs.ordersOf(tenantId, day)) if (once(orderId)) yield orderId;
    for await (const orderId of history.placedIn(tenantId, placedFor(range))) if (once(orderId)) yield orderId;
  };

  /** A few orders that may have decisions in the range: those decided on its own days, then those of the day before. */
  const someOrdersIn = async (tenantId: TenantId, range: ReplayRange): Promise<readonly OrderId[]> => {
    const found = new Set<OrderId>();
    const take = async (orders: AsyncIterable<OrderId>): Promise<void> => {
      if (found.size >= lookedAtMax) return;
      for await (const orderId of orders) if (found.add(orderId).size >= lookedAtMax) return;
    };
    const [dayBefore = '', ...days] = daysOf(range);
    await concurrently(days, daysAtOnce, (day) => take(inputs.ordersOf(tenantId, day)));
    await take(inputs.ordersOf(tenantId, dayBefore));
    await take(history.placedIn(tenantId, placedFor(range)));
    return [...found].slice(0, lookedAtMax);
  };

  const recordsIn = async (tenantId: TenantId, range: ReplayRange): Promise<Result<readonly Waiting[], ReplayRejection>> => {
    const records: Waiting[] = [];
    const tooMany = new Error('more decisions than a replay takes');
    try {
      await concurrently(ordersIn(tenantId, range), ordersAtOnce, async (orderId) => {
        const found = await history.decisionsOf(tenantId, orderId);
        records.push(...found.filter((record) => isIn(record, range)).map(waitingOf));
        if (records.length > decisionsMax) throw tooMany;
      });
    } catch (error) {
      if (error !== tooMany) throw error;
      return err({ code: 'too-many-decisions', found: records.length });
    }
    return records.length === 0 ? err({ code: 'no-decisions' }) : ok(records.sort(inOrder));
  };

  const withInputs = async (tenantId: TenantId, records: readonly Waiting[]): Promise<readonly LoggedDecision[]> => {
    const loaded: LoggedDecision[] = new Array(records.length);
    await concurrently(records.keys(), inputsAtOnce, async (index) => {
      const { text, decisionId, ...record } = records[index] as Waiting;
      const decision = JSON.parse(text) as SourcingDecision;
      const { inputsHash } = decision.receipt;
      const found = await inputs.load({ tenantId, orderId: record.orderId, decisionId, decidedAt: record.decidedAt, inputsHash });
      loaded[index] = { ...record, decision, inputs: found };
    });
    return loaded;
  };

  /** Beside each decision what has come back of its articles until now, where the log did not look at that. */
  const withReturns = async (tenantId: TenantId, decisions: readonly LoggedDecision[]): Promise<readonly LoggedDecision[]> => {
    const skusOf = ({ inputs: kept }: LoggedDecision) => (kept && !kept.request.returns ? kept.request.lines.map(({ sku }) => sku) : []);
    const skus = [...new Set(decisions.flatMap(skusOf))];
    const shares = skus.length === 0 ? undefined : await parts.returnShares?.shares(tenantId, skus);
    if (!shares) return decisions;
    return decisions.map((one) => {
      const its = new Set(skusOf(one));
      return its.size === 0 ? one : { ...one, returns: { ...shares, of: shares.of.filter(({ sku }) => its.has(sku)) } };
    });
  };

  return {
    /**
     * The decisions of a range in the order in which they were made, each with what it rested on.
     * @param decisionsAtMost the first of them, where there are more
     */
    logged: async function* (
      tenantId: TenantId,
      range: ReplayRange,
      decisionsAtMost: number,
    ): AsyncGenerator<LoggedDecision & { readonly refusedBy?: readonly LocationId[] }> {
      const records = await recordsIn(tenantId, range);
      if (!records.ok) return;
      const wanted = records.value.slice(0, decisionsAtMost);
      for (let start = 0; start < wanted.length; start += batchSize)
        yield* await withInputs(tenantId, wanted.slice(start, start + batchSize));
    },
    /** Whether the range has a decision, as far as a short look tells; undefined when it does not tell. */
    hasDecisions: async (tenantId: TenantId, range: ReplayRange): Promise<boolean | undefined> => {
      const orders = await someOrdersIn(tenantId, range);
      let isFound = false;
      await concurrently(orders, lookedAtMax, async (orderId) => {
        if (isFound) return;
        const records = await history.decisionsOf(tenantId, orderId);
        isFound ||= records.some((record) => isIn(record, range));
      });
      return isFound || (orders.length < lookedAtMax ? false : undefined);
    },
    /** Re-runs a policy. The same log gives the same result to the byte. @param onProgress told after each few hundred decisions */
    replay: async (
      tenantId: TenantId,
      { range, candidate, rates }: ReplayRequest,
      onProgress: (progress: ReplayProgress) => Promise<void> = () => Promise.resolve(),
    ): Promise<Result<ReplayResult, ReplayRejection>> => {
      const records = await recordsIn(tenantId, range);
      if (!records.ok) return records;
      // Parcels are looked up only where the log drew: elsewhere they would tell nothing of another policy.
      const isDrawn = records.value.some(({ text }) => text.includes('"exploration":'));
      const [learned, outcomesOf] = await Promise.all([
        candidate === 'logged' || !candidate.learned?.enabled ? undefined : parts.learned?.figures(tenantId),
        isDrawn ? parts.outcomes?.(tenantId, range) : undefined,
      ]);
      const replay = createReplay({ candidate, rates, sha256, ...(learned ? { learned } : {}), ...(outcomesOf ? { outcomesOf } : {}) });
      for (let start = 0; start < records.value.length; start += batchSize) {
        const batch = records.value.slice(start, start + batchSize);
        const decisions = await withInputs(tenantId, batch);
        for (const logged of candidate !== 'logged' && countsReturns(candidate) ? await withReturns(tenantId, decisions) : decisions)
          replay.add(logged);
        await onProgress({ found: records.value.length, replayed: start + batch.length });
      }
      return ok(replay.result());
    },
  };
};
export type ReplayPolicy = ReturnType<typeof createReplayPolicy>;
