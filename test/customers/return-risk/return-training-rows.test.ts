import { describe, expect, it } from 'vitest';
import { factOfHistory } from '../../../lib/customers/app/return-risk/facts-of-history.ts';
import { createReturnFigureRows } from '../../../lib/customers/app/return-risk/return-figures.rows.ts';
import {
  keptDays,
  returnFeaturesSince,
  type ReturnRow,
  returnTrainingRows,
} from '../../../lib/customers/app/return-risk/return-training-rows.ts';
import { evidenceOf } from '../../../lib/customers/app/return-risk/judged-line.ts';
import type { ReturnFact } from '../../../lib/customers/domain/return-risk/return-facts.ts';
import { returnFeatures } from '../../../lib/customers/domain/return-risk/return-features.ts';
import { returnFiguresOf } from '../../../lib/customers/domain/return-risk/return-figures.ts';
import { createReturnTallies } from '../../../lib/customers/domain/return-risk/return-tallies.ts';
import { generateHistory, standardHistory } from '../../../lib/intelligence/domain/history/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { inOrder, onDay, sold, soldLine } from './facts.fixtures.ts';

const tenantId = TenantId('shop');
const dayMs = 86_400_000;

const past = (days = 150): readonly ReturnFact[] => {
  const rows = generateHistory(createRandom(5), { ...standardHistory, seed: 5, days, ordersPerDay: 12, skus: 20, wardrobes: true });
  return inOrder(
    [...rows].flatMap((row) =>
      row.kind === 'order' || row.kind === 'return' ? (factOfHistory(row, row.kind === 'order' ? row.customer_id : null) ?? []) : [],
    ),
  );
};

const rowsOf = async (facts: readonly ReturnFact[], asOf: Instant, agrees = (_person: string) => true): Promise<readonly ReturnRow[]> => {
  const rows: ReturnRow[] = [];
  const mayLearnFrom = async (_tenant: TenantId, personId: string) => agrees(personId);
  for await (const row of returnTrainingRows(tenantId, { facts, mayLearnFrom }, asOf)) rows.push(row);
  return rows;
};

const facts = past();
const end = facts.at(-1)?.at as Instant;

