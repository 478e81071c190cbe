// `npm run build:docs`: writes the pages of docs/generated from the code. With `--check` it writes nothing and fails when
// a page differs from the code, so the pages cannot go stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelOrderReceived, ChannelOrderReceived, channelsSource } from '../lib/contracts/events/channels.ts';
import { fulfilmentDetailTypes, fulfilmentEventPayloads } from '../lib/contracts/events/fulfilment.ts';
import { inventoryDetailTypes, inventoryEventPayloads } from '../lib/contracts/events/inventory.ts';
import { orderDetailTypes, orderEventPayloads } from '../lib/contracts/events/orders.ts';
import { paymentDetailTypes, paymentEventPayloads } from '../lib/contracts/events/payments.ts';
import { fulfillmentOrderEventSchemaVersions } from '../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import { fulfillmentTransitions } from '../lib/fulfilment/domain/fulfillment-order.machine.ts';
import { fulfillmentOrderStatuses } from '../lib/fulfilment/domain/fulfillment-order.values.ts';
import { inventoryItemEventSchemaVersions } from '../lib/inventory/domain/inventory-item.events.ts';
import { orderEventSchemaVersions } from '../lib/orders/domain/order.aggregate.ts';
import { orderTransitions } from '../lib/orders/domain/order.machine.ts';
import { orderStatuses } from '../lib/orders/domain/order.values.ts';
import { paymentEventSchemaVersions } from '../lib/payments/domain/payment.events.ts';
import { wirings } from '../lib/wirings.ts';
import { type EventCatalogue, renderEvents } from './docs/events-page.ts';
import { renderRoutes } from './docs/routes-page.ts';
import { type Lifecycle, renderStates } from './docs/states-page.ts';
import { projectRoot } from './support/run-tool.ts';

const lifecycles: readonly Lifecycle[] = [
  {
    title: 'Order',
    introduction: 'From `processing` on, the least advanced live fulfillment order decides the state of the order.',
    initial: 'pending',
    states: orderStatuses,
    transitions: orderTransitions,
  },
  {
    title: 'Fulfillment order',
    introduction: 'The part of an order that one location ships.',
    initial: 'open',
    states: fulfillmentOrderStatuses,
    transitions: fulfillmentTransitions,
  },
];

const catalogues: readonly EventCatalogue[] = [
  {
    title: 'Channels',
    source: channelsSource,
    payloads: { 'channel.order.received': ChannelOrderReceived },
    detailTypes: { 'channel.order.received': channelOrderReceived },
    versions: { 'channel.order.received': 1 },
  },
  {
    title: 'Orders',
    source: 'oms.orders',
    payloads: orderEventPayloads,
    detailTypes: orderDetailTypes,
    versions: orderEventSchemaVersions,
  },
  {
    title: 'Fulfilment',
    source: 'oms.fulfilment',
    payloads: fulfilmentEventPayloads,
    detailTypes: fulfilmentDetailTypes,
    versions: fulfillmentOrderEventSchemaVersions,
  },
  {
    title: 'Payments',
    source: 'oms.payments',
    payloads: paymentEventPayloads,
    detailTypes: paymentDetailTypes,
    versions: paymentEventSchemaVersions,
  },
  {
    title: 'Inventory',
    source: 'oms.inventory',
    payloads: inventoryEventPayloads,
    detailTypes: inventoryDetailTypes,
    versions: inventoryItemEventSchemaVersions,
  },
];

const pages: Readonly<Record<string, string>> = {
  'order-states.md': renderStates(lifecycles),
  'events.md': renderEvents(catalogues),
  'routes.md': renderRoutes(wirings),
};

const folder = join(projectRoot, 'docs', 'generated');
mkdirSync(folder, { recursive: true });
const present = readdirSync(folder);
const changed = Object.keys(pages).filter((name) => !present.includes(name) || readFileSync(join(folder, name), 'utf8') !== pages[name]);
const leftOver = present.filter((name) => !(name in pages));

if (process.argv.includes('--check')) {
  const stale = [...changed, ...leftOver];
  for (const name of stale) console.error(`docs/generated/${name} differs from the code: run \`npm run build:docs\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const name of changed) writeFileSync(join(folder, name), pages[name] ?? '');
  for (const name of leftOver) rmSync(join(folder, name));
  console.log(`${Object.keys(pages).length} pages in docs/generated, ${changed.length + leftOver.length} changed`);
}
