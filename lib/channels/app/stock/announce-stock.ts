import type { StockChangeMessage, StockEventDetail, StockWait } from '../../../contracts/events/channel-stock.ts';
import { parseStockStreamId } from '../../../inventory/index.ts';
import { stableId } from '../../../kernel/hash-chain.ts';
import { Sku } from '../../../kernel/ids.ts';
import { Instant, toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import { stockChangesQueue, stockQueue } from '../channel-queues.ts';
import { stockRequest } from './stock-requests.ts';

/** Changes within so many seconds become one request. */
const stretchSeconds = 5;
/** By so much the clocks of two computers may differ. */
const marginSeconds = 1;
const waitsRemembered = 10_000;

/** Movements are news to a channel only if they change what may be sold. */
const changesAvailability = ({ payload: { movement } }: StockEventDetail): boolean => (movement.on_hand ?? 0) !== (movement.allocated ?? 0);

/** Whether units at a location can count for what an account shows. */
const countsAt = ({ stock }: Pick<ChannelAccount, 'stock'>, locationId: string): boolean =>
  stock !== null && (stock.locations === 'all' || stock.locations.some((id) => id === locationId));

type Parts = {
  readonly platform: Pick<Platform, 'clock' | 'queue' | 'sha256'>;
  readonly accounts: Pick<ChannelAccounts, 'publishing'>;
};

/**
 * Finds out which accounts have to be told that an article can be had more or less, and asks for it in the queues of their
 * channels. Time is cut into stretches of five seconds. The first change of a stretch asks for a wait until it is over, and
 * what comes out of the wait is one request, whichever changes asked for it: FIFO queues drop the second of two messages with
 * one id. So a burst is one request; and as that request is sent when the stretch is over, whoever handles it reads every
 * change of the stretch, the last one too.
 */
export const createAnnounceStock = (parts: Parts) => {
  const { platform, accounts } = parts;
  const asked = createRecentMap<string, true>(waitsRemembered);

  const concerned = async (tenantId: string, locationId: string): Promise<readonly ChannelAccount[]> =>
    (await accounts.publishing()).filter((account) => account.tenantId === tenantId && countsAt(account, locationId));

  const askForWait = async (event: StockEventDetail): Promise<void> => {
    const item = parseStockStreamId(event.stream_id);
    if (!item) throw new Error(`${event.stream_id} is not an inventory item`);
    if (!changesAvailability(event) || (await concerned(event.tenant_id, item.locationId)).length === 0) return;
    const nowMs = toEpochMs(platform.clock.now());
    const stretch = Math.floor(nowMs / (stretchSeconds * 1_000));
    const key = `${event.tenant_id} ${item.locationId} ${stretch} ${item.sku}`;
    // This process has asked for the same wait.
    if (asked.get(key)) return;
    const wait: StockWait = {
      kind: 'wait-over',
      tenant_id: event.tenant_id,
      sku: item.sku,
      location_id: item.locationId,
      stretch,
      changed_at: event.recorded_at,
    };
    const leftMs = (stretch + 1) * stretchSeconds * 1_000 - nowMs;
    const delaySeconds = Math.ceil(leftMs / 1_000) + marginSeconds;
    await platform.queue(stockChangesQueue).send([{ body: JSON.stringify(wait), delaySeconds }]);
    // Only once it is durable: a wait that was not asked for after all must be asked for by the next change.
    asked.set(key, true);
  };

  const askToTell = async (wait: StockWait): Promise<void> => {
    for (const account of await concerned(wait.tenant_id, wait.location_id)) {
      const { channel, account: name } = account;
      const deduplicationId = stableId(platform.sha256, wait.tenant_id, channel, name, wait.sku, String(wait.stretch));
      const request = stockRequest(account, { sku: Sku(wait.sku), changedAt: Instant(wait.changed_at), deduplicationId });
      await platform.queue(stockQueue(channel)).send([request]);
    }
  };

  return (message: StockChangeMessage): Promise<void> => (message.kind === 'event' ? askForWait(message.event) : askToTell(message));
};

export type AnnounceStock = ReturnType<typeof createAnnounceStock>;
