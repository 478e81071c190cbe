import {
  type AtpAnswer,
  createAvailableToPromise,
  createIncomingSupply,
  createStockLevelList,
  safetyStockOf,
  type WaitingDemand,
} from '../lib/inventory/index.ts';
import type { Sku, TenantId } from '../lib/kernel/ids.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { policiesOf, waitingOrdersOf } from './composition.ts';

// Apart from the other use cases, because only the functions that show it need it.

/** Orders that are counted against supply; whoever waits behind them is served by what comes later still. */
const waitingMax = 200;

/** What may be promised of a SKU over time: stock, documents under way, and the orders that wait, of three contexts. */
export const availableToPromiseOf = (platform: Platform) => {
  const waitingOrders = waitingOrdersOf(platform);
  const policies = policiesOf(platform);
  const readWaiting = async (tenantId: TenantId, sku: Sku) => {
    const demand: WaitingDemand[] = [];
    let cursor: string | undefined;
    do {
      const page = await waitingOrders(tenantId, sku, { limit: waitingMax - demand.length, cursor });
      for (const { orderId: reference, units: quantity, kind, promisedFor } of page.items)
        demand.push({ reference, quantity, ...(kind === 'preorder' && promisedFor !== null ? { dueAt: promisedFor } : {}) });
      cursor = page.cursor;
    } while (cursor !== undefined && demand.length < waitingMax);
    return { demand, more: cursor !== undefined };
  };
  return createAvailableToPromise({
    levels: createStockLevelList(platform),
    incoming: createIncomingSupply(platform),
    waiting: readWaiting,
    safetyStock: async (tenantId, sku) => {
      const { value } = await policies.inForce(tenantId, 'safety_stock');
      return (locationId) => safetyStockOf(value, sku, locationId);
    },
    clock: platform.clock,
  });
};

/** The curves as they go out. */
export const atpView = ({ unscheduled, ...answer }: AtpAnswer) => ({
  ...answer,
  unscheduled: unscheduled.map(({ document, ...units }) => ({
    ...units,
    kind: document === 'PURCHASE' ? ('purchase_order' as const) : ('transfer' as const),
  })),
});
