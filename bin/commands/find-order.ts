import { OrderId, orderIdPattern } from '../../lib/kernel/ids.ts';
import { type Call, CommandError, type Product } from './session.ts';

const matchesMax = 20;

/** Finds an order by our id, by the channel's id or by the name that the channel shows, such as `#1001`. */
export const findOrder = async ({ orders }: Product, { tenantId }: Pick<Call, 'tenantId'>, text: string): Promise<OrderId> => {
  if (orderIdPattern.test(text) && (await orders.read.get(tenantId, OrderId(text)))) return OrderId(text);
  const { items } = await orders.list(tenantId, { channelOrderId: text }, { limit: matchesMax });
  const [only, ...others] = items;
  if (!only)
    throw new CommandError('order-not-found', `Tenant ${tenantId} has no order ${text}, neither by our id nor by a channel's id or name.`);
  if (others.length > 0) {
    const which = items.map((row) => `${row.order_id} (${row.channel} ${row.channel_account})`).join(', ');
    throw new CommandError('order-ambiguous', `Several orders are called ${text}: ${which}. Name one by our id.`);
  }
  return OrderId(only.order_id);
};
