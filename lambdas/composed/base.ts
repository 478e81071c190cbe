import { type Access, createAccess } from '../../lib/access/index.ts';
import { type Catalog, createCatalog } from '../../lib/catalog/index.ts';
import {
  createFulfillmentOrders,
  createPickupClock,
  createSettleStock,
  type FulfillmentOrders,
  operatorCarrier,
  type PickupClock,
} from '../../lib/fulfilment/index.ts';
import { createDecisionLog, type DecisionLog } from '../../lib/intelligence/index.ts';
import {
  createIncomingSupply,
  createInventory,
  createSettleSupply,
  createSupply,
  type Inventory,
  type Supply,
} from '../../lib/inventory/index.ts';
import { createPayments, type Payments } from '../../lib/payments/index.ts';
import { createEventStore, type EventStore } from '../../lib/platform/event-store/event-store.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createVault, type Vault } from '../../lib/platform/vault/vault.ts';
import { createWaits, type Waits } from '../../lib/platform/waits/waits.ts';
import { createPolicyBook, type PolicyBook } from '../../lib/policies/index.ts';
import { createLearnedFigures, type LearnedReader } from '../../lib/sourcing/index.ts';

/** The same for every handler of one process, so that caches are shared. A bundle carries only what its handler asks for. */
export const once = <T>(make: (platform: Platform) => T): ((platform: Platform) => T) => {
  const made = new WeakMap<Platform, { readonly value: T }>();
  return (platform) => {
    const known = made.get(platform) ?? { value: make(platform) };
    made.set(platform, known);
    return known.value;
  };
};

export const storeOf: (platform: Platform) => EventStore = /* @__PURE__ */ once(({ ledger, clock, ids, sha256 }) =>
  createEventStore({ ledger, clock, ids, sha256 }),
);
export const vaultOf: (platform: Platform) => Vault = /* @__PURE__ */ once(({ vault, keys, clock }) => createVault({ vault, keys, clock }));
export const waitsOf: (platform: Platform) => Waits = /* @__PURE__ */ once(({ ledger, workflows, clock }) =>
  createWaits({ ledger, workflows, clock }),
);
export const decisionsOf: (platform: Platform) => DecisionLog = /* @__PURE__ */ once(({ ledger, clock, sha256 }) =>
  createDecisionLog({ ledger, clock, sha256 }),
);
/** What parcels have taught: one memory of it in a process, so that who chooses and who tells of dates see the same. */
export const learnedFiguresOf: (platform: Platform) => LearnedReader = /* @__PURE__ */ once((platform) => createLearnedFigures(platform));
export const catalogOf: (platform: Platform) => Catalog = /* @__PURE__ */ once(({ ledger, clock, sha256 }) =>
  createCatalog({ ledger, clock, sha256 }),
);
export const inventoryOf: (platform: Platform) => Inventory = /* @__PURE__ */ once((platform) =>
  createInventory({
    store: storeOf(platform),
    clock: platform.clock,
    commits: platform,
    // In AWS many processes write to one table, each for a few buyers; elsewhere one process does for all.
    busy: platform.place?.stage ? 'buckets' : 'group',
    ...(platform.place?.busyItems ? { bounds: platform.place.busyItems } : {}),
  }),
);
export const supplyOf: (platform: Platform) => Supply = /* @__PURE__ */ once((platform) =>
  createSupply({ platform, store: storeOf(platform) }),
);
export const settleSupplyOf: (platform: Platform) => ReturnType<typeof createSettleSupply> = /* @__PURE__ */ once((platform) =>
  createSettleSupply({
    store: storeOf(platform),
    ledger: platform.ledger,
    clock: platform.clock,
    sha256: platform.sha256,
    inventory: inventoryOf(platform),
  }),
);
export const fulfillmentOrdersOf: (platform: Platform) => FulfillmentOrders = /* @__PURE__ */ once((platform) =>
  createFulfillmentOrders({ store: storeOf(platform), waits: waitsOf(platform), carrier: operatorCarrier }),
);
export const pickupClockOf: (platform: Platform) => PickupClock = /* @__PURE__ */ once((platform) =>
  createPickupClock({ platform, fulfillmentOrders: fulfillmentOrdersOf(platform), policies: policiesOf(platform) }),
);
export const settleStockOf: (platform: Platform) => ReturnType<typeof createSettleStock> = /* @__PURE__ */ once((platform) =>
  createSettleStock({ fulfillmentOrders: fulfillmentOrdersOf(platform), inventory: inventoryOf(platform) }),
);
export const paymentsOf: (platform: Platform) => Payments = /* @__PURE__ */ once((platform) =>
  createPayments({ store: storeOf(platform) }),
);
export const accessOf: (platform: Platform) => Access = /* @__PURE__ */ once(
  ({ ledger, vault, keys, clock, ids, sha256, directory, http, place }) =>
    createAccess({
      ledger,
      vault,
      keys,
      clock,
      ids,
      sha256,
      issuer: { url: 'https://waybill.local', audience: 'waybill' },
      ...(place ? { environment: place.environment } : {}),
      ...(directory ? { directory: { people: directory, http } } : {}),
    }),
);

export const policiesOf: (platform: Platform) => PolicyBook = /* @__PURE__ */ once((platform) => createPolicyBook(platform));

export const incomingSupplyOf = /* @__PURE__ */ once((platform) => createIncomingSupply(platform));
