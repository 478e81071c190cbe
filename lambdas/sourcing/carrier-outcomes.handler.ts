import { carrierOutcomesRoute } from '../../lib/contracts/http/carriers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { importOutcomesOf } from './learning.ts';
import { futureProblemsIn, toldOutcome } from './told-outcome.ts';

export const create = (platform: Platform) => {
  const record = importOutcomesOf(platform);
  return httpHandler(platform, carrierOutcomesRoute, async ({ principal, body, requestId }) => {
    const problems = body.outcomes.flatMap((outcome, index) => futureProblemsIn(outcome, `outcomes.${index}`, platform.clock.now()));
    if (problems.length > 0) return problemReply(invalidInput(problems), requestId);
    const news = await record(principal.tenantId as TenantId, body.outcomes.map(toldOutcome));
    const recorded = news.filter((isNew) => isNew).length;
    return reply(200, { recorded, known: news.length - recorded });
  });
};
