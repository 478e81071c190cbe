import type { TenantId } from '../../kernel/ids.ts';
import { type CanonicalOrder, orderIdOf } from '../../channels/index.ts';
import { compareRevisions } from '../domain/order.revision.ts';
import { orderExists } from '../domain/order.state.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

/** Whether this revision of an order is recorded, or a newer one. */
export const createKnowsRevision =
  ({ platform, store }: Pick<OrdersParts, 'store'> & { readonly platform: Pick<OrdersParts['platform'], 'sha256'> }) =>
  async (tenantId: TenantId, canonical: CanonicalOrder): Promise<boolean> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderIdOf(platform.sha256, tenantId, canonical)));
    if (!orderExists(state)) return false;
    const age = compareRevisions(state.channelRevision, canonical.channelRevision);
    return age === 'same' || age === 'older';
  };
