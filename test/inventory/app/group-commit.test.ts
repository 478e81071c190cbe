import { describe, expect, it } from 'vitest';
import { createInventory, inventoryItemAggregate } from '../../../lib/inventory/index.ts';
import { findChainBreak } from '../../../lib/kernel/hash-chain.ts';
import type { CommitItem } from '../../../lib/platform/event-store/commit.codec.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { type Item, type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { startOfTests } from '../../contract/engine.ts';
import { type Death, openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { buy, callerNamed, itemOf, openProcess, type Process, sha256, stock, streamOf } from './strategy.fixtures.ts';

const openDisk = async (units: Readonly<Record<string, number>>) => {
  const disk = new Map<string, Item>();
  const calm = openProcess(openMemoryTable(disk), 'plain');
  for (const [sku, quantity] of Object.entries(units)) await stock(calm, sku, quantity);
  return { disk, calm };
};

const grouped = (disk: Map<string, Item>, death?: Death) => {
  const table = openMemoryTable(disk, death);
  return { table, process: openProcess(table, 'group') };
};

/** A table on which something happens once, just before the first write. */
const interrupted = (table: Table, first: () => Promise<unknown>): Table => {
  let isDone = false;
  const before = async (): Promise<void> => {
    if (isDone) return;
    isDone = true;
    await first();
  };
  return {
    ...table,
    put: (item, condition) => before().then(() => table.put(item, condition)),
    transact: (writes) => before().then(() => table.transact(writes)),
  };
};

const commitsOf = (disk: Map<string, Item>, sku: string): readonly CommitItem[] =>
  [...disk.values()].filter(({ PK }) => PK === `main#STOCK#${sku}@east`).sort((a, b) => (a.SK < b.SK ? -1 : 1)) as CommitItem[];

const balanceOf = async (process: Process, sku: string) => (await process.store.load(inventoryItemAggregate, streamOf(sku))).state.balance;

const names = (count: number, stem = 'buyer'): readonly string[] => Array.from({ length: count }, (_, index) => `${stem}-${index}`);

describe('buyers who come at once', () => {
  it('are served by one write, each with a commit of his own that says who he was', async () => {
    const { disk } = await openDisk({ A: 30 });
    const { table, process } = grouped(disk);
    const answers = await Promise.all(names(30).map((name) => buy(process, name, 'A')));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(table.writes()).toBe(1);
    const records = (await process.store.read(streamOf('A'))).slice(1);
    expect(records.map(({ payload }) => payload['reservation_id'])).toEqual(names(30));
    expect(records.map(({ actor }) => actor.id)).toEqual(names(30));
    expect(records.map((record) => record.correlation_id)).toEqual(names(30).map((name) => `correlation-${name}`));
    expect(new Set(records.map((record) => record.event_id)).size).toBe(30);
    expect(findChainBreak(sha256, await process.store.read(streamOf('A')))).toBeUndefined();
  });

  it('leave the state of an item with its newest commit, and it is what the events fold to', async () => {
    const { disk } = await openDisk({ A: 30 });
    const { process } = grouped(disk);
    await Promise.all(names(10).map((name) => buy(process, name, 'A')));
    expect(commitsOf(disk, 'A').map((commit) => ['state' in commit, 'state_version' in commit])).toEqual(
      [true, ...Array(9).fill(false), true].map((isStored) => [isStored, isStored]),
    );
    const stored = await process.store.load(inventoryItemAggregate, streamOf('A'));
    const folded = await process.store.loadAsOf(inventoryItemAggregate, streamOf('A'), { instant: startOfTests, basis: 'recorded' });
    expect(stored).toEqual(folded);
  });

  it('do not harm one another: each is refused for what he himself asked', async () => {
    const { disk } = await openDisk({ A: 2, B: 5 });
    const { process } = grouped(disk);
    const unwritable = { ...callerNamed('broken'), context: { ...callerNamed('broken').context, actor: { kind: 'user', id: Number.NaN } } };
    const wish = { reservationId: 'broken', lines: [{ ...itemOf('A'), quantity: 1 }] };
    const [first, tooMany, broken, both, again, late] = await Promise.allSettled([
      buy(process, 'first', 'A'),
      process.reserve(callerNamed('greedy'), { reservationId: 'greedy', lines: [{ ...itemOf('A'), quantity: 9 }] }),
      process.reserve(unwritable as never, wish),
      buy(process, 'both', 'A', 'B'),
      buy(process, 'first', 'A'),
      buy(process, 'late', 'A', 'B'),
    ]);
    expect(first).toMatchObject({ value: { ok: true, value: [{ changed: true, balance: { available: 1 } }] } });
    expect(tooMany).toMatchObject({
      value: { ok: false, error: { items: [{ sku: 'A', rejection: { code: 'insufficient-stock', available: 1 } }] } },
    });
    expect(broken).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
    expect(both).toMatchObject({ value: { ok: true, value: [{ balance: { available: 0 } }, { balance: { available: 4 } }] } });
    expect(again).toMatchObject({ value: { ok: true, value: [{ changed: false }] } });
    expect(late).toMatchObject({
      value: { ok: false, error: { items: [{ sku: 'A', rejection: { code: 'insufficient-stock', available: 0 } }] } },
    });
    expect(await balanceOf(process, 'B')).toMatchObject({ allocated: 1 });
  });

  it('are split when one transaction cannot hold them all, and each order stays whole', async () => {
    const { disk } = await openDisk({ A: 70, B: 65 });
    const { table, process } = grouped(disk);
    const answers = await Promise.all(names(70).map((name) => buy(process, name, 'A', 'B')));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(65);
    // 130 commits, of which a transaction holds 100.
    expect(table.writes()).toBe(2);
    expect(await balanceOf(process, 'A')).toMatchObject({ allocated: 65, available: 5 });
    expect(await balanceOf(process, 'B')).toMatchObject({ allocated: 65, available: 0 });
  });

  it('get exactly as many units as there are, ten thousand of them for a hundred, and the refused cost no write', async () => {
    const { disk } = await openDisk({ A: 100 });
    const table = openMemoryTable(disk);
    const clock = createVirtualClock(startOfTests);
    const parts = openProcess(table, 'plain');
    const inventory = createInventory({ store: parts.store, clock, commits: { ledger: table, ids: createIds(clock), sha256 } });
    const wish = (name: string) => ({ reservationId: name, lines: [{ ...itemOf('A'), quantity: 1 }] });
    const answers = await Promise.all(names(10_000).map((name) => inventory.reserveTogether(callerNamed(name), wish(name))));
    const [served, refused] = [answers.filter((answer) => answer.ok), answers.filter((answer) => !answer.ok)];
    expect(served).toHaveLength(100);
    expect(refused).toHaveLength(9_900);
    expect([...new Set(refused.map((answer) => JSON.stringify(answer.ok || answer.error)))].map((text) => JSON.parse(text))).toEqual([
      { code: 'items-refused', items: [{ ...itemOf('A'), rejection: { code: 'insufficient-stock', asked: 1, available: 0 } }] },
    ]);
    expect(commitsOf(disk, 'A')).toHaveLength(101);
    expect(table.writes()).toBe(1);
    expect(await balanceOf(parts, 'A')).toMatchObject({ onHand: 100, allocated: 100, available: 0 });
  }, 60_000);
});

describe('other changes of an item', () => {
  it('ride along in the order of their coming', async () => {
    const { disk, calm } = await openDisk({ A: 1 });
    await buy(calm, 'early', 'A');
    const { table, process } = grouped(disk);
    const early = { ...itemOf('A'), reservationId: 'early' };
    const [before, released, after, received] = await Promise.all([
      buy(process, 'before', 'A'),
      process.release(callerNamed('clerk'), [early]),
      buy(process, 'after', 'A'),
      process.receive(callerNamed('dock'), { ...itemOf('A'), movementId: 'second', quantity: 4 }),
    ]);
    expect([before.ok, released.ok, after.ok]).toEqual([false, true, true]);
    expect(received).toMatchObject({ ok: true, value: { balance: { onHand: 5, allocated: 1, available: 4 } } });
    expect(table.writes()).toBe(1);
  });

  it('are remembered even when the reply for as many of them as a group holds is lost', async () => {
    const { disk, calm } = await openDisk({ A: 40 });
    for (const name of names(40)) await buy(calm, name, 'A');
    const sell = (process: Process, name: string) =>
      process.ship(callerNamed('dock'), {
        movementId: `ship-${name}`,
        lines: [{ ...itemOf('A'), reservationId: name, quantity: 1 }],
      });
    const dying = grouped(disk, { atWrite: 1, applied: true });
    const lost = await Promise.allSettled(names(40).map((name) => sell(dying.process, name)));
    expect(lost.every((one) => one.status === 'rejected' && one.reason instanceof UnavailableError)).toBe(true);
    const { process } = grouped(disk);
    const answers = await Promise.all(names(40).map((name) => sell(process, name)));
    expect(answers.filter((answer) => !answer.ok)).toEqual([]);
    expect(await balanceOf(process, 'A')).toMatchObject({ onHand: 0, allocated: 0 });
  });
});

describe('a group that does not go through at once', () => {
  it('is decided anew after a release by another process came between', async () => {
    const { disk, calm } = await openDisk({ A: 2 });
    await buy(calm, 'early', 'A');
    const table = interrupted(openMemoryTable(disk), () =>
      calm.release(callerNamed('clerk'), [{ ...itemOf('A'), reservationId: 'early' }]),
    );
    const process = openProcess(table, 'group');
    const answers = await Promise.all(names(3).map((name) => buy(process, name, 'A')));
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, false]);
    expect(await balanceOf(process, 'A')).toMatchObject({ onHand: 2, allocated: 2, available: 0 });
  });

  it('is decided anew after another process took the last unit, and says so', async () => {
    const { disk, calm } = await openDisk({ A: 1, B: 3 });
    const table = interrupted(openMemoryTable(disk), () => buy(calm, 'quicker', 'A'));
    const process = openProcess(table, 'group');
    const [both, other] = await Promise.all([buy(process, 'both', 'A', 'B'), buy(process, 'other', 'B')]);
    expect(both).toMatchObject({ ok: false, error: { items: [{ sku: 'A', rejection: { code: 'insufficient-stock', available: 0 } }] } });
    expect(other).toMatchObject({ ok: true });
    expect(await balanceOf(process, 'B')).toMatchObject({ allocated: 1 });
  });

  it.each([true, false])('answers as if nothing had been lost when the table recovers, its write made: %s', async (applied) => {
    const { disk } = await openDisk({ A: 3 });
    const { table, process } = grouped(disk, { atWrite: 1, applied, recovers: true });
    const answers = await Promise.all(names(4).map((name) => buy(process, name, 'A')));
    expect(answers.map((answer) => answer.ok && answer.value[0]?.changed)).toEqual([true, true, true, false]);
    expect(table.writes()).toBe(applied ? 1 : 2);
    expect(commitsOf(disk, 'A')).toHaveLength(4);
  });

  it('recognises its own write when what it hears is that somebody else came first', async () => {
    const { disk } = await openDisk({ A: 3 });
    const table = openMemoryTable(disk);
    // As when a client repeats by itself a request whose reply it has missed.
    const twice: Table = { ...table, transact: (writes) => table.transact(writes).then(() => table.transact(writes)) };
    const process = openProcess(twice, 'group');
    const answers = await Promise.all(names(3).map((name) => buy(process, name, 'A')));
    expect(answers.map((answer) => answer.ok && answer.value[0]?.changed)).toEqual([true, true, true]);
    expect(commitsOf(disk, 'A')).toHaveLength(4);
  });

  it('answers by what may still come of its newest write, not by an older one that came late', async () => {
    const { disk, calm } = await openDisk({ A: 3 });
    const wish = (name: string, quantity: number) => ({ reservationId: name, lines: [{ ...itemOf('A'), quantity }] });
    await calm.reserve(callerNamed('early'), wish('early', 2));
    const table = openMemoryTable(disk);
    /** Writes that nobody waits for any more, and that come when they are let. */
    const late: (() => Promise<void>)[] = [];
    let isAskedAfter = false;
    const process = openProcess(
      {
        ...table,
        put: (item, condition) => {
          if (late.length === 2) return table.put(item, condition);
          late.push(() => table.put(item, condition));
          return Promise.reject(new UnavailableError('the reply was lost'));
        },
        query: async (query) => {
          const answer = await table.query(query);
          if (late.length === 1 && !isAskedAfter) {
            // The first write comes right after it was looked for, and then somebody gives units back.
            isAskedAfter = true;
            await late[0]?.();
            await calm.release(callerNamed('clerk'), [{ ...itemOf('A'), reservationId: 'early' }]);
          }
          return answer;
        },
      },
      'group',
    );
    const [two, one] = await Promise.all([
      process.reserve(callerNamed('two'), wish('two', 2)),
      process.reserve(callerNamed('one'), wish('one', 1)),
    ]);
    await late[1]?.().catch(() => undefined);
    expect([two.ok, one.ok]).toEqual([true, true]);
    expect(await balanceOf(process, 'A')).toMatchObject({ onHand: 3, allocated: 3, available: 0 });
  });

  it('changes nothing when it is asked for again after a crash between the write and the answers', async () => {
    const { disk } = await openDisk({ A: 3 });
    const dying = grouped(disk, { atWrite: 1, applied: true });
    const lost = await Promise.allSettled(names(4).map((name) => buy(dying.process, name, 'A')));
    expect(lost.every((one) => one.status === 'rejected' && one.reason instanceof UnavailableError)).toBe(true);
    const { process } = grouped(disk);
    const answers = await Promise.all(names(4).map((name) => buy(process, name, 'A')));
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, false]);
    expect(answers.slice(0, 3).map((answer) => answer.ok && answer.value[0]?.changed)).toEqual([false, false, false]);
    expect(commitsOf(disk, 'A')).toHaveLength(4);
  });

  it('leaves those alone who want an item that can be written when another cannot be read', async () => {
    const { disk } = await openDisk({ A: 3, B: 3 });
    const [key, commit] = [...disk].find(([, { PK }]) => PK.includes('#B@')) ?? [];
    disk.set(key ?? '', { ...(commit as Item), state_version: 1, events: [{ event_id: 'x', type: 'inventory.unheard_of', payload: {} }] });
    const { process } = grouped(disk);
    const [one, both, two] = await Promise.allSettled([buy(process, 'one', 'A'), buy(process, 'both', 'A', 'B'), buy(process, 'two', 'A')]);
    for (const served of [one, two]) expect(served).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    expect(both).toMatchObject({ status: 'rejected', reason: { name: 'UnknownEventError' } });
  });
});

describe('what is stored', () => {
  it('is read from the events when the newest state is of another version', async () => {
    const { disk, calm } = await openDisk({ A: 3 });
    await buy(calm, 'early', 'A');
    for (const [key, item] of disk) disk.set(key, { ...item, state: { open: [], recent: '' }, state_version: 1 });
    const { process } = grouped(disk);
    const answers = await Promise.all(['early', 'next', 'last', 'late'].map((name) => buy(process, name, 'A')));
    expect(answers.map((answer) => answer.ok && answer.value[0]?.changed)).toEqual([false, true, true, false]);
    expect(await balanceOf(process, 'A')).toMatchObject({ allocated: 3 });
  });
});
