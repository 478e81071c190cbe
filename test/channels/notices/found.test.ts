import { describe, expect, it } from 'vitest';
import { exceptionsOf } from '../../../lambdas/order-views.ts';
import { noticesQueue } from '../../../lib/channels/app/channel-queues.ts';
import { troublePartition } from '../../../lib/channels/app/notices/notice-rows.ts';
import { acme, type NoticeWorld, openNoticeWorld } from './notice-world.ts';

const exceptions = async (world: NoticeWorld, kind?: 'notice-refused' | 'notice-late') =>
  (await exceptionsOf(world.platform)(acme, { kind }, { limit: 50 })).items;
const ways = async (world: NoticeWorld) => (await world.platform.ledger.query({ PK: troublePartition(acme) })).items;

describe('a notice that did not get through', () => {
  it('is found among the exceptions once the channel has refused it, until it was told after all', async () => {
    const world = await openNoticeWorld(['shopify']);
    const order = await world.place('shopify');
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.publish();
    await world.drain('channel-notices');
    await world.remove('shopify');
    await world.drain(noticesQueue('shopify'));
    const [found] = await exceptions(world);
    const [notice] = await world.notices(order);
    expect(found).toMatchObject({
      kind: 'notice-refused',
      order: { order_id: order.orderId },
      reference: notice?.noticeId,
      since: notice?.since,
      sentence: notice?.sentence,
      recommendedAction: { code: 'correct-and-send-back' },
    });
    expect(await exceptions(world, 'notice-late')).toEqual([]);
    await world.connect('shopify');
    await world.redrive('shopify');
    await world.drain(noticesQueue('shopify'));
    expect(await exceptions(world)).toEqual([]);
    expect(await ways(world)).toEqual([]);
  });

  it('is found once it is two hours late, and not before', async () => {
    const world = await openNoticeWorld(['shopify']);
    const order = await world.place('shopify');
    world.twinOf('shopify').trouble.down = true;
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    await world.pass(1);
    expect(await exceptions(world)).toEqual([]);
    await world.pass(2);
    expect(await exceptions(world, 'notice-late')).toMatchObject([
      { kind: 'notice-late', order: { order_id: order.orderId }, recommendedAction: { code: 'check-channel' } },
    ]);
    world.twinOf('shopify').trouble.down = false;
    await world.pass(2);
    expect([await exceptions(world), await ways(world)]).toEqual([[], []]);
  });
});

it('what is told at the first try leaves nothing to find it by', async () => {
  const world = await openNoticeWorld(['shopify']);
  const order = await world.place('shopify');
  await world.ship(order, [{ tracking: '1Z1' }]);
  await world.tell();
  expect(await world.notices(order)).toMatchObject([{ state: 'done', attempts: 1 }]);
  expect(await ways(world)).toEqual([]);
});
