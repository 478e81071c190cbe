import { expect, it } from 'vitest';
import { authorizer } from '../../lib/access/wiring.ts';
import { functionNeeds } from '../../lib/function-needs.ts';
import { functionsOf } from '../../lib/platform/wiring.functions.ts';
import { wirings } from '../../lib/wirings.ts';
import { withRareNeeds } from '../../scripts/support/rare-needs.ts';

it('every function that is wired has its rights declared, and nothing else has any', () => {
  const wired = functionsOf(wirings, authorizer).map(({ handler }) => handler);
  // Whoever needs nothing of the machine is not listed.
  expect(Object.keys(functionNeeds).filter((handler) => !wired.includes(handler))).toEqual([]);
  expect(wired.filter((handler) => !(handler in functionNeeds))).toEqual([
    'access/sign-in-method',
    'operations/first-page',
    'policies/get-policy-schema',
  ]);
});

it('ways that no suite takes are of functions that are wired, and have their rights', () => {
  for (const [handler, needs] of withRareNeeds(new Map())) {
    expect(functionNeeds[handler], handler).toEqual(expect.arrayContaining([...needs]));
  }
});
