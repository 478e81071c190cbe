import * as z from 'zod';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { TrainingTask } from './training-input.ts';
import { liveStepsOf } from './training-parts.ts';

const Input = TrainingTask.extend({ after_canary: z.boolean() });

export const create = (platform: Platform) => {
  const steps = liveStepsOf(platform);
  return taskHandler(platform, Input, (input) => steps.promote(input.tenant_id, input.run_id, input.after_canary));
};
