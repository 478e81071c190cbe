import { type FaultKind, faultKinds } from '../../lib/platform/simulation/faults.ts';
import { returns } from './planted-bugs.returns.ts';
import { desk, risk, rules, stock } from './planted-bugs.rules.ts';
import {
  answersLost,
  errorsSwallowed,
  everywhere,
  inFunctions,
  isEvent,
  isOf,
  mutateBody,
  type PlantedBug,
  quiet,
  silentNowAndThen,
  unhandled,
  unheard,
  unwritten,
  withHandler,
  withLedger,
  withoutCondition,
} from './planting.ts';

const storage: readonly PlantedBug[] = [
  { name: 'a commit is written without its condition', tamper: everywhere(withLedger((ledger) => ({ put: (item) => ledger.put(item) }))) },
  {
    name: 'a transaction is written without its conditions',
    seed: 2,
    orders: 60,
    tamper: everywhere(withLedger((ledger) => ({ transact: (writes) => ledger.transact(writes.map(withoutCondition)) }))),
  },
  {
    name: 'an order is acknowledged and not saved',
    tamper: unwritten(['orders/place-order'], (key) => isOf('ORDER', key) && isEvent(key)),
    faults: quiet,
  },
  {
    name: 'a receipt of goods is acknowledged and not saved',
    tamper: unwritten(['inventory/receive-stock'], (key) => isOf('STOCK', key)),
    faults: quiet,
  },
  {
    name: 'commits are not chained to those before',
    tamper: everywhere(
      withLedger((ledger) => ({
        put: (item, condition) => ledger.put(isEvent(item) ? { ...item, prev_hash: '0'.repeat(64) } : item, condition),
      })),
    ),
    faults: quiet,
  },
];

const delivery: readonly PlantedBug[] = [
  {
    name: 'what the bus refuses is forgotten',
    tamper: everywhere((platform) => ({ ...platform, bus: { publish: async (events) => (await platform.bus.publish(events), []) } })),
  },
  {
    name: 'the publisher swallows its errors',
    // The publisher tries record by record what fails together, so it takes a bus that stays silent for some calls.
    tamper: { ...inFunctions(['platform/publish'], silentNowAndThen), ...errorsSwallowed('platform/publish') },
    faults: quiet,
  },
  {
    name: 'the publisher forgets the ordered queue',
    tamper: inFunctions(['platform/publish'], (platform) => ({
      ...platform,
      queue: (name) => ({ ...platform.queue(name), send: async () => undefined }),
    })),
    faults: quiet,
  },
  { name: 'the projector swallows its errors', seed: 5, orders: 60, tamper: errorsSwallowed('platform/project') },
  {
    name: 'rows that no longer hold are left in the views',
    tamper: inFunctions(['platform/project'], (platform) => ({
      ...platform,
      views: {
        ...withLedger(() => ({}))({ ...platform, ledger: platform.views }).ledger,
        delete: async () => undefined,
      },
    })),
    faults: quiet,
  },
  {
    name: 'a webhook is acknowledged and not passed on',
    tamper: inFunctions(['channels/shopify/receive-webhook'], (platform) => ({ ...platform, bus: { publish: async () => [] } })),
    faults: quiet,
  },
  {
    name: 'orders of channels are acknowledged before they are handled',
    seed: 2,
    orders: 60,
    tamper: errorsSwallowed('orders/receive-channel-order'),
  },
  {
    name: 'progress of the warehouse is acknowledged before it is recorded',
    orders: 60,
    faults: answersLost,
    tamper: errorsSwallowed('orders/record-fulfillment'),
  },
  { name: 'reactions to orders are left out', tamper: unhandled('orders/react-to-order'), faults: quiet },
  { name: 'nobody reacts to stock that has come', tamper: unhandled('orders/react-to-stock'), faults: quiet, orders: 50 },
];

const workflows: readonly PlantedBug[] = [
  {
    name: 'the workflow of an order is not started',
    tamper: inFunctions(['orders/react-to-order'], (platform) => ({
      ...platform,
      workflows: { ...platform.workflows, start: async ({ name }) => ({ executionId: name, started: true }) },
    })),
    faults: quiet,
  },
  {
    name: 'the token of a waiting order is lost',
    tamper: unwritten(['orders/register-order-wait'], ({ SK }) => SK.startsWith('T#')),
    faults: quiet,
  },
  {
    name: 'the token of a waiting shipment is lost',
    tamper: unwritten(['fulfilment/register-fulfillment-order-wait'], ({ SK }) => SK.startsWith('T#')),
    faults: quiet,
  },
  { name: 'the wake of a shipment is lost', tamper: unhandled('fulfilment/wake-shipment'), faults: quiet },
  { name: 'stock that has left is not settled', tamper: withHandler(['fulfilment/settle-stock'], () => async () => ({})), faults: quiet },
  {
    name: 'a fulfillment order is recorded and not created',
    tamper: unwritten(['orders/source-order'], (key) => isOf('FULFILLMENT', key)),
    faults: quiet,
  },
  {
    name: 'the timer of completion is not set',
    tamper: everywhere((platform) => ({ ...platform, timers: { ...platform.timers, schedule: async () => undefined } })),
    faults: quiet,
  },
  { name: 'the timer of completion is not heard', tamper: unhandled('orders/order-timers'), faults: quiet },
];

const promises: readonly PlantedBug[] = [
  {
    name: 'the key of a repeated order is ignored',
    seed: 2,
    tamper: mutateBody('orders/place-order', (body, { ids }) => ({ ...body, channel_order_id: ids.next() })),
  },
  {
    name: 'a repeated receipt of goods is booked again',
    tamper: unheard(
      ['inventory/receive-stock'],
      mutateBody('inventory/receive-stock', (body, { ids }) => ({ ...body, receipt_id: ids.next() })),
    ),
    faults: quiet,
  },
  {
    name: 'money of a cancelled order is not asked back',
    tamper: unwritten(['orders/compensate-order'], (key) => isOf('PAYMENT', key)),
    faults: quiet,
  },
  {
    name: 'the cache before the API is never made to forget what sold out',
    seed: 3,
    tamper: unhandled('inventory/purge-storefront'),
    says: /goes on showing/,
    faults: quiet,
    // Enough for something to sell out.
    orders: 40,
  },
  { name: 'a request to be forgotten is acknowledged and left', tamper: unhandled('channels/handle-privacy'), faults: quiet },
  {
    name: 'a personal detail is written to the ledger',
    tamper: withHandler(['orders/place-order'], (run, { ledger, ids }) => async (event, context) => {
      await ledger.put({ PK: 'main#DEBUG', SK: ids.next(), body: (event as { readonly body: string }).body });
      return run(event, context);
    }),
    faults: quiet,
  },
  {
    name: 'a personal detail is written to the log',
    tamper: withHandler(['channels/shopify/receive-webhook'], (run, { observability }) => (event, context) => {
      observability.logger.info('webhook received', { body: (event as { readonly body: string }).body });
      return run(event, context);
    }),
    faults: quiet,
  },
];

/** All of them, each caught by the simulation. */
export const plantedBugs: readonly PlantedBug[] = [
  ...storage,
  ...delivery,
  ...workflows,
  ...promises,
  ...rules,
  ...desk,
  ...stock,
  ...risk,
  ...returns,
];

export const allFaults: ReadonlySet<FaultKind> = new Set(faultKinds);
