import type * as z from 'zod';
import { type OrderDifferenceQuery, orderDifferenceRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { OrderPoint } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderDifferenceOf } from '../composition.ts';

type Query = z.output<typeof OrderDifferenceQuery>;

const pointOf = (basis: Query['basis'], instant: Instant, version: number | undefined): OrderPoint =>
  version === undefined ? { instant, basis } : { version };

export const create = (platform: Platform) => {
  const differenceOf = orderDifferenceOf(platform);
  return httpHandler(platform, orderDifferenceRoute, async (call) => {
    const { from, to, basis, from_version: fromVersion, to_version: toVersion } = call.query;
    const now = platform.clock.now();
    const found = await differenceOf(call.principal.tenantId as TenantId, call.params.id, {
      from: pointOf(basis, from ?? now, fromVersion),
      to: pointOf(basis, to ?? now, toVersion),
      personal: call.principal.scopes.includes('orders:personal'),
    });
    if (!found) return problemReply(notFound('order'), call.requestId);
    const events = found.events.map(({ eventId: event_id, ...event }) => ({ event_id, ...event }));
    // In its wire form already: what has changed may be data, such as a channel's own names.
    return rawReply(200, { from_version: found.fromVersion, to_version: found.toVersion, changes: found.changes, events });
  });
};
