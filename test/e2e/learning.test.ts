// What parcels teach: their outcomes, what decisions make of them, and whom it is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOutcomesOf, refreshLearnedOf } from '../../lambdas/sourcing/learning.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

const main = TenantId('main');

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await shop.must('POST', '/products', { sku: 'VASE', title: 'Vase', price: 6_000, currency: 'USD', weight_grams: 800, fragile: true });
  await shop.must('POST', '/products', { sku: 'MUG', title: 'Mug', price: 6_000, currency: 'USD', weight_grams: 800 });
  await stockUp(installation.api, { west: { VASE: 50, MUG: 50 } });
});
afterAll(() => installation.close());

const ground = (carrier: string, price: number) => ({
  carrier,
  service: 'ground',
  bands: [{ up_to_km: 6_000, price_minor: price, transit_days: 5 }],
});
const policy = (learned: object) => ({
  policy: {
    name: 'two-carriers',
    shipping: { kind: 'rate-table', carriers: [ground('X', 900), ground('Y', 950)] },
    split_cost_minor: 350,
    weights_percent: { shipping: 100, handling: 100, split: 100, lateness: 100 },
    lateness: { per_day_late_minor: 400, per_transit_day_minor: 0 },
    learned,
  },
});
let version = 0;
const decideBy = async (learned: object) => {
  await shop.must('PUT', '/policies/sourcing', { value: policy(learned), note: 'learned', expected_version: version });
  version += 1;
};

/** Parcels from Nevada to New York, which lies in zone 8. */
const parcels = (carrier: string, kind: string, count: number, damaged: number) =>
  Array.from({ length: count }, (_, index) => ({
    reference: `${carrier}-${kind}-${index}`,
    carrier,
    service: 'ground',
    origin: { country: 'US', region: 'NV' },
    destination: { country: 'US', region: 'NY' },
    package_kind: kind,
    weight_grams: 800,
    cost_minor: carrier === 'X' ? 900 : 950,
    shipped_at: '2026-10-01T10:00:00Z',
    delivered_at: index % 2 === 0 ? '2026-10-06T10:00:00Z' : '2026-10-07T10:00:00Z',
    promised_for: '2026-10-06T20:00:00Z',
    damaged: index < damaged,
  }));

const evaluate = async (sku: string) =>
  (
    await shop.must('POST', '/routing/evaluate', {
      lines: [{ sku, quantity: 1 }],
      destination: { country: 'US', region: 'NY' },
    })
  ).body;

describe('before anything is known', () => {
  it('the rates decide, and the receipt says so', async () => {
    await decideBy({ enabled: true });
    const { decision, delivery } = await evaluate('VASE');
    expect(decision.assignments[0].carrier).toBe('X ground');
    expect(decision.receipt.learned).toEqual({ version: null, ways: [] });
    expect(decision.receipt.reasons).toContain('Nothing has been learned of carriers yet; what the rates say counts.');
    expect(delivery).toBeNull();
    expect((await shop.must('GET', '/carriers/performance')).body).toEqual({ version: null, made_at: null, items: [] });
  });
});

