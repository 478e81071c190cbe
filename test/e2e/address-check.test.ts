// Orders whose address goods could hardly be delivered to, through HTTP: held, corrected, confirmed, revised, or let pass.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, storeOf, vaultOf } from '../../lambdas/composition.ts';
import { ordersOf } from '../../lambdas/composed/orders.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { PlaceOrderBody } from '../../lib/contracts/http/orders.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { loadOrder } from '../../lib/orders/app/orders.parts.ts';
import { storefrontOrder } from '../../lib/orders/index.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { readPdf, textOf } from '../support/pdf-reader.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const right = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' };
const wrong = { ...right, postal_code: '2207' };
const reno = { ...right, line1: '5 Sierra Street', city: 'Reno', region: 'NV', postal_code: '89501' };

let installation: Installation;
let shop: Shop;
let operator: Api;
let packerKey: string;

beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { CUP: 500 }, west: { CUP: 500 } });
  shop = createShop(installation);
  operator = await installation.signedIn('operator');
  const { access } = compose(installation.runtime.platform);
  const made = await access.createApiKey(systemPrincipal('main', 'test'), {
    label: 'packer',
    scopes: scopesOf('warehouse'),
    locations: 'all',
  });
  if (!made.ok) throw new Error(made.error.code);
  packerKey = made.value.apiKey;
});
afterAll(() => installation.close());

type Hold = { readonly hold_id: string; readonly type: string; readonly outcome: string; readonly reason: string };

const addressHolds = (order: { readonly holds: readonly Hold[] }): readonly Hold[] => order.holds.filter(({ type }) => type === 'address');

/** An order to an address that the check doubts, once it is held. */
const held = async (address: Readonly<Record<string, unknown>> = wrong): Promise<string> => {
  const id = await shop.place({ CUP: 1 }, { shipping_address: address });
  await eventually(
    () => shop.order(id),
    (order) => addressHolds(order).length > 0,
  );
  return id;
};

const correct = (id: string, address: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}, api = operator) =>
  api('PUT', `/orders/${id}/shipping-address`, { shipping_address: address, ...more });

const decide = async (id: string, verb: 'release' | 'reject') => {
  const [hold] = addressHolds(await shop.order(id));
  expect(await operator('POST', `/orders/${id}/holds/${hold?.hold_id}/${verb}`)).toMatchObject({ status: 200 });
};

