import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChainBreak } from '../../../lib/kernel/hash-chain.ts';
import { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld, shopDomain } from './channel-world.ts';
import { shopOrder } from './shop-orders.ts';

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const ilse = { id: 501, email: 'ilse.brandt@example.com', phone: '+49 341 5550173' };
const request = (body: Readonly<Record<string, unknown>>): string => JSON.stringify({ shop_id: 77, shop_domain: shopDomain, ...body });

const jonasOrder = (changes: Parameters<typeof shopOrder>[0] = {}): string =>
  shopOrder({
    id: 7050,
    email: 'jonas.weide@example.com',
    customer: { id: 502, email: 'jonas.weide@example.com', first_name: 'Jonas', last_name: 'Weide' },
    shipping_address: { name: 'Jonas Weide', address1: 'Torgasse 3', city: 'Hallstett', zip: '60311', country_code: 'DE' },
    ...changes,
  });

/** Every way in which a text could stand in a file and be read again without a key. */
const spellings = (text: string): readonly (string | Buffer)[] => {
  const bytes = Buffer.from(text);
  // Base64 of a text in the middle of another depends on where it begins; the inner letters of each case do not.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    encodeURIComponent(text),
    bytes.toString('hex'),
    ...base64,
    Buffer.from(text, 'utf16le'),
  ];
};

const found = (texts: readonly string[]): readonly string[] => {
  const bytes = world.everyByte();
  return texts.filter((text) => spellings(text).some((spelling) => bytes.includes(spelling)));
};

const personal = async (orderId: string) => (await world.product.orders.read.get(acme, OrderId(orderId), { personal: true }))?.personal;

const audits = async (): Promise<readonly { action: string; after: unknown }[]> => {
  const { items } = await world.platform.ledger.query({ PK: `acme#AUDIT#${world.platform.clock.now().slice(0, 10)}` });
  return items.map((item) => ({ action: String(item['action']), after: item['after'] }));
};

const privacy = async (topic: string, body: string) => {
  const answer = await world.post(body, { topic });
  await world.drain('channels-privacy');
  return answer;
};

it('the search through the files finds a text however it is spelled', async () => {
  const planted = [
    'plain Ahornweg 17',
    Buffer.from('Ahornweg 17').toString('hex'),
    ...[1, 2, 3].map((shift) => Buffer.from(`${'x'.repeat(shift)}Ahornweg 17 yy`).toString('base64')),
  ];
  for (const text of planted) {
    await world.platform.blobs.put('planted', { bytes: Buffer.from(text), contentType: 'text/plain' });
    expect(found(['Ahornweg 17', 'Torgasse 3'])).toEqual(['Ahornweg 17']);
    await world.platform.blobs.delete('planted');
    await world.opened.store.destroyTraces();
    expect(found(['Ahornweg 17'])).toEqual([]);
  }
});

