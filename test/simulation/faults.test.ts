import { beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../lib/kernel/decider.ts';
import { findChainBreak } from '../../lib/kernel/hash-chain.ts';
import { Instant, toEpochMs } from '../../lib/kernel/instant.ts';
import { orderAggregate } from '../../lib/orders/index.ts';
import { type CommitItem, decodeEvent, expand } from '../../lib/platform/event-store/commit.codec.ts';
import { type Item, type Platform, UnavailableError } from '../../lib/platform/ports.ts';
import { createFaults, type FaultKind, faultKinds, type Faults } from '../../lib/platform/simulation/faults.ts';
import { createProcess, type Process } from '../../lib/platform/simulation/process.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { createScheduler, type Scheduler } from '../../lib/platform/simulation/scheduler.ts';
import { createModelTable } from '../../lib/platform/simulation/table.model.ts';
import { adoptNewSchemas, asOlderRelease } from '../../scripts/simulate/older-release.ts';
import { openPeople } from '../../scripts/simulate/people.ts';
import { simulate } from '../../scripts/simulate/run.ts';
import { openWatch } from '../../scripts/simulate/watch.ts';
import { openWorld } from '../../scripts/simulate/world.ts';

const start = Instant('2026-11-20T10:00:00.000Z');

describe('one kind of fault alone', () => {
  it.each(faultKinds)('%s strikes, and breaks nothing', { timeout: 120_000 }, async (kind) => {
    const seeds = [1, 2, 3, 4, 5, 6];
    for (const seed of seeds) {
      const { violations, struck } = await simulate({ seed, orders: 14, faults: new Set([kind]) });
      expect(violations).toEqual([]);
      expect(Object.keys(struck).filter((other) => other !== kind)).toEqual([]);
      if ((struck[kind] ?? 0) > 0) return;
    }
    expect.unreachable(`${kind} did not strike under ${seeds.length} seeds`);
  });
});

/** A process that asks a table in memory, with some kinds of faults. */
const openProcess = (seed: number, kinds: readonly FaultKind[]) => {
  const scheduler = createScheduler(start);
  const random = createRandom(seed);
  const faults = createFaults(new Set(kinds), random.fork('faults'));
  faults.begin();
  const { table } = createModelTable({ nowMs: scheduler.nowMs });
  const other = {} as Platform['bus'];
  const machine = {
    ledger: table,
    views: table,
    vault: table,
    bus: other,
    workflows: other,
    timers: other,
    blobs: other,
    keys: other,
    secrets: other,
    parameters: other,
    models: other,
    http: other,
    queue: () => other,
  } as unknown as Platform;
  const process = createProcess({
    name: 'process',
    machine,
    scheduler,
    faults,
    random,
    onDeath: () => undefined,
    deployedAt: undefined,
  });
  return { scheduler, faults, process, table };
};

type Opened = { readonly scheduler: Scheduler; readonly faults: Faults; readonly process: Process };

/** What became of two writes, one after the other: which of them stand, and what the process was told. */
const twoWrites = async (seed: number, kinds: readonly FaultKind[], before: (opened: Opened) => void = () => undefined) => {
  const opened = openProcess(seed, kinds);
  const { scheduler, process, table } = opened;
  before(opened);
  let told = 'nothing';
  void (async () => {
    try {
      await process.platform.ledger.put({ PK: 'one', SK: 'one' });
      await process.platform.ledger.put({ PK: 'two', SK: 'two' });
      told = 'done';
    } catch (error) {
      told = error instanceof UnavailableError ? error.message : String(error);
    }
  })();
  await scheduler.run({});
  const stand = (await table.scan()).items.map(({ PK }) => PK).sort();
  return { stand: stand.join(' and ') || 'none', told, dead: process.isDead(), elapsedMs: scheduler.nowMs() - toEpochMs(start) };
};

const outcomes = async (kind: FaultKind, seeds: number, before?: (opened: Opened) => void): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { stand, told, dead } = await twoWrites(seed, [kind], before);
    found.add(`${stand}: ${dead ? 'dead' : told}`);
  }
  return found;
};

