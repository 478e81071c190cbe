import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../lib/platform/http/route.ts';
import { type Answered, createContractGuard } from '../support/contract-guard.ts';

const Thing = z.object({ id: z.string(), parts: z.array(z.object({ sku: z.string(), units: z.int() })), note: z.string().optional() });
const route: Route = {
  method: 'GET',
  path: '/things/{id}',
  scope: 'public',
  summary: 'A thing',
  responses: {
    200: { description: 'The thing', schema: Thing },
    202: { description: 'Its picture', contentType: 'image/png' },
    204: { description: 'Nothing' },
    409: { description: 'Changed' },
  },
};
const guard = createContractGuard([{ context: 'things', http: [{ route, handler: 'things/get-thing' }] }]);

const problem = { type: 'https://waybill.dev/problems/changed', title: 'Changed.', status: 409, code: 'changed' };
const answer = (body: unknown, more: Partial<Answered> = {}): Answered => ({
  method: 'GET',
  path: '/things/1?full=1',
  status: 200,
  contentType: 'application/json',
  text: JSON.stringify(body),
  ...more,
});
const refusal = (body: unknown, status: number) => answer(body, { status, contentType: 'application/problem+json' });

describe('an answer as its contract has it', () => {
  it.each([
    ['a body in full', answer({ id: '1', parts: [{ sku: 'A', units: 2 }], note: 'x' })],
    ['a body without what may be left out', answer({ id: '1', parts: [] })],
    ['another charset', answer({ id: '1', parts: [] }, { contentType: 'application/json; charset=utf-8' })],
    ['a body that no schema describes', answer(0, { status: 202, contentType: 'image/png' })],
    ['no body', answer(0, { status: 204, contentType: null, text: '' })],
    ['a refusal that the route names', refusal({ ...problem, version: 3 }, 409)],
    ['a refusal that any route may answer', refusal({ ...problem, status: 503, code: 'unavailable' }, 503)],
    ['what no route answers', answer('whatever', { path: '/console/', contentType: 'text/html' })],
  ])('passes: %s', (_what, answered) => {
    expect(guard(answered)).toBeUndefined();
  });
});

describe('an answer that is not as its contract has it', () => {
  it.each([
    ['a field too many', answer({ id: '1', parts: [], secret: 1 }), /secret: is not in the schema/],
    [
      'a field too many further down',
      answer({ id: '1', parts: [{ sku: 'A', units: 2, price: 3 }] }),
      /parts\.0\.price: is not in the schema/,
    ],
    ['a field missing', answer({ id: '1' }), /parts: /],
    ['a field of another type', answer({ id: '1', parts: [{ sku: 'A', units: 'two' }] }), /parts\.0\.units: /],
    ['a status that it does not name', answer({}, { status: 201 }), /is a status that the contract does not name/],
    ['a refusal that it does not name', refusal({ ...problem, status: 422 }, 422), /is a status that the contract does not name/],
    ['a refusal that is no problem', refusal({ message: 'no' }, 409), /title: /],
    ['a problem of another type', answer(problem, { status: 409 }), /is application\/json, not application\/problem\+json/],
    ['text where there is JSON', answer(0, { text: '<html>' }), /is not JSON/],
    ['a page where there is JSON', answer(0, { contentType: 'text/html' }), /is text\/html, not application\/json/],
    ['a body where there is none', answer({}, { status: 204 }), /answers a body that the contract does not know of/],
  ])('fails: %s', (_what, answered, reason) => {
    expect(guard(answered)).toMatch(reason);
    expect(guard(answered)).toMatch(/^GET \/things\/\{id\} answered \d+ to \/things\/1\?full=1: /);
  });
});
