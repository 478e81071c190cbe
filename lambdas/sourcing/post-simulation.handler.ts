import { postSimulationRoute } from '../../lib/contracts/http/policy-replay.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { describeReplayRejection, replayCandidate, replayRange } from '../../lib/sourcing/index.ts';
import { callerOf } from '../orders/order-reply.ts';
import { openSimulations } from './composition.ts';

export const create = (platform: Platform) => {
  const simulations = openSimulations(platform);
  return httpHandler(platform, postSimulationRoute, async (call) => {
    const { from, to, preset, policy, rates } = call.body;
    const range = replayRange({ from, to });
    const candidate = replayCandidate({ preset, policy });
    const problems = [...(range.ok ? [] : [range.error]), ...(candidate.ok ? [] : candidate.error)];
    if (!range.ok || !candidate.ok) return problemReply(invalidInput(problems), call.requestId);
    const begun = await simulations.begin(callerOf(call), { range: range.value, candidate: candidate.value, rates });
    if (!begun.ok) {
      const { code } = begun.error;
      return problemReply(invalidInput([{ field: 'from', code, message: describeReplayRejection({ code }) }]), call.requestId);
    }
    return reply(202, { ...begun.value, result: null }, { location: `/simulations/${begun.value.simulationId}` });
  });
};
