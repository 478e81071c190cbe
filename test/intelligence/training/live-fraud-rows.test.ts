import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../../lib/intelligence/app/decision-log.ts';
import type { DecisionLabel } from '../../../lib/intelligence/app/decisions/read-labels.ts';
import type { LabelledRow } from '../../../lib/intelligence/app/training/training-set.ts';
import {
  createLiveFraudRows,
  inverseMax,
  type LiveFraudParts,
  type LiveOrder,
  liveOrdersMax,
  type LiveRow,
  withLiveRows,
} from '../../../lib/intelligence/app/training/live-fraud-rows.ts';
import type { OrderVerdict } from '../../../lib/intelligence/domain/training/fraud-target.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const tenantId = TenantId('main');
const window = { from: Instant('2026-01-01T00:00:00.000Z'), to: Instant('2026-07-01T00:00:00.000Z') };
const placedAt = Instant('2026-01-10T00:00:00.000Z');
const dayMs = 86_400_000;
const after = (days: number): Instant => plusMs(placedAt, days * dayMs);
const idOf = (number: number): string =>
  number
    .toString(32)
    .replaceAll(/[0189]/g, 'z')
    .padStart(26, 'a')
    .slice(-26);

type Told = {
  readonly id: string;
  readonly verdict?: OrderVerdict;
  readonly words?: readonly Pick<DecisionLabel, 'target' | 'weight' | 'labelledAt' | 'outcome'>[];
  readonly receipts?: readonly { readonly at: Instant; readonly receipt: object }[];
  readonly order?: Partial<LiveOrder>;
};

const features = { total: 12, line_count: 1 };
const receipt = (band = 'pass', more: object = {}) => ({ band, inputs: { features }, ...more });
const silence: OrderVerdict = { label: 'honest', strength: 'strong', basis: 'no-chargeback', knownAt: after(120) };
const chargeback: OrderVerdict = { label: 'fraud', strength: 'strong', basis: 'chargeback', knownAt: after(40) };

