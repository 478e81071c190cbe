import { packRoute } from '../../lib/contracts/http/fulfilment.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const apply = createApplyWork(platform);
  return httpHandler(platform, packRoute, (call) =>
    apply(call, {
      type: 'RecordPacked',
      packages: call.body.packages.map((one) => ({ weightGrams: one.weight_grams, dimensionsMm: one.dimensions_mm })),
    }),
  );
};
