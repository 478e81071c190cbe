import type { TenantId } from '../../kernel/ids.ts';
import { type CanonicalOrder, orderIdOf } from '../../channels/index.ts';
import { compareRevisions, withoutSettling } from '../domain/order.revision.ts';
import { channelContentOf, contentHashOf } from './order-content.ts';
import { orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

/**
 * How an order that a channel shows stands to what is recorded of it: not at all, newer, outdated, the same, or different
 * under the revision that is recorded.
 */
export type RevisionStanding = 'unknown' | 'newer' | 'outdated' | 'same' | 'different';

/** Events that say which revision the channel is at. */
const revisingTypes: ReadonlySet<string> = new Set(['order.created', 'order.revised']);

/** Compares what a channel shows of an order now with what is recorded, without changing anything. */
export const createRevisionStanding =
  ({ platform, store }: Pick<OrdersParts, 'store'> & { readonly platform: Pick<OrdersParts['platform'], 'sha256' | 'keys'> }) =>
  async (tenantId: TenantId, canonical: CanonicalOrder): Promise<RevisionStanding> => {
    const records = await store.read(orderStream(tenantId, orderIdOf(platform.sha256, tenantId, canonical)));
    // As it was stored: the function that asks this for every order of a channel shall not carry the whole state machine.
    const latest = records.findLast(({ type }) => revisingTypes.has(type));
    if (!latest) return 'unknown';
    const { channel_revision: known, content_hash: knownHash } = latest.payload;
    const age = compareRevisions(withoutSettling(typeof known === 'string' ? known : null), canonical.channelRevision);
    if (age === 'older') return 'outdated';
    if (age === 'newer') return 'newer';
    const hash = await contentHashOf(platform.keys, channelContentOf(canonical));
    return hash === knownHash ? 'same' : 'different';
  };
