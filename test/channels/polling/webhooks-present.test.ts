import { expect, it } from 'vitest';
import { ChannelApiError } from '../../../lib/channels/api/channel-api-error.ts';
import type { ChannelClient, WebhookState } from '../../../lib/channels/app/channel-client.ts';
import { createCheckWebhooks, webhooksPresent } from '../../../lib/channels/app/check-webhooks.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { Instant, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const account = { tenantId: 'acme', channel: 'shopify', account: 'main' } as unknown as ChannelAccount;
const hour = 3_600_000;

const open = () => {
  const clock = createVirtualClock(Instant('2026-11-20T10:00:00.000Z'));
  const { table: ledger } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const platform = { clock, ledger, observability: createLocalObservability() };
  const check = createCheckWebhooks(platform);
  return {
    isPresent: () => webhooksPresent(platform, account),
    /** An hour later the channel is asked again. @param states of its subscriptions; undefined when it does not answer */
    check: async (states: readonly WebhookState['state'][] | undefined, publicUrl: string | null = 'https://oms.example.com') => {
      clock.advanceMs(hour);
      const ensureWebhooks = async () => {
        if (!states) throw new ChannelApiError('down', { problem: 'unavailable', status: 503 });
        return states.map((state, index) => ({ topic: `topic-${index}`, state }));
      };
      await check(account, { ensureWebhooks } as unknown as ChannelClient, publicUrl ?? undefined);
    },
  };
};

it('subscriptions are known to be there once a check has found all of them in place', async () => {
  const { check, isPresent } = open();
  expect(await isPresent()).toBe(false);
  await check(['created', 'created']);
  expect(await isPresent()).toBe(false);
  await check(['present', 'present']);
  expect(await isPresent()).toBe(true);
  await check(undefined);
  expect(await isPresent()).toBe(true);
  await check(['present', 'corrected']);
  expect(await isPresent()).toBe(false);
});

it('nothing is known of a channel that has none, nor where no channel can reach us', async () => {
  const none = open();
  await none.check([]);
  expect(await none.isPresent()).toBe(false);
  const unreachable = open();
  await unreachable.check(['present'], null);
  expect(await unreachable.isPresent()).toBe(false);
});
