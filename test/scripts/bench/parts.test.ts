import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { ConditionFailedError, TransactionCanceledError } from '../../../lib/platform/ports.ts';
import { figures } from '../../../scripts/bench/figures.ts';
import { createMemoryTable } from '../../../scripts/bench/memory-table.ts';
import { figuresMarkdown, profilesMarkdown, replaceBetween, shortfall } from '../../../scripts/bench/print.ts';
import { selfTimes } from '../../../scripts/bench/profile.ts';
import { type BenchReport, judge, keeps } from '../../../scripts/bench/run.ts';
import { percentile, summarize } from '../../../scripts/bench/statistics.ts';
import { timeEach } from '../../../scripts/bench/stopwatch.ts';

const required = [
  'intake.orders_per_s',
  'intake.p50_ms',
  'intake.p99_ms',
  'lifecycle.orders_per_s',
  'core.orders_per_s',
  'routing.p50_ms',
  'routing.p99_ms',
  'reservations.per_s',
  'reservations.oversold',
  'growth.slowdown_pct',
  'rebuild.events_per_s',
  'bundle.max_kb',
  'bundle.import_ms',
  'order_cost.write_units',
  'order_cost.read_units',
  'order_cost.invocations',
  'order_cost.bus_events',
  'order_cost.transitions',
  'order_cost.dollars',
];

describe('the figures', () => {
  it('are all that the page promises, each once', () => {
    const names = figures.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(required.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('a percentile', () => {
  it('is the nearest rank, a value that was measured', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([1, 50, 99, 99.5, 100].map((percent) => percentile(values, percent))).toEqual([2, 100, 198, 199, 200]);
    expect(percentile([7], 99)).toBe(7);
    expect(() => percentile([], 50)).toThrow(RangeError);
  });

  it('leaves no more than the rest above it and at least its share at or below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const found = percentile(values, percent);
        const share = (percent / 100) * values.length;
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share);
        expect(values.filter((value) => value < found).length).toBeLessThan(share);
      }),
    );
  });

  it('summarises an even number of runs by one that was', () =>
    expect(summarize([4, 1, 3, 2])).toEqual({ min: 1, median: 2, max: 4, runs: 4 }));
});

describe('timing numbered work', () => {
  it('does each piece once, no more at a time than there are workers', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    const { eachMs } = await timeEach(20, 3, async (index) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(index);
    });
    expect(done.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect({ most, pieces: eachMs.length }).toEqual({ most: 3, pieces: 20 });
  });
});

describe('a bound', () => {
  it.each([
    [{ kind: 'budget', least: 10 }, 10, true],
    [{ kind: 'budget', least: 10 }, 9.99, false],
    [{ kind: 'goal', most: 0 }, 0, true],
    [{ kind: 'goal', most: 0 }, 1, false],
  ] as const)('%j and a value of %d: %s', (bound, value, kept) => expect(keeps(bound, value)).toBe(kept));

  it.each([
    [{ kind: 'budget', least: 2_000 }, 500, '75 % below'],
    [{ kind: 'budget', most: 60 }, 66, '10 % above'],
    [{ kind: 'budget', most: 60 }, 211, '3.5 times as much'],
    [{ kind: 'budget', most: 0 }, 3, '3 too many'],
    [{ kind: 'budget', most: 750 }, 751, '0.1 % above'],
  ] as const)('%j is missed by %d: %s', (bound, median, expected) =>
    expect(shortfall({ bound, decimals: 0, values: { min: median, median, max: median, runs: 1 } })).toBe(expected));
});

describe('judging runs', () => {
  it('takes the middle run and holds it against the bound', () => {
    const measured = judge('lifecycle', { runs: [150, 250, 210].map((value) => ({ 'lifecycle.orders_per_s': value })) });
    expect(measured).toMatchObject([{ name: 'lifecycle.orders_per_s', values: { min: 150, median: 210, max: 250, runs: 3 }, met: true }]);
  });
  it('refuses runs that lack a figure, hold one that is no number, or have one that nobody knows', () => {
    expect(() => judge('lifecycle', { runs: [{}] })).toThrow('did not measure lifecycle.orders_per_s');
    expect(() => judge('lifecycle', { runs: [{ 'lifecycle.orders_per_s': Number.NaN }] })).toThrow('did not measure');
    expect(() => judge('lifecycle', { runs: [{ 'lifecycle.orders_per_s': 1, 'lifecycle.luck': 1 }] })).toThrow('no name in figures.ts');
  });
});

