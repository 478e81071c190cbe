// What is strange about orders, through HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '../../lib/kernel/ids.ts';
import { fromEpochMs, plusMs } from '../../lib/kernel/instant.ts';
import { createOrderWatchRows } from '../../lib/orders/app/anomalies/order-watch.rows.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '300' } });
  await stockUp(installation.api, { east: { PEN: 1_000, TWIN: 100 } });
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' };
const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });
const look = async (): Promise<void> => {
  await settled(installation.runtime);
  await installation.runtime.functions.invoke('orders/watch-orders', { source: 'aws.scheduler', name: 'order-watch' });
};
const told = async (kind: string, list = 'open') => (await shop.must('GET', `/order-anomalies?kind=${kind}&list=${list}`)).body.items;

describe('orders of many customers from one device', () => {
  it('are told with the orders and what to do, once while it lasts, and to this tenant alone', async () => {
    const device = { visitor_id: '0f3c9a5d7e1b4c2680f3c9a5d7e1b4c2' };
    const ids: string[] = [];
    for (const name of ['ann', 'bob', 'cat', 'dan', 'eve'])
      ids.push(await shop.place({ PEN: ids.length + 1 }, { ...customer(name), device }));
    await look();
    const [anomaly, ...others] = await told('shared_device');
    expect(others).toEqual([]);
    expect(anomaly).toMatchObject({
      about: expect.stringMatching(/^device:[0-9a-f]{16}$/),
      severity: 'medium',
      status: 'open',
      sentence: '5 orders of 5 different customers came from one device within a day.',
      recommended_action: { kind: 'review_orders' },
    });
    expect([...anomaly.evidence].sort()).toEqual([...ids].sort());

    const path = `/order-anomalies/${anomaly.anomaly_id}/resolve`;
    expect((await rival('GET', '/order-anomalies')).body.items).toEqual([]);
    expect((await rival('POST', path, { code: 'fraud' })).status).toBe(404);
    const wrong = await installation.api('POST', path, { code: 'forgotten' });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [expect.objectContaining({ field: 'code' })] } });

    const resolved = (await shop.must('POST', path, { code: 'expected', note: 'a kiosk in the shop' })).body;
    expect(resolved).toMatchObject({
      status: 'resolved',
      resolution: { code: 'expected', note: 'a kiosk in the shop', by: { kind: 'api_key' } },
    });
    expect((await shop.must('POST', path, { code: 'other' })).body).toEqual(resolved);
    await look();
    expect(await told('shared_device')).toEqual([]);
    expect(await told('shared_device', 'ended')).toMatchObject([{ anomaly_id: anomaly.anomaly_id, status: 'resolved' }]);
  });
});

describe('an order to a region that does not exist', () => {
  it('is told until the order is over, and one to a region that does exist is not', async () => {
    const order = await shop.place({ PEN: 7 }, { ...customer('fay'), shipping_address: { ...address, region: 'ZZ' } });
    await shop.place({ PEN: 7 }, { ...customer('gil'), shipping_address: { ...address, region: 'AE' } });
    await look();
    expect(await told('impossible_address')).toMatchObject([
      {
        about: order,
        sentence: 'The order goes to ZZ in US, where there is no such region.',
        recommended_action: { kind: 'correct_address' },
      },
    ]);
    await shop.cancel(order);
    await look();
    expect(await told('impossible_address')).toEqual([]);
    expect(await told('impossible_address', 'ended')).toMatchObject([{ about: order, status: 'closed' }]);
  });
});

describe('the same basket at two channels', () => {
  it('stands in the list until its hold is decided', async () => {
    await shop.reaches(await shop.place({ TWIN: 2 }), 'allocated');
    const second = await shop.place({ TWIN: 2 }, { channel: 'mobile' });
    await look();
    const [anomaly] = await told('duplicate_order');
    expect(anomaly).toMatchObject({ about: second, recommended_action: { kind: 'compare_orders' } });
    const { holds } = await shop.order(second);
    const operator = await installation.signedIn('operator');
    expect((await operator('POST', `/orders/${second}/holds/${holds[0].hold_id}/release`)).status).toBe(200);
    await look();
    expect(await told('duplicate_order')).toEqual([]);
    const again = await installation.api('POST', `/order-anomalies/${anomaly.anomaly_id}/resolve`, { code: 'expected' });
    expect(again).toMatchObject({ status: 422, body: { code: 'anomaly-closed' } });
  });
});

describe('failed payments of one device', () => {
  it('are told as the trying of cards', async () => {
    const device = { visitor_id: 'aaaa9a5d7e1b4c2680f3c9a5d7e1bbbb' };
    for (const count of [11, 12, 13, 14]) {
      const order = await shop.place({ PEN: count }, { ...customer('hal'), device });
      await shop.must('POST', `/orders/${order}/cancel`, { reason: 'payment' });
    }
    await look();
    expect(await told('payment_failures')).toMatchObject([
      {
        about: expect.stringMatching(/^device:/),
        figures: [
          { name: 'orders', value: 4 },
          { name: 'failed', value: 4 },
        ],
        recommended_action: { kind: 'ask_payment_provider' },
      },
    ]);
    expect(await told('shared_device')).toEqual([]);
  });
});

describe('far more orders than are usual', () => {
  const tenantId = TenantId('main');
  const hourMs = 3_600_000;

  it('are told once the history is whole, and followed until an hour is usual again', async () => {
    const rows = createOrderWatchRows(installation.runtime.platform.views);
    const running = fromEpochMs(Math.floor(Date.now() / hourMs) * hourMs);
    const orders: string[] = [];
    for (let index = 0; index < 20; index += 1)
      orders.push(await shop.place({ PEN: 100 + index }, { channel: 'kiosk', ...customer(`k${index}`) }));
    await look();
    expect(await told('order_spike')).toEqual([]);
    // Two weeks in which the new channel had an order now and then.
    for (let hours = 14 * 24; hours > 1; hours -= 1)
      await rows.saveHour(tenantId, { hour: plusMs(running, -hours * hourMs), counts: { all: 20, 'channel:kiosk': hours % 2 } }, []);
    await rows.savePass(tenantId, { next: plusMs(running, -hourMs), spikes: [], returnsDay: null });
    await look();
    const found = await told('order_spike');
    const kiosk = found.find(({ about }: { about: string }) => about === 'channel:kiosk');
    expect(kiosk).toMatchObject({
      severity: 'medium',
      sentence: expect.stringMatching(/^20 orders from kiosk within an hour, where 0\.\d were to be expected\.$/),
      recommended_action: { kind: 'check_stock_and_buyers' },
    });
    expect([...kiosk.evidence].sort()).toEqual([...orders].sort());
    expect((await rows.pass(tenantId))?.spikes.map(({ series }) => series)).toContain('channel:kiosk');

    // The same figures as a usual day's: no spike any more.
    for (let hours = 14 * 24; hours > 1; hours -= 1)
      await rows.saveHour(
        tenantId,
        { hour: plusMs(running, -hours * hourMs), counts: { all: 200, 'channel:kiosk': 10, 'sku:PEN': 100, 'region:US-NY': 100 } },
        [],
      );
    await look();
    expect((await told('order_spike')).map(({ about }: { about: string }) => about)).not.toContain('channel:kiosk');
  });
});
