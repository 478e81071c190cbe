import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesOf } from '../../lib/access/domain/roles.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { compose } from '../../lambdas/composition.ts';
import { getFulfillmentOrderRoute, listFulfillmentOrdersRoute } from '../../lib/contracts/http/fulfilment.ts';
import { scanRoute, workSummaryRoute } from '../../lib/contracts/http/warehouse.ts';
import { barcodesOf } from '../support/code-128-reader.ts';
import { readPdf, textOf } from '../support/pdf-reader.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const ean = '4006381333931';

let installation: Installation;
let shop: Shop;
/** Packer at the warehouse in the east: a role that holds no right to orders. */
let packer: Api;
/** Key of the packer, for answers that are no JSON. */
let packerKey: string;

/** An order of two lines, of which the east has one and a half. */
let order: { readonly id: string; readonly name: string; readonly east: string; readonly west: string };
/** A second order for the same cart. */
let other: { readonly id: string; readonly east: string };

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await stockUp(installation.api, { east: { MUG: 5, CAP: 50 }, west: { KETTLE: 50 } });
  await shop.must('POST', '/products', { sku: 'MUG', title: 'Steel mug', barcode: ean, price: 123_45, currency: 'USD' });
  await shop.must('POST', '/products', { sku: 'KETTLE', title: 'Kettle' });
  const { access } = compose(installation.runtime.platform);
  const made = await access.createApiKey(systemPrincipal('main', 'test'), {
    label: 'packer',
    scopes: scopesOf('warehouse'),
    locations: ['east'],
  });
  if (!made.ok) throw new Error(made.error.code);
  packerKey = made.value.apiKey;
  packer = await installation.apiAs('warehouse', 'main', ['east']);
  const id = await shop.place({ MUG: 3, KETTLE: 1 }, { channel_order_id: 'web-1001' });
  const [east, west] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
  const otherId = await shop.place({ MUG: 1, CAP: 2 }, { channel_order_id: 'web-1002' });
  order = { id, name: 'web-1001', east, west };
  other = { id: otherId, east: await shop.released(otherId, 'east') };
});
afterAll(() => installation.close());

