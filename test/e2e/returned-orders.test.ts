// What returns tell of orders as a whole, through HTTP: a campaign whose goods come back, and a customer who sends nearly all back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '../../lib/kernel/ids.ts';
import { fromEpochMs, type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { createOrderWatchRows } from '../../lib/orders/app/anomalies/order-watch.rows.ts';
import { createWatchOrders } from '../../lib/orders/index.ts';
import { orderWatchParts } from '../../lambdas/orders/watch-parts.ts';
import { restrictedPlatform } from '../support/function-needs.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');
const hourMs = 3_600_000;

let installation: Installation;
let shop: Shop;
let rival: Api;
let running: Instant;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '0' } });
  await stockUp(installation.api, { east: { PEN: 500 } });
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
  running = fromEpochMs(Math.floor(Date.now() / hourMs) * hourMs);
});
afterAll(() => installation.close());

const rows = () => createOrderWatchRows(installation.runtime.platform.views);
/** Two weeks of orders, in which the new channel had one now and then. */
const tradeOfTwoWeeks = async (): Promise<void> => {
  for (let hours = 14 * 24; hours > 1; hours -= 1)
    await rows().saveHour(main, { hour: plusMs(running, -hours * hourMs), counts: { all: 20, 'channel:popup': hours % 2 } }, []);
  await rows().savePass(main, { next: plusMs(running, -hourMs), spikes: [], returnsDay: null });
};
const look = async (): Promise<void> => {
  await settled(installation.runtime);
  await installation.runtime.functions.invoke('orders/watch-orders', { source: 'aws.scheduler', name: 'order-watch' });
};
/** What is looked at once a day was last looked at yesterday. */
const aDayPasses = async (): Promise<void> => {
  const pass = await rows().pass(main);
  if (!pass) throw new Error('there has been a pass');
  await rows().savePass(main, { ...pass, returnsDay: plusMs(running, -24 * hourMs).slice(0, 10) });
};
const told = async (kind: string, list = 'open') => (await shop.must('GET', `/order-anomalies?kind=${kind}&list=${list}`)).body.items;
const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });

/** Sends an order out, and takes all of it back. */
const goesAndComesBack = async (id: string): Promise<void> => {
  await shop.reaches(id, 'allocated');
  const work = await shop.released(id, 'east');
  for (const step of [shop.pick, shop.pack, shop.ship]) await step(work);
  const { line_items: items } = await shop.reaches(id, 'shipped');
  const lines = items.map(({ line_id, quantity }: { line_id: string; quantity: number }) => {
    return { line_id, quantity, reason: 'changed-mind', condition: 'new' };
  });
  await shop.must('POST', `/orders/${id}/returns`, { return_id: `rma-${id}`, lines });
};

describe('a spike of orders that come back', () => {
  it('is told by the scheduled count once returns are recorded, with the orders and what to hold', async () => {
    const orders: string[] = [];
    for (let index = 0; index < 20; index += 1) orders.push(await shop.place({ PEN: 1 }, { channel: 'popup', ...customer(`k${index}`) }));
    await settled(installation.runtime);
    await tradeOfTwoWeeks();
    await look();
    expect((await told('order_spike')).map(({ about }: { about: string }) => about)).toContain('channel:popup');
    expect(await told('returns_after_spike')).toEqual([]);

    const back = orders.slice(0, 10);
    for (const id of back) await goesAndComesBack(id);
    await aDayPasses();
    await look();
    const [found] = (await told('returns_after_spike')).filter(({ about }: { about: string }) => about === 'channel:popup');
    expect(found).toMatchObject({
      severity: 'high',
      status: 'open',
      sentence: '10 of 20 orders from popup that came in a spike were returned, where 10 % is usual.',
      recommended_action: { kind: 'hold_orders' },
    });
    expect([...found.evidence].sort()).toEqual([...back].sort());
    expect((await rival('GET', '/order-anomalies')).body.items).toEqual([]);
  }, 60_000);
});

describe('a customer who sends nearly everything back', () => {
  it('is told by a token with the orders, is no news twice, and nobody else is told', async () => {
    const orders: string[] = [];
    for (let index = 0; index < 7; index += 1) orders.push(await shop.place({ PEN: 1 }, customer('much')));
    for (const id of orders.slice(0, 6)) await goesAndComesBack(id);
    await aDayPasses();
    await look();
    const [found, ...others] = await told('frequent_returns');
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      about: expect.stringMatching(/^person:[0-9a-f]{16}$/),
      sentence: expect.stringMatching(
        /^Something came back of 6 of 7 orders of one customer within half a year, where \d\.?\d* % is usual\.$/,
      ),
      recommended_action: { kind: 'review_returns' },
    });
    expect([...found.evidence].sort()).toEqual(orders.slice(0, 6).sort());
    const { person_id: personId } = await shop.order(orders[0] ?? '');
    expect(JSON.stringify(found)).not.toContain(personId);
    expect(JSON.stringify(found)).not.toContain('much');

    await shop.must('POST', `/order-anomalies/${found.anomaly_id}/resolve`, { code: 'expected', note: 'tries on at home' });
    await createWatchOrders(orderWatchParts(restrictedPlatform(installation.runtime.platform, 'orders/watch-orders'))).runNow(main);
    expect(await told('frequent_returns')).toEqual([]);
    expect(await told('frequent_returns', 'ended')).toMatchObject([{ anomaly_id: found.anomaly_id, status: 'resolved' }]);
  }, 60_000);
});
