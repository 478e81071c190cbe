import * as z from 'zod';
import type { TrainingRun } from '../../lib/intelligence/domain/training/training-run.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { taskHandler } from '../../lib/platform/handlers/task.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { TrainingTask } from './training-input.ts';
import { trainStepsOf } from './training-parts.ts';
import { trainingSourcesOf } from './training-sources.ts';

/** The run is what `begin` made of a wish; executions of older releases have none. */
const Input = TrainingTask.extend({ run: z.record(z.string(), z.unknown()).nullish() });

export const create = (platform: Platform) => {
  const steps = trainStepsOf(platform, trainingSourcesOf(platform));
  return taskHandler(platform, Input, ({ tenant_id: tenantId, run_id: runId, run }) =>
    steps.build(tenantId, runId, run ? fromWire<TrainingRun>(run) : undefined),
  );
};
