import { bundledFraudScorer, createAuditDecision, type Recorded, type Recomputed } from '../../lib/intelligence/index.ts';
import { OrderId, type TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createInputsArchive, createReplay, type SourcingDecision } from '../../lib/sourcing/index.ts';
import { once } from '../composed/base.ts';
import { recomputeDuplicate } from './recompute-duplicate.ts';

// Deciding again takes the search, the models and what decisions rested on; apart from the figures, for which somebody waits.

/** Sourcing again on the inputs that were kept. What was not sold yet took no part in the search. */
const recomputeRouting = (platform: Platform) => {
  const inputs = createInputsArchive(platform);
  return async (tenantId: TenantId, orderId: string, record: Recorded): Promise<Recomputed> => {
    const whole = record.receipt as SourcingDecision;
    const unsourced = whole.unsourced.filter(({ reason }) => reason !== 'not-released');
    // Of an order of which nothing is sold yet, nobody was asked.
    if (unsourced.length === 0 && whole.unsourced.length > 0 && whole.assignments.length === 0) return 'unable';
    const decision = { ...whole, unsourced, complete: unsourced.length === 0 };
    const { inputsHash } = decision.receipt;
    const name = { tenantId, orderId: OrderId(orderId), decisionId: record.decisionId, decidedAt: record.decidedAt };
    const found = await inputs.load({ ...name, inputsHash });
    const replay = createReplay({ candidate: 'logged', rates: 'logged', sha256: platform.sha256 });
    replay.add({ orderId: name.orderId, decidedAt: record.decidedAt, decision, followed: false, inputs: found });
    const { reproduced, notReproduced } = replay.result().reproduction;
    if (reproduced === 1) return 'same';
    return notReproduced[0]?.reason === 'inputs-missing' ? 'inputs-missing' : 'otherwise';
  };
};

const agree = (one: number, other: number): boolean => Math.abs(one - other) <= 1.5e-6;

type Advice = {
  readonly source: string;
  readonly version?: string;
  readonly score?: number;
  readonly topContributions?: readonly { readonly feature: string; readonly contribution: number }[];
};

/** Scoring again on the features of the receipt, where the model of then is the one in this release. */
const recomputeFraud = () => {
  let scorer: ReturnType<typeof bundledFraudScorer> | undefined;
  return async (_tenantId: TenantId, _orderId: string, { receipt }: Recorded): Promise<Recomputed> => {
    const { advice, inputs } = receipt as {
      readonly advice?: Advice;
      readonly inputs?: { readonly features?: Readonly<Record<string, number | null>> };
    };
    if (!inputs?.features) return 'inputs-missing';
    scorer ??= bundledFraudScorer();
    if (advice === undefined || advice.source === 'none' || advice.version !== scorer.version) return 'unable';
    const again = scorer.score(inputs.features);
    if (!again.ok) return 'otherwise';
    const { score, contributions } = again.value;
    const same = (advice.topContributions ?? []).every(({ feature, contribution }) =>
      agree(contributions[feature] ?? Number.NaN, contribution),
    );
    return same && agree(score, advice.score ?? Number.NaN) ? 'same' : 'otherwise';
  };
};

export const auditDecisionOf = /* @__PURE__ */ once((platform) =>
  createAuditDecision({
    platform,
    recompute: { routing: recomputeRouting(platform), fraud: recomputeFraud(), duplicate: recomputeDuplicate },
  }),
);
