import { accountView } from '../../lib/channels/index.ts';
import { putChannelAccountRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accountDeskOf } from '../composition.ts';
import { accountRefusal } from './account-refusal.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const desk = accountDeskOf(platform);
  return httpHandler(platform, putChannelAccountRoute, async (call) => {
    const { shop_domain, secret_name, settings, credentials_name, base_url, stock } = call.body;
    const added = await desk.addChannelAccount(callerOf(call), {
      ...call.params,
      shopDomain: shop_domain ?? undefined,
      secretName: secret_name ?? undefined,
      settings: settings ?? undefined,
      credentialsName: credentials_name ?? undefined,
      baseUrl: base_url ?? undefined,
      stock: stock ? { locations: stock.locations, channelLocationId: stock.channel_location_id ?? null } : undefined,
      onBehalfOf: 'tenant',
    });
    return added.ok ? rawReply(200, accountView(added.value)) : problemReply(accountRefusal(added.error), call.requestId);
  });
};
