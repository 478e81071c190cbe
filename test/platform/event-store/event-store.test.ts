import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChainBreak } from '../../../lib/kernel/hash-chain.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { UnknownEventError } from '../../../lib/platform/event-store/commit.codec.ts';
import { ConcurrencyExhaustedError, createEventStore, type EventStore } from '../../../lib/platform/event-store/event-store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Item, Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts, startOfTests } from '../../contract/engine.ts';
import { counterAggregate } from './counter.aggregate.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const context = { actor: { kind: 'system', id: 'test' }, correlationId: 'c-1', causationId: 'c-1' } as const;
const id = { tenantId: 'main', kind: 'COUNTER', id: 'one' };
const PK = 'main#COUNTER#one';

let parts: EmbeddedParts;
let ledger: Table;
let store: EventStore;
beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  store = createEventStore({ ...parts, ledger, sha256 });
});
afterEach(() => parts.close());

const counter = counterAggregate();
const add = (amount: number, aggregate = counter, over: EventStore = store) =>
  over.execute(aggregate, id, { type: 'Add', amount }, context);
const commits = async (): Promise<readonly Item[]> => (await ledger.query({ PK, prefix: 'E#' })).items;

/** A ledger on which other writers come first, the given number of times. */
const contested = (times: number): Table => {
  let left = times;
  return {
    ...ledger,
    put: async (item, condition) => {
      if (left > 0 && condition?.kind === 'absent' && item.SK.startsWith('E#')) {
        left -= 1;
        await add(1);
      }
      return ledger.put(item, condition);
    },
  };
};

describe('appending', () => {
  it('decides again on what another writer has written first', async () => {
    const late = createEventStore({ ...parts, ledger: contested(3), sha256 });
    expect(await add(10, counter, late)).toMatchObject({ ok: true, value: { state: { total: 13 }, version: 4 } });
    expect((await store.load(counter, id)).state.total).toBe(13);
  });

  it('refuses by the state that the write would meet, not by the one it first saw', async () => {
    await add(5);
    const late = createEventStore({
      ...parts,
      ledger: {
        ...ledger,
        put: async (item, condition) =>
          (await commits()).length === 1 ? add(-5).then(() => ledger.put(item, condition)) : ledger.put(item, condition),
      },
      sha256,
    });
    expect(await add(-3, counter, late)).toEqual({ ok: false, error: { code: 'below-zero', total: 0 } });
  });

  it('gives up after twelve writers in a row came first, and has written nothing', async () => {
    const late = createEventStore({ ...parts, ledger: contested(1_000), sha256 });
    await expect(add(100, counter, late)).rejects.toThrow(ConcurrencyExhaustedError);
    expect((await store.load(counter, id)).state.total).toBe(12);
  });

  it('writes nothing when nothing happened', async () => {
    expect(await add(0)).toMatchObject({ ok: true, value: { version: 0, events: [] } });
    expect(await commits()).toEqual([]);
  });

  it('expects a new stream, and finds the old one when there is one', async () => {
    const open = (over = store) => over.execute(counter, id, { type: 'Add', amount: 7 }, context, { expectNew: true });
    expect(await open()).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await open()).toMatchObject({ ok: true, value: { version: 2, state: { total: 14 } } });
    // A refusal on the assumed empty stream is no answer: the real one allows it.
    expect(await store.execute(counter, id, { type: 'Add', amount: -14 }, context, { expectNew: true })).toMatchObject({
      ok: true,
      value: { state: { total: 0 } },
    });
  });

  it('keeps the order of times when the clock steps back', async () => {
    let now = startOfTests;
    const shaky = createEventStore({ ...parts, clock: { now: () => now }, ledger, sha256 });
    await add(1, counter, shaky);
    now = plusMs(startOfTests, -60_000);
    await add(1, counter, shaky);
    const times = (await store.read(id)).map((event) => event.recorded_at);
    expect(times).toEqual([startOfTests, startOfTests]);
  });
});

