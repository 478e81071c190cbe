import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrderId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { type BlobStore, type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { createModelBlobs } from '../../../lib/platform/simulation/services.model.ts';
import { createInputsArchive, type InputsArchive } from '../../../lib/sourcing/app/replay/decision-inputs.ts';
import { createReplayPolicy, type RoutingRecord } from '../../../lib/sourcing/app/replay/replay-policy.ts';
import { createSimulations, simulationTriesMax } from '../../../lib/sourcing/app/replay/simulations.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { balancedPolicy, nearestPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { decideUnreleased, notReleased } from '../../../lib/sourcing/domain/unreleased.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { line, request, sha256, stock } from '../domain/sourcing.fixtures.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'test', causationId: 'test' });
const range = { from: Instant('2026-11-20T00:00:00.000Z'), to: Instant('2026-11-21T00:00:00.000Z') };

let parts: EmbeddedParts;
let ledger: Table;
let now: Instant;
let blobs: BlobStore;
let archive: InputsArchive;
let log: Map<OrderId, RoutingRecord[]>;
let placed: OrderId[];
/** Orders whose decisions were read, and how many were being read at the same time at most. */
let askedOf: OrderId[];
let [atOnce, mostAtOnce] = [0, 0];
let sent: string[];
let counted: Record<string, number>;
let broken: Error | undefined;

beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  now = Instant('2026-11-20T12:00:00.000Z');
  blobs = createModelBlobs(() => toEpochMs(now));
  archive = createInputsArchive({ blobs, clock: { now: () => now }, sha256 });
  [askedOf, atOnce, mostAtOnce] = [[], 0, 0];
  [log, placed, sent, counted, broken] = [new Map(), [], [], {}, undefined];
});
afterEach(() => parts.close());

const orderIdOf = (letter: string): OrderId => letter.repeat(26) as OrderId;

/** Decides something for an order, as sourcing does. */
const decide = async (letter: string, decidedAt: string, { kept = true, isPlaced = true } = {}): Promise<void> => {
  now = Instant(decidedAt);
  const orderId = orderIdOf(letter);
  const asked = request({ decisionId: 'route.001.001', availability: stock('A', { W1: 3, W2: 3 }) });
  const decision = chooseSources(asked, balancedPolicy, sha256);
  const inputs = { request: asked, policy: balancedPolicy, hash: decision.receipt.inputsHash, isPickup: false };
  if (kept) await archive.keep({ tenantId, orderId, decisionId: 'route.001.001' }, inputs);
  if (isPlaced) placed.push(orderId);
  log.set(orderId, [...(log.get(orderId) ?? []), { orderId, decidedAt: now, decision, followed: true }]);
};

const open = (limits: { readonly decisionsMax?: number } = {}) => {
  const replay = createReplayPolicy({
    inputs: archive,
    history: {
      placedIn: async function* () {
        yield* placed;
      },
      decisionsOf: async (_tenant, orderId) => {
        if (broken) throw broken;
        askedOf.push(orderId);
        mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
        await new Promise((resume) => setImmediate(resume));
        atOnce -= 1;
        return log.get(orderId) ?? [];
      },
    },
    sha256,
    ...limits,
  });
  let serial = 0;
  const quiet = { warn: () => undefined, error: () => undefined };
  const metrics = { addMetric: (metric: string, _unit: string, value: number) => void (counted[metric] = (counted[metric] ?? 0) + value) };
  const simulations = createSimulations({
    replay,
    platform: {
      ledger,
      blobs,
      clock: { now: () => now, sleep: () => Promise.resolve() },
      ids: { next: () => String((serial += 1)).padStart(26, '0'), bytes: () => new Uint8Array() },
      queue: () =>
        ({ send: async (messages: readonly { readonly body: string }[]) => void sent.push(...messages.map(({ body }) => body)) }) as never,
      observability: { logger: quiet, metrics } as never,
    },
  });
  return { replay, simulations };
};

const begin = async ({ simulations }: ReturnType<typeof open>) => {
  const begun = await simulations.begin(caller, { range, candidate: nearestPolicy, rates: 'logged' });
  if (!begun.ok) throw new Error(begun.error.code);
  return begun.value;
};
const workOf = (index: number) => JSON.parse(sent[index] ?? '{}') as { readonly tenant_id: TenantId; readonly simulation_id: string };

