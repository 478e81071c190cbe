import * as z from 'zod';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { TrainingTask } from './training-input.ts';
import { trainStepsOf } from './training-parts.ts';

const Input = TrainingTask.extend({ task_token: z.string().min(1) });

export const create = (platform: Platform) => {
  const steps = trainStepsOf(platform);
  return taskHandler(platform, Input, (input) => steps.start(input.tenant_id, input.run_id, input.task_token));
};
