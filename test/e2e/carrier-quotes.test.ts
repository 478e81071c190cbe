// Prices that carriers name, from the policy that asks for them to the receipt, and what happens when none come.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RatingTwin, startRatingTwin } from '../../bin/demo/twins/rating/rating.twin.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const apiKey = 'EZTK-e2e';
let twin: RatingTwin;
let installation: Installation;
let shop: Shop;
let version = 0;

const setPolicy = async (quotes: object | undefined): Promise<void> => {
  const value = { preset: 'balanced', ...(quotes ? { quotes } : {}) };
  await shop.must('PUT', '/policies/sourcing', { value, note: 'quotes', expected_version: version });
  version += 1;
};

beforeAll(async () => {
  twin = await startRatingTwin({ clock: systemClock, random: createRandom(3), service: 'easypost', apiKey });
  installation = await openInstallation({ env: { MAIN_EASYPOST_API_KEY: apiKey, EASYPOST_URL: twin.url } });
  shop = createShop(installation);
  await shop.must('POST', '/products', { sku: 'VASE', title: 'Vase', price: 6_000, currency: 'USD', weight_grams: 800 });
  await stockUp(installation.api, { east: { VASE: 50 }, west: { VASE: 50 } });
  const places = [
    { location_id: 'east', name: 'Newark', region: 'NJ', postal_code: '07114', latitude: 40.73, longitude: -74.17 },
    { location_id: 'west', name: 'Reno', region: 'NV', postal_code: '89501', latitude: 39.53, longitude: -119.81 },
  ];
  for (const place of places) await shop.must('POST', '/locations', { ...place, type: 'warehouse', country: 'US', pickup: true });
});
afterAll(async () => {
  await installation.close();
  await twin.close();
});

const parcel = { location_id: 'west', destination: { country: 'US', region: 'US-NY', postal_code: '12207' }, weight_grams: 800 };
const ask = (change: object = {}) => installation.api('POST', '/carriers/quotes', { ...parcel, ...change });

const routingOf = async (orderId: string) => {
  const { decisions } = await eventually(
    async () => (await shop.must('GET', `/orders/${orderId}/decisions`)).body,
    ({ decisions: found }) => found.some(({ kind }: { kind: string }) => kind === 'routing'),
  );
  return decisions.find(({ kind }: { kind: string }) => kind === 'routing').receipt;
};

describe('carriers', () => {
  it('are not asked where no policy says so', async () => {
    // Another tenant, because a policy counts for half a minute where it has been looked at.
    const other = await installation.apiAs('admin', 'other');
    const { status, body } = await other('POST', '/carriers/quotes', parcel);
    expect([status, body.code]).toEqual([409, 'quotes-not-set-up']);
    expect(twin.calls).toEqual([]);
  });

  it.each([
    ['a service that there is not', { from: 'fedex' }, 'value.quotes.from'],
    ['ShipStation without an account', { from: 'shipstation' }, 'value.quotes.carrier_accounts'],
    ['more patience than a decision may have', { from: 'easypost', wait_ms: 60_000 }, 'value.quotes.wait_ms'],
    ['an account by its name', { from: 'easypost', carrier_accounts: ['our UPS account'] }, 'value.quotes.carrier_accounts.0'],
  ])('are not asked by a policy with %s', async (_what, quotes, field) => {
    const value = { preset: 'balanced', quotes };
    const { status, body } = await installation.api('PUT', '/policies/sourcing', { value, note: 'x', expected_version: version });
    expect([status, body.problems?.[0]?.field]).toEqual([400, field]);
  });

  it('name what a parcel costs', async () => {
    await setPolicy({ from: 'easypost' });
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({ from: 'easypost', gap: null });
    expect(body.services.slice(0, 2)).toEqual([
      { carrier: 'FedEx', service: 'SMART_POST', price_minor: 930 },
      { carrier: 'USPS', service: 'GroundAdvantage', price_minor: 951, transit_days: 5 },
    ]);
  });

  it.each([
    ['a location that there is not', { location_id: 'moon' }, 'location_id'],
    ['a destination without a postal code', { destination: { country: 'US' } }, 'destination.postal_code'],
    ['no weight', { weight_grams: 0 }, 'weight_grams'],
    ['a currency in words', { currency: 'dollars' }, 'currency'],
  ])('are not asked about %s', async (_what, change, field) => {
    const { status, body } = await ask(change);
    expect([status, body.problems[0].field]).toEqual([400, field]);
  });

  it('say that they send nothing there, or ask for it in another currency', async () => {
    expect((await ask({ weight_grams: 70_000 })).body.gap).toEqual({ code: 'too-heavy', message: 'no parcel is that heavy' });
    expect((await ask({ currency: 'EUR' })).body.gap.code).toBe('no-service');
  });
});

describe('an order', () => {
  const ground = { carrier: 'USPS', service: 'GroundAdvantage', transit_days: 2 };

  it('is sourced by what carriers ask, by a service of theirs, and its receipt says so', async () => {
    const id = await shop.place({ VASE: 2 });
    const { assignments, receipt } = await routingOf(id);
    expect(assignments).toMatchObject([{ location_id: 'east', carrier: 'USPS GroundAdvantage' }]);
    expect(receipt.quotes).toMatchObject({
      from: 'easypost',
      of: [{ location_id: 'east', services: 5, taken: ground }, { location_id: 'west' }],
      missing: [],
    });
    expect(receipt.reasons).toContain('Prices from east, west are those that carriers named through EasyPost.');
    expect(JSON.stringify(twin.questions)).not.toMatch(/Quill|Harbour|ada\./);
    // What its customer is told of its arrival goes by the days that the carrier has named.
    await shop.released(id, 'east');
    const { delivery_estimate: estimate } = await shop.order(id);
    expect(estimate).toMatchObject({ basis: 'prior-only', waiting: 1 });
  });

  it('is evaluated by them as well, before anybody places it', async () => {
    const { decision } = (
      await shop.must('POST', '/routing/evaluate', { lines: [{ sku: 'VASE', quantity: 1 }], destination: parcel.destination })
    ).body;
    expect(decision.receipt.quotes.of).toHaveLength(2);
  });

  it('goes by the rates where the service does not answer, and nothing is lost', async () => {
    twin.trouble.down = true;
    const id = await shop.place({ VASE: 9 });
    const { receipt } = await routingOf(id);
    expect(receipt.quotes.missing).toEqual([
      { location_id: 'east', gap: 'no-answer' },
      { location_id: 'west', gap: 'no-answer' },
    ]);
    expect(receipt.reasons).toContain('Prices from east, west are those of the policy’s rates: no answer came in time.');
    await shop.released(id, 'east');
    twin.trouble.down = false;
  });

  it('is not asked about when its customer collects it', async () => {
    const before = twin.calls.length;
    const id = await shop.place({ VASE: 1 }, { shipping_address: undefined, delivery: { method: 'pickup', location_id: 'east' } });
    expect((await routingOf(id)).receipt.quotes).toBeUndefined();
    expect(twin.calls).toHaveLength(before);
  });
});