describe('parcels from elsewhere', () => {
  it('are counted once each', async () => {
    const outcomes = [...parcels('X', 'fragile', 200, 24), ...parcels('Y', 'fragile', 200, 4)];
    expect((await shop.must('POST', '/carriers/outcomes', { outcomes })).body).toEqual({ recorded: 400, known: 0 });
    const standard = [...parcels('X', 'standard', 200, 0), ...parcels('Y', 'standard', 200, 0)];
    expect((await shop.must('POST', '/carriers/outcomes', { outcomes: [...standard, ...outcomes.slice(0, 10)] })).body).toEqual({
      recorded: 400,
      known: 10,
    });
    await refreshLearnedOf(restrictedPlatform(installation.runtime.platform, 'sourcing/refresh-learned')).renew(main);
    const { items } = (await shop.must('GET', '/carriers/performance?carrier=x&zone=8')).body;
    expect(items).toMatchObject([
      { carrier: 'x', service: 'ground', zone: '8', package_kind: 'fragile', parcels: 200, basis: 'learned' },
      { carrier: 'x', service: 'ground', zone: '8', package_kind: 'standard', parcels: 200, basis: 'learned' },
    ]);
    expect(items[0].damage_percent.mean).toBeGreaterThan(8);
    expect(items[0].damage_percent.low).toBeLessThan(items[0].damage_percent.mean);
    expect(items[1].damage_percent.mean).toBeLessThan(2);
    expect(items[0].late_percent.mean).toBeGreaterThan(40);
  });

  it.each([
    ['a parcel that arrived before it left', { delivered_at: '2026-09-01T10:00:00Z' }, 'outcomes.0.delivered_at'],
    ['a parcel of tomorrow', { shipped_at: '2099-01-01T00:00:00Z', delivered_at: '2099-01-02T00:00:00Z' }, 'outcomes.0.shipped_at'],
    ['a parcel that neither came nor is lost', { delivered_at: undefined }, 'outcomes.0.delivered_at'],
    ['a kind of goods that there is not', { package_kind: 'soft' }, 'outcomes.0.package_kind'],
    ['a country by name', { origin: { country: 'Germany' } }, 'outcomes.0.origin.country'],
  ])('are refused by the field: %s', async (_case, change, field) => {
    const [one] = parcels('Z', 'standard', 1, 0);
    const { status, body } = await installation.api('POST', '/carriers/outcomes', { outcomes: [{ ...one, ...change }] });
    expect(status).toBe(400);
    expect(body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it('teach nobody else', async () => {
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', '/carriers/performance')).body.items).toEqual([]);
    expect((await stranger('GET', '/carriers/performance?zone=12')).body).toMatchObject({ problems: [{ field: 'query.zone' }] });
  });
});

describe('a decision', () => {
  it('avoids the carrier that breaks vases, for vases, and says why', async () => {
    const later = await eventually(
      () => evaluate('VASE'),
      ({ decision }) => decision.assignments[0].carrier === 'Y ground',
    );
    const { ways, version: figures } = later.decision.receipt.learned;
    expect(figures).toMatch(/^carriers-/);
    expect(ways).toMatchObject([{ kind: 'fragile', carrier: 'Y ground', basis: 'learned', instead_of: { carrier: 'X ground' } }]);
    expect(later.decision.receipt.reasons.join(' ')).toContain('the rates alone would take X ground, but outcomes count');
    expect((await evaluate('MUG')).decision.assignments[0].carrier).toBe('X ground');
    expect(later.delivery.parcels).toBe(400);
    expect(later.delivery.likely < later.delivery.latest).toBe(true);
  });

  it('is made again by a replay, whatever was learned since', async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const id = await shop.place({ VASE: 1 });
    await shop.reaches(id, 'allocated');
    const { openReplay } = await import('../../lambdas/sourcing/composition.ts');
    const { replayCandidate, replayRange } = await import('../../lib/sourcing/index.ts');
    const { parseInstant } = await import('../../lib/kernel/instant.ts');
    const [range, candidate] = [
      replayRange({ from: parseInstant(from) as never, to: parseInstant(new Date(Date.now() + 60_000).toISOString()) as never }),
      replayCandidate({ preset: 'live' }),
    ];
    if (!range.ok || !candidate.ok) throw new Error('range and candidate are right');
    const replayed = await openReplay(installation.runtime.platform).replay(main, {
      range: range.value,
      candidate: candidate.value,
      rates: 'logged',
    });
    expect(replayed).toMatchObject({ ok: true, value: { reproduction: { notReproduced: [] } } });
    const { decisions } = (await shop.must('GET', `/orders/${id}/decisions`)).body;
    expect(decisions.find((one: { kind: string }) => one.kind === 'routing').receipt.assignments[0].carrier).toBe('Y ground');
  });
});

describe('looking back at a day', () => {
  it('tells what was lost and why, and only to whom it belongs', async () => {
    const { openLookBack } = await import('../../lambdas/sourcing/hindsight.ts');
    const day = installation.runtime.platform.clock.now().slice(0, 10);
    expect((await shop.must('GET', `/hindsight?from=${day}&to=${day}`)).body).toEqual({ items: [], differences: [] });
    await openLookBack(restrictedPlatform(installation.runtime.platform, 'sourcing/look-back')).look(main, day);
    const { items } = (await shop.must('GET', `/hindsight?from=${day}&to=${day}`)).body;
    expect(items).toMatchObject([{ day, is_partial: false, unknown: 0, currencies: [{ currency: 'USD', decisions: 1 }] }]);
    const [{ loss_minor: loss, by, chosen_minor: chosen, best_minor: best }] = items[0].currencies;
    expect(Object.values(by as Record<string, number>).reduce((sum, part) => sum + part, 0)).toBe(loss);
    expect(chosen - best).toBe(loss);
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', `/hindsight?from=${day}&to=${day}`)).body).toEqual({ items: [], differences: [] });
    const wrong = await installation.api('GET', `/hindsight?from=${day}&to=2020-01-01`);
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'query.to' }] } });
  });
});

