import type { Platform } from '../../platform/ports.ts';
import { channelNames } from '../domain/channel-names.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import { publicUrlParameter } from './check-webhooks.ts';
import { type AskToSync, poll } from './sync-requests.ts';

const minuteLength = 'yyyy-mm-ddThh:mm'.length;

/**
 * Has every connected account polled, once a minute at the most: each has its own rhythm, and a look that is not due yet
 * costs one read. A channel whose queue cannot be reached holds back no other.
 * @throws Error after all have been tried, when one could not be
 */
export const createSchedulePolls =
  (parts: {
    readonly platform: Pick<Platform, 'clock' | 'observability' | 'parameters'>;
    readonly accounts: Pick<ChannelAccounts, 'inUse'>;
    readonly askToSync: AskToSync;
  }) =>
  async (): Promise<{ readonly accounts: number }> => {
    const minute = parts.platform.clock.now().slice(0, minuteLength);
    const publicUrl = await parts.platform.parameters.get(publicUrlParameter);
    let asked = 0;
    const failed: string[] = [];
    for (const channel of channelNames) {
      try {
        const connected = (await parts.accounts.inUse(channel)).filter(({ settings }) => settings !== null);
        await parts.askToSync(connected.map((account) => poll(account, { publicUrl, onceAs: `${account.account}-${minute}` })));
        asked += connected.length;
      } catch (error) {
        failed.push(channel);
        parts.platform.observability.logger.error('polls of a channel could not be scheduled', { channel, error: error as Error });
      }
    }
    if (failed.length > 0) throw new Error(`polls could not be scheduled: ${failed.join(', ')}`);
    return { accounts: asked };
  };
