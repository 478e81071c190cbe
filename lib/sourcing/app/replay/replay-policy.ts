import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { type Candidate, createReplay, type LoggedDecision, type ReplayRates, type ReplayResult } from '../../domain/replay.ts';
import type { SourcingDecision } from '../../domain/sourcing.decision.ts';
import { dayMs, dayOf, type InputsArchive } from './decision-inputs.ts';
import type { ReplayRange } from './replay-range.ts';

/** A routing decision as it stands on record. */
export type RoutingRecord = {
  readonly orderId: OrderId;
  readonly decidedAt: Instant;
  readonly decision: SourcingDecision;
  /** The order was allocated by it. */
  readonly followed: boolean;
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
  /** @default replayedDecisionsMax */
  readonly decisionsMax?: number;
};

const ordersAtOnce = 32;
const inputsAtOnce = 32;
/** Decisions whose inputs are in memory together. */
const batchSize = 256;
/** Orders that are asked whether the range has any decision at all; with more than these none, the replay itself says so. */
const lookedAtMax = 500;

const isIn = ({ decidedAt }: RoutingRecord, { from, to }: ReplayRange): boolean => decidedAt >= from && decidedAt < to;

/** A decision of the range until its turn comes. */
type Waiting = Omit<RoutingRecord, 'decision'> & { readonly decisionId: string; readonly text: string };

/** Of a decision only what a replay compares is kept: the plans that were not chosen are most of a receipt. */
const waitingOf = ({ decision, ...record }: RoutingRecord): Waiting => {
  const receipt = { ...decision.receipt, candidates: [], reasons: [] };
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

export const createReplayPolicy = ({ inputs, history, sha256, decisionsMax = replayedDecisionsMax }: ReplayParts) => {
  /**
   * Orders that may have decisions in the range, each once. The days of kept inputs name those that were decided in it,
   * whenever they were placed; those placed in it or the day before are asked too, so that one whose inputs are lost is missed.
   */
  const ordersIn = async function* (tenantId: TenantId, range: ReplayRange): AsyncGenerator<OrderId> {
    const seen = new Set<OrderId>();
    const once = (orderId: OrderId): boolean => seen.size < seen.add(orderId).size;
    for (const day of daysOf(range)) for await (const orderId of inputs.ordersOf(tenantId, day)) if (once(orderId)) yield orderId;
    const placed = { from: plusMs(range.from, -dayMs), to: range.to };
    for await (const orderId of history.placedIn(tenantId, placed)) if (once(orderId)) yield orderId;
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

  return {
    /** Whether the range has a decision, as far as a short look tells; undefined when it does not tell. */
    hasDecisions: async (tenantId: TenantId, range: ReplayRange): Promise<boolean | undefined> => {
      let lookedAt = 0;
      for await (const orderId of ordersIn(tenantId, range)) {
        if ((await history.decisionsOf(tenantId, orderId)).some((record) => isIn(record, range))) return true;
        lookedAt += 1;
        if (lookedAt >= lookedAtMax) return undefined;
      }
      return false;
    },
    /** Re-runs a policy. The same log gives the same result to the byte. @param onProgress told after each few hundred decisions */
    replay: async (
      tenantId: TenantId,
      { range, candidate, rates }: ReplayRequest,
      onProgress: (progress: ReplayProgress) => Promise<void> = () => Promise.resolve(),
    ): Promise<Result<ReplayResult, ReplayRejection>> => {
      const records = await recordsIn(tenantId, range);
      if (!records.ok) return records;
      const replay = createReplay({ candidate, rates, sha256 });
      for (let start = 0; start < records.value.length; start += batchSize) {
        const batch = records.value.slice(start, start + batchSize);
        for (const logged of await withInputs(tenantId, batch)) replay.add(logged);
        await onProgress({ found: records.value.length, replayed: start + batch.length });
      }
      return ok(replay.result());
    },
  };
};
export type ReplayPolicy = ReturnType<typeof createReplayPolicy>;
