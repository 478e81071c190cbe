// What a checkout offers, what was chosen of it, and when orders come, through HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnChoicesOf } from '../../lambdas/customers/delivery-option-parts.ts';
import { refreshLearnedOf } from '../../lambdas/sourcing/learning.ts';
import { PersonId, TenantId } from '../../lib/kernel/ids.ts';
import { parseInstant } from '../../lib/kernel/instant.ts';
import { restrictedPlatform } from '../support/function-needs.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');

let installation: Installation;
let shop: Shop;
let rival: Api;
let storefront: Api;

const rate = (carrier: string, service: string, price: number, days: number) => ({
  carrier,
  service,
  bands: [{ up_to_km: 6_000, price_minor: price, transit_days: days }],
});
const policy = {
  policy: {
    name: 'three-services',
    shipping: { kind: 'rate-table', carriers: [rate('X', 'ground', 700, 5), rate('X', 'air', 2_400, 1), rate('Y', 'slow', 900, 6)] },
    split_cost_minor: 350,
    weights_percent: { shipping: 100, handling: 100, split: 100, lateness: 100 },
    lateness: { per_day_late_minor: 900, per_transit_day_minor: 0 },
  },
};
const toNewYork = { country: 'US', region: 'NY', postal_code: '12207' };
const ask = async (more: Record<string, unknown> = {}, lines = [{ sku: 'VASE', quantity: 1 }]) =>
  (await shop.must('POST', '/checkout/delivery-options', { lines, destination: toNewYork, ...more })).body;
const methodsIn = ({ items }: { items: readonly { method: string }[] }) => items.map(({ method }) => method);
const itemOf = ({ items }: { items: readonly { option_id: string }[] }, id: string) =>
  // oxlint-disable-next-line typescript/no-explicit-any
  items.find(({ option_id: optionId }) => optionId === id) as any;

/** Looks at everything that was shown until now, as though days had passed. */
const learnAll = async () => {
  await settled(installation.runtime);
  // With the rights of the function that does it by the hour, which would otherwise be seen with nothing to do.
  const platform = restrictedPlatform(installation.runtime.platform, 'customers/learn-delivery-choices');
  return learnChoicesOf(platform).learnUntil(main, parseInstant('2099-01-01T00:00:00Z') as never);
};

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
  storefront = await installation.apiAs('storefront');
  await shop.must('PUT', '/policies/sourcing', { value: policy, note: 'services', expected_version: 0 });
  await shop.must('POST', '/products', { sku: 'VASE', title: 'Vase', price: 6_000, currency: 'USD', weight_grams: 800 });
  await stockUp(installation.api, { west: { VASE: 200, MUG: 5 } });
});
afterAll(() => installation.close());

