import { beforeEach, describe, expect, it } from 'vitest';
import type { EventDetail } from '../../../lib/contracts/events/envelope.ts';
import { createFraudOutcomes, type FraudOutcomes } from '../../../lib/fraud/app/fraud-outcomes.ts';
import type { DecisionRecord } from '../../../lib/intelligence/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { err, ok } from '../../../lib/kernel/result.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const orderId = 'abcdefghijklmnopqrstuvwxyz';
const decidedAt = Instant('2026-03-01T00:00:00.000Z');
const later = '2026-03-20T00:00:00.000Z';

const receiptOf = (action: string, assignment: object = {}) => ({
  band: 'pass',
  advice: { source: 'in-process', model: 'fraud', version: 'ab', score: 0.1, ...assignment },
  bands: { mode: 'advise', action },
});

let parts: EmbeddedParts;
let records: readonly DecisionRecord[];
let recorded: unknown[];
let counted: string[];
let refusal: string | undefined;
let learn: FraudOutcomes;
const decided = (receipt: object, at = decidedAt, decisionId = 'fraud.aa'): DecisionRecord => ({
  decisionId,
  kind: 'fraud',
  decidedAt: at,
  hash: '',
  receipt,
});
beforeEach(() => {
  parts = openEmbeddedParts();
  [records, recorded, counted, refusal] = [[decided(receiptOf('pass'))], [], [], undefined];
  learn = createFraudOutcomes({
    decisions: { list: async () => records },
    streamOf: (tenant, id) => ({ tenantId: tenant, kind: 'ORDER', id }),
    record: async (_caller, name, given) => {
      if (refusal !== undefined) return err({ code: refusal, message: '' });
      recorded.push({ name, ...given });
      return ok(undefined);
    },
    tallies: { outcome: async (_tenant, model, version, outcome) => void counted.push(`${model} ${version} ${outcome}`) },
    ledger: openTable(parts.store, { name: 'ledger' }).table,
    clock: parts.clock,
  });
});

const event = (type: string, payload: Readonly<Record<string, unknown>>): EventDetail =>
  ({ tenant_id: tenantId, stream_id: orderId, type, payload, event_id: 'e', correlation_id: 'c' }) as unknown as EventDetail;
const chargeback = (more: Readonly<Record<string, unknown>> = {}) =>
  event('fraud.chargeback_received', { chargeback_id: 'cb1', received_at: later, fraudulent: true, amount_minor: 900, ...more });
const review = (outcome: string) => event('fraud.review_decided', { outcome, decided_at: later });

describe('a chargeback', () => {
  it('is the outcome of the decision, and speaks against the version that saw nothing', async () => {
    await learn(chargeback());
    expect(recorded).toEqual([
      {
        name: `${orderId}.fraud.aa`,
        outcomeId: 'chargeback-cb1',
        outcome: 'chargeback',
        at: later,
        amountMinor: 900,
        source: 'chargebacks',
      },
    ]);
    expect(counted).toEqual(['fraud 0 bad']);
  });

  it('counts once, however often it is told', async () => {
    await learn(chargeback());
    await learn(chargeback());
    await learn(chargeback({ chargeback_id: 'cb2' }));
    expect(counted).toHaveLength(1);
    // What is recorded twice under one id is recorded once: the stream of the decision sees to that.
    expect(new Set(recorded.map((one) => (one as { readonly outcomeId: string }).outcomeId))).toEqual(
      new Set(['chargeback-cb1', 'chargeback-cb2']),
    );
  });

  it('speaks for the version that would have stopped the order, by its number in the registry', async () => {
    const assignment = { assignment: { registryVersion: 3, role: 'challenger', propensity: 0.5, shadows: [] } };
    records = [decided(receiptOf('review', assignment))];
    await learn(chargeback());
    expect(counted).toEqual(['fraud 3 good']);
  });

  it('about wrong goods says nothing, nor does one of an order that nobody decided on', async () => {
    await learn(chargeback({ fraudulent: false }));
    records = [decided(receiptOf('pass'), Instant('2026-04-01T00:00:00.000Z'))];
    await learn(chargeback());
    expect([recorded, counted]).toEqual([[], []]);
  });

  it('belongs to the last decision before it', async () => {
    records = [decided(receiptOf('pass')), decided(receiptOf('review'), Instant('2026-03-02T00:00:00.000Z'), 'fraud.bb')];
    await learn(chargeback());
    expect(recorded).toMatchObject([{ name: `${orderId}.fraud.bb` }]);
  });

  it('is tried again where the decision could not take it, and given up where it takes no more', async () => {
    refusal = 'decision-not-found';
    await expect(learn(chargeback())).rejects.toThrow('decision-not-found');
    expect(counted).toEqual([]);
    refusal = 'too-many-words';
    await learn(chargeback());
    expect(counted).toEqual(['fraud 0 bad']);
  });
});

describe('what a person or a code found out', () => {
  it('counts for or against the version', async () => {
    records = [decided(receiptOf('review'))];
    await learn(review('released'));
    expect(counted).toEqual(['fraud 0 bad']);
    // The bank knows better, and later.
    await learn(chargeback());
    expect(counted).toEqual(['fraud 0 bad', 'fraud 0 good']);
    records = [decided(receiptOf('verify'), decidedAt, 'fraud.cc')];
    await learn(event('fraud.verification_failed', { reason: 'too-many-tries', failed_at: later }));
    await learn(event('fraud.verification_confirmed', { confirmed_at: later }));
    expect(counted.slice(2)).toEqual(['fraud 0 good', 'fraud 0 bad']);
  });

  it('counts for no version where none was asked', async () => {
    records = [decided({ band: 'review', advice: { source: 'none', model: 'fraud', reason: 'no-model' } })];
    await learn(review('rejected'));
    records = [decided({ ...receiptOf('pass'), bands: { mode: 'advise', silent: 'currency' } })];
    await learn(review('rejected'));
    await learn(event('fraud.verification_failed', { reason: 'expired', failed_at: later }));
    expect(counted).toEqual([]);
  });
});
