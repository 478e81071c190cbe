import { stockRowView } from '../../lib/channels/index.ts';
import { listChannelStockRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockListOf } from '../composition.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const listStock = stockListOf(platform);
  return httpHandler(platform, listChannelStockRoute, async (call) => {
    const { channel, account, limit, cursor, drift, sku } = call.query;
    const page = await listStock(callerOf(call).tenantId, { channel, account }, { limit, cursor, sku, drift: drift === 'true' });
    if (!page) return problemReply(notFound('channel-account'), call.requestId);
    return rawReply(200, { items: page.rows.map(stockRowView), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) });
  });
};
