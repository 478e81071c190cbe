// How accounts are read when somebody asks, and how that is told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { backfillName, backfillRangeOf } from '../../../lib/channels/app/backfill.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { type Desk, openDesk } from './desk-world.ts';

const settings = { site_url: 'https://shop.example' };
const minute = 60_000;
const range = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T12:00:00.000Z' };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.call('put-account', { body: { settings } });
});
afterEach(() => desk.close());

const readingOf = async (kind: string) => {
  const { accounts } = (await desk.call('list-accounts')).body;
  const { reading } = accounts.find((one: { channel: string }) => one.channel === 'woocommerce');
  return reading.find((one: { kind: string }) => one.kind === kind);
};

/** What the schedule sends each minute. */
const scheduled = async (): Promise<void> => {
  const body = JSON.stringify({ kind: 'poll', tenant_id: 'acme', channel_account: 'main' });
  await desk.platform.queue('woocommerce-sync').send([{ body, group: 'main', deduplicationId: desk.platform.ids.next() }]);
  await desk.work();
};

describe('asking for a look', () => {
  it('has the account read though none is due', async () => {
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    desk.clock.advanceMs(minute);
    const before = desk.channel.asked.length;
    await scheduled();
    expect(desk.channel.asked).toHaveLength(before);
    const asked = await desk.call('poll-account');
    expect(asked).toMatchObject({ status: 202, body: { follow: '/channels/accounts' }, headers: { location: '/channels/accounts' } });
    await desk.work();
    expect(desk.channel.asked).toHaveLength(before + 1);
  });

  it('is one look when it is asked for twice at once', async () => {
    await desk.call('poll-account');
    await desk.call('poll-account');
    expect(await desk.waiting('woocommerce-sync')).toEqual([{ kind: 'poll', tenant_id: 'acme', channel_account: 'main', look_now: true }]);
  });

  it.each([
    ['nobody', 404, 'channel-account-not-found'],
    ['hooks', 422, 'account-not-connected'],
  ])('of %s is refused', async (account, status, code) => {
    await desk.call('put-account', { account: 'hooks', body: {} });
    expect(await desk.call('poll-account', { account })).toMatchObject({ status, body: { code } });
    expect(await desk.call('poll-account', { account: 'main', tenantId: TenantId('borealis') })).toMatchObject({ status: 404 });
    expect(await desk.waiting('woocommerce-sync')).toEqual([]);
  });
});

describe('how an account is read', () => {
  it('is told: nothing before the first look, then watermark, lag and the next look', async () => {
    expect(await readingOf('polling')).toBeUndefined();
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    desk.clock.advanceMs(2 * minute);
    expect(await readingOf('polling')).toEqual({
      kind: 'polling',
      name: 'orders',
      from: null,
      to: null,
      watermark: '2026-11-20T10:09:30.000Z',
      lag_seconds: 150,
      done: false,
      failures: 0,
      problem: null,
      next_look_at: '2026-11-20T10:15:00.000Z',
      last_success_at: '2026-11-20T10:10:00.000Z',
    });
  });

  it('tells why it is behind', async () => {
    desk.channel.fails = 'unauthorized';
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    expect(await readingOf('polling')).toMatchObject({ failures: 1, problem: 'unauthorized', last_success_at: null, lag_seconds: 600 });
  });
});

describe('the lag', () => {
  it('goes on growing while an account that was refused is left alone', async () => {
    desk.channel.fails = 'unauthorized';
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    const asked = desk.channel.asked.length;
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    expect(desk.channel.asked).toHaveLength(asked);
    // 20 minutes, but for the half that WooCommerce is given to show a change.
    expect(desk.measured('ChannelLagSeconds')).toBe(20 * 60 - 30);
  });
});

describe('a backfill', () => {
  const ask = (given: object = range) => desk.call('backfill-account', { body: given });

  it('is listed from the moment it is asked for, and when it is done', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      status: 202,
      body: { ...range, backfill: `backfill-${range.from}-${range.to}`, follow: '/channels/accounts' },
    });
    expect(await readingOf('backfill')).toMatchObject({
      name: asked.body.backfill,
      ...range,
      watermark: range.from,
      lag_seconds: 36 * 3_600,
      done: false,
    });
    await desk.work();
    expect(await readingOf('backfill')).toMatchObject({ watermark: range.to, lag_seconds: 0, done: true, next_look_at: null });
  });

  it('of the same range repeats nothing', async () => {
    await ask();
    await desk.work();
    const before = desk.channel.asked.length;
    expect(before).toBeGreaterThan(1);
    await ask();
    await desk.work();
    expect(desk.channel.asked).toHaveLength(before);
  });

  it('does not spin while the channel is down, and a later look goes on with it', async () => {
    desk.channel.fails = 'unavailable';
    await ask();
    expect(await desk.work()).toBe(1);
    expect(desk.channel.asked).toHaveLength(1);
    expect(await readingOf('backfill')).toMatchObject({ failures: 1, problem: 'unavailable', done: false });
    desk.channel.fails = undefined;
    desk.clock.advanceMs(10 * minute);
    await scheduled();
    expect(await readingOf('backfill')).toMatchObject({ done: true, problem: null });
  });

  it('leaves the lag of the polling alone', async () => {
    await ask();
    await desk.work();
    expect(desk.measured('ChannelLagSeconds')).toBe(0);
  });

  it.each([
    [{ from: range.to, to: range.from }, 'from', 'range-empty'],
    [{ from: range.from, to: range.from }, 'from', 'range-empty'],
    [{ from: range.from, to: '2026-11-20T10:00:00.001Z' }, 'to', 'range-in-future'],
  ])('of a wrong range is refused: %o', async (given, field, code) => {
    expect(await ask(given)).toMatchObject({ status: 400, body: { problems: [{ field, code }] } });
    expect(await desk.waiting('woocommerce-sync')).toEqual([]);
  });

  it('needs moments with a zone', async () => {
    const refused = await ask({ from: '2026-11-01', to: '2026-11-02T00:00:00' });
    expect(refused.body.problems.map((problem: { field: string }) => problem.field)).toEqual(['from', 'to']);
  });

  it('reaches back as far as the channel tells', async () => {
    await desk.call('put-account', { channel: 'walmart', body: { settings: { market: 'us' } } });
    const old = { from: '2026-05-01T00:00:00Z', to: range.to };
    expect(await desk.call('backfill-account', { channel: 'walmart', body: old })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'from', code: 'range-too-old', message: expect.stringContaining('180 days') }] },
    });
    expect((await desk.call('backfill-account', { channel: 'walmart', body: { ...old, from: '2026-06-01T00:00:00Z' } })).status).toBe(202);
    expect((await ask(old)).status).toBe(202);
  });

  it('has a name from which its range can be read', () => {
    const given = { from: Instant('2026-11-01T00:00:00.000Z'), to: Instant('2026-11-02T12:00:00.000Z') };
    expect(backfillRangeOf(backfillName(given))).toEqual(given);
    expect(backfillRangeOf('orders')).toBeUndefined();
    expect(backfillRangeOf('backfill-yesterday')).toBeUndefined();
  });
});