const decisionsOf = async (id: string) =>
  (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.filter(({ kind }: { kind: string }) => kind === 'address');

let serial = 0;
/** An order as a channel sends it, again and again. */
const atChannel = () => {
  serial += 1;
  const channelOrderId = `wrong-${serial}`;
  return async (revision: number, address: Readonly<Record<string, unknown>>, units = 1): Promise<string> => {
    const body = PlaceOrderBody.parse(orderBody({ CUP: units }, { channel_order_id: channelOrderId, shipping_address: address }));
    const order = {
      ...storefrontOrder(body, { channelOrderId, placedAt: Instant('2026-11-20T10:00:00.000Z') }),
      channelRevision: `${revision}`,
    };
    const placed = await ordersOf(installation.runtime.platform).place(caller, order, { payloadRef: null });
    if (!placed.ok) throw new Error(placed.error.code);
    return placed.value.orderId;
  };
};

const region = async (id: string) => (await shop.order(id)).destination;

describe('an order to a wrong address', () => {
  it('waits before anything has a source, and says which field is wrong without what stands there', async () => {
    const id = await held();
    const order = await shop.order(id);
    expect(order).toMatchObject({ status: 'pending', fulfillment_orders: [] });
    expect(addressHolds(order)).toMatchObject([
      {
        outcome: 'open',
        blocks: ['sourcing', 'release'],
        reason: 'The postal code is none of its country; allowed is five digits, or nine as 12345-6789.',
      },
    ]);
    expect(order.address_check).toEqual({
      findings: [{ code: 'postal-code-form', field: 'postal_code', allowed: 'five digits, or nine as 12345-6789' }],
      confirmed: false,
    });
    expect(await decisionsOf(id)).toMatchObject([
      { receipt: { band: 'review', decided_by: { policy: 'addresses' }, inputs: { country: 'US', region: 'NY' }, confirmed: false } },
    ]);
    const told = JSON.stringify([(await shop.must('GET', `/orders/${id}/events`)).body, await decisionsOf(id)]);
    for (const part of ['2207', '12 Harbour Row', 'Quill', 'Albany']) expect(told).not.toContain(part);
    const queue = (await shop.must('GET', '/review-queue')).body;
    expect(JSON.stringify(queue)).toContain(id);
  });

  it('goes on once it is released, and is cancelled when the hold is upheld', async () => {
    const passed = await held();
    await decide(passed, 'release');
    await shop.reaches(passed, 'allocated');
    const upheld = await held();
    await decide(upheld, 'reject');
    expect(await shop.reaches(upheld, 'cancelled')).toMatchObject({ cancellation: { reason: 'address' } });
  });

  it('is no matter for goods that are collected, tests, and countries without a rule', async () => {
    const abroad = await shop.place({ CUP: 1 }, { shipping_address: { ...right, postal_code: null, region: null, country: 'AE' } });
    const virtual = await shop.place(
      {},
      { shipping_address: wrong, line_items: [{ sku: 'GIFT', quantity: 1, unit_price: 1_000, requires_shipping: false }] },
    );
    await shop.reaches(virtual, 'completed');
    await eventually(
      () => shop.order(abroad),
      ({ status }) => status !== 'pending',
    );
    for (const id of [abroad, virtual]) expect((await shop.order(id)).address_check).toBeUndefined();
  });
});

describe('correcting an address', () => {
  it('releases the hold, keeps the address out of the events, and shows on what is printed', async () => {
    const id = await held();
    const done = await correct(id, right, { reason_code: 'customer-asked' });
    expect(done.body).toMatchObject({ order_id: id, address_corrected: true });
    expect(addressHolds(done.body)).toMatchObject([{ outcome: 'released', closed_by: expect.stringMatching(/^user:/) }]);
    await shop.reaches(id, 'allocated');
    const order = await shop.order(id);
    expect(order).toMatchObject({ shipping_address: right, destination: { country: 'US', region: 'NY', postal_prefix: '122' } });
    expect(order.address_check).toBeUndefined();
    const events = JSON.stringify((await shop.must('GET', `/orders/${id}/events`)).body);
    for (const part of ['12207', 'Harbour', 'Quill']) expect(events).not.toContain(part);
    expect((await decisionsOf(id)).map(({ receipt }: { receipt: { reason_code?: string } }) => receipt.reason_code)).toContain(
      'customer-asked',
    );
    const work = await shop.released(id, 'east');
    expect((await shop.work(work)).ship_to).toMatchObject({ postal_code: '12207' });
    const slip = await fetch(`${installation.url}/fulfillment-orders/${work}/packing-slip`, { headers: { 'x-api-key': packerKey } });
    expect(textOf(readPdf(new Uint8Array(await slip.arrayBuffer())))).toContain('Albany, NY 12207');
    // Said again, nothing changes.
    const version = order.version;
    expect((await correct(id, right)).status).toBe(200);
    expect((await shop.order(id)).holds).toHaveLength(order.holds.length);
    expect((await shop.order(id)).version).toBeGreaterThanOrEqual(version);
  });

  it('refuses what the check doubts, field by field, unless it is confirmed', async () => {
    const id = await held();
    expect(await correct(id, { ...right, region: 'CA' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'shipping_address.postal_code', code: 'postal-code-region' }] },
    });
    expect(await correct(id, { ...right, country: 'Narnia' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'shipping_address.country' }] },
    });
    const done = await correct(id, { ...right, region: 'CA' }, { confirmed: true });
    expect(done).toMatchObject({ status: 200, body: { address_check: { confirmed: true } } });
    expect(addressHolds(done.body).map(({ outcome }) => outcome)).toEqual(['released']);
    await shop.reaches(id, 'allocated');
    expect((await decisionsOf(id)).some(({ receipt }: { receipt: { confirmed: boolean } }) => receipt.confirmed)).toBe(true);
  });

  it('has open work sourced anew from where it goes now', async () => {
    const id = await shop.place({ CUP: 1 });
    await shop.released(id, 'east');
    expect((await correct(id, reno)).status).toBe(200);
    await shop.released(id, 'west');
    expect(await region(id)).toMatchObject({ region: 'NV' });
  });

  it('comes too late for what is packed', async () => {
    const id = await shop.place({ CUP: 1 });
    const work = await shop.released(id, 'east');
    await shop.pick(work);
    await shop.pack(work);
    await shop.reaches(id, 'packed');
    expect(await correct(id, reno)).toMatchObject({ status: 422, body: { code: 'address-fixed', problem: 'packed' } });
    await shop.ship(work);
    await shop.reaches(id, 'shipped');
    expect(await correct(id, reno)).toMatchObject({ status: 422, body: { code: 'address-fixed', problem: 'shipped' } });
  });

  it('is for whoever may manage orders and see people', async () => {
    const id = await held();
    for (const role of ['analyst', 'warehouse'] as const)
      expect((await correct(id, right, {}, await installation.apiAs(role))).status).toBe(403);
    const rival = await installation.apiAs('admin', 'rival');
    expect((await correct(id, right, {}, rival)).status).toBe(404);
  });
});

