import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../bin/commands/program.ts';
import { decisionsOf } from '../../lambdas/composition.ts';
import type { SourcingDecision } from '../../lib/sourcing/index.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let operator: Api;
let cups: readonly string[];
const range = { from: '', to: '' };
const person = { email: 'ada.quill@example.com', name: 'Ada Quill' };
const home = ['Harbour Row', 'Albany', '12207', 'quill'];

/**
 * Cups are in Toronto, near to New York and behind a border, and in Dallas. The product's own policy avoids the border; the
 * static rule takes the nearest. Two cups are in Toronto, so the third order finds none left there.
 */
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  operator = await installation.apiAs('operator');
  await shop.must('POST', '/locations', {
    location_id: 'north',
    name: 'Toronto',
    type: 'warehouse',
    country: 'CA',
    region: 'ON',
    latitude: 43.65,
    longitude: -79.38,
  });
  range.from = new Date(Date.now() - 60_000).toISOString();
  await stockUp(installation.api, { east: { PEN: 100, INK: 2 }, west: { PEN: 100, INK: 100 }, south: { CUP: 10 }, north: { CUP: 2 } });
  const place = async (lines: Readonly<Record<string, number>>): Promise<string> => {
    const id = await shop.place(lines, { customer: person });
    await eventually(
      () => shop.order(id),
      ({ status }) => status === 'allocated' || status === 'backorder',
    );
    return id;
  };
  cups = [await place({ CUP: 1 }), await place({ CUP: 1 }), await place({ CUP: 1 })];
  await place({ PEN: 1 });
  await place({ PEN: 2, INK: 3 });
  // Waits for stock, gets it, and is decided a second time.
  const waiting = await place({ PAD: 2 });
  await shop.receive('west', { PAD: 2 });
  await shop.reaches(waiting, 'allocated');
  // Refused by its location and sent from another.
  const refused = await place({ PEN: 3 });
  await shop.reject(await shop.released(refused, 'east'));
  await shop.released(refused, 'west');
  await Promise.all(Array.from({ length: 6 }, () => place({ PEN: 1, INK: 1 })));
  await settled(installation.runtime);
  range.to = new Date(Date.now() + 60_000).toISOString();
});
afterAll(() => installation?.close());