describe('several streams together', () => {
  const other = { ...id, id: 'two' };
  const both = (first: number, second: number) =>
    store.executeTogether(
      counter,
      [
        { id, command: { type: 'Add', amount: first } },
        { id: other, command: { type: 'Add', amount: second } },
      ],
      context,
    );

  it('are all written or none, and the refusal names the ones at fault', async () => {
    expect(await both(3, -1)).toEqual({ ok: false, error: [{ index: 1, rejection: { code: 'below-zero', total: 0 } }] });
    expect((await store.load(counter, id)).version).toBe(0);
    expect(await both(3, 4)).toMatchObject({ ok: true, value: [{ version: 1 }, { version: 1 }] });
  });

  it('write those that changed when others did not', async () => {
    expect(await both(3, 0)).toMatchObject({ ok: true, value: [{ version: 1 }, { version: 0, events: [] }] });
    expect((await store.loadMany(counter, [other, id])).map(({ state }) => state.total)).toEqual([0, 3]);
  });
});

describe('a stream of any length', () => {
  const kinds = [{ storage: 'inline' }, { storage: 'snapshot', snapshotEvery: 3 }, { storage: 'snapshot', snapshotEvery: 50 }] as const;

  it.each(kinds)('folds to the same state however it is kept: %o', async (kept) => {
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 25 }), async (amounts) => {
        const own = { ...id, id: `run-${(serial += 1)}` };
        const aggregate = counterAggregate(kept);
        let total = 0;
        for (const amount of amounts) {
          const result = await store.execute(aggregate, own, { type: 'Add', amount, note: String(amount) }, context);
          if (result.ok) total += amount;
        }
        const loaded = await store.load(aggregate, own);
        expect(loaded.state.total).toBe(total);
        // Thrown away snapshots and stored states change nothing.
        expect(await store.load(counterAggregate({ ...kept, stateVersion: 2 }), own)).toEqual(loaded);
        await ledger.delete({ PK: `main#COUNTER#${own.id}`, SK: 'S#latest' });
        expect(await store.load(aggregate, own)).toEqual(loaded);
        expect(findChainBreak(sha256, await store.read(own))).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('goes on after a snapshot that a slow writer has put back', async () => {
    const small = counterAggregate({ snapshotEvery: 2 });
    for (let n = 0; n < 2; n += 1) await add(1, small);
    const early = (await ledger.get({ PK, SK: 'S#latest' })) as Item;
    for (let n = 0; n < 9; n += 1) await add(1, small);
    await ledger.put(early);
    expect(await add(1, small)).toMatchObject({ ok: true, value: { state: { total: 12 }, version: 12 } });
  });
});

describe('as of an instant', () => {
  it('shows what was known then, or what had happened by then', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      // Each is recorded a minute after the one before, and happened ten minutes before it was recorded.
      const occurredAt = plusMs(parts.clock.now(), -600_000);
      await store.execute(counter, id, { type: 'Add', amount: 1 }, { ...context, occurredAt });
      await parts.advanceSeconds(60);
    }
    const total = async (basis: 'recorded' | 'occurred', ms: number) =>
      (await store.loadAsOf(counter, id, { instant: plusMs(startOfTests, ms), basis })).state.total;
    expect([
      await total('recorded', -1),
      await total('recorded', 0),
      await total('recorded', 60_000),
      await total('recorded', 600_000),
    ]).toEqual([0, 1, 2, 3]);
    expect([await total('occurred', -600_001), await total('occurred', -600_000), await total('occurred', -1)]).toEqual([0, 1, 3]);
  });
});

