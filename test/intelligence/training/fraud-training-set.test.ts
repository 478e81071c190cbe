import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFraudSignals, fraudFeatures, readRiskFacts, type RiskFacts } from '../../../lib/fraud/index.ts';
import { fraudTrainingRows, labelDays } from '../../../lib/intelligence/app/training/fraud-training-set.ts';
import type { KeptOrder, KeptRow } from '../../../lib/intelligence/app/training/history-store.ts';
import { keptOrder } from '../../../lib/intelligence/app/training/import-history.ts';
import { type LabelledRow, readTrainingSet, trainingSetOf } from '../../../lib/intelligence/app/training/training-set.ts';
import { generateHistory, standardHistory } from '../../../lib/intelligence/domain/history/index.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import type { Item, Query, Table } from '../../../lib/platform/ports.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { bundledFraudScorer } from '../../../lib/intelligence/index.ts';

const tenantId = TenantId('main');
const asOf = Instant('2025-06-01T00:00:00.000Z');
const mac = async (purpose: string, value: string): Promise<string> =>
  createHmac('sha256', 'test').update(`${purpose} ${value}`).digest('hex');

const collect = async (rows: Iterable<KeptRow>, at = asOf): Promise<readonly LabelledRow[]> => {
  const found: LabelledRow[] = [];
  for await (const row of fraudTrainingRows(tenantId, rows, at)) found.push(row);
  return found;
};

let rows: readonly KeptRow[];
let learnt: readonly LabelledRow[];
beforeAll(async () => {
  const history = generateHistory(createRandom(9), { ...standardHistory, seed: 9, days: 212, ordersPerDay: 40 });
  const kept: KeptRow[] = [];
  for (const row of history)
    if (row.kind === 'order')
      kept.push(
        await keptOrder(tenantId, row, {
          readRisk: (tenant, source) => readRiskFacts({ mac }, tenant, source),
          personFor: async (_tenant, { source = '' }) => source,
        }),
      );
    else if (row.kind === 'chargeback') kept.push(row);
  rows = kept;
  learnt = await collect(rows);
});

const isOrder = (row: KeptRow): row is KeptOrder => row.kind === 'order';