const begin = async (body: object, api: Api = operator) => {
  const answer = await api('POST', '/simulations', { ...range, ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer;
};

const finished = (id: string) =>
  eventually(
    async () => (await operator('GET', `/simulations/${id}`)).body,
    ({ state }) => state !== 'running',
  );

const replay = async (body: object) => {
  const done = await finished((await begin(body)).body.simulation_id);
  expect(done.state, JSON.stringify(done.problem)).toBe('done');
  return done;
};

const oms = async (...given: string[]) => {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
    readStdin: async () => new Uint8Array(),
  };
  const code = await run([...given, '--data-dir', installation.dataDir], io);
  return { code, ...said };
};

describe('the live policy', () => {
  it('comes to every choice of the log again', async () => {
    const { result, policy, progress } = await replay({ preset: 'live' });
    expect(policy).toBeNull();
    // Seven orders that went straight, six together, and two that were decided twice; those that lost a race were decided again.
    expect(result.reproduction.decisions).toBeGreaterThanOrEqual(15);
    expect(result.reproduction).toEqual({
      decisions: result.reproduction.decisions,
      reproduced: result.reproduction.decisions,
      not_reproduced: [],
    });
    expect(progress).toEqual({ found: result.reproduction.decisions, replayed: result.reproduction.decisions });
    expect(result).toMatchObject({ changed: 0, not_priced: 0, differences: [] });
    // Thirteen orders; the refused one was sent twice, the waiting one once.
    expect(result.compared).toBe(14);
    expect(result.currencies[0].candidate).toEqual(result.currencies[0].logged);
  });

  it('is what is replayed when none is named', async () => {
    const [named, silent] = [await replay({ preset: 'live' }), await replay({})];
    expect(silent.result).toEqual(named.result);
  });
});

describe('the nearest location', () => {
  it('costs what a calculation by hand says', async () => {
    const { result, policy } = await replay({ preset: 'nearest' });
    expect(policy.name).toBe('nearest');
    expect(result.changed).toBe(2);
    const changed = result.differences.map(({ order_id, logged, candidate }: Record<string, unknown>) => ({ order_id, logged, candidate }));
    expect(changed).toHaveLength(2);
    for (const id of cups.slice(0, 2))
      expect(changed).toContainEqual({
        order_id: id,
        logged: [{ location_id: 'south', units: 1 }],
        candidate: [{ location_id: 'north', units: 1 }],
      });
    // The middle of New York to Dallas, and to Toronto: 600 for a parcel, 250 a thousand kilometres, 1,200 for the border, and
    // the same 175 of handling at both.
    const [dallasKm, torontoKm] = await distances();
    const [dallas, toronto] = [600 + Math.round(0.25 * dallasKm) + 175, 600 + Math.round(0.25 * torontoKm) + 1_200 + 175];
    const [usd] = result.currencies;
    expect(usd.candidate.total_minor - usd.logged.total_minor).toBe(2 * (toronto - dallas));
    const at = (id: string) => result.locations.find(({ location_id }: { location_id: string }) => location_id === id);
    expect(at('north')).toMatchObject({
      logged: { orders: 0, parcels: 0, units: 0, cost_minor: 0 },
      candidate: { orders: 2, parcels: 2, units: 2, cost_minor: 2 * toronto },
    });
    expect(at('south')).toMatchObject({ logged: { parcels: 3, cost_minor: 3 * dallas }, candidate: { parcels: 1, cost_minor: dallas } });
    expect(result.reproduction.reproduced).toBe(result.reproduction.decisions);
  });
});

/** Kilometres from the middle of the state of New York, as the receipt of the first order has them. */
const distances = async (): Promise<readonly [number, number]> => {
  const order = { tenantId: 'main', kind: 'ORDER', id: cups[0] ?? '' };
  const found = await decisionsOf(installation.runtime.platform).get<SourcingDecision>(order, 'route.001.001');
  const plans = found?.receipt.receipt.candidates.flatMap(({ assignments }) => assignments) ?? [];
  const kmTo = (id: string): number => plans.find(({ locationId }) => locationId === id)?.distanceKm ?? Number.NaN;
  return [kmTo('south'), kmTo('north')];
};

describe("a policy of one's own", () => {
  const own = {
    name: 'flat',
    version: 3,
    method: 'lowest-score',
    shipping: { kind: 'distance', base_minor: 900, per_thousand_km_minor: 0, cross_border_minor: 0 },
    split_cost_minor: 0,
    weights_percent: { shipping: 100, handling: 100, split: 100 },
    unknown_distance_km: 3_000,
    remainder: 'wait',
  };

  it('is priced by the rates of the log, or by its own when asked to', async () => {
    const logged = await replay({ policy: own });
    expect(logged.policy).toEqual({ name: 'flat', version: 3 });
    const mine = await replay({ policy: own, rates: 'candidate' });
    const [byLog, byOwn] = [logged.result.currencies[0], mine.result.currencies[0]];
    expect(byOwn.candidate.shipping_minor).toBe(900 * byOwn.candidate.parcels);
    expect(byOwn.logged.shipping_minor).toBe(900 * byOwn.logged.parcels);
    expect(byLog.candidate.shipping_minor).not.toBe(byOwn.candidate.shipping_minor);
    expect(byLog.candidate.parcels).toBe(byOwn.candidate.parcels);
  });

  it('is refused by the field that makes no sense', async () => {
    const answer = await operator('POST', '/simulations', { ...range, policy: { ...own, split_cost_minor: -1 } });
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'policy.split_cost_minor' }] } });
  });
});

