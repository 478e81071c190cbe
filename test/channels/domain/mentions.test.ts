import { expect, it } from 'vitest';
import { mentionsPerson } from '../../../lib/channels/domain/mentions.ts';

const text = '{"id":7001,"email":"Ilse.Brandt@example.com","phone":"+49 (341) 555-0173","total":"12.00"}';

it.each([
  ['an e-mail in any case', { email: ' ilse.brandt@EXAMPLE.com' }],
  ['a phone however it is spaced', { phone: '+493415550173' }],
  ['an id that stands alone', { ids: ['7001'] }],
])('%s is found', (_what, traits) => {
  expect(mentionsPerson(text, traits)).toBe(true);
});

it.each([
  ['nothing to look for', {}],
  ['another e-mail', { email: 'jonas@example.com' }],
  ['a number too short to be a phone', { phone: '5550' }],
  ['part of a longer number', { phone: '415550173', ids: ['700', '001'] }],
  ['empty traits', { email: ' ', phone: '', ids: [''] }],
  ['a pattern taken as text', { ids: ['7..1'] }],
])('%s is not', (_what, traits) => {
  expect(mentionsPerson(text, traits)).toBe(false);
});
