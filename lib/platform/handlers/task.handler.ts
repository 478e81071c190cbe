import type * as z from 'zod';
import type { Platform } from '../ports.ts';
import { type LambdaHandler, stack } from './stack.ts';

/** The state machine sent something else than the task expects: a defect of the machine, which no retry mends. */
export class TaskInputInvalidError extends Error {
  override readonly name = 'TaskInputInvalidError';
}

/** Function behind a Task state. The names of errors it throws are contract: machines match them. */
export const taskHandler = <Schema extends z.ZodType, Answer>(
  platform: Platform,
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Answer>,
): LambdaHandler<unknown, Answer> =>
  stack(platform, async (event) => {
    const parsed = schema.safeParse(event);
    if (!parsed.success) {
      throw new TaskInputInvalidError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    }
    return run(parsed.data);
  });
