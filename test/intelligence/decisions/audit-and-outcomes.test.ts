import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuditDecision, type Recomputed } from '../../../lib/intelligence/app/decisions/audit-decisions.ts';
import { holdOfCheck, type OrderFacts, outcomesOf } from '../../../lib/intelligence/domain/decisions/outcomes.ts';
import { canonicalJson } from '../../../lib/kernel/canonical-json.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const decidedAt = Instant('2026-11-20T10:00:00.000Z');
const recorded = (kind: string, receipt: unknown) => ({
  decisionId: `${kind}.1`,
  kind,
  decidedAt,
  hash: sha256(canonicalJson(receipt)),
  receipt,
});

const auditWith = (answer: Recomputed) =>
  createAuditDecision({ platform: { sha256 }, recompute: { routing: () => Promise.resolve(answer) } });
const receipt = { receipt: { chosen: 'p', candidates: [{ planId: 'p', scoreMinor: 10, contributions: { shipping: 10 } }] } };

describe('an audit of a decision', () => {
  const tenantId = TenantId('main');

  it.each([
    ['same', 'passed', true],
    ['unable', 'passed', false],
    ['otherwise', 'decided-otherwise', true],
    ['inputs-missing', 'inputs-missing', false],
  ] as const)('that is decided again with the answer %s comes to %s', async (answer, finding, recomputed) => {
    expect(await auditWith(answer)(tenantId, 'o', recorded('routing', receipt))).toEqual({ kind: 'routing', finding, recomputed });
  });

  it('finds a receipt that was changed after it was written, before anything else', async () => {
    const altered = { ...recorded('routing', receipt), receipt: { receipt: { chosen: 'q', candidates: [] } } };
    expect(await auditWith('same')(tenantId, 'o', altered)).toMatchObject({ finding: 'hash-differs' });
  });

  it('finds parts that do not sum', async () => {
    const wrong = { receipt: { chosen: 'p', candidates: [{ planId: 'p', scoreMinor: 11, contributions: { shipping: 10 } }] } };
    expect(await auditWith('same')(tenantId, 'o', recorded('routing', wrong))).toMatchObject({ finding: 'parts-do-not-sum' });
  });

  it('goes by hash and sums alone for a kind that nobody can decide again', async () => {
    expect(await auditWith('same')(tenantId, 'o', recorded('proposal', { reasons: [] }))).toEqual({
      kind: 'proposal',
      finding: 'passed',
      recomputed: false,
    });
  });
});

const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  orderId: 'o',
  status: 'delivered',
  channel: 'web',
  currency: 'USD',
  country: 'US',
  region: 'NY',
  postalPrefix: '122',
  placedAt: decidedAt,
  test: false,
  personId: null,
  deliverBy: null,
  deliveredAt: null,
  cancelledFor: null,
  promiseKept: null,
  promisedFor: [],
  holds: [],
  works: [],
  ...more,
});
const work = (more: Partial<OrderFacts['works'][number]> = {}): OrderFacts['works'][number] => ({
  fulfillmentOrderId: 'f',
  locationId: 'east',
  status: 'delivered',
  decisionId: 'route.001.001',
  expectedAt: Instant('2026-11-24T00:00:00.000Z'),
  shippedAt: decidedAt,
  deliveredAt: Instant('2026-11-25T00:00:00.000Z'),
  costMinor: 820,
  currency: 'USD',
  damagedParcels: 0,
  ...more,
});
const matures = Instant('2027-03-20T10:00:00.000Z');
const codes = (kind: string, of: OrderFacts, now = decidedAt) =>
  outcomesOf(kind, 'route.001.001', of, matures, now).map(({ code }) => code);

describe('what became of a decision', () => {
  it('on a route is cost, arrival against the promise or else the expectation, damage, and refusal', () => {
    expect(codes('routing', facts({ works: [work()] }))).toEqual(['actual-cost', 'delivered-late']);
    expect(codes('routing', facts({ works: [work()], deliverBy: Instant('2026-11-26T00:00:00.000Z') }))).toEqual([
      'actual-cost',
      'delivered-in-time',
    ]);
    expect(codes('routing', facts({ works: [work({ costMinor: null, deliveredAt: null, damagedParcels: 1 })] }))).toEqual([
      'damaged',
      'pending',
    ]);
    expect(codes('routing', facts({ works: [work({ status: 'rejected' }), work({ status: 'cancelled' })] }))).toEqual([
      'rejected',
      'called-off',
    ]);
    expect(codes('routing', facts({ works: [work({ decisionId: 'route.002.001' })] }))).toEqual(['not-followed']);
  });

  it('on a check is the word of a person, the end of the order, or still to come', () => {
    const hold = (outcome: 'open' | 'released' | 'rejected') => ({ holdId: 'h', type: 'fraud-review', outcome, placedAt: decidedAt });
    expect(codes('fraud', facts())).toEqual(['pending']);
    expect(codes('fraud', facts({ holds: [hold('open')] }))).toEqual(['review-open', 'pending']);
    expect(codes('fraud', facts({ holds: [hold('released')] }))).toEqual(['review-released', 'pending']);
    expect(codes('fraud', facts({ holds: [hold('rejected')], cancelledFor: 'fraud' }))).toEqual(['review-upheld', 'cancelled-fraud']);
    expect(codes('duplicate', facts())).toEqual([]);
  });

  it('on a check is that no chargeback came, once the time for one is over, unless the order never left', () => {
    const hold = (outcome: 'open' | 'released') => ({ holdId: 'h', type: 'fraud-review', outcome, placedAt: decidedAt });
    expect(codes('fraud', facts(), matures)).toEqual(['no-chargeback']);
    expect(codes('fraud', facts({ holds: [hold('released')] }), matures)).toEqual(['review-released', 'no-chargeback']);
    expect(codes('fraud', facts({ holds: [hold('open')] }), matures)).toEqual(['review-open']);
    expect(codes('fraud', facts({ cancelledFor: 'customer' }), matures)).toEqual([]);
  });

  it('is read from the open hold where a check has placed several', () => {
    const holds = [
      { holdId: 'old', type: 'fraud-review', outcome: 'released' as const, placedAt: Instant('2026-11-21T10:00:00.000Z') },
      { holdId: 'open', type: 'fraud-review', outcome: 'open' as const, placedAt: decidedAt },
      { holdId: 'other', type: 'operator', outcome: 'open' as const, placedAt: decidedAt },
    ];
    expect(holdOfCheck({ holds }, 'fraud')?.holdId).toBe('open');
    expect(holdOfCheck({ holds }, 'routing')).toBeUndefined();
  });
});