describe('a replay', () => {
  it.each([
    ['ends before it begins', () => ({ from: range.to, to: range.from }), { field: 'from', code: 'range-empty' }],
    [
      'is longer than three months',
      () => ({ from: '2026-01-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }),
      { field: 'from', code: 'range-too-long' },
    ],
    ['has no decisions', () => ({ from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }), { field: 'from', code: 'no-decisions' }],
    ['names a policy that nobody knows', () => ({ ...range, preset: 'fastest-ever' }), { field: 'preset', code: 'unknown-preset' }],
    ['names one policy and gives another', () => ({ ...range, preset: 'nearest', policy: {} }), { field: 'preset', code: 'ambiguous' }],
    ['has no moment for an end', () => ({ ...range, to: 'tomorrow' }), { field: 'to' }],
  ])('that %s is refused by the field', async (_words, body, problem) => {
    const answer = await operator('POST', '/simulations', body());
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toEqual([expect.objectContaining(problem)]);
  });

  it('belongs to its tenant, and may be asked for by whoever may change policies', async () => {
    const { body, headers } = await begin({ preset: 'cheapest' });
    expect(headers.get('location')).toBe(`/simulations/${body.simulation_id}`);
    await finished(body.simulation_id);
    const rival = await installation.apiAs('admin', 'rival');
    expect((await rival('GET', `/simulations/${body.simulation_id}`)).status).toBe(404);
    expect((await rival('GET', '/simulations')).body).toEqual({ items: [] });
    expect((await rival('POST', '/simulations', range)).body.problems).toMatchObject([{ field: 'from', code: 'no-decisions' }]);
    const analyst = await installation.apiAs('analyst');
    expect((await analyst('POST', '/simulations', range)).status).toBe(403);
    expect((await analyst('GET', `/simulations/${body.simulation_id}`)).body.state).toBe('done');
    const { items } = (await analyst('GET', '/simulations?limit=2')).body;
    expect(items[0]).toMatchObject({ simulation_id: body.simulation_id, policy: { name: 'cheapest' }, state: 'done' });
    expect(items).toHaveLength(2);
  });

  it('changes nothing: the same comes out again, to the byte', async () => {
    const { result: first } = await replay({ preset: 'cheapest' });
    const { result: second } = await replay({ preset: 'cheapest' });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });
});

describe('what decisions rest on', () => {
  it('is kept without anything of the person', async () => {
    const { blobs } = installation.runtime.platform;
    const keys = [
      ...(await blobs.list({ prefix: 'decisions/', limit: 1_000 })),
      ...(await blobs.list({ prefix: 'decision-parts/', limit: 1_000 })),
    ];
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) {
      const text = gunzipSync((await blobs.get(key))?.bytes ?? new Uint8Array()).toString('utf8');
      for (const word of [...home, person.email, person.name]) expect(`${key} ${text}`.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  it('is missed by name when it is gone', async () => {
    const { blobs } = installation.runtime.platform;
    const [key = ''] = (await blobs.list({ prefix: 'decisions/main/', limit: 1_000 })).filter((name) => name.includes(cups[0] ?? '-'));
    const blob = await blobs.get(key);
    if (!blob) throw new Error('the inputs are kept');
    await blobs.delete(key);
    const { result } = await replay({});
    expect(result.reproduction.not_reproduced).toEqual([{ order_id: cups[0], decision_id: 'route.001.001', reason: 'inputs-missing' }]);
    await blobs.put(key, blob);
    expect((await replay({})).result.reproduction.not_reproduced).toEqual([]);
  });
});

describe('the command line', () => {
  const dates = () => ['--from', range.from, '--to', range.to];

  it('prints the same as the API', async () => {
    const { result } = await replay({ preset: 'nearest' });
    const { code, out, err } = await oms('replay-policy', ...dates(), '--policy', 'nearest', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(result);
    expect(err).toMatch(/\d+ decisions in [\d.]+ s, \d+ a second/);
  });

  it('says it for people', async () => {
    const { code, out } = await oms('replay-policy', ...dates(), '--policy', 'nearest');
    expect(code).toBe(0);
    expect(out).toMatch(/Reproduced: (\d+) of \1 decisions\./);
    expect(out).toMatch(/Total cost .* USD/);
    expect(out).toMatch(/north +0 → 2/);
  });

  it.each([
    [['--policy', 'no-such-file.json'], 2, 'there is no such file'],
    [['--from', '2026-01-02T00:00:00Z', '--to', '2026-01-01T00:00:00Z'], 2, '--from must be before'],
    [['--from', '2020-01-01T00:00:00Z', '--to', '2020-01-02T00:00:00Z'], 3, 'no order was routed'],
  ])('refuses %j', async (given, code, words) => {
    const answer = await oms('replay-policy', ...dates(), ...given);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(words);
  });
});
