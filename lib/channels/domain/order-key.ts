import { stableId } from '../../kernel/hash-chain.ts';
import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import { OrderId } from '../../kernel/ids.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { CanonicalOrder } from './canonical-order.ts';

/** What makes an order the same order, however often and by whichever way a channel sends it. */
export type OrderNaturalKey = Pick<CanonicalOrder, 'channel' | 'channelAccount' | 'channelOrderId'>;

/**
 * Our id of a channel's order: a function of its natural key, so that a repeated delivery meets the same stream
 * and the store's uniqueness guard, without a look-up.
 */
export const orderIdOf = (sha256: Sha256Hex, tenantId: TenantId, key: OrderNaturalKey): OrderId =>
  OrderId(stableId(sha256, tenantId, key.channel, key.channelAccount, key.channelOrderId));
