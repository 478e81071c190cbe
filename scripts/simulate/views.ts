import { pipelineOf, reviewQueueOf } from '../../lambdas/order-views.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { holdsToDecide, type Order } from '../../lib/orders/index.ts';
import type { Ledgerbook } from './watch.ts';
import { type Tenant, tenants, type World } from './world.ts';

type Seen = { readonly world: World; readonly watch: Ledgerbook };

const pageSize = 7;

const ordersOf = async ({ world, watch }: Seen, tenant: Tenant): Promise<readonly Order[]> => {
  const names = [...watch.orders].filter((name) => name.startsWith(`${tenant}#`));
  const read = (name: string) => world.product.orders.read.get(TenantId(tenant), OrderId(name.slice(tenant.length + 1)));
  return (await Promise.all(names.map(read))).flatMap((found) => (found ? [found.order] : []));
};

const pipelineProblems = async ({ world }: Seen, tenant: Tenant, orders: readonly Order[]): Promise<readonly string[]> => {
  const { stages } = await pipelineOf(world.cloud.machine).renew(TenantId(tenant));
  return stages.flatMap(({ status, orders: counted, more }) => {
    const there = orders.filter((order) => order.status === status).length;
    return counted === there && !more ? [] : [`pipeline of ${tenant}: ${counted} orders are ${status}, and there are ${there}`];
  });
};

const listedHolds = async ({ world }: Seen, tenant: Tenant): Promise<readonly string[]> => {
  const reviewQueue = reviewQueueOf(world.cloud.machine);
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await reviewQueue(TenantId(tenant), {}, { limit: pageSize, cursor });
    listed.push(...page.items.map(({ order, hold }) => `${order.order_id} ${hold.holdId}`));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return listed;
};

const reviewProblems = async (seen: Seen, tenant: Tenant, orders: readonly Order[]): Promise<readonly string[]> => {
  const listed = await listedHolds(seen, tenant);
  const held = orders.flatMap((order) => holdsToDecide(order).map(({ holdId }) => `${order.orderId} ${holdId}`));
  return [
    ...held.filter((hold) => !listed.includes(hold)).map((hold) => `review queue of ${tenant}: ${hold} is missing`),
    ...listed
      .filter((hold, index) => !held.includes(hold) || listed.indexOf(hold) !== index)
      .map((hold) => `review queue of ${tenant}: ${hold} is too much`),
  ];
};

/** How what people look at differs from what the streams say; nothing once the projector has seen everything. */
export const viewProblems = async (seen: Seen): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const tenant of tenants) {
    const orders = await ordersOf(seen, tenant);
    problems.push(...(await pipelineProblems(seen, tenant, orders)), ...(await reviewProblems(seen, tenant, orders)));
  }
  return problems;
};
