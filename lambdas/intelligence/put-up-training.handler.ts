import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { TrainingTask } from './training-input.ts';
import { putUpOf } from './training-parts.ts';

export const create = (platform: Platform) => {
  const putUp = putUpOf(platform);
  return taskHandler(platform, TrainingTask, (input) => putUp(input.tenant_id, input.run_id));
};