describe('a stored commit', () => {
  it('leaves out what follows from something else, and tells the same record', async () => {
    await add(1);
    const [stored] = (await ledger.query({ PK, prefix: 'E#' })).items;
    expect(Object.keys(stored ?? {}).sort()).toEqual(['PK', 'SK', 'actor', 'correlation_id', 'events', 'hash', 'prev_hash', 'recorded_at']);
    const [record] = await store.read(id);
    const { correlation_id, recorded_at } = record!;
    expect(record).toMatchObject({
      stream_id: id.id,
      version: 1,
      causation_id: correlation_id,
      occurred_at: recorded_at,
      schema_version: 1,
    });
  });

  it('states a cause and an instant of their own', async () => {
    const occurredAt = plusMs(parts.clock.now(), -60_000);
    await store.execute(counter, id, { type: 'Add', amount: 1 }, { ...context, causationId: 'another', occurredAt });
    expect((await ledger.query({ PK, prefix: 'E#' })).items).toMatchObject([{ causation_id: 'another', occurred_at: occurredAt }]);
    expect(await store.read(id)).toMatchObject([
      { causation_id: 'another', occurred_at: occurredAt, correlation_id: context.correlationId },
    ]);
  });

  it('holds an inline state as its aggregate packs it', async () => {
    type State = { readonly total: number; readonly notes: readonly string[] };
    const packed = {
      ...counterAggregate({ storage: 'inline' }),
      inline: { pack: (state: State) => String(state.total), unpack: (text: unknown): State => ({ total: Number(text), notes: [] }) },
    };
    for (let n = 1; n <= 3; n += 1) await store.execute(packed, id, { type: 'Add', amount: n }, context);
    expect((await ledger.query({ PK, prefix: 'E#', descending: true, limit: 1 })).items).toMatchObject([{ state: '6' }]);
    expect((await store.load(packed, id)).state).toEqual({ total: 6, notes: [] });
  });
});

describe('a stored event', () => {
  /** As version 1 of this event was written, before amounts had a sign of their own. */
  const stored = {
    PK,
    SK: 'E#0000000001',
    actor: { kind: 'system', id: 'test' },
    correlation_id: 'c',
    recorded_at: startOfTests,
    prev_hash: '0'.repeat(64),
    hash: 'f'.repeat(64),
    events: [{ event_id: 'e-1', type: 'counter.added', payload: { amount: '7' }, schema_version: 1 }],
  };
  const today = counterAggregate({
    schemaVersions: { 'counter.opened': 1, 'counter.added': 3 },
    upcasters: {
      'counter.added': {
        1: ({ amount }) => ({ amount: Number(amount) }),
        2: ({ amount }) => ({ added_amount: amount, note: null }),
      },
    },
  });

  it('of an older schema is lifted step by step', async () => {
    await ledger.put(stored);
    expect((await store.load(today, id)).state).toEqual({ total: 7, notes: [] });
    expect(await add(1, today)).toMatchObject({ ok: true, value: { state: { total: 8 }, version: 2 } });
    // What was written stays as it was: the chain is over the stored bytes.
    expect((await store.read(id)).map((event) => event.schema_version)).toEqual([1, 3]);
  });

  it.each([
    ['an unknown type', { type: 'counter.exploded', schema_version: 1 }, counter],
    ['a schema of the future', { schema_version: 9 }, counter],
    ['a schema without a way to today’s', {}, counterAggregate({ schemaVersions: { 'counter.opened': 1, 'counter.added': 2 } })],
  ])('of %s is refused before it is folded', async (_, change, aggregate) => {
    await ledger.put({ ...stored, events: [{ ...stored.events[0], ...change }] });
    await expect(store.load(aggregate, id)).rejects.toThrow(UnknownEventError);
    await expect(add(1, aggregate)).rejects.toThrow(UnknownEventError);
    expect(await commits()).toHaveLength(1);
  });

  it('that its aggregate does not name is never written', async () => {
    const careless = counterAggregate({ schemaVersions: { 'counter.opened': 1 } as never });
    await expect(add(1, careless)).rejects.toThrow(UnknownEventError);
    expect(await commits()).toEqual([]);
  });
});