describe('the request to erase a customer', () => {
  const texts = ['Ilse Brandt', 'ilse.brandt@example.com', 'Ahornweg 17', 'Lindental', '5550173'];

  it('leaves no readable byte of the person in any file, and every hash chain whole', async () => {
    const orderId = await world.order(shopOrder());
    await world.post(shopOrder({ line_items: [{ id: 1 }] }));
    await world.project();
    const [trace] = await world.product.orders.traces.traces(acme, OrderId(orderId));
    const wrapped = String((await world.platform.vault.get({ PK: `acme#PERSON#${trace?.personId}`, SK: 'KEY' }))?.['wrapped']);
    expect(await personal(orderId)).toMatchObject({ customer: { name: 'Ilse Brandt' } });
    expect(found([...texts, wrapped])).toEqual([wrapped]);

    const answer = await privacy('customers/redact', request({ customer: ilse, orders_to_redact: [7001] }));
    expect(answer).toMatchObject({ status: 200, body: { privacy_request: expect.stringMatching(/^[0-9a-f]{16}$/) } });
    await world.opened.store.destroyTraces();

    expect(await personal(orderId)).toBeUndefined();
    expect(found([...texts, wrapped])).toEqual([]);
    const events = await world.product.orders.read.events(acme, OrderId(orderId));
    expect(findChainBreak(world.platform.sha256, events)).toBeUndefined();
    expect((await world.product.orders.read.get(acme, OrderId(orderId)))?.order.totals.total).toBe(2400);
  });

  it('spares everyone else', async () => {
    await world.order(shopOrder());
    const other = await world.order(jonasOrder());
    await privacy('customers/redact', request({ customer: ilse }));
    expect(await personal(other)).toMatchObject({ customer: { email: 'jonas.weide@example.com' } });
  });

  it('reaches whoever its orders name, at any of their revisions', async () => {
    const orderId = await world.order(jonasOrder());
    await world.order(jonasOrder({ email: 'j.weide@example.org', updated_at: '2026-11-20T12:00:00Z' }), { topic: 'orders/updated' });
    const persons = new Set((await world.product.orders.traces.traces(acme, OrderId(orderId))).map(({ personId }) => personId));
    expect(persons.size).toBe(2);
    await privacy('customers/redact', request({ customer: ilse, orders_to_redact: [7050] }));
    for (const personId of persons) expect(await world.product.vault.list(acme, personId as never)).toEqual([]);
  });

  it('finds a person known by phone alone, and one known by the customer’s number alone', async () => {
    const byPhone = await world.order(shopOrder({ id: 7101, email: null, customer: null }));
    const bare = { email: null, phone: null, shipping_address: null };
    const byNumber = await world.order(shopOrder({ id: 7102, ...bare, customer: { id: 501, first_name: 'Ilse', last_name: 'Brandt' } }));
    await privacy('customers/redact', request({ customer: { ...ilse, email: null } }));
    expect([await personal(byPhone), await personal(byNumber)]).toEqual([undefined, undefined]);
  });

  it('forgets the phone number too', async () => {
    await world.order(shopOrder());
    const before = await world.product.vault.find(acme, { phone: ilse.phone });
    expect(before).toHaveLength(2);
    await privacy('customers/redact', request({ customer: { id: null, email: ilse.email, phone: null } }));
    const rows = (await world.platform.vault.scan()).items.filter((item) => item.PK.includes('#PHONE#') || item.SK.startsWith('P#'));
    expect(rows).toEqual([]);
  });

  it('destroys refused payloads that name the person, and those alone', async () => {
    await world.post(shopOrder({ line_items: [{ id: 1 }] }));
    await world.post(jonasOrder({ line_items: [{ id: 1 }] }));
    await privacy('customers/redact', request({ customer: ilse }));
    expect(await world.blobs('raw/acme/shopify/main/refused/')).toHaveLength(1);
  });

  it('is itself destroyed, audited without a name, and harmless when it comes again', async () => {
    await world.order(shopOrder());
    const body = request({ customer: ilse });
    await privacy('customers/redact', body);
    await privacy('customers/redact', body);
    expect(await world.blobs('privacy/')).toEqual([]);
    expect(await world.waiting('channels-privacy-dlq')).toEqual([]);
    const erased = (await audits()).filter(({ action }) => action === 'person.erased');
    expect(erased[0]?.after).toMatchObject({ records: 1, request_id: expect.any(String) });
    expect(JSON.stringify(await world.platform.ledger.scan())).not.toMatch(/ilse|brandt|ahornweg|5550173/i);
  });

  it('is finished at a later try when it fails halfway', async () => {
    const orderId = await world.order(shopOrder());
    const { ledger } = world.platform;
    const transact = ledger.transact.bind(ledger);
    let failures = 1;
    Object.assign(ledger, {
      transact: (...given: Parameters<typeof transact>) =>
        failures-- > 0 ? Promise.reject(new Error('the table is away')) : transact(...given),
    });
    await privacy('customers/redact', request({ customer: ilse, orders_to_redact: [7001] }));
    expect((await audits()).some(({ action }) => action === 'person.erased')).toBe(false);
    world.clock.advanceMs(5_000);
    await world.drain('channels-privacy');
    expect((await audits()).some(({ action }) => action === 'person.erased')).toBe(true);
    expect(await personal(orderId)).toBeUndefined();
    expect(await world.blobs('privacy/')).toEqual([]);
  });

  it('about another shop, or unreadable, is put aside and does nothing', async () => {
    const orderId = await world.order(shopOrder());
    await privacy('customers/redact', request({ shop_domain: 'southgate.example.com', customer: ilse }));
    await privacy('customers/redact', '{"customer":"Ilse Brandt"}');
    const letters = await world.waiting('channels-privacy-dlq');
    expect(letters.map((letter) => (letter['refused'] as { code: string }[])[0]?.code)).toEqual([
      'shop-differs',
      'privacy-request-invalid',
    ]);
    expect(JSON.stringify(letters)).not.toContain('Ilse');
    expect(await personal(orderId)).toBeDefined();
  });
});