const rowsOf = (told: readonly Told[], seen?: (id: string) => void) => {
  const byId = new Map(told.map((one) => [one.id, one]));
  const parts: LiveFraudParts = {
    verdicts: async function* () {
      for (const { id, verdict } of told) if (verdict) yield { orderId: id, placedAt, ...verdict };
    },
    words: async function* () {
      for (const { id, words = [] } of told)
        for (const word of words)
          yield {
            ...word,
            decisionId: `${id}.fraud.aa`,
            kind: 'fraud',
            band: 'review',
            model: 'fraud',
            modelVersion: 'v',
            decidedAt: placedAt,
            from: 'override',
            decisionWasRight: null,
          };
    },
    decisions: {
      list: async ({ id }) => {
        seen?.(id);
        const receipts = byId.get(id)?.receipts ?? [{ at: placedAt, receipt: receipt() }];
        return receipts.map(
          (one, index): DecisionRecord => ({
            decisionId: `fraud.${index}`,
            kind: 'fraud',
            decidedAt: one.at,
            hash: '',
            receipt: one.receipt,
          }),
        );
      },
    },
    streamOf: (tenant, id) => ({ tenantId: tenant, kind: 'ORDER', id }),
    order: async (_tenant, id) => ({
      placedAt,
      channel: 'web',
      region: 'US-NY',
      channelOrderId: `shop-${id}`,
      test: false,
      stopped: false,
      ...byId.get(id)?.order,
    }),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
  return createLiveFraudRows(parts)(tenantId, window);
};

const collect = async <T>(rows: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
};
const only = async (told: Omit<Told, 'id'>): Promise<LiveRow | undefined> => (await collect(rowsOf([{ id: idOf(1), ...told }])))[0];

describe('live orders in the training set', () => {
  it('are learnt from with the features of their receipt, and nothing else', async () => {
    expect(await only({ verdict: chargeback })).toEqual({
      id: idOf(1),
      at: placedAt,
      features,
      label: 1,
      weight: 1,
      group: { channel: 'web', region: 'US-NY' },
      channelOrderId: `shop-${idOf(1)}`,
    });
  });

  it('are taken as they were decided before their end was known', async () => {
    const revised = { band: 'pass', inputs: { features: { ...features, total: 99 } } };
    const knew = { band: 'pass', inputs: { features: { ...features, earlier_chargebacks: 1 } } };
    const receipts = [
      { at: placedAt, receipt: receipt() },
      { at: after(2), receipt: revised },
      { at: after(41), receipt: knew },
    ];
    expect((await only({ verdict: chargeback, receipts }))?.features).toEqual(revised.inputs.features);
    expect(await only({ verdict: chargeback, receipts: receipts.slice(2) })).toBeUndefined();
  });

  it('count for those who were not let through when they were let through by chance', async () => {
    const explored = (propensity: number) => [
      { at: placedAt, receipt: receipt('pass', { bands: { exploration: { explored: true, propensity } } }) },
    ];
    expect((await only({ verdict: silence, receipts: explored(0.1) }))?.weight).toBeCloseTo(10);
    expect((await only({ verdict: silence, receipts: explored(0.001) }))?.weight).toBe(inverseMax);
    const drawnNot = [{ at: placedAt, receipt: receipt('review', { bands: { exploration: { explored: false, propensity: 0.9 } } }) }];
    expect((await only({ verdict: silence, receipts: drawnNot }))?.weight).toBe(1);
  });

  it('say nothing by the silence of the bank when they never left', async () => {
    const receipts = [{ at: placedAt, receipt: receipt('decline') }];
    expect(await only({ verdict: silence, receipts, order: { stopped: true } })).toBeUndefined();
    expect((await only({ verdict: chargeback, receipts, order: { stopped: true } }))?.label).toBe(1);
    expect((await only({ verdict: silence, receipts, order: { stopped: false } }))?.label).toBe(0);
  });

  it('leave out tests and orders without a receipt, and take those of which only a person said something', async () => {
    expect(await only({ verdict: silence, order: { test: true } })).toBeUndefined();
    expect(await only({ verdict: silence, receipts: [] })).toBeUndefined();
    const said = { target: 1, weight: 0.3, labelledAt: after(3), outcome: null } as const;
    expect(await only({ words: [said] })).toMatchObject({ label: 1, weight: 0.3 });
  });

  it('of very many read a share that counts for all, the same at every reading, and every one with a story', async () => {
    const silent = liveOrdersMax * 2;
    const told: readonly Told[] = [
      ...Array.from({ length: silent }, (_, index) => ({ id: `${idOf(index)}${index}`, verdict: silence })),
      { id: 'charged', verdict: chargeback },
    ];
    const read: string[] = [];
    const rows = await collect(rowsOf(told, (id) => read.push(id)));
    expect(read.length).toBeGreaterThan(liveOrdersMax * 0.97);
    expect(read.length).toBeLessThan(liveOrdersMax * 1.03);
    expect(rows.filter(({ label }) => label === 1)).toHaveLength(1);
    const whole = rows.filter(({ label }) => label === 0).reduce((sum, { weight = 1 }) => sum + weight, 0);
    expect(Math.abs(whole / silent - 1)).toBeLessThan(0.03);
    const again: string[] = [];
    await collect(rowsOf(told, (id) => again.push(id)));
    expect(again).toEqual(read);
  });

  it('go before the same orders in the imported past', async () => {
    const imported = async function* (): AsyncGenerator<LabelledRow> {
      for (const id of [`shop-${idOf(1)}`, 'shop-old']) yield { id, at: placedAt, features: {}, label: 0 };
    };
    const rows = await collect(withLiveRows(rowsOf([{ id: idOf(1), verdict: chargeback }]), imported()));
    expect(rows.map(({ id }) => id)).toEqual([idOf(1), 'shop-old']);
    expect(rows[0]).not.toHaveProperty('channelOrderId');
  });
});
