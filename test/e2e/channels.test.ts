// All four channels over HTTP, from the customer's order to the parcel that the channel is told of, at twins of the vendors.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerEvent } from '../../bin/demo/twins/shopify/shopify-twin.webhooks.ts';
import { startVendor, type Vendor } from '../../bin/demo/twins/vendors.ts';
import { compose } from '../../lambdas/composition.ts';
import { createPayloadArchive } from '../../lib/channels/app/payload-archive.ts';
import { createQuarantine } from '../../lib/channels/app/quarantine.ts';
import type { ChannelAccount } from '../../lib/channels/index.ts';
import { channelNames } from '../../lib/channels/domain/channel-names.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { variableName } from '../../lib/platform/embedded/env-file.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { settled } from './books.ts';
import { createShop } from './shop.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';

const account = 'north';
const signingSecret = 'signs what the vendors of the test send';
const mug = { sku: 'MUG', quantity: 2, price: 1_250 };

let vendors: readonly Vendor[];
let installation: Installation;
const vendorOf = (channel: string): Vendor => vendors.find((one) => one.channel === channel) as Vendor;

beforeAll(async () => {
  const random = createRandom(5);
  vendors = await Promise.all(
    channelNames.map((channel) =>
      startVendor(channel, { clock: systemClock, random: random.fork(channel), account, place: 0, skus: [mug.sku], signingSecret }),
    ),
  );
  const secrets = vendors.flatMap((vendor) => Object.entries(vendor.secrets)).map(([name, value]) => [variableName(name), value]);
  installation = await openInstallation({ env: { ...Object.fromEntries(secrets), PUBLIC_URL: 'https://oms.example.com' } });
  await installation.api('POST', '/products', { sku: mug.sku, title: 'Mug' });
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  const { channels } = compose(installation.runtime.platform);
  // The API takes no address of this computer.
  for (const vendor of vendors) {
    const added = await channels.addChannelAccount(caller, { ...vendor.account, stock: { locations: 'all', channelLocationId: null } });
    if (!added.ok) throw new Error(added.error.code);
  }
  await stockUp(installation.api, { east: { [mug.sku]: 500 } });
  await installation.runtime.functions.invoke('channels/schedule-polls', { source: 'aws.scheduler', name: 'channel-polls' });
  await settled(installation.runtime);
});
afterAll(async () => {
  await installation.close();
  await Promise.all(vendors.map((vendor) => vendor.close()));
});

/** Brings what the vendor has to tell, all of it twice. */
const deliver = async (vendor: Vendor): Promise<void> => {
  for (const delivery of vendor.takeDeliveries({ duplicates: 1, shuffled: false })) {
    if (delivery.kind === 'event') await installation.runtime.platform.queue('amazon-events').send([{ body: delivery.body }]);
    else {
      const { headers, body } = delivery;
      const answer = await fetch(installation.url + new URL(delivery.url).pathname, { method: 'POST', headers, body });
      expect(answer.status, await answer.text()).toBe(200);
    }
  }
};

const orderOf = async (channelOrderId: string) => {
  const path = `/orders?channel_order_id=${encodeURIComponent(channelOrderId)}`;
  const { body } = await eventually(
    () => installation.api('GET', path),
    (answer) => answer.body.items.length > 0,
  );
  expect(body.items).toHaveLength(1);
  return body.items[0] as { readonly order_id: string; readonly status: string; readonly channel: string };
};

const ship = async (orderId: string): Promise<void> => {
  const shop = createShop(installation);
  const work = await shop.released(orderId, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await shop.ship(work);
};

type Reading = { readonly kind: string; readonly last_success_at: string | null; readonly problem: string | null };

const readingOf = async (channel: string): Promise<readonly Reading[]> => {
  const { body } = await installation.api('GET', '/channels/accounts');
  expect(JSON.stringify(body)).not.toContain(signingSecret);
  return body.accounts.find((one: { channel: string }) => one.channel === channel).reading;
};

const noticesOf = async (orderId: string) => (await installation.api('GET', `/orders/${orderId}/notices`)).body.notices;

describe.each(channelNames)('%s', (channel) => {
  it('tells of an order, which is taken in once and shipped, and hears of the parcel once', async () => {
    const vendor = vendorOf(channel);
    const id = vendor.placeOrder([mug]);
    await deliver(vendor);
    const order = await orderOf(id);
    expect(order).toMatchObject({ channel });
    await ship(order.order_id);
    await eventually(
      async () => vendor.parcels(),
      (parcels) => parcels.length > 0,
    );
    // What the channel makes of it comes back as a change of the order, and changes nothing.
    await deliver(vendor);
    await settled(installation.runtime);
    expect(vendor.parcels()).toHaveLength(1);
    expect(await noticesOf(order.order_id)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'shipment', state: 'done' })]));
    expect((await orderOf(id)).status).toBe('shipped');
  });

  it('is polled for what it could not tell', async () => {
    const vendor = vendorOf(channel);
    const id = vendor.placeOrder([mug]);
    vendor.takeDeliveries({ duplicates: 0, shuffled: false });
    // Changes of the last moments are left alone by polling, so the order is filled in.
    const now = installation.runtime.platform.clock.now();
    // Amazon shows no change younger than two minutes, and a backfill up to now would wait for it.
    const range = { from: plusMs(now, -3_600_000), to: channel === 'amazon' ? plusMs(now, -600_000) : now };
    const path = `/channels/${channel}/accounts/${account}`;
    const asked = await eventually(
      () => installation.api('POST', `${path}/backfills`, range),
      ({ status }) => status === 202,
    );
    expect(asked.status).toBe(202);
    expect((await installation.api('POST', `${path}/polls`, {})).status).toBe(202);
    const backfill = await eventually(
      async () => (await readingOf(channel)).find(({ kind }) => kind === 'backfill'),
      // Amazon shows no change younger than two minutes, so nothing comes of it within a test.
      (found) => channel === 'amazon' || typeof found?.last_success_at === 'string',
    );
    if (channel !== 'amazon') expect(backfill?.problem).toBeNull();
    if (channel !== 'amazon') expect((await orderOf(id)).channel).toBe(channel);
  });
});