describe('the training set of fraud', () => {
  it('has only orders that were old enough for their chargeback to have come', () => {
    const latest = plusMs(asOf, -labelDays * 86_400_000);
    expect(learnt.length).toBeGreaterThan(1_000);
    for (const { at } of learnt) expect(at < latest).toBe(true);
    expect(learnt.filter(({ label }) => label === 1).length).toBeGreaterThan(10);
  });

  it('is built of the features that serving builds of the same orders', async () => {
    // The whole list is there at once, as serving's lists are when it is asked late; every tenth order is compared.
    const lists = new Map<string, Item[]>();
    const add = (PK: string, order: KeptOrder): void => {
      const row = {
        PK,
        SK: `${order.placed_at}#${order.source_id}`,
        order_id: order.source_id,
        person_id: order.person_id,
        total: order.total_minor,
        currency: order.currency,
      };
      lists.set(PK, [...(lists.get(PK) ?? []), row]);
    };
    const orders = rows.filter(isOrder);
    for (const order of orders) {
      const { network, device, emailDomain } = (order.risk ?? {}) as RiskFacts;
      for (const [list, token] of Object.entries({ person: order.person_id, network, device, emailDomain }))
        if (token) add(`${list} ${token}`, order);
    }
    const query = async ({ PK, from = '', to = '~', descending = false, limit = 1_000 }: Query) => {
      const found = (lists.get(PK) ?? []).filter(({ SK }) => SK >= from && SK <= to).toSorted((one, other) => (one.SK < other.SK ? -1 : 1));
      return { items: (descending ? found.toReversed() : found).slice(0, limit) };
    };
    const keyOf = (list: string) => (_tenant: string, token: string) => `${list} ${token}`;
    const charged = rows.flatMap((row) =>
      row.kind === 'chargeback' && row.received_at <= asOf ? [{ orderId: row.order_source_id, receivedAt: Instant(row.received_at) }] : [],
    );
    const byId = new Map(orders.map((order) => [order.source_id, order]));
    const reader = createFraudSignals(
      { views: { query } as Pick<Table, 'query'> as Table },
      {
        keys: { person: keyOf('person'), network: keyOf('network'), device: keyOf('device'), emailDomain: keyOf('emailDomain') },
        chargebacks: {
          read: async (_tenant, { personId, emailDomain }) => ({
            ofPerson: charged.filter(({ orderId }) => byId.get(orderId)?.person_id === personId),
            ofEmailDomain: charged.filter(
              ({ orderId }) => ((byId.get(orderId)?.risk ?? {}) as RiskFacts).emailDomain === (emailDomain ?? 'none'),
            ),
          }),
        },
      },
    );
    for (const { id, features } of learnt.filter((_row, index) => index % 10 === 0)) {
      const order = byId.get(id) as KeptOrder;
      const served = fraudFeatures(
        {
          placedAt: Instant(order.placed_at),
          currency: CurrencyCode(order.currency),
          totals: {
            subtotal: order.subtotal_minor,
            discount: order.discount_minor,
            shipping: order.shipping_minor,
            total: order.total_minor,
          },
          lines: order.lines.map((line) => ({
            quantity: line.quantity,
            unitPrice: line.unit_price_minor,
            requiresShipping: line.requires_shipping,
          })),
          paymentMethod: { kind: order.payment_kind },
          discrepancies: [],
        },
        await reader.read(tenantId, {
          orderId: id,
          placedAt: Instant(order.placed_at),
          channel: order.channel,
          currency: CurrencyCode(order.currency),
          personId: order.person_id,
          destination: { country: order.country, region: order.region },
          risk: (order.risk ?? undefined) as RiskFacts | undefined,
        }),
      );
      expect(features).toEqual(served);
    }
  });

  it('does not change when the future does', async () => {
    const middle = learnt[Math.floor(learnt.length / 2)]?.at ?? asOf;
    const altered = rows.map((row): KeptRow => {
      if (!isOrder(row) || row.placed_at <= middle) return row;
      return { ...row, person_id: 'the-same-for-all', total_minor: 1, risk: { device: 'one', network: 'one' } };
    });
    // Chargebacks that came after the middle are not known there either.
    const later = altered.filter((row) => row.kind !== 'chargeback' || row.received_at <= middle);
    const before = (found: readonly LabelledRow[]) => found.filter(({ at }) => at <= middle).map(({ id, features }) => ({ id, features }));
    expect(before(await collect(later))).toEqual(before(learnt));
  });

  it('labels by what was known at the moment, and not by what came later', async () => {
    const early = plusMs(asOf, -20 * 86_400_000);
    const then = await collect(rows, early);
    const received = new Map(rows.flatMap((row) => (row.kind === 'chargeback' ? [[row.order_source_id, row.received_at] as const] : [])));
    for (const { id, label } of then) expect(label).toBe((received.get(id) ?? '~') <= early ? 1 : 0);
  });

  it('is written as the training reads it, in the order of the schema', () => {
    const names = bundledFraudScorer().schema.features.map(({ name }) => name);
    const set = trainingSetOf(names, learnt);
    const read = readTrainingSet(set?.csv ?? '');
    expect(read.names).toEqual(names);
    expect(read.rows).toHaveLength(learnt.length);
    expect(read.labels.filter((label) => label === 1)).toHaveLength(set?.dataset.positives ?? -1);
    expect(Object.keys(learnt[0]?.features ?? {}).toSorted()).toEqual(names.toSorted());
  });

  it('says for how many each row counts where they do not count the same', () => {
    const names = bundledFraudScorer().schema.features.map(({ name }) => name);
    const [one, other] = learnt as readonly [LabelledRow, LabelledRow];
    expect(readTrainingSet(trainingSetOf(names, [one, other])?.csv ?? '')).not.toHaveProperty('weights');
    const read = readTrainingSet(trainingSetOf(names, [one, { ...other, weight: 0.5 }])?.csv ?? '');
    expect(read).toMatchObject({ names, labels: [one.label, other.label], weights: [1, 0.5] });
    expect(read.rows[0]).toHaveLength(names.length);
  });
});