describe('a later revision of the channel', () => {
  it('that corrects the address releases the hold', async () => {
    const send = atChannel();
    const id = await send(1, wrong);
    await eventually(
      () => shop.order(id),
      (order) => addressHolds(order).length > 0,
    );
    await send(2, right);
    expect(addressHolds(await shop.order(id))).toMatchObject([{ outcome: 'released', closed_by: 'orders' }]);
    await shop.reaches(id, 'allocated');
  });

  it('that has the old address still does not undo the correction, and one that has a third does', async () => {
    const send = atChannel();
    const id = await send(1, wrong);
    await correct(id, reno);
    await send(2, wrong, 2);
    expect(await shop.order(id)).toMatchObject({ shipping_address: reno, destination: { region: 'NV' }, address_corrected: true });
    await send(3, { ...right, line1: '99 Quay' });
    const order = await shop.order(id);
    expect(order).toMatchObject({ shipping_address: { line1: '99 Quay' }, destination: { region: 'NY' } });
    expect(order.address_corrected).toBeUndefined();
  });

  it('with another wrong address is held under its own hold', async () => {
    const send = atChannel();
    const id = await send(1, wrong);
    await eventually(
      () => shop.order(id),
      (order) => addressHolds(order).length > 0,
    );
    await send(2, { ...right, city: null });
    expect(addressHolds(await shop.order(id))).toMatchObject([
      { outcome: 'released' },
      { outcome: 'open', reason: 'The city is missing; allowed is a city.' },
    ]);
  });
});

describe("the tenant's choice", () => {
  it.each([
    ['tell', [{ receipt: { band: 'pass', decided_by: { version: 1 } } }]],
    ['off', []],
  ])('lets orders go on: %s', async (onDoubt, decisions) => {
    const api = await installation.apiAs('admin', `tenant-${onDoubt}`);
    await stockUp(api, { east: { CUP: 5 } });
    const own = createShop(installation, api);
    await own.must('PUT', '/policies/addresses', { value: { on_doubt: onDoubt }, note: 'test', expected_version: 0 });
    const id = await own.place({ CUP: 1 }, { shipping_address: wrong });
    await own.reaches(id, 'allocated');
    const found = (await own.must('GET', `/orders/${id}/decisions`)).body.decisions;
    expect(found.filter(({ kind }: { kind: string }) => kind === 'address')).toMatchObject(decisions);
  });

  it('names what is allowed', async () => {
    const body = { value: { on_doubt: 'maybe' }, note: 'test', expected_version: 0 };
    expect(await installation.api('PUT', '/policies/addresses', body)).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'value.on_doubt' }] },
    });
  });
});

describe('whoever is erased', () => {
  it('takes the corrected address along, and gets no other one', async () => {
    const { platform } = installation.runtime;
    const id = await shop.place({ CUP: 1 }, { shipping_address: wrong, customer: { email: 'gone@example.com', name: 'Kim Ode' } });
    expect((await correct(id, { ...reno, phone: '+1 775 555 0100' })).status).toBe(200);
    expect((await shop.order(id)).shipping_address).toMatchObject(reno);
    const byPhone = async () => (await shop.must('GET', `/orders?phone=${encodeURIComponent('+17755550100')}`)).body.items;
    await eventually(byPhone, (items) => items.some(({ order_id: found }: { order_id: string }) => found === id));
    const { personId } = await loadOrder(storeOf(platform), tenantId, OrderId(id));
    if (!personId) throw new Error('the order has a person');
    await vaultOf(platform).erase(tenantId, personId);
    expect((await shop.order(id)).shipping_address).toBeUndefined();
    expect(await byPhone()).toEqual([]);
    expect(await correct(id, right)).toMatchObject({ status: 422, body: { code: 'address-fixed', problem: 'erased' } });
  });
});
