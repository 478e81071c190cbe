// Every reason code there is has words, in one place.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bandActions } from '../../../lib/fraud/domain/bands.ts';
import { accountOf } from '../../../lib/intelligence/domain/decisions/account.ts';
import {
  hasWordsFor,
  hasWordsForBand,
  hasWordsForUnsourced,
  partInWords,
  sameInWords,
} from '../../../lib/intelligence/domain/decisions/decision-words.ts';
import { overrideReasons } from '../../../lib/intelligence/domain/decisions/decision.values.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { rerouteReasons } from '../../../lib/orders/domain/order.values.ts';
import { comparedFields } from '../../../lib/orders/domain/same-basket.ts';
import { constraints } from '../../../lib/sourcing/domain/sourcing.policy.ts';

const features = (
  JSON.parse(readFileSync(new URL('../../../models/fraud/features.json', import.meta.url), 'utf8')) as {
    readonly features: readonly { readonly name: string }[];
  }
).features.map(({ name }) => name);

describe('words', () => {
  it.each(features)('are there for what the fraud model looks at: %s', (name) => {
    expect(hasWordsFor('fraud', name)).toBe(true);
    // Whoever hears them learns no value and no limit.
    expect(partInWords('fraud', name)).not.toMatch(/\d/);
  });

  it.each([
    'shipping',
    'handling',
    'split',
    'lateness',
    'workload',
    'future',
    'preference',
    'damage',
  ])('are there for a part of a cost: %s', (name) => {
    expect(hasWordsFor('routing', name)).toBe(true);
  });

  it.each([
    'no-stock',
    'excluded',
    'location-unusable',
    'not-released',
    ...constraints,
  ])('are there for units without a source: %s', (reason) => {
    expect(hasWordsForUnsourced(reason)).toBe(true);
  });

  it.each(bandActions)('are there for an action of the fraud check: %s', (band) => {
    expect(hasWordsForBand(band)).toBe(true);
  });

  it.each(comparedFields)('are there for what two orders have in common: %s', (field) => {
    expect(sameInWords(field)).toMatch(/^the [a-z ]+$/);
  });

  it('speak a name that is not known as it stands', () => {
    expect(partInWords('fraud', 'moon_phase')).toBe('moon phase');
  });

  it('know every reason that work is sent elsewhere for', () => {
    for (const reason of rerouteReasons) expect(overrideReasons).toContain(reason);
  });
});

const decidedAt = Instant('2026-11-20T10:00:00.000Z');
const record = (kind: string, receipt: unknown) => ({ decisionId: `${kind}.1`, kind, decidedAt, hash: 'h', receipt });

const logistic = (margin: number): number => 1 / (1 + Math.exp(-margin));

const advice = {
  usedByPolicy: true,
  source: 'in-process',
  model: 'fraud',
  version: 'abc',
  score: Number(logistic(-2 + 1.5 - 0.25).toFixed(6)),
  bias: -2,
  fallback: null,
  topContributions: [
    { feature: 'total', contribution: 1.5 },
    { feature: 'hour', contribution: -0.25 },
  ],
  otherContributions: 0,
};

describe('an account of a fraud check', () => {
  const receipt = {
    band: 'review',
    policy: { name: 'review-above', version: 1 },
    inputs: { features: { total: 900 } },
    reasons: ['Too dear.'],
    advice,
  };

  it('names the strongest reasons, and a sum that comes to the score', () => {
    const account = accountOf(record('fraud', receipt));
    expect(account).toMatchObject({
      decided: 'review',
      model: { name: 'fraud', version: 'abc' },
      contributions: { addsUp: true, sum: -0.75 },
    });
    expect(account.reasons).toEqual(['Too dear.', 'The total of the order made it look riskier.', 'The time of day made it look safer.']);
    expect(account.confidence).toEqual({ value: Math.max(advice.score, 1 - advice.score), basis: 'probability' });
    expect(account.forCustomer).toContain('What counted most: the total of the order and the time of day.');
  });

  it('says so when the parts do not come to the score', () => {
    expect(accountOf(record('fraud', { ...receipt, advice: { ...advice, bias: -1.9 } })).contributions?.addsUp).toBe(false);
  });

  it('goes by the rule alone where no model answered', () => {
    const account = accountOf(
      record('fraud', { ...receipt, advice: { source: 'none', model: 'fraud', reason: 'no-model', feature: null } }),
    );
    expect(account).toMatchObject({ model: null, score: null, contributions: null, confidence: { value: null, basis: 'rule' } });
    expect(account.forCustomer).toContain('by a rule that is the same for everybody');
  });

  it('says from which probability on another action would have been cheaper, and how likely this one was', () => {
    const bands = { range: { from: 0.02, to: 0.4, below: 'pass', above: 'decline' }, exploration: { propensity: 0.99 } };
    const account = accountOf(record('fraud', { ...receipt, policy: { name: 'expected-cost', version: 1 }, bands }));
    expect(account.wouldChange).toEqual([
      'A probability of fraud below 2.00 % would have made it cheaper to pass it.',
      'A probability of fraud above 40.00 % would have made it cheaper to decline the order.',
    ]);
    expect(account.propensity).toBe(0.99);
  });
});

describe('an account of a routing', () => {
  const plan = { planId: 'p1', scoreMinor: 1_000, contributions: { shipping: 800, handling: 200 } };
  const assignments = [{ locationId: 'east', lines: [], expectedAt: '2026-11-24T00:00:00.000Z' }];
  const receipt = {
    policy: { name: 'balanced', version: 2 },
    chosen: 'p1',
    candidates: [plan],
    reasons: ['east holds all.'],
    runnerUp: { planId: 'p2', marginMinor: 250, wouldChange: 'west would win if cheaper.' },
  };

  it('has the margin as its confidence, and a date for the customer', () => {
    const account = accountOf(record('routing', { assignments, unsourced: [], receipt }));
    expect(account).toMatchObject({
      decided: 'p1',
      contributions: { sum: 1_000, addsUp: true },
      confidence: { value: 0.2, basis: 'margin' },
      wouldChange: ['west would win if cheaper.'],
      propensity: null,
    });
    expect(account.forCustomer).toContain('in one parcel');
    expect(account.forCustomer).toContain('expected by 2026-11-24');
  });

  it('tells what cannot be sent, and why', () => {
    const unsourced = [{ lineId: '1', sku: 'MUG', quantity: 2, reason: 'cold-chain' }];
    const account = accountOf(
      record('routing', { assignments: [], unsourced, receipt: { ...receipt, chosen: undefined, candidates: [] } }),
    );
    expect(account).toMatchObject({ decided: null, score: null, contributions: null });
    expect(account.forCustomer).toBe('Nothing can be sent yet. Of MUG, no place that has it can keep it cold on the way.');
  });
});

it('reads receipts of other forms and kinds without fail', () => {
  for (const kind of ['routing', 'fraud', 'duplicate', 'proposal'])
    for (const receipt of [null, 'text', 7, [], {}, { receipt: { candidates: 'none' } }, { advice: [], inputs: 3, equal: {} }])
      expect(accountOf(record(kind, receipt)).forCustomer).not.toBe('');
  expect(accountOf(record('proposal', { decided: 'transfer', reasons: ['West runs out.'] }))).toMatchObject({
    decided: 'transfer',
    forCustomer: 'A decision was made about proposal. West runs out.',
  });
});
