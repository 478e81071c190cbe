import { describe, expect, it } from 'vitest';
import { defaultAssumptions } from '../../../lib/operations/domain/costs/assumptions.ts';
import { prices } from '../../../lib/operations/domain/costs/prices.us-east-1.2026-11.ts';
import { wirings } from '../../../lib/wirings.ts';
import { estateOf } from '../../../scripts/costs/estate.ts';
import type { Measurement } from '../../../scripts/costs/measure.ts';
import { printReport, reportJson, table, usd } from '../../../scripts/costs/print.ts';
import { createReport } from '../../../scripts/costs/report.ts';

const usage = { 'dynamodb.write-units': 160, 'lambda.requests': 200, 'step-functions.transitions': 40, 'cloudwatch.log-bytes': 1_000 };

const measured: Measurement = {
  orders: 2,
  shipments: 3,
  groups: [
    { shipments: 1, orders: 1, usage: { 'dynamodb.write-units': 70, 'step-functions.transitions': 16 } },
    { shipments: 2, orders: 1, usage: { 'dynamodb.write-units': 90, 'step-functions.transitions': 24 } },
  ],
  usage,
  contributions: [
    { record: 'ledger ORDER E#', writes: 20, writeUnits: 100 },
    { record: 'views STATUS', writes: 30, writeUnits: 60 },
  ],
  invocations: { http: 20, authorizer: 20, queue: 60, stream: 80, task: 20 },
  stored: { ledger: 20_000, views: 2_000, vault: 1_000, blobs: 0 },
};

const report = createReport({
  measured,
  seed: 1,
  estate: { standardQueues: 1, fifoQueues: 0, alarms: 1, metrics: 1 },
  list: prices,
  assumed: defaultAssumptions,
  ordersPerDay: [2, 2_000],
});

describe('the report', () => {
  it('gives what an average order takes and costs', () => {
    const writes = report.perOrder.lines.find(({ meter }) => meter === 'dynamodb.write-units');
    expect(writes).toMatchObject({ units: 80, usdE10: 80n * 6_250n });
    // Five of a hundred invocations are traced, the authorizer's not among them.
    expect(report.perOrder.lines.find(({ meter }) => meter === 'x-ray.traces')?.units).toBe(4.5);
    expect(report.perOrder.totalE10).toBe(report.perOrder.usageE10 + report.perOrder.storageE10);
  });

  it('says of each part of the budget whether it is met', () => {
    expect(report.budget.map(({ measured: value, met }) => [value, met])).toEqual([
      [80, false],
      [16, true],
      [24, true],
    ]);
  });

  it('says what scores and trainings cost, and holds scores in the process against their goal', () => {
    const { models } = report;
    // 1,000 × 512 MB × 5 ms at 133,334 for 1,024,000 MB·ms; 1,000 × 2,048 MB × 30 ms at 200,000 for as many.
    expect(models.perThousandInProcessE10).toBe(333_335n);
    expect(models.perThousandAtEndpointE10).toBe(12_000_000n);
    expect(models.trainingsPerMonthE10).toBe(12n * models.perTrainingE10);
    expect(models.met).toBe(true);
    const slow = createReport({
      measured,
      seed: 1,
      estate: { standardQueues: 1, fifoQueues: 0, alarms: 1, metrics: 1 },
      list: prices,
      assumed: { ...defaultAssumptions, 'score-ms': 200 },
      ordersPerDay: [2],
    });
    expect(slow.models.met).toBe(false);
    expect(printReport(report)).toContain('1,000 decisions in the process may cost 0.001: met.');
    expect(printReport(slow)).toContain('MISSED');
  });

  it('scales usage and storage with the orders, and leaves fixed costs as they are', () => {
    const [small, large] = report.months;
    expect(large?.fixedE10).toBe(small?.fixedE10);
    expect(Number(large?.usageE10) / Number(small?.usageE10)).toBeCloseTo(1_000, 5);
    expect(Number(large?.storageFullE10) / Number(small?.storageFullE10)).toBeCloseTo(1_000, 1);
    expect(large?.totalFullE10).toBe((large?.usageE10 ?? 0n) + (large?.fixedE10 ?? 0n) + (large?.storageFullE10 ?? 0n));
  });

  it('names the prices that were recalled', () => {
    expect(report.recalled).toEqual(['firehose.bytes', 'sagemaker.mb-ms', 'sagemaker.training-seconds']);
    expect(printReport(report)).toContain(
      'Recalled, not found in any source: the price of firehose.bytes, sagemaker.mb-ms, sagemaker.training-seconds.',
    );
  });

  it('prints the miss, the records behind it, and the assumptions', () => {
    const text = printReport(report);
    expect(text).toContain('The budget is missed: write units per order.');
    expect(text).toMatch(/^ledger ORDER E# +10\.00 +50\.00$/m);
    expect(text).toMatch(/^task +10\.00 +512 +80$/m);
    expect(text).toContain('hot-months 3');
  });

  it('is JSON with amounts in dollars as text', () => {
    const json = JSON.parse(reportJson(report)) as { readonly perOrder: { readonly lines: readonly object[]; readonly totalUsd: string } };
    expect(json.perOrder.totalUsd).toMatch(/^0\.\d{10}$/);
    expect(json.perOrder.lines[0]).toEqual({ meter: 'dynamodb.write-units', service: 'dynamodb', units: 80, usd: '0.0000500000' });
  });
});

describe('amounts and tables', () => {
  it.each([
    [12_345_600_000_000n, 2, '1,234.56'],
    [50_000_000n, 2, '0.01'],
    [49_999_999n, 2, '0.00'],
    [131_875n, 9, '0.000013188'],
    [10_000_000_000n, 0, '1'],
  ])('writes %s with %d decimals as %s', (amount, decimals, text) => {
    expect(usd(amount, decimals)).toBe(text);
  });

  it('sets columns under each other', () => {
    expect(
      table([
        ['name', 'n'],
        ['a', '100'],
      ]),
    ).toEqual(['name    n', 'a     100']);
  });
});

describe('the estate', () => {
  it('has an alarm for each dead-letter queue and each backlog, and a metric for each that is counted', () => {
    const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
    const streams = wirings.flatMap((wiring) => wiring.streams ?? []);
    const sums = wirings.flatMap((wiring) => wiring.alarms ?? []).filter(({ when }) => when.kind === 'metric-sum');
    const estate = estateOf(wirings);
    expect(estate.standardQueues + estate.fifoQueues).toBe(queues.length);
    // And those that only AWS has: ages, errors, executions.
    expect(estate.alarms).toBeGreaterThan(sums.length + 2 * queues.length + streams.length);
    expect(estate.metrics).toBeGreaterThan(sums.length);
  });
});
