import type { StockRequest } from '../../../contracts/events/channel-stock.ts';
import type { Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { OutgoingMessage } from '../../../platform/ports.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';

/**
 * A request to tell an account of an article. Requests of one account keep their turn: one process at a time speaks for it,
 * several articles go into one call, and a channel that is down is asked by one message and not by all of them.
 * @param deduplicationId a second one of the same within five minutes is dropped
 */
export const stockRequest = (
  { tenantId, account }: Pick<ChannelAccount, 'tenantId' | 'account'>,
  { sku, changedAt, deduplicationId }: { readonly sku: Sku; readonly changedAt: Instant; readonly deduplicationId: string },
): OutgoingMessage => {
  const request: StockRequest = { tenant_id: tenantId, channel_account: account, sku, changed_at: changedAt };
  return { body: JSON.stringify(request), group: account, deduplicationId };
};
