import type { OrderId, TenantId } from '../../kernel/ids.ts';
import { type CanonicalOrder, orderIdOf } from '../../channels/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { OrderRejection } from '../domain/order.rejections.ts';
import type { Purchase } from '../domain/order.values.ts';
import { type Order, orderExists } from '../domain/order.state.ts';
import { addressFactsOf, addressTokenOf } from './address/address-facts.ts';
import { channelContentOf, contentHashOf, discrepancyHoldId, orderContent, riskFactsOf, storePersonal } from './order-content.ts';
import { executeOnOrder, type OrdersParts } from './orders.parts.ts';

export type PlacedOrder = {
  readonly orderId: OrderId;
  readonly order: Order;
  readonly version: number;
  /** False when this revision, or a newer one, was already known. */
  readonly changed: boolean;
  readonly created: boolean;
};

export type OrderSource = {
  /** Blob key of the archived payload. */
  readonly payloadRef: string | null;
  /** What tells one content from another, where the canonical order holds things we filled in ourselves, such as the time. */
  readonly content?: unknown;
  /** How a company buys. */
  readonly purchase?: Purchase | null;
  /** Until when the shop told the customer that the goods arrive; what the channel's own fields say counts without it. */
  readonly deliverBy?: Instant;
};

/**
 * Of what an order names those that the shop runs, or nothing. Any other code may be made for one person and tell who that is, and
 * an event keeps nothing of the kind.
 */
const promotionsOf = async (
  policies: OrdersParts['policies'],
  tenantId: TenantId,
  { promotions: named }: CanonicalOrder,
): Promise<readonly string[]> => {
  if (named === undefined) return [];
  const { promotions } = (await policies.inForce(tenantId, 'promotions')).value;
  const known = new Set(promotions.map(({ promotionId }) => promotionId));
  return named.filter((id) => known.has(id));
};

/**
 * Records an order as a channel or a storefront has it: new, revised, repeated or outdated. The same order gets the same
 * id however it arrives, and the key of its first commit is the guard against a second one.
 */
export const createPlaceOrder =
  ({ platform, store, vault, policies }: Pick<OrdersParts, 'platform' | 'store' | 'vault' | 'policies'>) =>
  async (caller: Caller, canonical: CanonicalOrder, source: OrderSource): Promise<Result<PlacedOrder, OrderRejection>> => {
    const orderId = orderIdOf(platform.sha256, caller.tenantId, canonical);
    const contentHash = await contentHashOf(platform.keys, source.content ?? channelContentOf(canonical));
    // Before the event, so that no order ever refers to a person the vault does not know.
    const personId = await storePersonal(vault, caller.tenantId, orderId, contentHash, canonical);
    const { shippingAddress } = canonical;
    // Of somebody who was erased not even a token is kept anew.
    const [risk, token] =
      personId === null
        ? []
        : await Promise.all([
            riskFactsOf(platform.keys, caller.tenantId, canonical),
            shippingAddress === null ? undefined : addressTokenOf(platform.keys, caller.tenantId, shippingAddress),
          ]);
    const content = orderContent(canonical, {
      personId,
      payloadRef: personId && source.payloadRef,
      contentHash,
      purchase: source.purchase ?? null,
      ...(risk === undefined ? {} : { risk }),
      promotions: await promotionsOf(policies, caller.tenantId, canonical),
      ...(source.deliverBy === undefined ? {} : { deliverBy: source.deliverBy }),
    });
    const address = addressFactsOf(content, shippingAddress, token);
    const revision = {
      content: { ...content, ...address },
      discrepancyHoldId: discrepancyHoldId(contentHash),
      receivedAt: platform.clock.now(),
    };
    // An order whose person was erased is followed where it is known. A new one could be sent to nobody.
    const command =
      personId === null ? { type: 'ReviseOrder' as const, ...revision } : { type: 'CreateOrder' as const, orderId, ...revision };
    const result = await executeOnOrder(store, caller, orderId, command, personId !== null);
    if (!result.ok) return err(personId === null && result.error.code === 'order-not-found' ? { code: 'order-erased' } : result.error);
    const { state, events, version } = result.value;
    if (!orderExists(state)) throw new Error('an accepted CreateOrder leaves an order');
    return ok({
      orderId,
      order: state,
      version,
      changed: events.length > 0,
      created: events.some((event) => event.type === 'order.created'),
    });
  };
