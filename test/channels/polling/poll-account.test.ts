import { describe, expect, it } from 'vitest';
import { ChannelApiError, type ChannelApiProblem } from '../../../lib/channels/api/channel-api-error.ts';
import { wooCommerceConnector } from '../../../lib/channels/adapters/woocommerce/woocommerce.connector.ts';
import { createBackfill } from '../../../lib/channels/app/backfill.ts';
import type { ChannelAdapter } from '../../../lib/channels/app/channel-adapter.ts';
import type { ChangedOrders, ChannelClient, ChannelPayload } from '../../../lib/channels/app/channel-client.ts';
import { createPollAccount, type PollTarget } from '../../../lib/channels/app/poll-account.ts';
import { createPollStates } from '../../../lib/channels/app/poll-states.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { pollName, type PollRule } from '../../../lib/channels/domain/poll-state.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { fromEpochMs, Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const start = Instant('2026-11-01T00:00:00.000Z');
const minute = 60_000;
const rule: PollRule = { everyMs: 5 * minute, overlapMs: 10 * minute, settleMs: 2 * minute, windowMs: 6 * 60 * minute };
const account: ChannelAccount = {
  tenantId: TenantId('acme'),
  channel: 'amazon',
  account: 'main',
  shopDomain: null,
  secretName: 'amazon-main',
  settings: null,
  credentialsName: 'credentials',
  baseUrl: null,
  stock: null,
  identity: null,
  addedAt: start,
  connectedAt: null,
  removedAt: null,
};

type Change = { readonly channelOrderId: string; readonly changedAt: Instant; readonly shownAt: Instant };

/** A channel that shows changes late, page by page, and fails as told. */
const createChannel = (changes: readonly Change[], now: () => Instant) => {
  const failures: (ChannelApiProblem | 'stale-cursor')[] = [];
  const asked: ChangedOrders[] = [];
  const pageSize = 3;
  const client: Pick<ChannelClient, 'changedOrders'> = {
    changedOrders: async (query) => {
      asked.push(query);
      const problem = failures.shift();
      if (problem !== undefined)
        throw new ChannelApiError('the channel', { problem: problem === 'stale-cursor' ? 'refused' : problem, status: 0 });
      const newest = new Map<string, Change>();
      for (const change of changes) if (change.shownAt <= now()) newest.set(change.channelOrderId, change);
      const found = [...newest.values()].filter(({ changedAt }) => changedAt >= query.from && changedAt < query.to);
      const first = Number(query.cursor ?? 0);
      const payloads = found.slice(first, first + pageSize).map(
        ({ channelOrderId, changedAt }): ChannelPayload => ({
          channelOrderId,
          changedAt,
          rawBody: Buffer.from(`${channelOrderId} ${changedAt}`),
        }),
      );
      return { payloads, ...(first + pageSize < found.length ? { cursor: String(first + pageSize) } : {}) };
    },
  };
  return { client, failures, asked };
};

const open = (changes: readonly Change[]) => {
  const clock = createVirtualClock(start);
  const channel = createChannel(changes, clock.now);
  const { table } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const states = createPollStates(table);
  const taken: string[] = [];
  const crashes = { next: () => false };
  const observability = createLocalObservability();
  const parts = {
    platform: { clock, observability },
    states,
    acceptPayload: async (_adapter: ChannelAdapter, _account: ChannelAccount, rawBody: Uint8Array) => {
      if (crashes.next()) throw new Error('the process ended');
      taken.push(Buffer.from(rawBody).toString());
      return 'accepted' as const;
    },
    refuse: async () => true,
    random: () => 0.5,
  };
  const poll = createPollAccount(parts);
  const target: PollTarget = {
    account,
    adapter: {} as ChannelAdapter,
    client: channel.client,
    rule,
    stretch: { name: pollName, startAt: start },
  };
  return { clock, channel, states, taken, crashes, poll, target, parts, observability };
};

const at = (minutes: number): Instant => plusMs(start, minutes * minute);
const change = (channelOrderId: string, minutes: number, shownAfterMs = 0): Change => ({
  channelOrderId,
  changedAt: at(minutes),
  shownAt: plusMs(at(minutes), shownAfterMs),
});
const never = Number.POSITIVE_INFINITY;

describe('polling an account', () => {
  it('takes each change once, also those that the channel shows late', async () => {
    const changes = [change('a', 1), change('b', 2, 8 * minute), change('c', 3), change('a', 20)];
    const { clock, taken, poll, target } = open(changes);
    for (let step = 0; step < 60; step += 1) {
      clock.advanceMs(minute);
      await poll(target, never);
    }
    expect(taken.toSorted()).toEqual([`a ${at(1)}`, `a ${at(20)}`, `b ${at(2)}`, `c ${at(3)}`]);
  });

  it('begins again where the channel stopped telling', async () => {
    const { clock, channel, poll, target } = open([]);
    const stopsAt = at(20);
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: async (query) => ({ ...(await channel.client.changedOrders(query)), coveredTo: stopsAt }),
    };
    clock.advanceMs(60 * minute);
    expect((await poll({ ...target, client }, never)).watermark).toBe(stopsAt);
    clock.advanceMs(10 * minute);
    await poll({ ...target, client }, never);
    expect(channel.asked.at(-1)?.from).toBe(plusMs(stopsAt, -rule.overlapMs));
  });

  it('asks no sooner than it is due', async () => {
    const { clock, channel, poll, target } = open([]);
    clock.advanceMs(10 * minute);
    expect((await poll(target, never)).outcome).toBe('up-to-date');
    clock.advanceMs(minute);
    expect((await poll(target, never)).outcome).toBe('not-due');
    expect(channel.asked).toHaveLength(1);
  });

  it('backs off while the channel is down, and catches up within ten minutes after a day of it', async () => {
    const changes = Array.from({ length: 200 }, (_, index) => change(`order-${index}`, index * 7));
    const { clock, channel, taken, poll, target } = open(changes);
    const isDown = { until: at(24 * 60) };
    const real = channel.client.changedOrders;
    const calls = { whileDown: 0 };
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: (query) => {
        if (clock.now() >= isDown.until) return real(query);
        calls.whileDown += 1;
        return Promise.reject(new ChannelApiError('down', { problem: 'unavailable', status: 503 }));
      },
    };
    const step = async (): Promise<void> => {
      clock.advanceMs(minute / 2);
      await poll({ ...target, client }, never);
    };
    while (clock.now() < isDown.until) await step();
    expect(taken).toEqual([]);
    expect(calls.whileDown).toBeLessThan(1_000);
    const recovered = plusMs(isDown.until, 10 * minute);
    while (clock.now() < recovered) await step();
    const due = changes.filter(({ changedAt }) => changedAt < plusMs(recovered, -rule.settleMs - rule.everyMs));
    for (const { channelOrderId } of due) expect(taken.filter((one) => one.startsWith(`${channelOrderId} `))).toHaveLength(1);
  });

  it('misses nothing wherever the process ends, and repeats no page that was ticked off', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = createRandom(seed);
      const changes = Array.from({ length: 40 }, (_, index) =>
        change(`order-${random.between(0, 25)}`, index * 3 + random.next(), random.between(0, 9) * minute),
      );
      const { clock, channel, taken, crashes, poll, target } = open(changes);
      crashes.next = () => random.chance(0.1);
      for (let step = 0; step < 200; step += 1) {
        clock.advanceMs(minute);
        if (random.chance(0.1)) channel.failures.push(random.pick(['unavailable', 'throttled', 'stale-cursor'] as const));
        await poll(target, never).catch((error: Error) => expect(error.message).toBe('the process ended'));
      }
      crashes.next = () => false;
      channel.failures.length = 0;
      for (let step = 0; step < 60; step += 1) {
        clock.advanceMs(minute);
        await poll(target, never);
      }
      const last = new Map(changes.map(({ channelOrderId, changedAt }) => [channelOrderId, changedAt]));
      for (const [channelOrderId, changedAt] of last) expect(taken, `seed ${seed}`).toContain(`${channelOrderId} ${changedAt}`);
    }
  });

  it('leaves an account alone for a quarter of an hour when its credentials are refused', async () => {
    const { clock, channel, poll, target } = open([]);
    clock.advanceMs(10 * minute);
    channel.failures.push('unauthorized');
    expect(await poll(target, never)).toMatchObject({ outcome: 'failed', problem: 'unauthorized' });
    clock.advanceMs(14 * minute);
    expect((await poll(target, never)).outcome).toBe('not-due');
    clock.advanceMs(2 * minute);
    expect(await poll(target, never)).toMatchObject({ outcome: 'up-to-date', problem: null });
  });

  it('stops when another process has gone on with the same account', async () => {
    const { clock, states, poll, target } = open([change('a', 1)]);
    clock.advanceMs(30 * minute);
    const real = target.client.changedOrders;
    let overtaken = false;
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: async (query) => {
        if (!overtaken) {
          overtaken = true;
          await poll(target, never);
        }
        return real(query);
      },
    };
    expect((await poll({ ...target, client }, never)).outcome).toBe('overtaken');
    expect((await states.read(account, pollName))?.state.watermark).toBe(plusMs(clock.now(), -rule.settleMs));
  });
});

