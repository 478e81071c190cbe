// What people agree to.
import * as z from 'zod';
import { consentPurposes } from '../../intelligence/domain/decisions/decision.values.ts';
import { orderIdPattern, PersonId } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { moment, notFoundResponse, refused, text } from './common.ts';

const PersonPath = z.object({
  id: z.string().regex(orderIdPattern, 'must be a person id, as `person_id` of an order says it').transform(PersonId),
});

const Statement = z
  .object({
    granted: z.boolean(),
    stated_at: z.iso.datetime(),
    source: z.string(),
    wording: z.string().nullable(),
    recorded_by: Actor,
  })
  .nullable()
  .meta({ id: 'ConsentStatement', description: 'What the person said last; null where they have said nothing' });

const Consents = z
  .object({
    person_id: z.string(),
    consents: z
      .array(z.object({ purpose: z.enum(consentPurposes), statement: Statement }))
      .meta({ description: 'Every purpose, each once' }),
  })
  .meta({ id: 'Consents' });

export const getConsentsRoute = {
  method: 'GET',
  path: '/persons/{id}/consents',
  scope: 'orders:personal',
  operationId: 'getConsents',
  summary: 'What a person agrees to, by purpose',
  params: PersonPath,
  responses: { 200: { description: 'The consents', schema: Consents }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const stated = z.strictObject({
  purpose: z.enum(consentPurposes),
  granted: z.boolean(),
  stated_at: moment.optional().meta({ description: 'When they said it; now, when absent. Of two statements the later one stands' }),
  source: text(60).meta({ description: 'Where they said it, such as `checkout` or `support`' }),
  wording: text(60).optional().meta({ description: 'Which text they were shown, as the shop names it' }),
});

export const stateConsentsRoute = {
  method: 'POST',
  path: '/persons/{id}/consents',
  scope: 'orders:write',
  operationId: 'stateConsents',
  summary: 'Notes what a person agrees to or does not',
  params: PersonPath,
  body: z.strictObject({ statements: z.array(stated).min(1, 'must name at least one purpose').max(10) }),
  responses: {
    200: { description: 'The consents as they stand', schema: Consents },
    400: { description: 'Fields are missing or wrong; `problems` names each' },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
