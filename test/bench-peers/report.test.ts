import { describe, expect, it } from 'vitest';
import { peersDocument, peersMarkdown, type PeersReport, printPeers, rowsOf, type Run } from '../../scripts/bench-peers/report.ts';

const run = (overrides: Partial<Run>): Run => ({
  round: 1,
  id: 'vendure',
  title: 'Vendure 3',
  orders: 4,
  answered: { totalMs: 2_000, eachMs: [10, 20, 30, 40] },
  errors: 0,
  requests: 24,
  cpuMs: 400,
  ...overrides,
});

const runs: readonly Run[] = [
  run({}),
  run({ round: 2, answered: { totalMs: 1_000, eachMs: [5, 5, 5, 900] }, errors: 1, firstError: 'refused', requests: 21, cpuMs: 600 }),
  run({
    id: 'waybill',
    title: 'Waybill',
    requests: 4,
    answered: { totalMs: 100, eachMs: [1, 2, 3, 4] },
    allocated: { totalMs: 400, eachMs: [50, 60, 70, 80] },
    cpuMs: 40,
  }),
];

const report: PeersReport = {
  environment: {
    startedAt: '2026-01-01T00:00Z',
    cores: 2,
    processor: 'a processor',
    memoryGb: 4,
    node: 'v24.0.0',
    system: 'linux x64',
    commit: 'abc',
    changed: false,
    loadBefore: 3,
  },
  databases: 'PostgreSQL 15, Redis 7',
  options: { orders: 4, warmUp: 2, rounds: 2, clients: 8 },
  runs,
};

describe('what the runs come to', () => {
  it('counts only orders that were taken, and requests of all that were tried', () => {
    const [vendure] = rowsOf(runs);
    expect(vendure?.ordersPerSecond).toEqual({ min: 2, median: 2, max: 3, runs: 2 });
    expect(vendure).toMatchObject({ errors: 1, requestsPerOrder: 45 / 8, cpuMsPerOrder: 100 });
  });

  it('takes percentiles of the orders of all rounds together', () => {
    expect(rowsOf(runs)[0]).toMatchObject({ p50Ms: 10, p99Ms: 900 });
  });

  it('times our own orders until the answer and until stock is allocated', () => {
    const [, answered, allocated] = rowsOf(runs);
    expect(answered).toMatchObject({ id: 'waybill_answered', ordersPerSecond: { median: 40 }, p99Ms: 4 });
    expect(answered).not.toHaveProperty('cpuMsPerOrder');
    expect(allocated).toMatchObject({ id: 'waybill_allocated', ordersPerSecond: { median: 10 }, p99Ms: 80, cpuMsPerOrder: 10 });
  });

  it('leaves the processor out where the system does not tell', () => {
    const { cpuMs: _, ...silent } = run({});
    expect(rowsOf([silent])[0]).not.toHaveProperty('cpuMsPerOrder');
  });

  it('is a table for the page with what it was measured on, and says when others were at work', () => {
    const page = peersMarkdown(report, 'npm run bench:peers');
    const lines = page.split('\n');
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table).toHaveLength(2 + 3);
    expect(new Set(table.map((line) => line.split('|').length)).size).toBe(1);
    expect(table[2]).toContain('| Vendure 3 | payment authorised, stock allocated | 2.0 | 2.0 to 3.0 | 10 | 900 | 1 | 5.6 | 100 |');
    expect(page).toContain('provisional');
    expect(page).toContain('PostgreSQL 15, Redis 7');
  });

  it('lines up for a terminal', () => {
    expect(printPeers(report)).toMatch(/Waybill {4}stock allocated, routed +10\.0 +one run/);
  });

  it('is a document with the first error of each run that had one', () => {
    const document = peersDocument(report);
    expect(document['first_errors']).toEqual([{ id: 'vendure', round: 2, message: 'refused' }]);
    expect((document['rows'] as readonly unknown[]).length).toBe(3);
  });
});