describe('a parcel of ours', () => {
  const travelling = async (more: Record<string, unknown> = {}) => {
    const id = await shop.place({ VASE: 1 }, more);
    const work = await shop.released(id, 'west');
    await shop.pick(work);
    await shop.pack(work);
    const body = { carrier: 'Y', service: 'Ground', tracking_number: `T-${work}`, cost: { amount_minor: 1_045, currency: 'USD' } };
    const shipped = (await shop.must('POST', `/fulfillment-orders/${work}/ship`, body)).body;
    return { id, work, shipmentId: shipped.shipments[0].shipment_id as string };
  };
  const vases = async () => {
    await refreshLearnedOf(restrictedPlatform(installation.runtime.platform, 'sourcing/refresh-learned')).renew(main);
    const { items } = (await shop.must('GET', '/carriers/performance?carrier=Y&zone=8')).body;
    return items.find((one: { package_kind: string }) => one.package_kind === 'fragile');
  };

  it('is counted with its price when it arrives, and once however often that is heard', async () => {
    const { work } = await travelling();
    await shop.deliver(work);
    const counted = await eventually(vases, ({ parcels: count }) => count === 201);
    expect(counted.cost_ratio.mean).toBeGreaterThan(1);
    await recordOutcomesOf(restrictedPlatform(installation.runtime.platform, 'sourcing/record-outcomes'))(main, work);
    expect((await vases()).parcels).toBe(201);
  });

  it('is counted as damaged when that is reported, before or after', async () => {
    const { work, shipmentId } = await travelling();
    await shop.deliver(work);
    await eventually(vases, ({ parcels: count }) => count === 202);
    const before = (await vases()).damage_percent.mean;
    const reported = await shop.must('POST', `/fulfillment-orders/${work}/mishaps`, { shipment_id: shipmentId, mishap: 'damaged' });
    expect(reported.body.shipments[0].mishap.kind).toBe('damaged');
    await eventually(vases, ({ damage_percent: { mean } }) => mean > before);
    expect((await vases()).parcels).toBe(202);
    const again = await shop.must('POST', `/fulfillment-orders/${work}/mishaps`, { shipment_id: shipmentId, mishap: 'lost' });
    expect(again.body.version).toBe(reported.body.version);
  });

  it('is counted as lost when it never came', async () => {
    const { work, shipmentId } = await travelling();
    await shop.must('POST', `/fulfillment-orders/${work}/mishaps`, { shipment_id: shipmentId, mishap: 'lost' });
    const counted = await eventually(vases, ({ parcels: count }) => count === 203);
    // Four of them were broken from elsewhere, one was reported broken, and this one.
    expect(counted.damage_percent.mean).toBeGreaterThan(2);
  });

  it('says what is wrong with a report', async () => {
    const { work } = await travelling();
    const { status, body } = await installation.api('POST', `/fulfillment-orders/${work}/mishaps`, {
      shipment_id: 'other',
      mishap: 'eaten',
    });
    expect({ status, field: body.problems[0].field }).toEqual({ status: 400, field: 'mishap' });
    const other = await installation.api('POST', `/fulfillment-orders/${work}/mishaps`, { shipment_id: 'other', mishap: 'lost' });
    expect(other).toMatchObject({ status: 422, body: { code: 'shipment-unknown' } });
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('POST', `/fulfillment-orders/${work}/mishaps`, { shipment_id: 'other', mishap: 'lost' })).status).toBe(404);
  });

  it('that will come too late is told before it is late', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const { id, work } = await travelling({ deliver_by: tomorrow });
    const { refreshAll } = refreshLearnedOf(restrictedPlatform(installation.runtime.platform, 'sourcing/refresh-learned'));
    const { items } = await eventually(
      async () => {
        await refreshAll();
        return (await shop.must('GET', '/exceptions?kind=promise-at-risk')).body;
      },
      (page) => page.items.length > 0,
    );
    expect(items).toMatchObject([
      { kind: 'promise-at-risk', order: { order_id: id }, recommended_action: { code: 'tell-customer-early' } },
    ]);
    expect(items[0].sentence).toMatch(/^A parcel with y ground comes after .* with a probability of \d+ %/);
    await shop.deliver(work);
    await eventually(
      async () => (await shop.must('GET', '/exceptions?kind=promise-at-risk')).body.items,
      (left) => left.length === 0,
    );
  });
});
