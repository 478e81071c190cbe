import { describe, expect, it } from 'vitest';
import { benchmarkNames, figuresOf } from '../../../scripts/bench/figures.ts';
import { benchDocument } from '../../../scripts/bench/print.ts';
import { runBenchmarks } from '../../../scripts/bench/run.ts';

const quick = (names: typeof benchmarkNames) => runBenchmarks({ names, size: 'quick', runs: 1, profile: 'none', tell: () => undefined });

describe('a quick run of every benchmark', () => {
  it.each(benchmarkNames)('measures every figure of %s', async (name) => {
    const { benchmarks, failed } = await quick([name]);
    expect(failed).toEqual([]);
    const [report] = benchmarks;
    expect(report?.figures.map((figure) => figure.name)).toEqual(figuresOf(name).map((figure) => figure.name));
    expect(report?.setting).toMatch(/\d/);
    const value = (figure: string) => report?.figures.find((measured) => measured.name === `${name}.${figure}`)?.values.median;
    // What was counted must be right however slow the machine is; what was timed only has to be a time.
    const counted: Readonly<Record<string, Readonly<Record<string, number>>>> = {
      intake: { errors: 0 },
      reservations: { oversold: 0, undersold: 0 },
      routing: { optimal_pct: 100 },
      growth: { largest_size: 60 },
      order_cost: { transitions: 16, one_shipment_transitions: 16 },
      anomalies: { burst10_caught_pct: 0, burst20_caught_pct: 100 },
    };
    for (const [figure, expected] of Object.entries(counted[name] ?? {})) expect(value(figure), figure).toBe(expected);
    for (const { name: figure, values } of report?.figures ?? [])
      if (/_per_s$|_ms$|_kb$|_units$|dollars$|invocations$/.test(figure)) expect(values.median, figure).toBeGreaterThan(0);
  }, 120_000);

  it('tells of a benchmark that fails, and runs the others', async () => {
    const { benchmarks, failed } = await quick(['unheard-of' as never, 'core']);
    expect(failed.map(({ name }) => name)).toEqual(['unheard-of']);
    expect(benchmarks.map(({ name }) => name)).toEqual(['core']);
  }, 60_000);

  it('gives a document in which a figure is found by its name', async () => {
    const document = JSON.parse(JSON.stringify(benchDocument(await quick(['core']))));
    expect(document.core.orders_per_s).toBeGreaterThan(0);
    expect(document.figures.map(({ name }: { name: string }) => name)).toEqual(['core.orders_per_s', 'core.accepted_per_s']);
    expect(document.environment).toMatchObject({ size: 'quick', node: process.version });
  }, 60_000);
});
