import * as z from 'zod';

const OwnEnd = z.object({ name: z.string(), ok: z.boolean(), seconds: z.number(), reason: z.string().nullable() });

/** As SageMaker tells EventBridge: times in milliseconds, and the job under the name that the stage gave it. */
const SageMakerEnd = z.object({
  source: z.literal('aws.sagemaker'),
  detail: z.object({
    TrainingJobName: z.string(),
    TrainingJobStatus: z.enum(['Completed', 'Failed', 'Stopped']),
    FailureReason: z.string().optional(),
    TrainingStartTime: z.number().optional(),
    TrainingEndTime: z.number().optional(),
  }),
});

/** A training job has ended, as the embedded engine or as AWS says so. */
export const TrainingEnded = z.union([OwnEnd, SageMakerEnd]);
export type TrainingEndedMessage = z.output<typeof TrainingEnded>;
