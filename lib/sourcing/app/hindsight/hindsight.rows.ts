import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Table } from '../../../platform/ports.ts';
import type { LossCause } from '../../domain/evaluation/hindsight.ts';

/** A decision that lost much, in minor units. */
export type WorstDecision = {
  readonly orderId: string;
  readonly decisionId: string;
  readonly loss: number;
  readonly chosen: readonly string[];
  readonly best: readonly string[];
};

/** Decisions of one arm of a rollout, and what they cost on average, in minor units. */
export type ArmCost = {
  readonly arm: 'learned' | 'control';
  readonly decisions: number;
  readonly meanMinor: number;
  /** Of the costs of single decisions, in squared minor units; absent on days of older releases. */
  readonly variance?: number;
};

/** What the decisions of a day have come to in one currency, in minor units. */
export type HindsightOfCurrency = {
  readonly currency: CurrencyCode;
  readonly decisions: number;
  /** Decisions than which a better one is known now. */
  readonly withLoss: number;
  readonly chosenMinor: number;
  readonly bestMinor: number;
  readonly lossMinor: number;
  readonly by: Readonly<Record<LossCause, number>>;
  readonly arms: readonly ArmCost[];
  readonly worst: readonly WorstDecision[];
};

/** How what was foretold of parcels that arrived on the day compares with what came. */
export type PredictionAccuracy = {
  readonly parcels: number;
  /** Sum of the absolute errors of the price over the sum of prices, in percent; null where no price is known. */
  readonly costErrorPercent: number | null;
  /** Mean absolute error, and mean error, of the days on the way; null where none are known. */
  readonly daysError: number | null;
  readonly daysBias: number | null;
};

export type HindsightDay = {
  readonly day: string;
  readonly madeAt: Instant;
  /** The day had more decisions than were looked at. */
  readonly isPartial: boolean;
  /** Followed decisions that could not be looked at, because what they rested on is gone. */
  readonly unknown: number;
  readonly currencies: readonly HindsightOfCurrency[];
  readonly accuracy: PredictionAccuracy;
};

const partition = (tenantId: TenantId): string => `${tenantId}#HINDSIGHT`;

/** One row for each day, beside the streams: no event follows from looking back. Looking again replaces it. */
export const createHindsightRows = ({ ledger }: { readonly ledger: Table }) => ({
  save: (tenantId: TenantId, of: HindsightDay): Promise<void> => ledger.put({ PK: partition(tenantId), SK: of.day, hindsight: toWire(of) }),
  /** Days from one to another, both included, in order. */
  days: async (tenantId: TenantId, from: string, to: string): Promise<readonly HindsightDay[]> => {
    const { items } = await ledger.query({ PK: partition(tenantId), from, to });
    return items.map((item) => fromWire<HindsightDay>(item['hindsight']));
  },
});

export type HindsightRows = ReturnType<typeof createHindsightRows>;
