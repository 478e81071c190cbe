import { expect, it } from 'vitest';
import { createFunctions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { createOms, documentOf } from '../../cli/oms.ts';
import { restrictedPlatform } from '../../support/function-needs.ts';
import { callerOf, type NoticeWorld, openNoticeWorld, type PlacedOrder } from './notice-world.ts';

const get = async (world: NoticeWorld, id: string, scopes: readonly string[] = ['orders:read']) => {
  const functions = createFunctions(world.platform, new URL('../../../lambdas/', import.meta.url), restrictedPlatform);
  const principal = { kind: 'api_key', id: 'key', tenantId: 'acme', scopes, roles: [], locations: 'all' };
  const answer = (await functions.invoke('orders/order-notices', {
    headers: {},
    pathParameters: { id },
    requestContext: { requestId: 'r', http: { sourceIp: '192.0.2.1' }, authorizer: { lambda: { principal: JSON.stringify(principal) } } },
  })) as { readonly statusCode: number; readonly body: string };
  return { status: answer.statusCode, body: JSON.parse(answer.body) as { readonly notices: readonly Record<string, unknown>[] } };
};

/** A parcel that Walmart knows, and another that it will not have. */
const tell = async (world: NoticeWorld): Promise<PlacedOrder> => {
  const order = await world.place('walmart', [2]);
  await world.product.orders.manage.confirm(callerOf(), order.orderId, { basis: 'authorised', reference: null });
  await world.tell();
  world.clock.advanceMs(60_000);
  await world.ship(order, [{ tracking: 'AC-1', carrier: 'Alpine Courier' }], [1]);
  await world.tell();
  return order;
};

it('the API shows what the channel was told of an order, and what it made of it', async () => {
  const world = await openNoticeWorld(['walmart']);
  const { orderId, channelOrderId } = await tell(world);
  const { status, body } = await get(world, orderId);
  expect(status).toBe(200);
  expect(body.notices).toMatchObject([
    { kind: 'acknowledgement', what: 'order', state: 'done', code: null, reference: channelOrderId, attempts: 1 },
    { kind: 'shipment', what: 'Alpine Courier AC-1', state: 'refused', code: 'tracking-url-missing', attempts: 1 },
  ]);
  expect(body.notices[0]).toMatchObject({ sentence: 'walmart was told that the order is in our hands.', at: expect.stringMatching(/Z$/) });
  expect((await get(world, 'a'.repeat(26))).status).toBe(404);
  expect((await get(world, orderId, [])).status).toBe(403);
});

it('the command line shows the same', async () => {
  const world = await openNoticeWorld(['walmart']);
  const { channelOrderId, orderId } = await tell(world);
  const oms = createOms(world.dataDir);
  const { exitCode, out } = await oms('--tenant', 'acme', 'order', 'notices', orderId);
  expect(exitCode).toBe(0);
  for (const part of ['acknowledgement', 'Alpine Courier AC-1', 'refused', 'tracking-url-missing', 'somebody has to look'])
    expect(out).toContain(part);
  const shown = documentOf(await oms('--tenant', 'acme', '--json', 'order', 'notices', orderId));
  expect(shown.notices).toEqual((await get(world, orderId)).body.notices);
  expect(await oms('--tenant', 'acme', 'order', 'notices', 'nobody')).toMatchObject({ exitCode: 1 });
  // The order itself is shown as before.
  expect((await oms('--tenant', 'acme', 'order', orderId)).out).toContain(channelOrderId);
});

it('an order that nobody had to be told of has no notices', async () => {
  const world = await openNoticeWorld(['shopify']);
  const order = await world.place('shopify');
  await world.tell();
  expect((await createOms(world.dataDir)('--tenant', 'acme', 'order', 'notices', order.orderId)).out).toBe(
    'No channel has been told anything of this order.\n',
  );
});