describe('a backfill', () => {
  const range = { from: at(0), to: at(10 * 60) };
  const changes = Array.from({ length: 50 }, (_, index) => change(`order-${index}`, index * 12 + 1));

  it('takes everything of its range once, and tells how far it is', async () => {
    const { clock, taken, poll, target } = open(changes);
    clock.advanceMs(24 * 60 * minute);
    const shares: number[] = [];
    const backfill = createBackfill({ poll, now: clock.now, pause: async (ms) => clock.advanceMs(ms) });
    const done = await backfill(target, range, { untilMs: never, onProgress: ({ share }) => shares.push(share) });
    expect(done).toMatchObject({ ok: true, value: { done: true, accepted: 50, quarantined: 0, share: 1 } });
    expect(new Set(taken).size).toBe(50);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  });

  it('goes on where it was stopped, without repeating what was ticked off', async () => {
    const { clock, taken, crashes, poll, target } = open(changes);
    clock.advanceMs(24 * 60 * minute);
    const backfill = createBackfill({ poll, now: clock.now, pause: async (ms) => clock.advanceMs(ms) });
    let left = 20;
    crashes.next = () => {
      left -= 1;
      return left === 0;
    };
    await expect(backfill(target, range, { untilMs: never })).rejects.toThrow('the process ended');
    const done = await backfill(target, range, { untilMs: never });
    expect(done).toMatchObject({ ok: true, value: { done: true } });
    expect(new Set(taken).size).toBe(50);
    // No more than the page under way came twice.
    expect(taken.length).toBeLessThanOrEqual(53);
  });

  it('refuses a range that is empty or not over yet', async () => {
    const { clock, poll, target } = open([]);
    const backfill = createBackfill({ poll, now: clock.now, pause: async () => undefined });
    expect(await backfill(target, { from: at(5), to: at(5) }, { untilMs: never })).toEqual({ ok: false, error: { code: 'range-empty' } });
    const future = { from: at(0), to: fromEpochMs(toEpochMs(clock.now()) + 1) };
    expect(await backfill(target, future, { untilMs: never })).toEqual({ ok: false, error: { code: 'range-in-future' } });
  });
});

