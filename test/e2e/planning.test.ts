// What is told beside the demand, and what forecasts propose, as the API tells it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planningOf } from '../../lambdas/forecasting/planning-parts.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { keepForecasts } from './forecast-story.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

const main = TenantId('main');
const dayMs = 86_400_000;

let installation: Installation;
let shop: Shop;
let stranger: Api;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  for (const [sku, price] of [
    ['LAMP', 4_000],
    ['BULB', 500],
  ] as const)
    await shop.must('POST', '/products', { sku, title: sku, price, currency: 'USD', category: 'light' });
  await stockUp(installation.api, { east: { LAMP: 900, BULB: 5 }, west: { LAMP: 40 } });
  await shop.must('POST', '/locations', { location_id: 'maker', name: 'Lamps United', type: 'supplier', country: 'US' });
  await shop.must('POST', '/locations/maker/supplier-terms', {
    lead_time_days: 5,
    currency: 'USD',
    unit_costs: [{ sku: 'BULB', amount_minor: 120 }],
    order_quantities: [{ sku: 'BULB', minimum_units: 60, pack_units: 24 }],
  });
  stranger = await installation.apiAs('admin', 'strangers');
  // Ten lamps a day in the west and twenty in the east, two bulbs in the east.
  await keepForecasts(installation, {
    many: 'LAMP',
    few: 'BULB',
    category: 'light',
    rush: false,
    past: [{ week: '2026-11-02', mean: 210, dispersion: 1, naive: 180, actual: 200 }],
  });
});
afterAll(() => installation.close());

const dayFrom = (days: number): string => plusMs(installation.runtime.platform.clock.now(), days * dayMs).slice(0, 10);

describe('feeds', () => {
  const spend = { campaign: 'instagram', day: '2026-12-01', region: 'US-NV', amount_minor: 500_000, currency: 'USD', uplift_percent: 40 };

  it('take rows, say which were new, and tell who said them', async () => {
    const body = { source: 'campaign planner', rows: [spend] };
    expect((await shop.must('PUT', '/forecast-feeds/marketing', body)).body).toEqual({ kind: 'marketing', created: 1, replaced: 0 });
    expect((await shop.must('PUT', '/forecast-feeds/marketing', body)).body).toEqual({ kind: 'marketing', created: 0, replaced: 1 });
    const { items } = (await shop.must('GET', '/forecast-feeds/marketing?from=2026-12-01&to=2026-12-31')).body;
    expect(items).toMatchObject([{ row: spend, provenance: { source: 'campaign planner', via: 'api', by: { kind: 'api_key' } } }]);
    expect((await shop.must('GET', '/forecast-feeds/marketing?from=2026-12-02')).body.items).toEqual([]);
  });

  it('name the field of a row that is wrong, and then write none of them', async () => {
    const rows = [spend, { ...spend, day: '2026-13-01' }, { ...spend, amount_minor: -1 }];
    const { status, body } = await installation.api('PUT', '/forecast-feeds/marketing', {
      source: 'planner',
      rows: [...rows, { campaign: 'x' }],
    });
    expect(status).toBe(400);
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['rows.1.day', 'rows.2.amount_minor', 'rows.3.day']),
    );
    const promotion = { promotion_id: 'p', from: '2026-12-05', to: '2026-12-01', depth_percent: 20 };
    const refused = await installation.api('PUT', '/forecast-feeds/promotions', { source: 'planner', rows: [promotion] });
    expect(refused.body.problems).toMatchObject([{ field: 'rows.0.to' }]);
    expect((await installation.api('PUT', '/forecast-feeds/gossip', { source: 'x', rows: [{}] })).body.problems).toMatchObject([
      { field: 'path.kind' },
    ]);
    expect((await shop.must('GET', '/forecast-feeds/promotions')).body.items).toEqual([]);
  });

  it('take a row back, and belong to one tenant', async () => {
    await shop.must('PUT', '/forecast-feeds/holidays', {
      source: 'calendar',
      rows: [{ country: 'US', day: '2026-12-25', name: 'Christmas' }],
    });
    const [{ row_id: id }] = (await shop.must('GET', '/forecast-feeds/holidays')).body.items;
    expect((await stranger('GET', '/forecast-feeds/holidays')).body.items).toEqual([]);
    expect((await stranger('DELETE', `/forecast-feeds/holidays/rows/${id}`)).status).toBe(404);
    expect((await installation.api('DELETE', `/forecast-feeds/holidays/rows/${id}`)).status).toBe(204);
    expect((await installation.api('DELETE', `/forecast-feeds/holidays/rows/${id}`)).status).toBe(404);
  });

  it('are no business of a storefront', async () => {
    const storefront = await installation.apiAs('storefront');
    expect((await storefront('GET', '/forecast-feeds/marketing')).status).toBe(403);
    expect((await storefront('GET', '/forecasts/totals')).status).toBe(403);
    expect((await storefront('GET', '/planning/proposals')).status).toBe(403);
  });
});

