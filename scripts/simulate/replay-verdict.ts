// What a decision was made of is kept, and leads to the same decision again, whatever broke off on the way.
import { openReplay } from '../../lambdas/sourcing/composition.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { tenants, type World } from './world.ts';

const dayMs = 24 * 3_600_000;
/** Days before the end of a run, in which all of it lies. */
const days = 3;

/** Decisions of the run that a replay of the policies they were made under does not come to again. */
export const replayProblems = async ({ cloud }: World): Promise<readonly string[]> => {
  const { machine } = cloud;
  const replay = openReplay(machine);
  const now = machine.clock.now();
  const range = { from: plusMs(now, -days * dayMs), to: plusMs(now, dayMs) };
  const problems: string[] = [];
  for (const tenant of tenants) {
    const replayed = await replay.replay(TenantId(tenant), { range, candidate: 'logged', rates: 'logged' });
    if (!replayed.ok) {
      if (replayed.error.code !== 'no-decisions') problems.push(`replay of ${tenant}: ${replayed.error.code}`);
      continue;
    }
    const { reproduction, changed, notPriced } = replayed.value;
    for (const { orderId, decisionId, reason } of reproduction.notReproduced)
      problems.push(`decision ${decisionId} of ${tenant}#${orderId} is not reproduced: ${reason}`);
    if (changed > 0) problems.push(`${changed} decisions of ${tenant} come out otherwise under their own policies`);
    if (notPriced > 0) problems.push(`${notPriced} decisions of ${tenant} have no price`);
  }
  return problems;
};
