import type { TenantId } from '../../kernel/ids.ts';
import { type CanonicalOrder, orderIdOf } from '../../channels/index.ts';
import { compareRevisions } from '../domain/order.revision.ts';
import { orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

/** Events that say which revision the channel is at. */
const revisingTypes: ReadonlySet<string> = new Set(['order.created', 'order.revised']);

/** Whether this revision of an order is recorded, or a newer one. */
export const createKnowsRevision =
  ({ platform, store }: Pick<OrdersParts, 'store'> & { readonly platform: Pick<OrdersParts['platform'], 'sha256'> }) =>
  async (tenantId: TenantId, canonical: CanonicalOrder): Promise<boolean> => {
    const records = await store.read(orderStream(tenantId, orderIdOf(platform.sha256, tenantId, canonical)));
    // As it was stored: the function that asks this for every order of a channel shall not carry the whole state machine.
    const latest = records.findLast(({ type }) => revisingTypes.has(type));
    if (!latest) return false;
    const known = latest.payload['channel_revision'];
    const age = compareRevisions(typeof known === 'string' ? known : null, canonical.channelRevision);
    return age === 'same' || age === 'older';
  };