describe('forecasts by level', () => {
  it('are told by location and week, with what drove them, and add up to the total', async () => {
    const { forecast } = (await shop.must('GET', '/forecasts?sku=LAMP&level=location&period=weekly')).body;
    expect(forecast).toMatchObject({ level: 'location', period: 'weekly', cold_start: false, model_version: null });
    expect(forecast.reasons).toMatchObject([{ kind: 'level' }, { kind: 'campaign', factor: 1.4 }]);
    expect(forecast.series.map(({ key }: { key: string }) => key)).toEqual(['east', 'west']);
    const total = (await shop.must('GET', '/forecasts?sku=LAMP&period=weekly')).body.forecast.series[0].periods;
    const grains = (mean: number): number => Math.round(mean * 10_000);
    for (const [at, period] of total.entries()) {
      const parts = forecast.series.map((one: { periods: { mean: number }[] }) => grains(one.periods[at]?.mean ?? 0));
      expect(parts.reduce((sum: number, one: number) => sum + one, 0)).toBe(grains(period.mean));
      expect(period.p10).toBeLessThanOrEqual(period.p50);
      expect(period.p50).toBeLessThanOrEqual(period.p90);
    }
    const { body } = await installation.api('GET', '/forecasts?sku=LAMP&level=shelf');
    expect(body.problems).toMatchObject([{ field: 'query.level' }]);
  });

  it('show whoever works at one location that one alone', async () => {
    const western = await installation.apiAs('warehouse', 'main', ['west']);
    const { forecast } = (await western('GET', '/forecasts?sku=LAMP&level=location')).body;
    expect(forecast.series.map(({ key }: { key: string }) => key)).toEqual(['west']);
    const totals = (await western('GET', '/forecasts/totals?level=location')).body.totals;
    expect(totals.series.map(({ key }: { key: string }) => key)).toEqual(['west']);
  });

  it('are told of everything together, and to no other tenant', async () => {
    const { totals } = (await shop.must('GET', '/forecasts/totals?level=total&period=daily')).body;
    expect(totals.series[0].periods[0]).toMatchObject({ mean: 32 });
    // The schedule may have looked at the stranger's empty catalog already.
    expect((await stranger('GET', '/forecasts/totals')).body.totals?.series ?? []).toEqual([]);
  });

  it('are held against what came', async () => {
    const { body } = await installation.api('GET', '/forecasts/accuracy?sku=LAMP');
    expect(body).toMatchObject({
      sku: 'LAMP',
      weeks: [{ week: '2026-11-02', measures: { actual: 200, wape: 0.05, mape: 0.05, wape_ratio: 0.5 } }],
      breach: null,
    });
    expect((await stranger('GET', '/forecasts/accuracy?sku=LAMP')).status).toBe(404);
    expect((await installation.api('GET', '/forecasts/accuracy?weeks=0')).body.problems).toMatchObject([{ field: 'query.weeks' }]);
  });
});

