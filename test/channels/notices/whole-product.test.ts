// The whole product at work, with its workflows: what people do here reaches the channel by itself.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelSyncOf, compose } from '../../../lambdas/composition.ts';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import type { ChannelName } from '../../../lib/channels/domain/channel-names.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { systemClock } from '../../../lib/platform/system/clock.system.ts';
import { settled } from '../../e2e/books.ts';
import { eventually, type Installation, openInstallation, stockUp } from '../../e2e/installation.ts';
import { createShop } from '../../e2e/shop.ts';
import { startTold, type Told } from './told.ts';

const twins = new Map<ChannelName, Told>();
let installation: Installation;
let shop: ReturnType<typeof createShop>;

beforeAll(async () => {
  const env: Record<string, string> = {};
  for (const channel of ['shopify', 'walmart'] as const) {
    const twin = await startTold(channel, { clock: systemClock, random: createRandom(7), feedSeconds: 1 });
    twins.set(channel, twin);
    for (const [name, value] of Object.entries(twin.secrets)) env[name.toUpperCase().replaceAll('-', '_')] = value;
  }
  installation = await openInstallation({ env });
  await stockUp(installation.api, { east: { 'MUG-1': 50 }, west: { 'CUP-1': 50 } });
  shop = createShop(installation);
});
afterAll(async () => {
  await installation.close();
  for (const twin of twins.values()) await twin.close();
});

const twinOf = (channel: ChannelName): Told => {
  const twin = twins.get(channel);
  if (!twin) throw new Error(`no twin of ${channel}`);
  return twin;
};

/** A customer orders at the channel, and the order is read through its API. */
const place = async (channel: ChannelName, quantities: readonly number[]) => {
  const { platform } = installation.runtime;
  const twin = twinOf(channel);
  const channelOrderId = twin.placeOrder(quantities);
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  const added = await compose(platform).channels.addChannelAccount(caller, twin.account);
  const connector = connectors.find(({ adapter }) => adapter.channel === channel);
  if (!added.ok || !connector) throw new Error(`${channel} is not connected`);
  await channelSyncOf(platform, connector).handle({
    kind: 'look-up',
    tenant_id: 'main',
    channel_account: 'main',
    channel_order_id: channelOrderId,
  });
  const found = await eventually(
    () => installation.api('GET', `/orders?channel_order_id=${channelOrderId}`),
    ({ body }) => body.items.length === 1,
  );
  const orderId: string = found.body.items[0].order_id;
  await shop.reaches(orderId, 'allocated');
  return { orderId, channelOrderId };
};

/** The notices of an order once so many have come to an end. */
const told = (orderId: string, count: number) =>
  eventually(
    async () => (await shop.must('GET', `/orders/${orderId}/notices`)).body.notices as readonly { kind: string; state: string }[],
    (notices) => notices.length === count && notices.every(({ state }) => state === 'done'),
  );

it('Walmart hears that an order is in our hands, and of its parcel', async () => {
  const { orderId, channelOrderId } = await place('walmart', [2]);
  const work = await shop.released(orderId, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await shop.ship(work);
  expect((await told(orderId, 2)).map(({ kind }) => kind).toSorted()).toEqual(['acknowledgement', 'shipment']);
  expect(twinOf('walmart').parcels(channelOrderId)).toEqual([`1Z${work}`]);
});

it('an order of Shopify that is cancelled here is cancelled there, its money goes back, and we know that it has', async () => {
  const { orderId, channelOrderId } = await place('shopify', [2]);
  await shop.cancel(orderId);
  expect((await told(orderId, 2)).map(({ kind }) => kind).toSorted()).toEqual(['cancellation', 'refund']);
  await settled(installation.runtime);
  const [twin, { payments, totals }] = [twinOf('shopify'), await shop.order(orderId)];
  expect(twin.cancelled(channelOrderId)).toBe(2);
  expect(twin.refunded(channelOrderId)).toBe(totals.total);
  expect(payments).toMatchObject({ captured_minor: totals.total, refunded_minor: totals.total });
});

it('what is left of an order of Shopify is cancelled there, and what it cost goes back', async () => {
  const { orderId, channelOrderId } = await place('shopify', [1, 2]);
  const work = await shop.released(orderId, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await shop.ship(work);
  await shop.reaches(orderId, 'partially_shipped');
  await shop.cancel(orderId);
  expect((await told(orderId, 3)).map(({ kind }) => kind).toSorted()).toEqual(['cancellation', 'refund', 'shipment']);
  const twin = twinOf('shopify');
  expect(twin.parcels(channelOrderId)).toEqual([`1Z${work}`]);
  expect(twin.cancelled(channelOrderId)).toBe(2);
  expect(twin.refunded(channelOrderId)).toBe(2_000);
});

it('a parcel that Shopify would not hear of is put before people until it was told after all', async () => {
  const { platform } = installation.runtime;
  const { channels } = compose(platform);
  const { orderId, channelOrderId } = await place('shopify', [1]);
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  const work = await shop.released(orderId, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await channels.removeChannelAccount(caller, 'shopify', 'main');
  await shop.ship(work);
  const troubled = async () => (await shop.must('GET', '/exceptions?kind=notice-refused')).body.items;
  const found = await eventually(troubled, (items) => items.length === 1);
  expect(found).toMatchObject([{ order: { order_id: orderId }, recommended_action: { code: 'correct-and-send-back' } }]);
  await channels.addChannelAccount(caller, twinOf('shopify').account);
  await shop.must('POST', '/dead-letters/shopify-notices/redrive', {});
  await told(orderId, 1);
  expect(twinOf('shopify').parcels(channelOrderId)).toEqual([`1Z${work}`]);
  expect(await troubled()).toEqual([]);
});