describe('decisions of a range', () => {
  it('are found by the day of their inputs, however long ago their order was placed', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z', { isPlaced: false });
    const replayed = await open().replay.replay(tenantId, { range, candidate: 'logged', rates: 'logged' });
    expect(replayed).toMatchObject({ ok: true, value: { reproduction: { decisions: 1, reproduced: 1 } } });
  });

  it('are missed by name when their inputs are not there', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z', { kept: false });
    const replayed = await open().replay.replay(tenantId, { range, candidate: 'logged', rates: 'logged' });
    expect(replayed).toMatchObject({
      ok: true,
      value: { reproduction: { decisions: 1, reproduced: 0, notReproduced: [{ orderId: orderIdOf('a'), reason: 'inputs-missing' }] } },
    });
  });

  it('are only those of a search: where nothing was sold yet there is nothing to decide again', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z');
    const asked = { decisionId: 'route.001.001', currency: CurrencyCode('USD') };
    const dates = new Map([[Sku('A'), Instant('2026-12-24T00:00:00.000Z')]]);
    const decision = decideUnreleased(asked, notReleased([line('1', 'A', 2)]), dates, sha256);
    log.set(orderIdOf('b'), [{ orderId: orderIdOf('b'), decidedAt: now, decision, followed: false }]);
    placed.push(orderIdOf('b'));
    const replayed = await open().replay.replay(tenantId, { range, candidate: 'logged', rates: 'logged' });
    expect(replayed).toMatchObject({ ok: true, value: { reproduction: { decisions: 1, reproduced: 1, notReproduced: [] } } });
    log.delete(orderIdOf('a'));
    expect(await open().replay.hasDecisions(tenantId, range)).toBe(false);
  });

  it('are looked for on the days of the range first, in a few orders at once', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (const letter of letters) await decide(letter, '2026-11-19T10:00:00.000Z');
    expect(await open().replay.hasDecisions(tenantId, range)).toBeUndefined();
    expect(askedOf).toHaveLength(20);
    now = Instant('2026-11-20T10:00:00.000Z');
    await decide('0', '2026-11-20T10:00:00.000Z', { isPlaced: false });
    expect(await open().replay.hasDecisions(tenantId, range)).toBe(true);
    expect(askedOf.slice(20)[0]).toBe(orderIdOf('0'));
    expect(askedOf.length).toBeLessThanOrEqual(40);
    expect(mostAtOnce).toBeGreaterThan(5);
  });

  it('begin with the first moment and end before the last', async () => {
    await decide('a', '2026-11-19T23:59:59.999Z');
    await decide('b', '2026-11-20T00:00:00.000Z');
    await decide('c', '2026-11-20T23:59:59.999Z');
    await decide('d', '2026-11-21T00:00:00.000Z');
    const replayed = await open().replay.replay(tenantId, { range, candidate: 'logged', rates: 'logged' });
    expect(replayed).toMatchObject({ ok: true, value: { reproduction: { decisions: 2, reproduced: 2 }, compared: 2 } });
  });
});

describe('a replay that was asked for', () => {
  it('fails with the reason when the range has more than can be taken at once', async () => {
    for (const letter of ['a', 'b', 'c']) await decide(letter, '2026-11-20T10:00:00.000Z');
    const opened = open({ decisionsMax: 2 });
    const { simulationId } = await begin(opened);
    await opened.simulations.work(workOf(0), false);
    expect(await opened.simulations.get(tenantId, simulationId)).toMatchObject({
      state: 'failed',
      problem: { code: 'too-many-decisions' },
      result: null,
    });
    expect(await open({ decisionsMax: 3 }).replay.replay(tenantId, { range, candidate: 'logged', rates: 'logged' })).toMatchObject({
      ok: true,
    });
  });

  it('is refused for a range without decisions, and leaves nothing behind', async () => {
    await decide('a', '2026-11-19T10:00:00.000Z');
    const opened = open();
    const begun = await opened.simulations.begin(caller, { range, candidate: 'logged', rates: 'logged' });
    expect(begun).toEqual({ ok: false, error: { code: 'no-decisions' } });
    expect((await opened.simulations.list(tenantId, { limit: 10 })).items).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('is done once, whoever is told of it how often', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z');
    const opened = open();
    const { simulationId } = await begin(opened);
    expect(await opened.simulations.get(tenantId, simulationId)).toMatchObject({ state: 'running', result: null });
    await Promise.all([opened.simulations.work(workOf(0), false), opened.simulations.work(workOf(0), false)]);
    const done = await opened.simulations.get(tenantId, simulationId);
    expect(done).toMatchObject({ state: 'done', policy: { name: 'nearest' }, problem: null, result: { reproduction: { reproduced: 1 } } });
    broken = new Error('nothing is read again');
    await opened.simulations.work(workOf(0), true);
    expect(await opened.simulations.get(tenantId, simulationId)).toEqual(done);
  });

  it('is tried again when it breaks off, and given up with the last try', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z');
    const opened = open();
    const { simulationId } = await begin(opened);
    broken = new UnavailableError('the table does not answer');
    for (let tries = 1; tries < simulationTriesMax; tries += 1)
      await expect(opened.simulations.work(workOf(0), false)).rejects.toThrow('the table does not answer');
    expect(await opened.simulations.get(tenantId, simulationId)).toMatchObject({ state: 'running' });
    await opened.simulations.work(workOf(0), true);
    expect(await opened.simulations.get(tenantId, simulationId)).toMatchObject({ state: 'failed', problem: { code: 'not-finished' } });
    expect(counted).toEqual({ PolicyReplaysFailed: 1 });
  });

  it('counts as failed when nothing has been heard of it for hours', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z');
    const opened = open();
    const { simulationId } = await begin(opened);
    now = plusMs(now, 3 * 3_600_000);
    expect(await opened.simulations.get(tenantId, simulationId)).toMatchObject({ state: 'failed', problem: { code: 'not-finished' } });
    expect((await opened.simulations.list(tenantId, { limit: 10 })).items).toMatchObject([{ state: 'failed' }]);
  });

  it('rings when the log is not what the code does', async () => {
    await decide('a', '2026-11-20T10:00:00.000Z', { kept: false });
    const opened = open();
    await begin(opened);
    await opened.simulations.work(workOf(0), false);
    expect(counted).toEqual({ DecisionsNotReproduced: 1 });
  });
});