describe('a checkout', () => {
  it('is offered the services that somebody could want, with price, dates and what they rest on', async () => {
    const answer = (
      await storefront('POST', '/checkout/delivery-options', { lines: [{ sku: 'VASE', quantity: 2 }], destination: toNewYork })
    ).body;
    expect(answer.ranking).toMatchObject({ basis: 'assumed', consent: null, choices_of_shop: 0, choices_of_person: 0 });
    expect(answer).toMatchObject({ currency: 'USD', goods_minor: 12_000, figures_version: null, policy: { name: 'three-services' } });
    expect(methodsIn(answer).toSorted()).toEqual(['X air', 'X ground']);
    expect(answer.left_out).toEqual([{ method: 'Y slow', reason: 'dominated' }]);
    const [ground, air] = [itemOf(answer, 'x ground'), itemOf(answer, 'x air')];
    expect(ground).toMatchObject({ price_minor: 700, price_basis: 'rates', date_basis: 'prior-only', seen: 0, parcels: 1, chance: 0.9 });
    expect(ground.deliver_by).toBe(ground.estimate.latest);
    expect(ground.estimate.earliest < ground.estimate.likely && ground.estimate.likely < ground.estimate.latest).toBe(true);
    expect(air.estimate.latest < ground.estimate.earliest).toBe(true);
    expect([ground.co2.modes, air.co2.modes]).toEqual([['road'], ['air']]);
    expect(air.co2.grams).toBeGreaterThan(ground.co2.grams);
    const sum = (parts: Record<string, number>) => Object.values(parts).reduce((total, part) => total + part, 0);
    expect(sum(answer.items[0].contributions)).toBeGreaterThanOrEqual(sum(answer.items[1].contributions));
    expect(answer.items[0].share + answer.items[1].share).toBeCloseTo(1, 3);
  });

  it('goes by what the shop charges', async () => {
    const asked = await ask({ prices: [{ method: 'X air', price_minor: 0 }] });
    expect(asked.items[0]).toMatchObject({ method: 'X air', price_minor: 0, price_basis: 'shop', cost_minor: 2_400 });
    expect(asked.items[0].reason).toContain('The cheapest, the fastest');
  });

  it('is told no grams of goods whose weight nobody knows, and why there is nothing for what is not in stock', async () => {
    const mug = await ask({}, [{ sku: 'MUG', quantity: 1 }]);
    expect(itemOf(mug, 'x ground').co2).toBeNull();
    const many = await ask({}, [{ sku: 'MUG', quantity: 50 }]);
    expect(many.items).toEqual([]);
    expect(many.left_out).toContainEqual({ method: 'X ground', reason: 'no-stock' });
  });

  it('is kept as its own receipt, for its tenant alone', async () => {
    const answer = await ask();
    expect((await shop.must('GET', `/checkout/delivery-options/${answer.options_id}`)).body).toEqual(answer);
    expect((await rival('GET', `/checkout/delivery-options/${answer.options_id}`)).status).toBe(404);
    expect((await rival('GET', '/delivery-taste')).body).toMatchObject({ choices: 0, basis: 'assumed' });
  });

  it.each([
    ['an article that nobody knows', { lines: [{ sku: 'NOTHING', quantity: 1 }] }, 'lines.0.sku'],
    ['a quantity of none', { lines: [{ sku: 'VASE', quantity: 0 }] }, 'lines.0.quantity'],
    ['a country by name', { destination: { country: 'Germany' } }, 'destination.country'],
    ['no e-mail address', { customer: { email: 'ada' } }, 'customer.email'],
    ['a price below nothing', { prices: [{ method: 'X air', price_minor: -1 }] }, 'prices.0.price_minor'],
  ])('is refused by the field: %s', async (_case, change, field) => {
    const body = { lines: [{ sku: 'VASE', quantity: 1 }], destination: toNewYork, ...change };
    const { status, body: answer } = await installation.api('POST', '/checkout/delivery-options', body);
    expect(status).toBe(400);
    expect(answer.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it('shows places where the customer can come, with stock and nearby', async () => {
    const store = { type: 'store', country: 'US', region: 'NY', postal_code: '12210', processing_hours: 2 };
    await shop.must('POST', '/locations', { location_id: 'albany', name: 'Albany', ...store });
    await shop.must('POST', '/locations', { location_id: 'empty', name: 'Empty', ...store });
    const far = { ...store, postal_code: '14604', latitude: 40.7, longitude: -74 };
    await shop.must('POST', '/locations', { location_id: 'far', name: 'Far', ...far });
    await shop.receive('far', { VASE: 3 });
    await shop.receive('albany', { VASE: 3 });
    const answer = await eventually(ask, (found) => methodsIn(found).includes('pickup'));
    const place = itemOf(answer, 'pickup:albany');
    expect(place).toMatchObject({ kind: 'pickup', location_id: 'albany', price_minor: 0, deliver_by: null, date_basis: 'location' });
    expect(place.reason).toContain('to be collected nearby');
    expect(itemOf(answer, 'pickup:empty')).toBeUndefined();
    expect(itemOf(answer, 'pickup:far')).toBeUndefined();
    expect(methodsIn(await ask({}, [{ sku: 'VASE', quantity: 4 }]))).not.toContain('pickup');
    await shop.count('albany', 'VASE', 0);
    expect(methodsIn(await ask())).not.toContain('pickup');
  });
});

describe('what was chosen', () => {
  const patient = { email: 'pat@northgate.example.com', name: 'Pat' };
  const hasty = { email: 'hal@northgate.example.com', name: 'Hal' };
  const order = (customer: object, method: string, more: Record<string, unknown> = {}) =>
    shop.place({ VASE: 1 }, { customer, shipping_lines: [{ code: method, price: 900 }], ...more });
  const personOf = async (email: string): Promise<string> =>
    (await shop.must('GET', `/orders?email=${encodeURIComponent(email)}&limit=1`)).body.items[0].person_id;
  const agree = async (email: string, granted: boolean) => {
    await settled(installation.runtime);
    const statements = [{ purpose: 'personalisation', granted, source: 'checkout' }];
    await shop.must('POST', `/persons/${await personOf(email)}/consents`, { statements });
  };

  it('is found by the shop’s own id of the order, without knowing who', async () => {
    const answer = await ask({ order_reference: 'cart-1', customer: { email: 'nobody@northgate.example.com' } });
    expect(answer.ranking.consent).toBe(false);
    const id = await order(hasty, 'X AIR', { channel_order_id: 'cart-1' });
    expect(await learnAll()).toMatchObject({ learned: 1 });
    const read = (await shop.must('GET', `/checkout/delivery-options/${answer.options_id}`)).body;
    expect(read).toMatchObject({ is_open: false, choice: { option_id: 'x air', order_id: id } });
    expect((await shop.must('GET', '/delivery-taste')).body).toMatchObject({ choices: 1, basis: 'assumed' });
    // Looked at again it teaches nothing.
    expect(await learnAll()).toMatchObject({ learned: 0 });
  });

  it('ranks the options of each person by what they took before, with their consent alone', async () => {
    await order(patient, 'X ground');
    await agree(patient.email, true);
    await agree(hasty.email, true);
    for (let time = 0; time < 6; time += 1) {
      for (const [who, method] of [
        [patient, 'X ground'],
        [hasty, 'X air'],
      ] as const) {
        const answer = await ask({ customer: { email: who.email } });
        expect(answer.ranking.consent).toBe(true);
        await order(who, method);
        expect(await learnAll()).toMatchObject({ learned: 1 });
      }
    }
    const ofHal = await ask({ customer: { email: hasty.email } });
    const ofPat = await ask({ customer: { email: patient.email } });
    expect(ofHal.ranking).toMatchObject({ basis: 'personal', choices_of_person: 6 });
    expect(ofHal.items[0].method).toBe('X air');
    expect(ofPat.items[0].method).toBe('X ground');
    const shareOfAir = (answer: { items: readonly { option_id: string }[] }) => itemOf(answer, 'x air').share as number;
    expect(shareOfAir(ofHal)).toBeGreaterThan(shareOfAir(ofPat));
    await agree(hasty.email, false);
    const without = await ask({ customer: { email: hasty.email } });
    expect(without.ranking).toMatchObject({ consent: false, choices_of_person: 0 });
    const { weights, choices_of_shop: counted } = (await ask()).ranking;
    expect(without.ranking).toMatchObject({ weights, choices_of_shop: counted });
  });

  it('stands with the person in the vault, and goes with them', async () => {
    const personId = PersonId(await personOf(patient.email));
    const { vaultOf } = await import('../../lambdas/composition.ts');
    const vault = vaultOf(installation.runtime.platform);
    expect(await vault.get(main, personId, 'DELIVERY_TASTE')).toMatchObject({ choices: 6 });
    const before = await ask({ customer: { email: patient.email } });
    await vault.erase(main, personId);
    expect(before.ranking.basis).toBe('personal');
    expect((await ask({ customer: { email: patient.email } })).ranking).toMatchObject({ consent: false, choices_of_person: 0 });
  });

  it('is none of these where the order names another way, and then teaches nothing', async () => {
    const { choices } = (await shop.must('GET', '/delivery-taste')).body;
    const answer = await ask({ order_reference: 'cart-2' });
    await order({ email: 'zoe@northgate.example.com', name: 'Zoe' }, 'own van', { channel_order_id: 'cart-2' });
    await learnAll();
    expect((await shop.must('GET', `/checkout/delivery-options/${answer.options_id}`)).body.choice).toMatchObject({ option_id: null });
    expect((await shop.must('GET', '/delivery-taste')).body.choices).toBe(choices);
  });
});

describe('service levels', () => {
  let planned: Shop;
  const offer = async () =>
    (await planned.must('POST', '/checkout/delivery-options', { lines: [{ sku: 'VASE', quantity: 1 }], destination: toNewYork })).body;
  // A tenant of its own, whose policies nobody has read before: a process follows what it has read for half a minute.
  beforeAll(async () => {
    const api = await installation.apiAs('admin', 'planned');
    planned = createShop(installation, api);
    const methods = [
      { method: 'Express', days: 2 },
      { method: 'Standard', days: 8 },
      { method: 'Now', days: 1 },
      { method: '*', days: 20 },
    ];
    await planned.must('PUT', '/policies/service_levels', { value: { methods }, note: 'levels', expected_version: 0 });
    await planned.must('PUT', '/policies/sourcing', { value: policy, note: 'services', expected_version: 0 });
    await planned.must('POST', '/products', { sku: 'VASE', title: 'Vase', price: 6_000, currency: 'USD', weight_grams: 800 });
    await stockUp(api, { west: { VASE: 20 } });
  });

  it('are offered with the chance that they are kept, by the plan that an order would get', async () => {
    const answer = await offer();
    const [express, standard, now] = [itemOf(answer, 'express'), itemOf(answer, 'standard'), itemOf(answer, 'now')];
    expect(express).toMatchObject({ method: 'Express', price_minor: 2_400 });
    expect(express.chance).toBeGreaterThan(0.95);
    expect(standard).toMatchObject({ method: 'Standard', price_minor: 700 });
    expect(Date.parse(standard.deliver_by) - Date.parse(answer.answered_at)).toBe(8 * 86_400_000);
    expect(standard.chance).toBeGreaterThan(0.9);
    expect(now.chance).toBeCloseTo(0.5, 2);
    expect(answer.left_out).toEqual([]);
  });

  const arrived = (reference: string, deliveredAt: string) => ({
    reference,
    carrier: 'X',
    service: 'ground',
    origin: { country: 'US', region: 'NV' },
    destination: { country: 'US', region: 'NY' },
    package_kind: 'standard',
    weight_grams: 800,
    cost_minor: 700,
    shipped_at: '2026-10-01T10:00:00Z',
    delivered_at: deliveredAt,
    damaged: false,
  });
  const teach = async (stem: string, deliveredAt: string, count: number) => {
    const outcomes = Array.from({ length: count }, (_, index) => arrived(`${stem}-${index}`, deliveredAt));
    await planned.must('POST', '/carriers/outcomes', { outcomes });
    await refreshLearnedOf(installation.runtime.platform).renew(TenantId('planned'));
  };

  it('go by what parcels have taught', async () => {
    const before = itemOf(await offer(), 'standard');
    await teach('slow', '2026-10-08T10:00:00Z', 200);
    const after = itemOf(await eventually(offer, (found) => itemOf(found, 'standard').date_basis === 'learned'), 'standard');
    expect(after.seen).toBe(200);
    expect(after.chance).toBeLessThan(before.chance);
    expect(after.estimate.likely > before.estimate.likely).toBe(true);
  });
});

describe('an order', () => {
  const estimateOf = async (id: string) => (await shop.order(id)).delivery_estimate;

  it('says when the rest of it will be there, and says it anew when its parcels move', async () => {
    const id = await shop.place({ VASE: 1 }, { shipping_lines: [{ code: 'X ground', price: 900 }] });
    const work = await shop.released(id, 'west');
    const waiting = await estimateOf(id);
    expect(waiting).toMatchObject({ basis: 'prior-only', seen: 0, travelling: 0, waiting: 1, chance: null });
    expect(waiting.earliest < waiting.likely && waiting.likely < waiting.latest).toBe(true);
    await shop.pick(work);
    await shop.pack(work);
    const air = { carrier: 'X', service: 'Air', tracking_number: `T-${work}` };
    await shop.must('POST', `/fulfillment-orders/${work}/ship`, air);
    const travelling = await eventually(
      () => estimateOf(id),
      (estimate) => estimate?.travelling === 1,
    );
    // Planned by ground and sent by air.
    expect(travelling).toMatchObject({ waiting: 0, basis: 'prior-only' });
    expect(travelling.latest < waiting.earliest).toBe(true);
    await shop.deliver(work);
    await shop.reaches(id, 'delivered');
    expect(await estimateOf(id)).toBeUndefined();
  });

  it('says how sure it is of what its customer was told', async () => {
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const id = await shop.place({ VASE: 1 }, { deliver_by: soon });
    await shop.released(id, 'west');
    const { chance } = await estimateOf(id);
    expect(chance).toBeGreaterThan(0.9);
  });

  it('says nothing where it waits for stock, is cancelled, or is looked at as it stood', async () => {
    const waiting = await shop.place({ MUG: 50 });
    await eventually(
      () => shop.order(waiting),
      ({ backordered }) => backordered.length > 0,
    );
    expect(await estimateOf(waiting)).toBeUndefined();
    const cancelled = await shop.place({ VASE: 1 });
    await shop.released(cancelled, 'west');
    expect((await shop.must('GET', `/orders/${cancelled}?asOf=${new Date().toISOString()}`)).body.delivery_estimate).toBeUndefined();
    await shop.cancel(cancelled);
    await shop.reaches(cancelled, 'cancelled');
    expect(await estimateOf(cancelled)).toBeUndefined();
  });
});

describe('a website', () => {
  const visit = (path: string, headers: Record<string, string> = {}) => fetch(`${installation.url}/storefronts/${path}`, { headers });

  it('is told on which days an article comes, by an answer that caches may keep and that says nothing of costs', async () => {
    const api = await installation.apiAs('admin', 'open');
    const open = createShop(installation, api);
    const value = { public: true, exact_up_to: 10, fresh_seconds: 600, stale_seconds: 0 };
    await open.must('PUT', '/policies/storefront', { value, note: 'for the test', expected_version: 0 });
    await open.must('PUT', '/policies/sourcing', { value: policy, note: 'services', expected_version: 0 });
    await stockUp(api, { west: { VASE: 2 } });
    const answer = await visit('open/delivery/VASE?country=US&region=NY');
    expect(answer.headers.get('cache-control')).toContain('s-maxage=600');
    const { sku, items, ...told } = (await answer.json()) as { sku: string; items: readonly Record<string, string>[] };
    const [first = {}] = items;
    expect(sku).toBe('VASE');
    expect(told).toEqual({ time_zone: 'America/New_York' });
    expect(items).toMatchObject([
      { method: 'X ground', basis: 'prior-only' },
      { method: 'X air', basis: 'prior-only' },
    ]);
    expect(Object.keys(first).toSorted()).toEqual(['basis', 'earliest_on', 'latest_on', 'likely_on', 'method']);
    expect(String(first['earliest_on']) < String(first['latest_on'])).toBe(true);
    const again = await visit('open/delivery/VASE?country=US&region=NY', { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await visit('open/delivery/NOTHING?country=US')).status).toBe(404);
    const wrong = await visit('open/delivery/VASE?country=Germany');
    expect(await wrong.json()).toMatchObject({ status: 400, problems: [{ field: 'query.country' }] });
  });

  it('is told nothing of a tenant that shows nothing to the public', async () => {
    expect((await visit('main/delivery/VASE?country=US')).status).toBe(404);
    expect((await visit('nobody/delivery/VASE?country=US')).status).toBe(404);
  });
});
