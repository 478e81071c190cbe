import { TrainingEnded, type TrainingEndedMessage } from '../../lib/contracts/events/trainings.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform, TrainingEnd } from '../../lib/platform/ports.ts';
import { trainStepsOf } from './training-parts.ts';

/** The name of the job without the stage's prefix, `waybill-<stage>-`. */
const jobName = (name: string): string => name.replace(/^waybill-[a-z][a-z0-9]*-/, '');

const endOf = (message: TrainingEndedMessage): TrainingEnd => {
  if ('name' in message) return message;
  const { TrainingJobName, TrainingJobStatus, FailureReason, TrainingStartTime, TrainingEndTime } = message.detail;
  const ms = TrainingStartTime === undefined || TrainingEndTime === undefined ? 0 : TrainingEndTime - TrainingStartTime;
  const ok = TrainingJobStatus === 'Completed';
  return {
    name: jobName(TrainingJobName),
    ok,
    seconds: Math.max(0, Math.ceil(ms / 1_000)),
    reason: ok ? null : (FailureReason ?? `SageMaker says ${TrainingJobStatus}`),
  };
};

export const create = (platform: Platform) => {
  const steps = trainStepsOf(platform);
  return queueHandler(platform, TrainingEnded, ({ body }) => steps.ended(endOf(body)));
};
