import { type Instant, parseInstant, plusMs } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { createAccountMemory } from './account-memory.ts';
import type { ChannelClient } from './channel-client.ts';

const everyMs = 3_600_000;
const memoryKey = 'webhooks-checked-at';
const presentKey = 'webhooks-present-at';

/** Address under which channels reach the installation, such as `https://oms.example.com`; a parameter, because only a deployment knows it. */
export const publicUrlParameter = 'public-url';

/**
 * Sees to it once an hour that the channel has the subscriptions that tell us of orders: somebody may have deleted them, and
 * channels drop those that failed too often.
 */
export const createCheckWebhooks =
  (platform: Pick<Platform, 'ledger' | 'clock' | 'observability'>) =>
  /** @param publicUrl undefined on a computer that no channel can reach: there is nothing to subscribe to */
  async (account: ChannelAccount, client: ChannelClient, publicUrl: string | undefined): Promise<void> => {
    if (publicUrl === undefined) return;
    const { logger, metrics } = platform.observability;
    const memory = createAccountMemory(platform, account);
    const now = platform.clock.now();
    const checkedAt = parseInstant((await memory.read(memoryKey)) ?? '');
    if (checkedAt !== undefined && plusMs(checkedAt, everyMs) > now) return;
    const context = { tenant_id: account.tenantId, channel: account.channel, channel_account: account.account };
    try {
      const callbackUrl = `${publicUrl.replace(/\/+$/, '')}/webhooks/${account.channel}/${account.account}`;
      const states = await client.ensureWebhooks(callbackUrl);
      const mended = states.filter(({ state }) => state !== 'present');
      await memory.write(presentKey, states.length > 0 && mended.length === 0 ? now : '');
      if (mended.length > 0) {
        metrics.addMetric('ChannelWebhooksMended', 'Count', mended.length);
        logger.warn('webhook subscriptions put right', { ...context, mended });
      }
    } catch (error) {
      if (!(error instanceof ChannelApiError)) throw error;
      // Orders are polled all the same; it is tried again in an hour.
      metrics.addMetric('ChannelWebhookChecksFailed', 'Count', 1);
      logger.warn('webhook subscriptions could not be checked', { ...context, problem: error.problem, code: error.code });
    }
    await memory.write(memoryKey, now satisfies Instant);
  };

export type CheckWebhooks = ReturnType<typeof createCheckWebhooks>;

/**
 * Whether the last check found every subscription in its place, so that what an account's polling finds had been missed. Before
 * the first check, and after one that had to put something right, nobody was going to tell of it.
 */
export const webhooksPresent = async (platform: Pick<Platform, 'ledger' | 'clock'>, account: ChannelAccount): Promise<boolean> =>
  parseInstant((await createAccountMemory(platform, account).read(presentKey)) ?? '') !== undefined;