describe('a process', () => {
  it('may end before, between and after any two of its writes', async () => {
    expect(await outcomes('crash', 2_000)).toEqual(new Set(['one and two: done', 'none: dead', 'one: dead', 'one and two: dead']));
  });

  it('may lose the answer to a write that was carried out', async () => {
    const lost = 'The answer was lost';
    expect(await outcomes('lost-reply', 2_000)).toEqual(new Set(['one and two: done', `one: ${lost}`, `one and two: ${lost}`]));
  });

  it('may get no answer to a write that never arrived', async () => {
    const none = 'No answer came';
    expect(await outcomes('drop', 2_000)).toEqual(new Set(['one and two: done', `none: ${none}`, `one: ${none}`]));
  });

  it('gets no answer during an outage of the region', async () => {
    const begin = ({ faults, scheduler }: Opened): void => faults.beginOutage(scheduler.nowMs() + 10_000);
    expect(await outcomes('outage', 5, begin)).toEqual(new Set(['none: The region does not answer']));
  });

  it('may wait seconds for an answer', async () => {
    const waits = await Promise.all(Array.from({ length: 200 }, (_, seed) => twoWrites(seed, ['delay'])));
    expect(waits.every(({ told }) => told === 'done')).toBe(true);
    expect(waits.some(({ elapsedMs }) => elapsedMs > 1_000)).toBe(true);
    expect(waits.some(({ elapsedMs }) => elapsedMs < 100)).toBe(true);
  });

  it('has a clock up to two seconds off, and keeps it', () => {
    const offs = Array.from({ length: 50 }, (_, seed) => {
      const { process, scheduler } = openProcess(seed, ['clock-skew']);
      const off = toEpochMs(process.platform.clock.now()) - scheduler.nowMs();
      expect(toEpochMs(process.platform.clock.now()) - scheduler.nowMs()).toBe(off);
      return off;
    });
    expect(Math.min(...offs)).toBeLessThan(-1_000);
    expect(Math.max(...offs)).toBeGreaterThan(1_000);
    expect(Math.max(...offs.map(Math.abs))).toBeLessThanOrEqual(2_000);
  });
});

describe('what a release before has left', () => {
  let items: readonly Item[];
  let sha256: (text: string) => string;
  beforeEach(async () => {
    adoptNewSchemas();
    const world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
    const people = openPeople(world);
    await world.drive(
      (async () => {
        await people.ask('main', 'POST', '/locations', { location_id: 'east', name: 'east', type: 'warehouse', country: 'US' });
        await people.receive(
          'main',
          'first',
          ['SIM-1', 'SIM-2', 'SIM-3', 'SIM-4', 'SIM-5'].map((sku) => ({ sku, location_id: 'east', quantity: 9 })),
        );
        await Promise.all([1, 2, 3].map((number) => people.buy(number)));
        await world.cloud.scheduler.sleep(30_000, 'everything comes to rest');
      })(),
    );
    ({ sha256 } = world.cloud.machine);
    items = (await world.cloud.machine.ledger.scan()).items;
  });

  const streams = (commits: readonly CommitItem[]) =>
    [...Map.groupBy(commits, ({ PK }) => PK).values()].map((stream) => stream.flatMap((commit) => expand(commit, sha256).records));

  it('stands in older schemas, chained without a gap', () => {
    const { commits } = asOlderRelease(items, sha256);
    for (const records of streams(commits)) expect(findChainBreak(sha256, records)).toBeUndefined();
    const created = commits.flatMap(({ events }) => events).filter(({ type }) => type === 'order.created');
    expect(created.length).toBeGreaterThan(0);
    for (const { payload, schema_version: version } of created) {
      expect(version).toBeUndefined();
      expect(payload).toMatchObject({ urgency: 100 });
      expect(payload).not.toHaveProperty('priority');
    }
  });

  it('is folded by the new code to what the older code had', () => {
    const { decider } = orderAggregate;
    const statesOf = (commits: readonly CommitItem[]) =>
      streams(commits.filter(({ PK }) => PK.includes('#ORDER#'))).map((records) =>
        fold(
          decider,
          decider.initial,
          records.map((record) => decodeEvent(orderAggregate, record)),
        ),
      );
    const commits = items.filter(({ SK }) => SK.startsWith('E#')) as unknown as readonly CommitItem[];
    expect(statesOf(asOlderRelease(items, sha256).commits)).toEqual(statesOf(commits));
  });
});
