import { reserveStockRoute } from '../../lib/contracts/http/inventory.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, inventoryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { changeView, lineProblem, locationRefusal } from './stock-reply.ts';

export const create = (platform: Platform) => {
  const inventory = inventoryOf(platform);
  const catalog = catalogOf(platform);
  return httpHandler(platform, reserveStockRoute, async (call) => {
    const { reservation_id: reservationId, expires_in_seconds: expiresInSeconds, lines } = call.body;
    const refusal = call.principal.locations === 'all' ? undefined : await locationRefusal(catalog, call.principal, lines);
    if (refusal) return problemReply(refusal, call.requestId);
    const expiresAt = plusMs(platform.clock.now(), expiresInSeconds * 1000);
    const items = lines.map(({ sku, location_id: locationId, quantity }) => ({ sku, locationId, quantity }));
    // Carts have a name space of their own, so that no storefront can meet an order's reservation.
    const outcome = await inventory.reserveTogether(callerOf(call), {
      reservationId: `cart.${reservationId}`,
      kind: 'cart',
      expiresAt,
      lines: items,
    });
    if (outcome.ok) {
      // A repetition does not keep a cart for longer: what was said the first time holds.
      const [standsUntil = expiresAt] = outcome.value.flatMap((change) => change.expiresAt ?? []).sort();
      return reply(200, { reservationId, expiresAt: standsUntil, items: outcome.value.map(changeView) });
    }
    const refused = outcome.error.code === 'items-refused' ? outcome.error.items : [];
    const problems = refused.map(({ sku, locationId, rejection }) =>
      lineProblem(
        items.findIndex((item) => item.sku === sku && item.locationId === locationId),
        rejection,
      ),
    );
    return problemReply(
      { kind: 'rejected', code: refused[0]?.rejection.code ?? outcome.error.code, message: 'Nothing was reserved.', problems },
      call.requestId,
    );
  });
};
