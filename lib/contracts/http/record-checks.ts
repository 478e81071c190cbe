// Checks of incoming records against what is usual of their source.
import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { refused } from './common.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

const RecordCheck = z
  .object({
    source: z.string().meta({ description: 'A channel, or `history:<channel>` for imported orders' }),
    state: z.enum(['silent', 'speaking']).meta({ description: '`silent`: too few records are kept; nothing is set aside' }),
    records: count.meta({ description: 'Records that it is trained on, the newest 6,000 at most' }),
    records_needed: count.meta({ description: 'Records from which it speaks' }),
    speaks_since: z.iso.datetime().nullable(),
    held_out: count.meta({ description: 'Records that the threshold was set by; 0 while it is silent' }),
    threshold: share.nullable().meta({ description: 'What is stranger is set aside; null while it is silent' }),
    budget: share.meta({ description: 'Of records that are as they should be, the share that may be set aside' }),
    undecided: count.meta({ description: 'Set aside, and nobody has decided on them yet' }),
    released: count.meta({ description: 'Let go on by a person; each raises the threshold' }),
    rejected: count,
    days: z
      .array(z.object({ day: z.iso.date(), checked: count, set_aside: count }))
      .meta({ description: 'Days in UTC on which it has spoken, the newest last, 35 at most' }),
    set_aside_unusual: z.boolean().meta({ description: 'More of yesterday or today were set aside than the budget explains' }),
    sentence: z.string(),
  })
  .meta({ id: 'RecordCheck', description: 'How the check of one source stands' });

export const recordChecksRoute = {
  method: 'GET',
  path: '/record-checks',
  scope: 'orders:read',
  operationId: 'listRecordChecks',
  summary: 'How the checks of incoming records stand, by source: what they learn from, what they set aside, and what people said of it',
  responses: {
    200: { description: 'As of the last hour', schema: z.object({ budget: share, checks: z.array(RecordCheck) }) },
    ...refused,
  },
} as const satisfies Route;
