import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { TrainingTask } from './training-input.ts';
import { liveStepsOf } from './training-parts.ts';

export const create = (platform: Platform) => {
  const steps = liveStepsOf(platform);
  return taskHandler(platform, TrainingTask, (input) => steps.beginCanary(input.tenant_id, input.run_id));
};
