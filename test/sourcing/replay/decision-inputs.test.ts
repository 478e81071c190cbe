import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, toEpochMs } from '../../../lib/kernel/instant.ts';
import type { BlobStore } from '../../../lib/platform/ports.ts';
import { createModelBlobs } from '../../../lib/platform/simulation/services.model.ts';
import {
  createInputsArchive,
  type DecisionInputs,
  type DecisionName,
  type InputsArchive,
} from '../../../lib/sourcing/app/replay/decision-inputs.ts';
import { inputsHash } from '../../../lib/sourcing/domain/inputs-hash.ts';
import { balancedPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { boston, chicago, request, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const tenantId = TenantId('main');
const name = (letter: string, decisionId = 'route.001.001'): DecisionName => ({
  tenantId,
  orderId: OrderId(letter.repeat(26)),
  decisionId,
});

const inputsOf = (change: Partial<SourcingRequest> = {}): DecisionInputs => {
  const asked = request({
    decisionId: 'route.001.001',
    locations: [warehouse('W1', boston, { capacity: 7 }), warehouse('W2', chicago)],
    availability: stock('A', { W1: 1, W2: 0 }),
    ...change,
  });
  return { request: asked, policy: balancedPolicy, hash: inputsHash(asked, balancedPolicy, sha256), isPickup: false };
};

let now: Instant;
let puts: string[];
let blobs: BlobStore;
let archive: InputsArchive;
beforeEach(() => {
  now = Instant('2026-11-20T23:59:59.990Z');
  puts = [];
  blobs = createModelBlobs(
    () => toEpochMs(now),
    (key) => puts.push(key),
  );
  archive = createInputsArchive({ blobs, clock: { now: () => now }, sha256 });
});

const recorded = (of: DecisionName, { hash }: DecisionInputs, decidedAt = now) => ({ ...of, decidedAt, inputsHash: hash });

describe('inputs of a decision', () => {
  it('come back as they were, under the same hash', async () => {
    const inputs = inputsOf();
    await archive.keep(name('a'), inputs);
    const found = await archive.load(recorded(name('a'), inputs));
    expect(found).toEqual(inputs);
    expect(found && inputsHash(found.request, found.policy, sha256)).toBe(inputs.hash);
  });

  it('are found by a decision that was recorded just after midnight', async () => {
    const inputs = inputsOf();
    await archive.keep(name('a'), inputs);
    expect(await archive.load(recorded(name('a'), inputs, Instant('2026-11-21T00:00:00.010Z')))).toEqual(inputs);
    expect(await archive.load(recorded(name('a'), inputs, Instant('2026-11-22T00:00:00.010Z')))).toBeUndefined();
  });

  it('are not found under another decision, order or hash', async () => {
    const inputs = inputsOf();
    await archive.keep(name('a'), inputs);
    expect(await archive.load(recorded(name('b'), inputs))).toBeUndefined();
    expect(await archive.load(recorded(name('a', 'route.001.002'), inputs))).toBeUndefined();
    expect(await archive.load({ ...recorded(name('a'), inputs), inputsHash: 'f'.repeat(64) })).toBeUndefined();
  });

  it('are missing when what they share with others is', async () => {
    const inputs = inputsOf();
    await archive.keep(name('a'), inputs);
    for (const key of puts.filter((put) => put.startsWith('decision-parts/'))) await blobs.delete(key);
    const another = createInputsArchive({ blobs, clock: { now: () => now }, sha256 });
    expect(await another.load(recorded(name('a'), inputs))).toBeUndefined();
  });

  it('are one blob each: what many share is written once', async () => {
    await archive.keep(name('a'), inputsOf());
    expect(puts).toHaveLength(3);
    // Another stock and another capacity, as every order finds them.
    const locations = [warehouse('W1', boston, { capacity: 6 }), warehouse('W2', chicago, { capacity: 1 })];
    const other = inputsOf({ locations, availability: stock('A', { W1: 0, W2: 4 }) });
    await archive.keep(name('b'), other);
    expect(puts).toHaveLength(4);
    expect(await archive.load(recorded(name('b'), other))).toEqual(other);
  });

  it('are kept twice as the same blob when a step is repeated', async () => {
    await archive.keep(name('a'), inputsOf());
    await archive.keep(name('a'), inputsOf());
    expect(new Set(puts).size).toBe(3);
  });

  it("hold neither the order's name nor the locations again", async () => {
    await archive.keep(name('a'), inputsOf());
    const key = puts.find((put) => put.startsWith('decisions/')) ?? '';
    const stored = JSON.parse(gunzipSync((await blobs.get(key))?.bytes ?? new Uint8Array()).toString('utf8'));
    expect(Object.keys(stored).toSorted()).toEqual(['format', 'isPickup', 'locations', 'moments', 'policy', 'request']);
    expect(stored.moments).toEqual([{ capacity: 7 }, {}]);
    expect(stored.locations).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the orders of a day', () => {
  it('are those for which something was decided on it, each once', async () => {
    await archive.keep(name('b'), inputsOf());
    await archive.keep(name('a'), inputsOf());
    await archive.keep(name('a', 'route.001.002'), inputsOf({ availability: stock('A', { W1: 5 }) }));
    now = Instant('2026-11-21T00:00:00.000Z');
    await archive.keep(name('c'), inputsOf());
    await createInputsArchive({ blobs, clock: { now: () => now }, sha256 }).keep({ ...name('d'), tenantId: TenantId('rival') }, inputsOf());
    const ordersOf = async (day: string): Promise<readonly OrderId[]> => {
      const found: OrderId[] = [];
      for await (const orderId of archive.ordersOf(tenantId, day)) found.push(orderId);
      return found;
    };
    expect(await ordersOf('2026-11-20')).toEqual(['a'.repeat(26), 'b'.repeat(26)]);
    expect(await ordersOf('2026-11-21')).toEqual(['c'.repeat(26)]);
    expect(await ordersOf('2026-11-19')).toEqual([]);
  });
});