describe('what comes after the request to erase', () => {
  const texts = ['Ilse Brandt', 'ilse.brandt@example.com', 'Ahornweg 17', 'Lindental', '5550173'];
  const later = {
    updated_at: '2026-11-20T09:30:00Z',
    line_items: [{ id: 9001, sku: 'LAMP-1', title: 'Desk lamp', quantity: 1, price: '12.00' }],
  };
  const redact = (orders: readonly number[] = [7001]) => privacy('customers/redact', request({ customer: ilse, orders_to_redact: orders }));
  const order = async (orderId: string) => (await world.product.orders.read.get(acme, OrderId(orderId)))?.order;

  it('while the order is being taken in, is not kept by it', async () => {
    await world.post(shopOrder());
    const { keys } = world.platform;
    const mac = keys.mac.bind(keys);
    let taken = false;
    // The hash is made of what was read under the person's key, and before anything is kept under it.
    const erasingMidway: typeof keys.mac = async (purpose, value) => {
      if (purpose === 'order-content' && !taken) {
        taken = true;
        await redact();
      }
      return mac(purpose, value);
    };
    Object.assign(keys, { mac: erasingMidway });
    await world.drain('orders-intake');
    await world.opened.store.destroyTraces();

    expect(taken).toBe(true);
    expect(found(texts)).toEqual([]);
    expect(world.counted('ChannelOrdersErased')).toBe(1);
    expect([await world.waiting('orders-intake'), await world.waiting('orders-intake-dlq')]).toEqual([[], []]);
  });

  it('as a late revision of the order, is followed and leaves nothing of the person', async () => {
    const orderId = await world.order(shopOrder());
    await redact();
    await world.order(shopOrder(later), { topic: 'orders/updated' });
    await world.opened.store.destroyTraces();

    expect(await order(orderId)).toMatchObject({ personId: null, channelRevision: '2026-11-20T09:30:00.000Z', lines: [{ quantity: 1 }] });
    expect(await order(orderId)).toMatchObject({ destination: { country: 'DE', postalPrefix: '041' } });
    expect(await personal(orderId)).toBeUndefined();
    expect(found(texts)).toEqual([]);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  });

  it('as a late revision that names the person in another way, leaves nothing either', async () => {
    const orderId = await world.order(shopOrder());
    await redact();
    const other = { email: 'brandt.ilse@example.org', customer: { id: 599, email: 'brandt.ilse@example.org', first_name: 'Ilse' } };
    await world.order(shopOrder({ ...later, ...other }), { topic: 'orders/updated' });
    expect(await personal(orderId)).toBeUndefined();
    expect(found([...texts, 'brandt.ilse@example.org'])).toEqual([]);
  });

  it('as a repeated delivery, changes nothing and is no conflict', async () => {
    const orderId = await world.order(shopOrder());
    const before = await world.product.orders.read.events(acme, OrderId(orderId));
    await redact();
    await world.order(shopOrder());
    await world.opened.store.destroyTraces();
    expect(await world.product.orders.read.events(acme, OrderId(orderId))).toEqual(before);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
    expect(found(texts)).toEqual([]);
  });

  it('as the first delivery of an order that the request names, becomes no order', async () => {
    await redact([7001, 7002]);
    const orderId = await world.order(shopOrder({ id: 7002, email: 'ilse.b@example.org' }));
    await world.opened.store.destroyTraces();
    expect(await order(orderId)).toBeUndefined();
    expect(found([...texts, 'ilse.b@example.org'])).toEqual([]);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  });

  it('as an order placed before it that nobody knew, becomes no order', async () => {
    await world.order(shopOrder());
    await redact([]);
    const orderId = await world.order(shopOrder({ id: 7003, created_at: '2026-11-20T08:00:00Z' }));
    expect(await order(orderId)).toBeUndefined();
    expect(found(['Ilse Brandt', 'Ahornweg 17'])).toEqual([]);
  });

  it('as an order placed afterwards, is an order like any other', async () => {
    await world.order(shopOrder());
    await redact();
    world.clock.advanceMs(60_000);
    const orderId = await world.order(shopOrder({ id: 7004, created_at: '2026-11-20T10:00:30Z', updated_at: '2026-11-20T10:00:30Z' }));
    expect(await personal(orderId)).toMatchObject({ customer: { name: 'Ilse Brandt' } });
    await world.order(shopOrder({ id: 7005, created_at: '2026-11-20T09:59:00Z' }));
    expect(await world.product.vault.list(acme, (await world.product.vault.find(acme, { email: ilse.email }))[0] as never)).toHaveLength(1);
  });
});

