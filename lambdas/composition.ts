import type { Access } from '../lib/access/index.ts';
import type { Catalog } from '../lib/catalog/index.ts';
import type { FulfillmentOrders } from '../lib/fulfilment/index.ts';
import type { Inventory, Supply } from '../lib/inventory/index.ts';
import type { Orders } from '../lib/orders/index.ts';
import type { Payments } from '../lib/payments/index.ts';
import type { EventStore } from '../lib/platform/event-store/event-store.ts';
import type { Platform } from '../lib/platform/ports.ts';
import type { Vault } from '../lib/platform/vault/vault.ts';
import type { Waits } from '../lib/platform/waits/waits.ts';
import type { PolicyDesk } from '../lib/policies/index.ts';
import {
  accessOf,
  catalogOf,
  fulfillmentOrdersOf,
  inventoryOf,
  once,
  paymentsOf,
  storeOf,
  supplyOf,
  vaultOf,
  waitsOf,
} from './composed/base.ts';
import { type Channels, channelsOf } from './composed/channels.ts';
import { type SupportDesk, supportDeskOf } from './composed/desk.ts';
import { ordersOf } from './composed/orders.ts';
import { policyDeskOf } from './composed/policies.ts';

export * from './composed/base.ts';
export * from './composed/channels.ts';
export * from './composed/desk.ts';
export * from './composed/models.ts';
export * from './composed/orders.ts';
export * from './composed/policies.ts';

/** The product, wired: every context over one platform. */
export type Composition = {
  readonly platform: Platform;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly waits: Waits;
  readonly access: Access;
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly supply: Supply;
  readonly fulfillmentOrders: FulfillmentOrders;
  readonly payments: Payments;
  readonly orders: Orders;
  readonly channels: Channels;
  readonly desk: SupportDesk;
  readonly policies: PolicyDesk;
};

/** For a process that serves all of it, such as the command line. */
export const compose: (platform: Platform) => Composition = /* @__PURE__ */ once((platform) => ({
  platform,
  store: storeOf(platform),
  vault: vaultOf(platform),
  waits: waitsOf(platform),
  access: accessOf(platform),
  catalog: catalogOf(platform),
  inventory: inventoryOf(platform),
  supply: supplyOf(platform),
  fulfillmentOrders: fulfillmentOrdersOf(platform),
  payments: paymentsOf(platform),
  orders: ordersOf(platform),
  channels: channelsOf(platform),
  desk: supportDeskOf(platform),
  policies: policyDeskOf(platform),
}));