describe('stock', () => {
  const available = async (): Promise<number> => {
    const { body } = await installation.api('GET', `/inventory/levels?sku=${mug.sku}`);
    return body.levels.reduce((sum: number, level: { available: number }) => sum + level.available, 0);
  };
  const patience = { timeout: 60_000 };

  it('is shown by every channel as it is after the last sale', patience, async () => {
    for (let sale = 0; sale < 10; sale += 1)
      await installation.api('POST', '/reservations', {
        reservation_id: `cart-${sale}`,
        lines: [{ sku: mug.sku, location_id: 'east', quantity: 1 }],
      });
    await settled(installation.runtime, 30_000);
    // Of what is available 7.5 percent are held back, in whole units.
    const left = await available();
    const buffer = Math.floor(left * 0.075);
    const units = left - buffer;
    expect(vendors.map((vendor) => vendor.stockOf(mug.sku))).toEqual(vendors.map(() => units));
    for (const channel of channelNames) {
      const { status, body } = await installation.api('GET', `/channels/stock?channel=${channel}&account=${account}`);
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        {
          sku: mug.sku,
          quantity: units,
          state: 'done',
          code: null,
          drift: null,
          oversells: 0,
          published: { available: left, safety_stock: 0, buffer, published: units, rule: 'percent', percent: 7.5, lag_basis: 'prior' },
        },
      ]);
      const drifted = await installation.api('GET', `/channels/stock?channel=${channel}&account=${account}&drift=true`);
      expect(drifted).toMatchObject({ status: 200, body: { items: [] } });
      const listed = async (sku: string) =>
        (await installation.api('GET', `/channels/stock?channel=${channel}&account=${account}&sku=${sku}`)).body.items;
      expect(await listed(mug.sku)).toEqual(body.items);
      expect(await listed('NEVER-TOLD')).toEqual([]);
    }
  });

  it('is asked for with the account, which needs settings for it', async () => {
    const path = '/channels/walmart/accounts';
    const settings = { market: 'us' };
    const refused = await installation.api('PUT', `${path}/bare`, { stock: { locations: 'all' } });
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ field: 'stock', code: 'stock-without-settings' }] } });
    const stock = { locations: ['east'], channel_location_id: 'node-1' };
    const added = await installation.api('PUT', `${path}/other`, { settings, stock, base_url: 'https://127.0.0.1:1' });
    expect(added).toMatchObject({ status: 200, body: { stock } });
    expect((await installation.api('DELETE', `${path}/other`)).status).toBe(204);
  });

  it("of an account that is not the tenant's is not shown", async () => {
    expect((await installation.api('GET', '/channels/stock?channel=walmart&account=nobody')).status).toBe(404);
    expect((await installation.api('GET', '/channels/stock?channel=walmart')).status).toBe(400);
    const refused = await installation.api('GET', '/channels/stock?channel=walmart&account=nobody&sku=a%23b');
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ field: 'query.sku' }] } });
  });
});

it('an order that we cancel is cancelled at the channel', async () => {
  const vendor = vendorOf('shopify');
  const id = vendor.placeOrder([mug]);
  await deliver(vendor);
  const { order_id: orderId } = await orderOf(id);
  await createShop(installation).cancel(orderId);
  const notices = await eventually(
    () => noticesOf(orderId),
    (found) => found.some((one: { kind: string; state: string }) => one.kind === 'cancellation' && one.state === 'done'),
  );
  expect(notices.filter((one: { kind: string }) => one.kind === 'cancellation')).toHaveLength(1);
});