describe('an order that cannot be read', () => {
  const odd = { channelOrderId: 'odd', changedAt: at(20), code: 'too-many-refunds' };

  it('goes to a person once for each change, and the others come', async () => {
    const { clock, channel, taken, target, parts } = open([change('a', 21)]);
    const refused: string[] = [];
    const poll = createPollAccount({
      ...parts,
      refuse: async (_account, order) => {
        refused.push(order.channelOrderId);
        return true;
      },
    });
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: async (query) => {
        const isWithin = odd.changedAt >= query.from && odd.changedAt < query.to;
        return { ...(await channel.client.changedOrders(query)), unreadable: isWithin ? [odd] : [] };
      },
    };
    clock.advanceMs(25 * minute);
    expect(await poll({ ...target, client }, never)).toMatchObject({ outcome: 'up-to-date', accepted: 1, quarantined: 1, known: 0 });
    clock.advanceMs(6 * minute);
    expect(await poll({ ...target, client }, never)).toMatchObject({ outcome: 'up-to-date', accepted: 0, quarantined: 0, known: 2 });
    expect([taken.length, refused]).toEqual([1, ['odd']]);
  });
});

describe('orders that are found', () => {
  it('are told apart from what no delivery would have brought', async () => {
    const { clock, channel, poll, target } = open([change('a', 1), change('b', 2)]);
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: async (query) => {
        const page = await channel.client.changedOrders(query);
        return { ...page, payloads: page.payloads.map((one) => (one.channelOrderId === 'b' ? { ...one, onlyByApi: true as const } : one)) };
      },
    };
    clock.advanceMs(30 * minute);
    expect(await poll({ ...target, client }, never)).toMatchObject({ accepted: 2, recovered: 1 });
  });
});

