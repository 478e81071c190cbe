import { beginTrainingRoute } from '../../lib/contracts/http/training.ts';
import { describeBeginRefusal } from '../../lib/intelligence/app/training/begin-training.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { beginTrainingOf, trainableModels } from './training-parts.ts';

const knownModels: ReadonlySet<string> = new Set(trainableModels);

export const create = (platform: Platform) => {
  const training = beginTrainingOf(platform);
  return httpHandler(platform, beginTrainingRoute, async ({ principal, params: { model }, body, requestId }) => {
    if (!knownModels.has(model)) return problemReply(notFound('model'), requestId);
    const begun = await training.begin(principal.tenantId as TenantId, {
      model,
      trigger: 'person',
      reason: body.reason,
      requestedBy: principal.id,
      ...(body.seed === undefined ? {} : { seed: body.seed }),
      ...(body.distil ? { distil: true } : {}),
    });
    return begun.ok
      ? reply(202, begun.value, { location: `/trainings/${begun.value.runId}` })
      : problemReply(refuse(begun.error, describeBeginRefusal), requestId);
  });
};
