import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { ReplayResult } from '../../domain/replay.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { SimulationRows } from './simulation.rows.ts';

/** What replays of a policy have told of its real costs. */
export type PolicyEvidence = {
  readonly simulationId: string;
  readonly estimates: NonNullable<ReplayResult['estimates']>;
};

/** Replays that are looked through for one of the policy. */
const lookedAt = 20;

const wireOf = (policy: unknown): string => canonicalJson(policy as Json);

/** The newest replay of exactly this policy that tells what it would really have cost; undefined where there is none. */
export const createFindEvidence =
  (rows: Pick<SimulationRows, 'list' | 'candidate' | 'result'>) =>
  async (tenantId: TenantId, policy: SourcingPolicy): Promise<PolicyEvidence | undefined> => {
    const { items } = await rows.list(tenantId, { limit: lookedAt });
    for (const { simulationId, state, policy: named } of items) {
      if (state !== 'done' || named?.name !== policy.name || named.version !== policy.version) continue;
      const candidate = await rows.candidate(tenantId, simulationId);
      if (candidate === undefined || candidate === 'logged' || wireOf(candidate) !== wireOf(policy)) continue;
      const estimates = (await rows.result(tenantId, simulationId))?.estimates;
      if (estimates) return { simulationId, estimates };
    }
    return undefined;
  };

export type FindEvidence = ReturnType<typeof createFindEvidence>;
