import type { StockRequest } from '../../../contracts/events/channel-stock.ts';
import type { Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { OutgoingMessage } from '../../../platform/ports.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';

/**
 * A request to tell an account of an article. Requests of one account keep their turn: one process at a time speaks for it,
 * several articles go into one call, and a channel that is down is asked by one message and not by all of them.
 * @param byComparison whether a comparison asks, and no change of stock
 * @param deduplicationId a second one of the same within five minutes is dropped
 */
export const stockRequest = (
  { tenantId, account }: Pick<ChannelAccount, 'tenantId' | 'account'>,
  {
    sku,
    changedAt,
    byComparison = false,
    deduplicationId,
  }: { readonly sku: Sku; readonly changedAt: Instant; readonly byComparison?: boolean; readonly deduplicationId: string },
): OutgoingMessage => {
  const found = byComparison ? { by_comparison: true } : {};
  const request: StockRequest = { tenant_id: tenantId, channel_account: account, sku, changed_at: changedAt, ...found };
  return { body: JSON.stringify(request), group: account, deduplicationId };
};
