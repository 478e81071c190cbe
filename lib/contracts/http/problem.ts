import * as z from 'zod';
import { JsonValue } from './common.ts';

/** One thing wrong with an input: where, what, and what would be allowed. */
const FieldProblem = z
  .object({
    field: z.string().meta({ description: 'Path of the field, such as `lines.0.quantity`' }),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldProblem' });

/** Body of every answer from 400 on, after RFC 9457. Facts that a caller needs to react stand beside these members. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'URI that ends in `code`' }),
    title: z.string().meta({ description: 'What is wrong, for a person' }),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: 'Stable and kebab-case: what a program decides by' }),
    instance: z.string().optional().meta({ description: 'Id of the request' }),
    request_id: z.string().optional().meta({ description: 'Id of the request, where something went wrong on our side' }),
    problems: z.array(FieldProblem).optional().meta({ description: 'Each field that is not as it must be' }),
  })
  .catchall(JsonValue)
  .meta({ id: 'Problem', description: 'What went wrong, as application/problem+json. Further members are facts about it.' });

export type Problem = z.infer<typeof Problem>;
