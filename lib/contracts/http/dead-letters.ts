import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { JsonValue, notFoundResponse, refused } from './common.ts';
import { DeadLetterView } from './operations.ts';

const count = z.int().min(0);
const queue = z.string().regex(/^[a-z0-9-]{1,80}$/);

const DeadLetterQueue = z
  .object({
    queue: z.string(),
    kind: z
      .enum(['queue', 'stream'])
      .meta({ description: '`stream`: what a reader of the ledger has set aside; sending it back runs that reader over it again' }),
    handler: z.string().meta({ description: 'The function that could not handle them' }),
    waiting: count.meta({ description: 'Letters of every tenant of the installation' }),
    oldest_sent_at: z.iso.datetime().nullable().meta({ description: 'Of the letters that were looked at; null without letters' }),
  })
  .meta({ id: 'DeadLetterQueue' });

export const listDeadLetterQueuesRoute = {
  method: 'GET',
  path: '/dead-letters',
  scope: 'operations:read',
  operationId: 'listDeadLetterQueues',
  summary: 'How many messages and stream records were given up, by queue and stream reader',
  responses: {
    200: {
      description: 'Every queue and stream reader, those with letters first',
      schema: z.object({ queues: z.array(DeadLetterQueue) }),
    },
    ...refused,
  },
} as const satisfies Route;

const LetterProblem = z
  .object({ field: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'DeadLetterProblem', description: "Something in the letter that does not fit today's contract" });

const LetterDifference = z
  .object({
    kind: z.string().meta({ description: 'Kind of the stream, such as `ORDER`' }),
    stream_id: z.string(),
    version: z.int().min(1).meta({ description: 'Version of the event that the letter carries' }),
    newest_version: count.meta({ description: 'Version of the newest event of the stream today' }),
    state: z.enum(['same', 'differs', 'missing']).meta({ description: '`missing`: the ledger has no such event' }),
    differences: z
      .array(z.object({ path: z.string(), in_letter: JsonValue.optional(), in_ledger: JsonValue.optional() }))
      .meta({ description: 'The first hundred. A side that has nothing at a path is left out' }),
  })
  .meta({ id: 'DeadLetterDifference', description: 'What the ledger holds today of what the letter says' });

export const getDeadLetterRoute = {
  method: 'GET',
  path: '/dead-letters/{queue}/{message_id}',
  scope: 'operations:read',
  operationId: 'getDeadLetter',
  summary: 'One dead letter, what is wrong with it, and whether the ledger still says the same',
  params: z.object({ queue, message_id: z.string().min(1).max(100) }),
  responses: {
    200: {
      description: 'The letter. It is looked for among the oldest thousand of the queue',
      schema: z
        .object({
          queue: z.string(),
          ...DeadLetterView.shape,
          problems: z.array(LetterProblem),
          difference: LetterDifference.nullable().meta({ description: 'Null where the letter carries nothing that stands in the ledger' }),
        })
        .meta({ id: 'ExaminedDeadLetter' }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
