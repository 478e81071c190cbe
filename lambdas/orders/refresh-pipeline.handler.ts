import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pipelineOf } from '../order-views.ts';

export const create = (platform: Platform) => {
  const { renewAll } = pipelineOf(platform);
  return stack(platform, () => renewAll());
};
