import { carrierQuotesRoute } from '../../lib/contracts/http/carriers.ts';
import { LocationId, type TenantId } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { askQuoteOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const ask = askQuoteOf(platform);
  return httpHandler(platform, carrierQuotesRoute, async ({ principal, body, requestId }) => {
    const { location_id: locationId, destination, weight_grams: grams, currency } = body;
    const { country, region, postal_code: postalCode, city } = destination;
    const to = { country, postalCode, ...(region === undefined ? {} : { region }), ...(city === undefined ? {} : { city }) };
    const given = await ask(principal.tenantId as TenantId, {
      locationId: LocationId(locationId),
      to,
      grams,
      currency: CurrencyCode(currency),
    });
    if (given.ok) return reply(200, given.value);
    if (given.error.code === 'location-not-found') {
      const { code } = given.error;
      return problemReply(invalidInput([{ field: 'location_id', code, message: `there is no location ${locationId}` }]), requestId);
    }
    const message = 'The policy sourcing names no service to ask for prices; its member quotes would.';
    return problemReply({ kind: 'conflict', code: given.error.code, message }, requestId);
  });
};
