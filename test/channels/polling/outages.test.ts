import { describe, expect, it } from 'vitest';
import { ChannelApiError, type ChannelApiProblem } from '../../../lib/channels/api/channel-api-error.ts';
import type { ChannelAdapter } from '../../../lib/channels/app/channel-adapter.ts';
import { createChannelOutages } from '../../../lib/channels/app/channel-outages.ts';
import { createPollAccount, type PollTarget } from '../../../lib/channels/app/poll-account.ts';
import { createPollStates } from '../../../lib/channels/app/poll-states.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { pollName } from '../../../lib/channels/domain/poll-state.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const start = Instant('2026-11-30T23:00:00.000Z');
const minute = 60_000;
const at = (minutes: number): Instant => plusMs(start, minutes * minute);
const acme = TenantId('acme');
const account = { tenantId: acme, channel: 'amazon', account: 'main', removedAt: null } as unknown as ChannelAccount;

/** An account that is looked at every minute, of which a problem may be told. */
const open = (name = pollName) => {
  const clock = createVirtualClock(start);
  const { table } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const states = createPollStates(table);
  let problem: ChannelApiProblem | undefined;
  const poll = createPollAccount({
    platform: { clock, observability: createLocalObservability() },
    states,
    acceptPayload: async () => 'accepted' as const,
    refuse: async () => true,
    random: () => 0.5,
  });
  const target: PollTarget = {
    account,
    adapter: {} as ChannelAdapter,
    client: {
      changedOrders: async () => {
        if (problem) throw new ChannelApiError('the channel', { problem, status: 503 });
        return { payloads: [] };
      },
    },
    rule: { everyMs: minute, overlapMs: minute, settleMs: 0, windowMs: 60 * minute },
    stretch: { name, startAt: plusMs(start, -minute) },
    evenIfNotDue: true,
  };
  return {
    states,
    outages: createChannelOutages({ ledger: table, accounts: { list: async () => [account] }, states }),
    /** Looks at the account every minute, for so many minutes. */
    look: async (minutes: number, failing?: ChannelApiProblem): Promise<void> => {
      problem = failing;
      for (let step = 0; step < minutes; step += 1) {
        await poll(target, Number.POSITIVE_INFINITY);
        clock.advanceMs(minute);
      }
    },
  };
};

const all = [at(-60), at(600)] as const;

describe('an account that cannot be read for a while', () => {
  it('has an outage from the first look that failed to the next that did not', async () => {
    const { look, outages } = open();
    await look(3);
    await look(4, 'unavailable');
    await look(1, 'throttled');
    await look(2);
    expect(await outages.ended(acme, ...all)).toEqual([
      expect.objectContaining({ channel: 'amazon', account: 'main', from: at(3), to: at(8), problem: 'throttled' }),
    ]);
    expect(await outages.open(acme)).toEqual([]);
  });

  it('is told as failing until it is over', async () => {
    const { look, outages } = open();
    await look(1);
    await look(2, 'unauthorized');
    expect(await outages.open(acme)).toEqual([{ channel: 'amazon', account: 'main', from: at(1), to: null, problem: 'unauthorized' }]);
    expect(await outages.ended(acme, ...all)).toEqual([]);
  });

  it('has an outage for each time that it failed, also over the end of a month', async () => {
    const { look, outages } = open();
    for (let round = 0; round < 3; round += 1) {
      await look(20);
      await look(10, 'unavailable');
    }
    await look(1);
    const found = await outages.ended(acme, ...all);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [at(20), at(30)],
      [at(50), at(60)],
      [at(80), at(90)],
    ]);
    expect((await outages.ended(acme, at(30), at(60))).map(({ to }) => to)).toEqual([at(30)]);
  });

  it('writes nothing more than its state while all goes well', async () => {
    const { look, states } = open();
    await look(5);
    expect(await states.list(account)).toHaveLength(1);
    expect((await states.read(account, pollName))?.failingSince).toBeUndefined();
  });
});

it('counts the polling alone: a backfill that fails is no outage', async () => {
  const { look, outages } = open('backfill-2026');
  await look(2, 'unavailable');
  await look(2);
  expect(await outages.ended(acme, ...all)).toEqual([]);
});