describe('rows that the model of returns learns from', () => {
  it('are the lines that are old enough, with what came back of them', async () => {
    const rows = await rowsOf(facts, end);
    const before = plusMs(end, -keptDays * dayMs);
    const lines = facts.reduce((sum, fact) => sum + (fact.kind === 'sale' && fact.at < before ? fact.lines.length : 0), 0);
    expect(rows.length).toBe(lines);
    const share = rows.filter(({ label }) => label === 1).length / rows.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.25);
  });

  it('keep the second return of a line with that line', async () => {
    const lines = [soldLine('BOOT', '41', { lineId: '1', quantity: 2 }), soldLine('BOOT', '41', { lineId: '2' })];
    const back = (day: number): ReturnFact => ({
      ...({ kind: 'return', orderId: 'a', lineId: '2', sku: 'BOOT-41', quantity: 1, reason: 'other' } as const),
      at: onDay(day),
    });
    const rows = await rowsOf([...sold('a', 0, lines), back(10), back(12)], onDay(100));
    expect(rows.map(({ label }) => label)).toEqual([0, 1]);
  });

  it('have the features that young lines have, which are looked at whatever becomes of them', async () => {
    const mayLearnFrom = async () => true;
    const [since, asOf] = [plusMs(end, -28 * dayMs), end];
    const young = await returnFeaturesSince(tenantId, { facts, mayLearnFrom }, { since, asOf });
    const sales = facts.flatMap((fact) => (fact.kind === 'sale' && fact.at >= since ? [fact] : []));
    expect(young.length).toBe(sales.reduce((sum, { lines }) => sum + lines.length, 0));
    // Later, when they are old enough to be learnt from, they have the same features.
    const later = await rowsOf(facts, plusMs(end, (keptDays + 1) * dayMs));
    expect(young).toEqual(later.filter(({ at }) => at >= since).map(({ features }) => features));
    expect(young.length).toBeGreaterThan(200);
  });

  it('know nothing of what came later: another future changes no feature', async () => {
    const middle = facts[Math.floor(facts.length / 2)]?.at as Instant;
    const whole = await rowsOf(facts, end);
    const cut = await rowsOf(
      facts.filter(({ at }) => at < middle),
      plusMs(middle, keptDays * dayMs),
    );
    const known = new Map(whole.map((row) => [row.id, row.features]));
    const early = cut.filter(({ at }) => at < middle);
    expect(early.length).toBeGreaterThan(200);
    for (const { id, features } of early) if (known.has(id)) expect(features).toEqual(known.get(id));
  });

  it('say of people who do not agree what is said of nobody known', async () => {
    const rows = await rowsOf(facts, end, () => false);
    expect(rows.every(({ features }) => features['customer_ratio'] === null && features['customer_sold'] === null)).toBe(true);
    const some = await rowsOf(facts, end, (personId) => personId.endsWith('1'));
    const told = some.filter(({ features }) => features['customer_sold'] !== null);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(some.length / 2);
  });

  it('have the features that serving has at their moment, from the rows that are kept', async () => {
    const sales = facts.filter((fact) => fact.kind === 'sale');
    const chosen = sales.filter(
      (_, index) => index > 400 && index % 60 === 0 && (sales[index]?.at ?? end) < plusMs(end, -keptDays * dayMs),
    );
    const trained = new Map((await rowsOf(facts, end)).map((row) => [row.id, row.features]));
    let compared = 0;
    for (const sale of chosen) {
      const tallies = createReturnTallies();
      for (const fact of facts) if (fact.at < sale.at) tallies.add(fact);
      const rows = createReturnFigureRows(openMemoryTable(new Map()));
      const figures = returnFiguresOf(tallies, sale.at);
      await rows.saveSummary(tenantId, figures.summary, sale.at);
      for (const article of figures.articles) await rows.saveArticle(tenantId, article, sale.at);
      for (const customer of figures.customers) await rows.saveCustomer(tenantId, customer, sale.at);
      const [summary, articles] = await Promise.all([
        rows.summary(tenantId),
        rows.articles(
          tenantId,
          sale.lines.map(({ article }) => article),
        ),
      ]);
      for (const [index, line] of sale.lines.entries()) {
        const kept = sale.personId === null ? undefined : await rows.customer(tenantId, sale.personId);
        // Of whom nothing has been counted nothing is known; training has counted nothing of them either.
        const known = kept ?? (sale.personId === null ? null : { sold: 0, returned: 0, expected: 0 });
        const features = returnFeatures(sale, line, evidenceOf(line, summary, articles.get(line.article), known));
        const expected = trained.get(`${sale.orderId}#${index + 1}`) ?? {};
        for (const [name, value] of Object.entries(features)) {
          if (value === null) expect(expected[name], name).toBeNull();
          else expect(value, name).toBeCloseTo(expected[name] ?? Number.NaN, 2);
        }
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});

describe('a past in which people try on', () => {
  it('sends back most of the second sizes, and more of what does not fit', () => {
    const orders = new Map(facts.flatMap((fact) => (fact.kind === 'sale' ? [[fact.orderId, fact] as const] : [])));
    const back = new Set(facts.flatMap((fact) => (fact.kind === 'return' ? [`${fact.orderId} ${fact.sku}`] : [])));
    const shareOf = (tried: boolean): number => {
      const lines = [...orders.values()].flatMap(({ orderId, lines: all, at }) =>
        at > plusMs(end, -30 * dayMs)
          ? []
          : all
              .filter((line) => line.size !== null && all.filter(({ article }) => article === line.article).length > 1 === tried)
              .map(({ sku }) => back.has(`${orderId} ${sku}`)),
      );
      return lines.filter(Boolean).length / lines.length;
    };
    expect(shareOf(true)).toBeGreaterThan(0.45);
    expect(shareOf(false)).toBeLessThan(0.35);
  });
});