describe('a profile', () => {
  const node = (id: number, functionName: string, url = '', lineNumber = 0) => ({ id, callFrame: { functionName, url, lineNumber } });
  it('adds up the time of each function itself, wherever it was called from, without idle time', () => {
    const nodes = [
      node(1, '(idle)'),
      node(2, 'fold', 'file:///else/fold.ts', 4),
      node(3, 'fold', 'file:///else/fold.ts', 4),
      node(4, 'run', 'node:vm'),
    ];
    const times = selfTimes([{ nodes, samples: [1, 2, 3, 4], timeDeltas: [9_000, 1_000, 2_000, 1_000] }], 2);
    expect(times).toEqual([
      { where: 'fold, /else/fold.ts:5', ms: 3, sharePct: 75 },
      { where: 'run, node:vm', ms: 1, sharePct: 25 },
    ]);
  });
  it('names the package instead of a file within it', () =>
    expect(selfTimes([{ nodes: [node(1, 'parse', 'file:///a/node_modules/@b/c/d.js')], samples: [1], timeDeltas: [5] }], 1)[0]?.where).toBe(
      'parse, @b/c',
    ));
});

describe('the page', () => {
  const report: BenchReport = {
    environment: {
      startedAt: '2026-11-22T05:00Z',
      cores: 2,
      processor: 'a processor',
      memoryGb: 4,
      node: 'v24',
      system: 'linux x64',
      commit: 'abc1234',
      changed: false,
      loadBefore: 0.1,
    },
    size: 'normal',
    benchmarks: [
      {
        name: 'lifecycle',
        setting: '3 orders',
        figures: judge('lifecycle', { runs: [{ 'lifecycle.orders_per_s': 100 }] }),
        profile: [{ where: 'fold', ms: 1, sharePct: 12.34 }],
      },
    ],
    failed: [],
  };

  it('says for each figure what it is, its bound, and by how much it is missed', () => {
    const text = figuresMarkdown(report, 'npm run bench');
    expect(text).toContain('| `lifecycle.orders_per_s` |');
    expect(text).toContain('| 100.0 | one run | ≥ 200 | no, 50 % below |');
    expect(text).toContain('- **lifecycle**: 3 orders.');
    expect(text).not.toContain('provisional');
    expect(profilesMarkdown(report)).toContain('| `fold` | 12.3 % |');
  });

  it('says that figures are provisional when others were at work', () =>
    expect(figuresMarkdown({ ...report, environment: { ...report.environment, loadBefore: 3 } }, 'bench')).toContain('provisional'));

  it('changes nothing outside its marks, and refuses a page without them', () => {
    const page = 'before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n';
    expect(replaceBetween(page, 'figures', 'new')).toBe('before\n<!-- figures -->\nnew\n<!-- /figures -->\nafter\n');
    expect(() => replaceBetween('nothing', 'figures', 'new')).toThrow('<!-- figures -->');
  });
});

describe('the table in memory', () => {
  it('answers ranges in order, and only newest first when asked', async () => {
    const table = createMemoryTable();
    for (const SK of ['E#3', 'E#1', 'S#x', 'E#2']) await table.put({ PK: 'a', SK });
    const keys = async (query: Omit<Parameters<typeof table.query>[0], 'PK'>) =>
      (await table.query({ PK: 'a', ...query })).items.map(({ SK }) => SK);
    expect(await keys({ prefix: 'E#' })).toEqual(['E#1', 'E#2', 'E#3']);
    expect(await keys({ prefix: 'E#', descending: true, limit: 1 })).toEqual(['E#3']);
    expect(await keys({ from: 'E#2', to: 'E#3' })).toEqual(['E#2', 'E#3']);
    await table.delete({ PK: 'a', SK: 'E#2' });
    expect(await keys({})).toEqual(['E#1', 'E#3', 'S#x']);
  });

  it('refuses a write whose condition does not hold, and a transaction as a whole', async () => {
    const table = createMemoryTable();
    await table.put({ PK: 'a', SK: '1' });
    await expect(table.put({ PK: 'a', SK: '1', changed: true }, { kind: 'absent' })).rejects.toThrow(ConditionFailedError);
    const put = (SK: string) => ({ kind: 'put', item: { PK: 'a', SK }, condition: { kind: 'absent' } }) as const;
    await expect(table.transact([put('2'), put('1')])).rejects.toThrow(TransactionCanceledError);
    expect((await table.scan()).items).toEqual([{ PK: 'a', SK: '1' }]);
    await table.transact([put('2'), put('3')]);
    expect(await table.update({ PK: 'a', SK: '3' }, { add: { count: 2 } })).toEqual({ PK: 'a', SK: '3', count: 2 });
  });
});
