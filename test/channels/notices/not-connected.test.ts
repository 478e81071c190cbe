import { describe, expect, it, vi } from 'vitest';
import { accountKey } from '../../../lib/channels/app/channel-account.rows.ts';
import { noticesQueue } from '../../../lib/channels/app/channel-queues.ts';
import { createPollStates } from '../../../lib/channels/app/poll-states.ts';
import { pollName, startPolling } from '../../../lib/channels/domain/poll-state.ts';
import { callerOf, type NoticeWorld, openNoticeWorld, type PlacedOrder } from './notice-world.ts';

const channel = 'walmart';

const stateOf = async (world: NoticeWorld, order: PlacedOrder): Promise<readonly string[]> =>
  (await world.notices(order)).map(({ state, code }) => (code === null ? state : `${state} (${code})`));

/** Takes the settings of the account away, and leaves the account. */
const withoutSettings = async ({ product }: NoticeWorld): Promise<void> => {
  const added = await product.channels.addChannelAccount(callerOf(), { channel, account: 'main' });
  if (!added.ok) throw new Error(added.error.code);
};

/** The account as a release wrote it that did not write down since when it was connected. */
const neverConnected = async ({ platform, clock }: NoticeWorld): Promise<void> =>
  platform.ledger.put({ ...accountKey(channel, 'main'), tenant_id: 'acme', secret_name: 'shared', added_at: clock.now() });

describe('an order whose account is not connected any more', () => {
  it.each([
    ['was removed', (world: NoticeWorld) => world.remove(channel)],
    ['has no settings now', withoutSettings],
  ])('because it %s is told of once it is connected again', async (_case, disconnect) => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await disconnect(world);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    expect(await stateOf(world, order)).toEqual(['refused (account-not-connected)']);
    expect(await world.letters(channel)).toMatchObject([{ kind: 'shipment', refused: { code: 'account-not-connected' } }]);
    await world.connect(channel);
    await world.redrive(channel);
    await world.drain(noticesQueue(channel));
    expect(world.twinOf(channel).parcels(order.channelOrderId)).toEqual(['1Z1']);
  });

  it('is told of if it was read before releases wrote down since when it was connected', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await neverConnected(world);
    const [account] = await world.product.channels.listChannelAccounts(order.tenantId);
    await createPollStates(world.platform.ledger).save(account!, pollName, undefined, startPolling(world.clock.now(), world.clock.now()));
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    expect(await stateOf(world, order)).toEqual(['refused (account-not-connected)']);
  });
});

it('an account that never was connected is told nothing, which is counted', async () => {
  const world = await openNoticeWorld([channel]);
  const order = await world.place(channel);
  await neverConnected(world);
  await world.ship(order, [{ tracking: '1Z1' }]);
  await world.tell();
  expect(await stateOf(world, order)).toEqual([]);
  expect(await world.letters(channel)).toEqual([]);
  // Figures and log lines are written when the function has ended, which is after its message is gone.
  await vi.waitFor(() => expect(world.counted('ChannelNoticesLeftOut')).toBe(1));
  await vi.waitFor(() => expect(world.logs()).toContain('channel has nobody to be told'));
});
