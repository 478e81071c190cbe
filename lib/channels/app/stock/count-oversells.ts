import type { BackorderMessage } from '../../../contracts/events/channel-stock.ts';
import { withOversell } from '../../../inventory/index.ts';
import { OrderId, Sku, TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import { couldBeBought } from '../../domain/sync-lag.ts';
import { createAccountMemory } from '../account-memory.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { BackorderDesk } from '../channels.parts.ts';
import type { StockRows } from './stock-rows.ts';

const triesMax = 5;

/**
 * Counts orders of a channel account that got nothing of an article although the account showed some when they were placed:
 * oversells. Each makes the buffer of the article at the account larger for a while. An order counts once for each article,
 * however often it waits.
 */
export const createCountOversells = (parts: {
  readonly platform: Pick<Platform, 'clock' | 'ledger' | 'observability'>;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly rows: Pick<StockRows, 'readMany' | 'save'>;
  readonly desk: BackorderDesk;
}) => {
  const { platform, accounts, rows, desk } = parts;
  const { logger, metrics } = platform.observability;

  return async ({ tenant_id, stream_id, payload }: BackorderMessage): Promise<void> => {
    const [tenantId, orderId] = [TenantId(tenant_id), OrderId(stream_id)];
    const order = await desk.placed(tenantId, orderId);
    const account = order && (await accounts.read(order.channel, order.channelAccount));
    if (!order || !account || account.tenantId !== tenantId || account.stock === null) return;
    const memory = createAccountMemory(platform, account);

    const countOne = async (sku: Sku): Promise<void> => {
      const key = `oversell ${orderId} ${sku}`;
      for (let tries = 0; tries < triesMax; tries += 1) {
        const [row] = await rows.readMany(account, [sku]);
        if (!row || !couldBeBought(row, account.channel, order.placedAt) || (await memory.read(key)) !== undefined) return;
        const now = platform.clock.now();
        if (!(await rows.save(account, row, { ...row, oversells: withOversell(row.oversells, now) }))) continue;
        // After the row: a process that ends in between counts twice, which holds back more and never less.
        await memory.write(key, now);
        metrics.addMetric('ChannelOversells', 'Count', 1);
        const context = { tenant_id: tenantId, channel: account.channel, channel_account: account.account };
        logger.warn('a channel sold what there was no more', { ...context, order_id: orderId, sku });
        return;
      }
      throw new Error('the row of an article is written all the time');
    };

    // The event names all lines that wait; what is there, not sold yet or behind a full location was sold rightly.
    const gone = payload.lines.flatMap(({ sku, reason }) => (sku === null || reason !== 'no-stock' ? [] : [Sku(sku)]));
    for (const sku of new Set(gone)) await countOne(sku);
  };
};

export type CountOversells = ReturnType<typeof createCountOversells>;