describe('trouble', () => {
  const restart = async (channel: string, request: object, onceAs: string): Promise<void> => {
    const body = JSON.stringify({ tenant_id: 'main', channel_account: account, ...request });
    await installation.runtime.platform.queue(`${channel}-sync`).send([{ body, group: onceAs, deduplicationId: onceAs }]);
  };

  it('an order that cannot be fetched now is fetched later', async () => {
    const vendor = vendorOf('woocommerce');
    const id = vendor.placeOrder([mug]);
    vendor.takeDeliveries({ duplicates: 0, shuffled: false });
    vendor.trouble.down = true;
    await restart('woocommerce', { kind: 'look-up', channel_order_id: id }, 'later');
    await eventually(
      async () => vendor.calls.filter(({ status, path }) => status === 0 && path.endsWith(`/orders/${id}`)).length,
      (tries) => tries > 3,
    );
    vendor.trouble.down = false;
    expect((await orderOf(id)).channel).toBe('woocommerce');
  });

  it('a body that was put aside is read once more when it is sent back', async () => {
    const { platform } = installation.runtime;
    const vendor = vendorOf('woocommerce');
    const id = vendor.placeOrder([mug]);
    const [delivery] = vendor.takeDeliveries({ duplicates: 0, shuffled: false });
    if (delivery?.kind !== 'webhook') throw new Error('nothing was told');
    const kept = (await compose(platform).channels.findChannelAccount('woocommerce', account)) as ChannelAccount;
    const archive = createPayloadArchive({ blobs: platform.blobs, vault: compose(platform).vault });
    const quarantine = createQuarantine({ platform, vault: compose(platform).vault, archive });
    // As an adapter of a release before left it that could not read it.
    await quarantine.delivery(kept, Buffer.from(delivery.body), [{ field: '', code: 'not-read', message: 'not read' }]);
    await installation.api('POST', '/dead-letters/orders-intake/redrive', {});
    expect((await orderOf(id)).channel).toBe('woocommerce');
  });

  it.each(channelNames)('a body of %s that has been erased meanwhile is nothing to read any more', async (channel) => {
    const { platform } = installation.runtime;
    const gone = { raw_ref: 'raw/gone', person_id: 'a'.repeat(26), received_at: platform.clock.now(), refused: [] };
    const body = JSON.stringify({ tenant_id: 'main', channel, channel_account: account, ...gone });
    await platform.queue('orders-intake').send([{ body }]);
    await settled(installation.runtime);
    expect(
      (await platform.queue('orders-intake-dlq').depth()).waiting + (await platform.queue(`${channel}-sync-dlq`).depth()).waiting,
    ).toBe(0);
  });

  it('what a shop signs and nobody can read is put aside, and an order in its trash is fetched', async () => {
    const vendor = vendorOf('woocommerce');
    const send = async (topic: string, body: string) => {
      const headers = {
        'x-wc-webhook-source': `https://${vendor.account.shopDomain}/`,
        'x-wc-webhook-topic': topic,
        'x-wc-webhook-signature': createHmac('sha256', signingSecret).update(body).digest('base64'),
      };
      const answer = await fetch(`${installation.url}/webhooks/woocommerce/${account}`, { method: 'POST', headers, body });
      return (await answer.json()) as object;
    };
    expect(await send('order.created', '{"id":1,"total":"much"}')).toMatchObject({ quarantined: true });
    expect(await send('order.deleted', '{"id":1}')).toEqual({ looking_up: '1' });
  });
});

describe('events of a partner event source', () => {
  it('bring orders and requests about personal data without a signature, because nobody else can send them', async () => {
    const vendor = vendorOf('shopify');
    // What there is to tell of other orders is not told.
    vendor.takeDeliveries({ duplicates: 0, shuffled: false });
    const id = vendor.placeOrder([mug]);
    const [delivery] = vendor.takeDeliveries({ duplicates: 0, shuffled: false });
    if (delivery?.kind !== 'webhook') throw new Error('nothing was told');
    const events = installation.runtime.platform.queue('shopify-events');
    const event = partnerEvent({ uri: delivery.url, headers: delivery.headers, body: delivery.body });
    await events.send([{ body: event }]);
    const { order_id: orderId } = await orderOf(id);
    const { email } = JSON.parse(delivery.body) as { email: string };
    const about = { shop_id: 1, shop_domain: vendor.account.shopDomain, customer: { id: 7, email, phone: null } };
    const request = JSON.stringify({ ...about, orders_to_redact: [] });
    const redact = { ...delivery.headers, 'X-Shopify-Topic': 'customers/redact' };
    await events.send([{ body: partnerEvent({ uri: delivery.url, headers: redact, body: request }) }]);
    const { body } = await eventually(
      () => installation.api('GET', `/orders/${orderId}`),
      (answer) => answer.body.customer?.email === undefined,
    );
    expect(body.order_id).toBe(orderId);
  });

  it('of another shop are taken for nobody', async () => {
    await installation.runtime.platform
      .queue('shopify-events')
      .send([{ body: '{"source":"aws.partner/shopify.com/1/x","detail-type":"shopifyWebhook","detail":{}}' }]);
    await settled(installation.runtime);
    expect((await installation.runtime.platform.queue('shopify-events-dlq').depth()).waiting).toBe(0);
  });
});