describe('proposals', () => {
  const open = async (query = '') => (await shop.must('GET', `/planning/proposals?${query}`)).body.items;

  it('move what will be missing, and buy what nobody has, with what speaks for it', async () => {
    expect(await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main)).toEqual({ opened: 2 });
    const [transfer] = await open('kind=transfer');
    expect(transfer).toMatchObject({
      sku: 'LAMP',
      from_location_id: 'east',
      to_location_id: 'west',
      status: 'open',
      receipt: { service_percent: 95, policy_version: 0, currency: 'USD', from: { location_id: 'east' }, to: { available: 40 } },
      decision: null,
    });
    expect(transfer.receipt.benefit_minor).toBeGreaterThan(transfer.receipt.cost_minor);
    expect(900 - transfer.quantity).toBeGreaterThanOrEqual(transfer.receipt.from.needed);
    expect(transfer.reasons).toContain('The campaign instagram raises demand of US-NV by 40 %.');
    const [purchase] = await open('kind=purchase');
    expect(purchase).toMatchObject({
      sku: 'BULB',
      supplier: 'maker',
      to_location_id: 'east',
      receipt: { minimum_units: 60, pack_units: 24 },
    });
    expect(purchase.quantity % 24).toBe(0);
    expect(purchase.receipt.cost_minor).toBe(120 * purchase.quantity);
  });

  it('are the same when they are looked for again', async () => {
    const before = await open();
    expect(await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main)).toEqual({ opened: 0 });
    expect(await open()).toEqual(before);
  });

  it('are not told to another tenant, nor to a location that has no part in them', async () => {
    const [transfer] = await open('kind=transfer');
    expect((await stranger('GET', '/planning/proposals')).body.items).toEqual([]);
    expect((await stranger('POST', `/planning/proposals/${transfer.proposal_id}/accept`, {})).status).toBe(404);
    const southern = await installation.apiAs('warehouse', 'main', ['south']);
    expect((await southern('GET', '/planning/proposals')).body.items).toEqual([]);
    expect((await southern('POST', `/planning/proposals/${transfer.proposal_id}/decline`, {})).status).toBe(404);
    const { body } = await installation.api('POST', `/planning/proposals/${transfer.proposal_id}/accept`, { quantity: 0 });
    expect(body.problems).toMatchObject([{ field: 'quantity' }]);
  });

  it('become a draft of a transfer when accepted, once, however often that is said', async () => {
    const [{ proposal_id: id, quantity }] = await open('kind=transfer');
    const accepted = (await shop.must('POST', `/planning/proposals/${id}/accept`, { note: 'before the campaign' })).body;
    expect(accepted).toMatchObject({ status: 'accepted', decision: { document_id: `plan-${id}`, note: 'before the campaign', quantity } });
    expect((await shop.must('POST', `/planning/proposals/${id}/accept`, {})).body).toEqual(accepted);
    const transfer = await eventually(
      () => installation.api('GET', `/transfers/plan-${id}`),
      ({ status }) => status === 200,
    );
    expect(transfer.body).toMatchObject({
      status: 'draft',
      from_location_id: 'east',
      to_location_id: 'west',
      lines: [{ sku: 'LAMP', quantity }],
    });
    expect(await installation.api('POST', `/planning/proposals/${id}/decline`, {})).toMatchObject({
      status: 422,
      body: { code: 'proposal-ended' },
    });
    // What was decided on takes its time to show, and is not proposed again meanwhile.
    expect(await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main)).toEqual({ opened: 0 });
    expect((await open('list=ended')).map(({ proposal_id }: { proposal_id: string }) => proposal_id)).toContain(id);
  });

  it('become a purchase order with the name of the supplier, in the numbers that somebody wants', async () => {
    const [{ proposal_id: id }] = await open('kind=purchase');
    await shop.must('POST', `/planning/proposals/${id}/accept`, { quantity: 72 });
    const { body } = await eventually(
      () => installation.api('GET', `/purchase-orders/plan-${id}`),
      ({ status }) => status === 200,
    );
    expect(body).toMatchObject({ supplier: 'Lamps United', location_id: 'east', lines: [{ sku: 'BULB', quantity: 72 }] });
  });

  it('that were declined are not made again for a while', async () => {
    await shop.count('east', 'LAMP', 2);
    await shop.count('west', 'LAMP', 2);
    expect((await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main)).opened).toBeGreaterThan(
      0,
    );
    const purchases = await open('kind=purchase&sku=LAMP');
    expect(purchases[0]).toMatchObject({ supplier: null });
    const id = purchases[0].proposal_id;
    expect(await installation.api('POST', `/planning/proposals/${id}/accept`, {})).toMatchObject({
      status: 422,
      body: { code: 'supplier-unknown' },
    });
    const declined = (await shop.must('POST', `/planning/proposals/${id}/decline`, { note: 'discontinued' })).body;
    expect(declined).toMatchObject({ status: 'declined', decision: { note: 'discontinued', document_id: null } });
    expect((await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main)).opened).toBe(0);
  });

  it('lapse when what they rest on is no longer so', async () => {
    const [{ proposal_id: id, to_location_id: at }] = await open('kind=purchase&sku=LAMP');
    await shop.count(at, 'LAMP', 5_000);
    await planningOf(restrictedPlatform(installation.runtime.platform, 'forecasting/plan')).runNow(main);
    const ended = await open('list=ended&sku=LAMP');
    expect(ended.find(({ proposal_id }: { proposal_id: string }) => proposal_id === id)).toMatchObject({ status: 'lapsed' });
  });
});

describe('people and parcels', () => {
  it('follow the policy of labour', async () => {
    const value = { lines_per_person_hour: 1, shift_hours: 1, location_types: [] };
    await shop.must('PUT', '/policies/labour', { value, note: 'a slow day', expected_version: 0 });
    const { body } = await installation.api('GET', '/planning/staffing?location_id=west');
    expect(body.policy_version).toBe(1);
    expect(body.locations[0].days[0]).toMatchObject({ people_p50: 5 });
    const wrong = await installation.api('PUT', '/policies/labour', {
      value: { ...value, shift_hours: 30 },
      note: 'x',
      expected_version: 1,
    });
    expect(wrong.body.problems).toMatchObject([{ field: 'value.shift_hours' }]);
  });

  it('are planned by location and day', async () => {
    const { body } = await installation.api('GET', '/planning/staffing?days=2');
    expect(body).toMatchObject({ units_per_line: 2, lines_per_order: 1, basis: 'measured', policy_version: 1 });
    expect(body.locations[0]).toMatchObject({ location_id: 'east', days: [{ day: dayFrom(0), units: 22, lines: 11, people_p50: 11 }, {}] });
    expect((await installation.api('GET', '/planning/staffing?location_id=nowhere')).status).toBe(404);
    expect((await stranger('GET', '/planning/staffing')).body.locations).toEqual([]);
  });

  it('are told to carriers by lane and month', async () => {
    const { body } = await installation.api('GET', '/planning/carrier-volumes?months=2');
    expect(body).toMatchObject({ units_per_parcel: 2, season: { counts: false, years: 0, proof: null } });
    expect(body.lanes.map(({ to_region: region }: { to_region: string }) => region)).toEqual(['US-NY', 'US-NV']);
    expect(body.lanes[0].months).toHaveLength(2);
    expect((await stranger('GET', '/planning/carrier-volumes')).body.lanes).toEqual([]);
  });
});
