// `npm run build:docs`: writes what follows from the code: the pages of docs/generated, the OpenAPI document, and the client
// that is made from it. With `--check` it writes nothing and fails when a file differs from the code, so that none goes
// stale. Folders named after it are the only ones looked at: `npm run build:docs -- docs/api`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { channelOrderReceived, ChannelOrderReceived, channelsSource } from '../lib/contracts/events/channels.ts';
import { forecastAccuracyDetailTypes, forecastAccuracyEventPayloads } from '../lib/contracts/events/forecasting.ts';
import { fulfilmentDetailTypes, fulfilmentEventPayloads } from '../lib/contracts/events/fulfilment.ts';
import {
  inventoryBucketDetailTypes,
  inventoryBucketEventPayloads,
  inventoryDetailTypes,
  inventoryEventPayloads,
} from '../lib/contracts/events/inventory.ts';
import { modelDetailTypes, modelEventPayloads } from '../lib/contracts/events/models.ts';
import { orderDetailTypes, orderEventPayloads } from '../lib/contracts/events/orders.ts';
import {
  purchaseOrderDetailTypes,
  purchaseOrderEventPayloads,
  transferDetailTypes,
  transferEventPayloads,
} from '../lib/contracts/events/supply.ts';
import { fraudDetailTypes, fraudEventPayloads } from '../lib/contracts/events/fraud.ts';
import { paymentDetailTypes, paymentEventPayloads } from '../lib/contracts/events/payments.ts';
import { forecastAccuracyEventSchemaVersions } from '../lib/forecasting/domain/accuracy-watch.ts';
import { fraudCaseEventSchemaVersions } from '../lib/fraud/domain/fraud-case.events.ts';
import { fulfillmentOrderEventSchemaVersions } from '../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import { fulfillmentTransitions } from '../lib/fulfilment/domain/fulfillment-order.machine.ts';
import { fulfillmentOrderStatuses } from '../lib/fulfilment/domain/fulfillment-order.values.ts';
import { modelEventSchemaVersions } from '../lib/intelligence/domain/registry/model.events.ts';
import { inventoryBucketEventSchemaVersions } from '../lib/inventory/domain/buckets/inventory-bucket.events.ts';
import { inventoryItemEventSchemaVersions } from '../lib/inventory/domain/inventory-item.events.ts';
import { purchaseOrderEventSchemaVersions } from '../lib/inventory/domain/supply/purchase-order.events.ts';
import { transferOrderEventSchemaVersions } from '../lib/inventory/domain/supply/transfer-order.events.ts';
import { orderEventSchemaVersions } from '../lib/orders/domain/order.aggregate.ts';
import { orderTransitions } from '../lib/orders/domain/order.machine.ts';
import { orderStatuses } from '../lib/orders/domain/order.values.ts';
import { paymentEventSchemaVersions } from '../lib/payments/domain/payment.events.ts';
import { wirings } from '../lib/wirings.ts';
import { type EventCatalogue, renderEvents } from './docs/events-page.ts';
import { createOpenApi } from './docs/openapi.ts';
import { renderRoutes } from './docs/routes-page.ts';
import { type Lifecycle, renderStates } from './docs/states-page.ts';
import { renderTypescriptClient } from './docs/typescript-client.ts';
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
    title: 'Models',
    source: 'oms.intelligence',
    payloads: modelEventPayloads,
    detailTypes: modelDetailTypes,
    versions: modelEventSchemaVersions,
  },
  {
    title: 'Forecasts',
    source: 'oms.forecasting',
    payloads: forecastAccuracyEventPayloads,
    detailTypes: forecastAccuracyDetailTypes,
    versions: forecastAccuracyEventSchemaVersions,
  },
  {
    title: 'Fraud',
    source: 'oms.fraud',
    payloads: fraudEventPayloads,
    detailTypes: fraudDetailTypes,
    versions: fraudCaseEventSchemaVersions,
  },
  {
    title: 'Inventory',
    source: 'oms.inventory',
    payloads: inventoryEventPayloads,
    detailTypes: inventoryDetailTypes,
    versions: inventoryItemEventSchemaVersions,
  },
  {
    title: 'Transfers',
    source: 'oms.inventory',
    payloads: transferEventPayloads,
    detailTypes: transferDetailTypes,
    versions: transferOrderEventSchemaVersions,
  },
  {
    title: 'Purchase orders',
    source: 'oms.inventory',
    payloads: purchaseOrderEventPayloads,
    detailTypes: purchaseOrderDetailTypes,
    versions: purchaseOrderEventSchemaVersions,
  },
  {
    title: 'Inventory buckets',
    source: 'oms.inventory',
    payloads: inventoryBucketEventPayloads,
    detailTypes: inventoryBucketDetailTypes,
    versions: inventoryBucketEventSchemaVersions,
  },
];

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { readonly version: string };
const openApi = createOpenApi(wirings, version);

type Output = {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
};

const outputs: readonly Output[] = [
  {
    folder: 'docs/generated',
    files: { 'order-states.md': renderStates(lifecycles), 'events.md': renderEvents(catalogues), 'routes.md': renderRoutes(wirings) },
  },
  { folder: 'docs/api', files: { 'openapi.json': `${JSON.stringify(openApi, null, 2)}\n` } },
  { folder: 'clients/typescript/src/generated', files: await renderTypescriptClient(openApi) },
];

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    : [];

const isCheck = process.argv.includes('--check');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wanted = outputs.filter(({ folder }) => named.length === 0 || named.some((name) => folder.startsWith(name)));

for (const { folder: name, files } of wanted) {
  const folder = join(projectRoot, name);
  const present = filesIn(folder);
  const changed = Object.keys(files).filter((file) => !present.includes(file) || readFileSync(join(folder, file), 'utf8') !== files[file]);
  const leftOver = present.filter((file) => !(file in files));
  const stale = [...changed, ...leftOver];
  if (isCheck) {
    for (const file of stale) console.error(`${name}/${file} differs from the code: run \`npm run build:docs\``);
    if (stale.length > 0) process.exitCode = 1;
    continue;
  }
  for (const file of changed) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), files[file] ?? '');
  }
  for (const file of leftOver) rmSync(join(folder, file));
  console.log(`${name}: ${Object.keys(files).length} files, ${stale.length} changed`);
}