describe('the request to see what is known', () => {
  const asked = (dataRequest: number | null): string =>
    request({ customer: ilse, orders_requested: [7001], ...(dataRequest === null ? {} : { data_request: { id: dataRequest } }) });

  it('keeps a sealed export of records and payloads, which the merchant reads', async () => {
    const body = shopOrder();
    await world.order(body);
    await world.order(jonasOrder());
    await privacy('customers/data_request', asked(9999));
    const [ref, ...others] = await world.blobs('exports/');
    expect(others).toEqual([]);
    expect(ref).toMatch(/^exports\/acme\/[a-z2-7]{26}\/9999$/);
    expect(found(['Ahornweg 17', 'ilse.brandt@example.com'])).toEqual([]);
    const kept = await world.product.channels.readExport(acme, ref ?? '');
    expect(kept?.records).toMatchObject([
      { name: expect.stringMatching(/^ORDER#/), value: { customer: { name: 'Ilse Brandt' }, shippingAddress: { line1: 'Ahornweg 17' } } },
    ]);
    expect(kept?.payloads.map(({ text }) => text)).toEqual([body]);
    expect(await world.product.channels.readExport(TenantId('borealis'), ref ?? '')).toBeUndefined();
    expect((await audits()).at(-1)).toMatchObject({ action: 'person.exported', after: { request_id: '9999', records: 1, payloads: 1 } });
  });

  it('is answered to the command line alike', async () => {
    await world.order(shopOrder());
    const [kept] = await world.product.channels.exportPerson(callerOf(), { email: ' ILSE.Brandt@example.com ' });
    expect(kept?.records).toHaveLength(1);
    expect(await world.product.channels.exportPerson(callerOf(), { email: 'nobody@example.com' })).toEqual([]);
  });

  it('has nothing to keep once the person is erased', async () => {
    await world.order(shopOrder());
    await privacy('customers/data_request', asked(1));
    const [ref = ''] = await world.blobs('exports/');
    await privacy('customers/redact', request({ customer: ilse }));
    expect(await world.blobs('exports/')).toEqual([]);
    expect(await world.product.channels.readExport(acme, ref)).toBeUndefined();
  });
});

describe('the request to erase a shop', () => {
  const outletDomain = 'outlet.example.com';
  const outlet = { account: 'outlet', shop: outletDomain };
  beforeEach(async () => {
    world.env['SHOPIFY_OUTLET_WEBHOOK_SECRET'] = 'shared with the shop';
    await world.product.channels.addChannelAccount(callerOf(), { channel: 'shopify', account: 'outlet', shopDomain: outletDomain });
  });

  it('removes that shop’s records and payloads, and whoever bought nowhere else', async () => {
    const kept = await world.order(shopOrder());
    const removed = await world.order(shopOrder({ id: 8001 }), outlet);
    const onlyThere = await world.order(jonasOrder({ id: 8002 }), outlet);
    await world.post(jonasOrder({ id: 8003, line_items: [{ id: 1 }] }), outlet);
    await world.project();
    const body = JSON.stringify({ shop_id: 78, shop_domain: outletDomain });
    expect((await world.post(body, { ...outlet, topic: 'shop/redact' })).status).toBe(200);
    await world.drain('channels-privacy');
    await world.opened.store.destroyTraces();

    expect(await personal(removed)).toBeUndefined();
    expect(await personal(onlyThere)).toBeUndefined();
    expect(await personal(kept)).toMatchObject({ customer: { name: 'Ilse Brandt' } });
    expect([await world.blobs('raw/acme/shopify/outlet/'), await world.blobs('canonical/acme/shopify/outlet/')]).toEqual([[], []]);
    expect(await world.blobs('raw/acme/shopify/main/')).toHaveLength(1);
    const jonas = await world.product.vault.find(acme, { email: 'jonas.weide@example.com' });
    const keyRow = await world.platform.vault.get({ PK: `acme#PERSON#${jonas[0] ?? ''}`, SK: 'KEY' });
    expect(keyRow?.['wrapped']).toBeUndefined();
    expect(found(['Jonas Weide', 'Torgasse 3'])).toEqual([]);
    expect((await audits()).at(-1)).toMatchObject({
      action: 'channel-account.removed',
      after: { orders: 2, records: 2, persons_erased: 1, payloads: 5 },
    });
  });

  it('ends the taking of orders from it, not of requests about the people in them', async () => {
    await world.post(JSON.stringify({ shop_id: 78, shop_domain: outletDomain }), { ...outlet, topic: 'shop/redact' });
    await world.drain('channels-privacy');
    expect((await world.post(shopOrder(), outlet)).status).toBe(404);
    const late = JSON.stringify({ shop_id: 78, shop_domain: outletDomain, customer: ilse });
    expect((await world.post(late, { ...outlet, topic: 'customers/redact' })).status).toBe(200);
    const accounts = await world.product.channels.listChannelAccounts(acme);
    expect(accounts.map(({ account, removedAt }) => [account, removedAt === null])).toEqual([
      ['main', true],
      ['outlet', false],
    ]);
  });
});