/** Fetches a document with the packer's rights. */
const print = async (path: string) => {
  const response = await fetch(installation.url + path, { headers: { 'x-api-key': packerKey } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('pdf')) return { status: response.status, type, problem: JSON.parse(Buffer.from(bytes).toString()), pages: [] };
  return { status: response.status, type, problem: undefined, pages: readPdf(bytes), headers: response.headers };
};

describe('a packing slip', () => {
  it('and the address itself are not for those who only look on', async () => {
    const analyst = await installation.apiAs('analyst');
    expect((await analyst('GET', `/fulfillment-orders/${order.east}`)).body.ship_to).toBeNull();
    expect(await analyst('GET', `/fulfillment-orders/${order.east}/packing-slip`)).toMatchObject({
      status: 403,
      body: { code: 'scope-missing' },
    });
    const support = await installation.apiAs('support');
    expect((await support('GET', `/fulfillment-orders/${order.east}`)).body.ship_to).toMatchObject({ name: 'Ada Quill' });
  });

  it('shows the address, what is inside and what comes separately, and no price', async () => {
    const { status, type, pages, headers } = await print(`/fulfillment-orders/${order.east}/packing-slip`);
    expect([status, type, headers?.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store']);
    const lines = textOf(pages).split('\n');
    // The title is the one that the order itself came with: here the article's number.
    for (const line of [
      'Packing slip web-1001',
      'Ada Quill',
      '12 Harbour Row',
      'Albany, NY 12207',
      'From Newark',
      '3 units in this shipment',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => line.includes('follows separately'))).toHaveLength(1);
    expect(textOf(pages)).not.toMatch(/1[,.]?000|123|10\.00|USD/);
    expect(pages.flatMap(barcodesOf)).toEqual([order.east, ean]);
  });

  it('is of the paper that is asked for', async () => {
    const { pages } = await print(`/fulfillment-orders/${order.east}/packing-slip?paper=letter`);
    expect(pages.map(({ width, height }) => [width, height])).toEqual([[612, 792]]);
    expect(await packer('GET', `/fulfillment-orders/${order.east}/packing-slip?paper=a5`)).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.paper' }] },
    });
  });

  it('is not found for work of another location, or of another tenant', async () => {
    expect(await print(`/fulfillment-orders/${order.west}/packing-slip`)).toMatchObject({
      status: 404,
      problem: { code: 'fulfillment-order-not-found' },
    });
    const rival = await installation.apiAs('admin', 'rival');
    expect((await rival('GET', `/fulfillment-orders/${order.east}/packing-slip`)).status).toBe(404);
  });

  it('is not for people without the right to see the work', async () => {
    const finance = await installation.apiAs('finance');
    expect(await finance('GET', `/fulfillment-orders/${order.east}/packing-slip`)).toMatchObject({ status: 403 });
  });

  it('has no address once the person was erased, and is refused once the work has ended', async () => {
    const id = await shop.place({ CAP: 1 }, { customer: { email: 'gone@example.com', name: 'Gone Soon' }, channel_order_id: 'web-gone' });
    const work = await shop.released(id, 'east');
    const { order: read } = (await compose(installation.runtime.platform).orders.read.get('main' as never, id as never)) ?? {};
    await compose(installation.runtime.platform).vault.erase('main', read?.personId as never);
    const lines = textOf((await print(`/fulfillment-orders/${work}/packing-slip`)).pages).split('\n');
    expect(lines).toContain('The address is not known, or has been erased.');
    await shop.reject(work);
    expect(await print(`/fulfillment-orders/${work}/packing-slip`)).toMatchObject({
      status: 422,
      problem: { code: 'work-ended', state: 'rejected' },
    });
  });
});

describe('a pick list', () => {
  it('gathers the released work of a location', async () => {
    const { status, pages } = await print('/pick-lists?location_id=east');
    const lines = textOf(pages).split('\n');
    expect(status).toBe(200);
    expect(lines).toEqual(expect.arrayContaining(['Pick list, Newark', 'MUG', 'Steel mug', 'CAP', 'web-1001', 'web-1002']));
    expect(lines).not.toContain('KETTLE');
    // Whoever picks needs no name.
    expect(textOf(pages)).not.toContain('Ada');
    expect(pages.flatMap(barcodesOf)).toEqual(expect.arrayContaining([ean, 'CAP', order.east, other.east]));
  });

  it('is of the fulfillment orders that are named, in their sequence', async () => {
    const { pages } = await print(`/pick-lists?location_id=east&fulfillment_order_ids=${other.east},${order.east}`);
    const lines = textOf(pages).split('\n');
    expect(lines.indexOf('web-1002')).toBeLessThan(lines.indexOf('web-1001'));
    expect(lines).toContain('1: 1 · 2: 3');
    const one = await print(`/pick-lists?location_id=east&fulfillment_order_ids=${order.east}`);
    expect(textOf(one.pages)).not.toContain('web-1002');
  });

  it('says so when there is nothing to pick', async () => {
    expect(textOf((await print('/pick-lists?location_id=east&status=picking')).pages)).toContain('Nothing is to be picked.');
  });

  it('finds neither the work nor the location of others', async () => {
    expect(await print(`/pick-lists?location_id=west`)).toMatchObject({ status: 404, problem: { code: 'location-not-found' } });
    expect(await print(`/pick-lists?location_id=east&fulfillment_order_ids=${order.west}`)).toMatchObject({
      status: 404,
      problem: { code: 'fulfillment-order-not-found' },
    });
    const rival = await installation.apiAs('admin', 'rival');
    expect((await rival('GET', '/pick-lists?location_id=east')).status).toBe(404);
    expect((await installation.api('GET', '/pick-lists?location_id=nowhere')).status).toBe(404);
  });

  it.each([
    ['ids that are none', 'location_id=east&fulfillment_order_ids=web-1001', 'query.fulfillment_order_ids'],
    ['more than fit on a cart', `location_id=east&limit=51`, 'query.limit'],
    ['a status in which nothing is picked', 'location_id=east&status=shipped', 'query.status'],
    ['no location', '', 'query.location_id'],
  ])('is refused with %s', async (_what, query, field) => {
    expect(await packer('GET', `/pick-lists?${query}`)).toMatchObject({ status: 400, body: { problems: [{ field }] } });
  });
});

describe('a scan', () => {
  const scan = async (code: string, api: Api = packer, query = '') => {
    const answer = await api('GET', `/scans?code=${encodeURIComponent(code)}${query}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return scanRoute.responses[200].schema.strict().parse(answer.body).matches;
  };
  const work = (by: string) => ({ kind: 'fulfillment_order', id: order.east, by, title: null, location_id: 'east', status: 'released' });
  const mug = (by: string) => ({ kind: 'product', id: 'MUG', by, title: 'Steel mug', location_id: null, status: null });

  it('knows a fulfillment order, also in capitals', async () => {
    expect(await scan(order.east)).toEqual([work('id')]);
    expect(await scan(order.east.toUpperCase())).toEqual([work('id')]);
    expect(await scan(order.west)).toEqual([]);
  });

  it('knows an article by its number and by what stands under its bars', async () => {
    expect(await scan('MUG')).toEqual([mug('sku')]);
    expect(await scan(ean)).toEqual([mug('barcode')]);
    expect(await scan(`0${ean}`)).toEqual([mug('barcode')]);
    expect(await scan(`]E0${ean}`)).toEqual([mug('barcode')]);
  });

  it('knows an article by its new barcode alone, as soon as that has changed', async () => {
    const product = { sku: 'LAMP', title: 'Lamp' };
    const lamp = { kind: 'product', id: 'LAMP', by: 'barcode', title: 'Lamp', location_id: null, status: null };
    await shop.must('POST', '/products', { ...product, barcode: '036000291452' });
    expect(await scan('0036000291452')).toEqual([lamp]);
    await shop.must('POST', '/products', { ...product, barcode: '96385074' });
    expect([await scan('036000291452'), await scan('96385074')]).toEqual([[], [lamp]]);
  });

  it('knows an order by our id and by the channel’s, with its work at the location', async () => {
    const byId = { kind: 'order', id: order.id, by: 'id', title: order.name, location_id: null, status: null };
    expect(await scan(order.id)).toEqual([byId, work('order')]);
    expect(await scan(order.name)).toEqual([{ ...byId, by: 'channel_order_id' }, work('order')]);
  });

  it('knows a parcel by its tracking number', async () => {
    const id = await shop.place({ CAP: 1 });
    const parcel = await shop.released(id, 'east');
    await shop.pick(parcel);
    await shop.pack(parcel);
    await shop.ship(parcel);
    const found = await eventually(
      () => scan(`1Z${parcel}`),
      (matches) => matches.length > 0,
    );
    expect(found).toEqual([
      { kind: 'fulfillment_order', id: parcel, by: 'tracking_number', title: null, location_id: 'east', status: 'shipped' },
    ]);
  });

  it('shows nothing of other locations and other tenants', async () => {
    const id = await shop.place({ KETTLE: 1 }, { channel_order_id: 'web-west' });
    const west = await shop.released(id, 'west');
    for (const code of [id, west, 'web-west']) expect(await scan(code), code).toEqual([]);
    expect(await scan('web-west', installation.api)).toHaveLength(2);
    expect(await scan('web-west', installation.api, '&location_id=east')).toEqual([]);
    const rival = await installation.apiAs('admin', 'rival');
    for (const code of [order.id, order.east, order.name, 'MUG', ean]) expect(await scan(code, rival), code).toEqual([]);
    expect((await packer('GET', '/scans?code=MUG&location_id=west')).status).toBe(404);
  });

  it('answers with nothing to what it does not know, whatever that is', async () => {
    for (const code of ['nothing', '#', '%', ' x ', ']C1', '\u0000', 'x'.repeat(200)]) expect(await scan(code), code).toEqual([]);
    expect((await packer('GET', '/scans?code=')).status).toBe(400);
    expect((await packer('GET', `/scans?code=${'x'.repeat(201)}`)).status).toBe(400);
  });
});

describe('the work of a location', () => {
  it('is listed with titles, barcodes, units and the order behind it', async () => {
    const answer = await packer('GET', '/fulfillment-orders?location_id=east');
    const { items } = listFulfillmentOrdersRoute.responses[200].schema.parse(answer.body);
    const listed = items.find((item) => item.fulfillment_order_id === order.east);
    expect(listed).toMatchObject({
      units: 3,
      lines: [{ sku: 'MUG', quantity: 3, title: 'Steel mug', barcode: ean }],
      order: { name: 'web-1001', channel: 'storefront', requested_delivery_date: null, holds: [] },
    });
    expect(items.find((item) => item.fulfillment_order_id === other.east)?.lines).toMatchObject([
      { sku: 'MUG', title: 'Steel mug' },
      { sku: 'CAP', title: null, barcode: null },
    ]);
  });

  it('is shown one by one with the same, and with the address', async () => {
    const { body } = await packer('GET', `/fulfillment-orders/${order.east}`);
    expect(getFulfillmentOrderRoute.responses[200].schema.parse(body)).toMatchObject({
      lines: [{ title: 'Steel mug', barcode: ean, short_quantity: 0 }],
      units: 3,
      order: { name: 'web-1001' },
      ship_to: { name: 'Ada Quill' },
    });
  });

  it('says which hold is in its way', async () => {
    const id = await shop.place({ CAP: 1 });
    const held = await shop.released(id, 'east');
    await shop.hold(id, 'shipping');
    await shop.hold(id, 'completion');
    const { body } = await packer('GET', `/fulfillment-orders/${held}`);
    expect(body.order.holds).toEqual([{ type: 'operator', blocks: ['shipping'] }]);
    const { items } = (await packer('GET', '/fulfillment-orders?location_id=east')).body;
    const listed = items.find((item: { fulfillment_order_id: string }) => item.fulfillment_order_id === held);
    expect(listed.order.holds).toEqual([{ type: 'operator', blocks: ['shipping'] }]);
  });

  it('is read with one look at the catalog and one at each order, however much it is', async () => {
    const { platform } = installation.runtime;
    const calls: string[] = [];
    const { createWorkDetails } = await import('../../lib/fulfilment/index.ts');
    const { items } = (await packer('GET', '/fulfillment-orders?location_id=east')).body;
    const details = createWorkDetails({
      catalog: {
        getProducts: async (tenantId, skus) => {
          calls.push(`products ${skus.length > 1}`);
          return compose(platform).catalog.getProducts(tenantId, skus);
        },
      },
      orders: {
        ordersOf: async (_tenantId, ids) => {
          calls.push(`orders ${ids.length}`);
          return new Map();
        },
      },
    });
    expect(await details('main' as never, items)).toHaveLength(items.length);
    expect(calls.toSorted()).toEqual([`orders ${items.length}`, 'products true']);
  });

  it('is counted by status', async () => {
    const { body } = await packer('GET', '/locations/east/work-summary');
    const summary = workSummaryRoute.responses[200].schema.strict().parse(body);
    const { items } = (await packer('GET', '/fulfillment-orders?location_id=east&limit=100')).body;
    const units = items.reduce((sum: number, item: { units: number }) => sum + item.units, 0);
    expect(summary).toMatchObject({ location_id: 'east', complete: true });
    expect(summary.statuses.map(({ status }) => status)).toEqual(['open', 'released', 'picking', 'packed', 'ready_for_pickup']);
    expect(summary.statuses[1]).toEqual({
      status: 'released',
      fulfillment_orders: items.length,
      units,
      oldest_created_at: items.map((item: { created_at: string }) => item.created_at).toSorted()[0],
    });
    await shop.pick(other.east);
    const { body: later } = await packer('GET', '/locations/east/work-summary');
    expect(later.statuses[2]).toMatchObject({ status: 'picking', fulfillment_orders: 1, units: 3 });
  });

  it('is counted for nobody else', async () => {
    expect((await packer('GET', '/locations/west/work-summary')).status).toBe(404);
    expect((await installation.api('GET', '/locations/nowhere/work-summary')).status).toBe(404);
    const rival = await installation.apiAs('admin', 'rival');
    expect((await rival('GET', '/locations/east/work-summary')).status).toBe(404);
    const finance = await installation.apiAs('finance');
    expect((await finance('GET', '/locations/east/work-summary')).status).toBe(403);
  });
});
