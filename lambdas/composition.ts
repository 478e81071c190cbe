import { type Access, createAccess } from '../lib/access/index.ts';
import { type Catalog, createCatalog } from '../lib/catalog/index.ts';
import { type Channels, createChannels } from '../lib/channels/index.ts';
import { createReviewThreshold } from '../lib/fraud/index.ts';
import { createFulfillmentOrders, createSettleStock, type FulfillmentOrders, operatorCarrier } from '../lib/fulfilment/index.ts';
import { createDecisionLog, type DecisionLog } from '../lib/intelligence/index.ts';
import { createInventory, type Inventory } from '../lib/inventory/index.ts';
import { createOrders, type Orders } from '../lib/orders/index.ts';
import { createEventStore, type EventStore } from '../lib/platform/event-store/event-store.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { createVault, type Vault } from '../lib/platform/vault/vault.ts';
import { createWaits, type Waits } from '../lib/platform/waits/waits.ts';
import { createPayments, type Payments } from '../lib/payments/index.ts';
import { createPresetPolicies, createSourcing } from '../lib/sourcing/index.ts';
import { createLocationReader } from './location-reader.ts';
import { createOrderDesk } from './order-desk.ts';

/** The product, wired: every context over one platform. */
export type Composition = {
  readonly platform: Platform;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly waits: Waits;
  readonly decisions: DecisionLog;
  readonly access: Access;
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly fulfillmentOrders: FulfillmentOrders;
  readonly settleStock: ReturnType<typeof createSettleStock>;
  readonly payments: Payments;
  readonly orders: Orders;
  readonly channels: Channels;
};

const composed = new WeakMap<Platform, Composition>();

/** The same for every handler of one process, so that caches are shared. */
export const compose = (platform: Platform): Composition => {
  const known = composed.get(platform);
  if (known) return known;
  const { ledger, vault: vaultTable, keys, clock, ids, sha256 } = platform;
  const store = createEventStore({ ledger, clock, ids, sha256 });
  const vault = createVault({ vault: vaultTable, keys, clock });
  const waits = createWaits({ ledger, workflows: platform.workflows, clock });
  const decisions = createDecisionLog({ ledger, clock, sha256 });
  const catalog = createCatalog({ ledger, clock, sha256 });
  const inventory = createInventory({ store, clock });
  const fulfillmentOrders = createFulfillmentOrders({ store, waits, carrier: operatorCarrier });
  const sourcing = createSourcing({
    availability: inventory,
    locations: createLocationReader(catalog),
    policies: createPresetPolicies(platform.parameters),
    sha256,
  });
  const payments = createPayments({ store });
  const risk = createReviewThreshold(platform.parameters);
  const access = createAccess({
    ledger,
    vault: vaultTable,
    keys,
    clock,
    ids,
    sha256,
    issuer: { url: 'https://waybill.local', audience: 'waybill' },
  });
  const orders = createOrders({ platform, store, vault, waits, decisions, inventory, sourcing, fulfillmentOrders, risk, payments });
  const composition: Composition = {
    platform,
    store,
    vault,
    waits,
    decisions,
    catalog,
    payments,
    inventory,
    fulfillmentOrders,
    access,
    settleStock: createSettleStock({ fulfillmentOrders, inventory }),
    orders,
    channels: createChannels({ platform, vault, auditWrite: access.auditWrite, orders: createOrderDesk(orders) }),
  };
  composed.set(platform, composition);
  return composition;
};