describe('how long an account fails', () => {
  /** Looks once a minute for two hours. @returns the minutes after which it was measured to fail for half an hour */
  const ringsAfter = async (problem: ChannelApiProblem, takesMs: number, retryAfterMs: number | null, name = pollName) => {
    const { clock, poll, target, observability } = open([]);
    const client: Pick<ChannelClient, 'changedOrders'> = {
      changedOrders: () => {
        clock.advanceMs(takesMs);
        return Promise.reject(new ChannelApiError('down', { problem, status: 503, retryAfterMs }));
      },
    };
    clock.advanceMs(10 * minute);
    const since = clock.now();
    for (let step = 0; step < 120; step += 1) {
      await poll({ ...target, client, stretch: { ...target.stretch, name } }, never);
      if (observability.metrics.hasStoredMetrics()) observability.metrics.publishStoredMetrics();
      if (observability.recentMax('ChannelFailingSeconds', 300) >= 1_800) return (toEpochMs(clock.now()) - toEpochMs(since)) / minute;
      clock.advanceMs(minute);
    }
    return undefined;
  };

  it.each([
    ['unavailable', 1_000, null],
    ['unavailable', 25_000, null],
    ['unavailable', 25_000, 2 * minute],
    ['throttled', 500, 15 * minute],
    ['refused', 1_000, null],
  ] as const)('is told within minutes after half an hour: %s, which takes %d ms and asks to wait %s ms', async (problem, takesMs, waitsMs) => {
    const after = await ringsAfter(problem, takesMs, waitsMs);
    expect(after).toBeGreaterThanOrEqual(30);
    expect(after).toBeLessThanOrEqual(34);
  });

  it('is told of the comparison too, and neither of backfills nor of refused credentials', async () => {
    expect(await ringsAfter('unavailable', 1_000, null, 'comparison')).toBeDefined();
    expect(await ringsAfter('unavailable', 1_000, null, 'backfill-1')).toBeUndefined();
    expect(await ringsAfter('unauthorized', 1_000, null)).toBeUndefined();
  });

  it('is told no longer once the account is read again', async () => {
    const { clock, channel, poll, target, observability } = open([]);
    clock.advanceMs(10 * minute);
    channel.failures.push('unavailable');
    await poll(target, never);
    clock.advanceMs(40 * minute);
    expect((await poll(target, never)).problem).toBeNull();
    clock.advanceMs(minute);
    await poll(target, never);
    if (observability.metrics.hasStoredMetrics()) observability.metrics.publishStoredMetrics();
    expect(observability.recentMax('ChannelFailingSeconds', 3_600)).toBeLessThan(1_800);
  });
});

it('a shop whose clock is minutes slow is read without a gap', async () => {
  const slowMs = 14 * minute;
  const changes = Array.from({ length: 100 }, (_, index) => change(`order-${index}`, index * 1.7, slowMs));
  const { clock, taken, poll, target } = open(changes);
  for (let step = 0; step < 240; step += 1) {
    clock.advanceMs(minute);
    await poll({ ...target, rule: wooCommerceConnector.pollRule }, never);
  }
  expect(taken).toHaveLength(100);
});
