import type { DomainEvent } from '../../lib/kernel/decider.ts';
import { ok } from '../../lib/kernel/result.ts';
import { inventoryItemDecider } from '../../lib/inventory/domain/inventory-item.decide.ts';
import { fraudCaseDecider } from '../../lib/fraud/domain/fraud-case.decide.ts';
import { orderDecider } from '../../lib/orders/domain/order.aggregate.ts';
import { isRefusalHold } from '../../lib/orders/domain/order.refusals.ts';
import { paymentDecider } from '../../lib/payments/domain/payment.decide.ts';
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/app/fulfillment-order.stream.ts';
import type { Aggregate } from '../../lib/platform/event-store/aggregate.ts';
import {
  everywhere,
  inFunctions,
  isEvent,
  isOf,
  keyOf,
  type PlantedBug,
  quiet,
  ruledBy,
  unhandled,
  unheard,
  unwritten,
  withHandler,
  withLedger,
  withoutRows,
} from './planting.ts';

/** Lifts fulfillment orders of the release before as if the author had not looked at how they stand there. */
const liftedUnread = (): (() => void) => {
  const schemas = fulfillmentOrderAggregate as { upcasters?: Aggregate<unknown, unknown, DomainEvent, unknown>['upcasters'] };
  const { upcasters } = schemas;
  Object.assign(schemas, { upcasters: { 'fulfillment_order.created': { 1: (payload: unknown) => payload } } });
  return () => void Object.assign(schemas, { upcasters });
};

export const rules: readonly PlantedBug[] = [
  {
    name: 'a reservation does not look at what is free',
    plant: ruledBy(inventoryItemDecider, (decide) => (state, command) => {
      const everything = { ...state, balance: { ...state.balance, available: 1_000 } };
      return decide(command.type === 'ReserveStock' ? everything : state, command);
    }),
    orders: 60,
    says: /are promised of/,
  },
  {
    name: 'a refund asks for more than was captured',
    plant: ruledBy(paymentDecider, (decide) => (state, command) => {
      const decided = decide(state, command);
      if (command.type !== 'SettlePayment' || !decided.ok) return decided;
      return { ok: true, value: decided.value.map((event) => ({ ...event, amountMinor: event.amountMinor * 2 })) };
    }),
    faults: quiet,
    says: /were asked back/,
  },
  {
    name: 'an order that every location refuses is put before nobody',
    seed: 2,
    plant: ruledBy(
      orderDecider,
      (decide) => (state, command) =>
        command.type === 'PlaceHold' && isRefusalHold(command.hold) ? { ok: true, value: [] } : decide(state, command),
    ),
    faults: quiet,
    says: /^order .* is (confirmed|backorder|processing|allocated|partially_shipped|shipped|delivered)$/,
  },
  {
    name: 'an order to a wrong address is sent without asking anybody',
    seed: 3,
    plant: ruledBy(orderDecider, (decide) => (state, command) => {
      const isAboutAddress = command.type === 'PlaceHold' && command.hold.type === 'address';
      return isAboutAddress ? ok([]) : decide(state, command);
    }),
    says: /an address that nobody has looked at/,
  },
  {
    name: 'holds that wait for a decision are put into no queue',
    plant: withoutRows((PK) => PK.includes('#REVIEW#')),
    faults: quiet,
    says: /^review queue of/,
  },
  {
    name: 'orders that wait for stock are counted in no stage',
    seed: 2,
    plant: withoutRows((PK) => PK.includes('#STATUS#backorder.')),
    faults: quiet,
    says: /^pipeline of .* are backorder/,
  },
  {
    name: 'the events of the release before are read as if they were today’s',
    plant: liftedUnread,
  },
  {
    name: 'an erasure does not stop what is still on its way',
    seed: 2,
    tamper: inFunctions(['channels/shopify/receive-webhook', 'orders/receive-channel-order'], (platform) => ({
      ...platform,
      vault: {
        ...withLedger(() => ({}))({ ...platform, ledger: platform.vault }).ledger,
        get: async (key) => {
          const row = await platform.vault.get(key);
          if (row === undefined || key.SK === 'ERASED') return undefined;
          const { erased_at: _erased, ...rest } = row;
          return rest;
        },
        put: (item) => platform.vault.put(item),
      },
    })),
    orders: 50,
    says: /was to be forgotten/,
  },
];

export const desk: readonly PlantedBug[] = [
  {
    name: 'a note is acknowledged and its text is not kept',
    tamper: inFunctions(['orders/add-order-note'], (platform) => ({
      ...platform,
      vault: {
        ...withLedger((ledger) => ledger)({ ...platform, ledger: platform.vault }).ledger,
        put: async (item, condition) => (item.SK.includes('NOTE#') ? undefined : platform.vault.put(item, condition)),
      },
    })),
    faults: quiet,
    says: /is not there as it was written/,
  },
  {
    name: 'a note that is sent again is another note',
    tamper: unheard(
      ['orders/add-order-note'],
      withHandler(['orders/add-order-note'], (run) => (event, context) => {
        const request = event as { readonly headers: Readonly<Record<string, string>> };
        const { 'idempotency-key': _key, ...headers } = request.headers;
        return run({ ...request, headers }, context);
      }),
    ),
    faults: quiet,
    says: /notes, and \d+ were written/,
  },
  {
    name: 'a bulk job says of orders that they were changed, and they were not',
    tamper: unwritten(['orders/work-bulk-job'], isEvent),
    faults: quiet,
    says: /and changed it 0 times/,
  },
  {
    name: 'a bulk job that has come to a halt is not looked after',
    tamper: withHandler(['orders/post-bulk-job'], (run, platform) => (event, context) => {
      const queue = platform.queue('bulk-jobs');
      Object.assign(platform, { queue: () => ({ ...queue, send: async () => undefined }) });
      Object.assign(platform, { timers: { ...platform.timers, schedule: async () => undefined } });
      return run(event, context);
    }),
    faults: quiet,
    says: /orders wait and 0 have failed/,
  },
  {
    name: 'what a routing decision rests on is not kept',
    tamper: inFunctions(['orders/source-order'], (platform) => ({ ...platform, blobs: { ...platform.blobs, put: async () => undefined } })),
    faults: quiet,
    says: /is not reproduced: inputs-missing/,
  },
];

export const stock: readonly PlantedBug[] = [
  {
    name: 'goods that a transfer sends off stay on the shelf',
    tamper: unwritten(['inventory/settle-supply'], (key) => isOf('STOCK', key)),
    faults: quiet,
    says: /^transfer /,
  },
  {
    name: 'what was reserved for a cancelled order stays reserved',
    plant: ruledBy(
      inventoryItemDecider,
      (decide) => (state, command) => (command.type === 'ReleaseReservation' ? { ok: true, value: [] } : decide(state, command)),
    ),
    faults: quiet,
    orders: 40,
    says: /are promised though every order has ended/,
  },
  {
    name: 'units that buckets give back are not put on the item',
    seed: 2,
    tamper: everywhere(
      withLedger((ledger) => ({
        transact: async (writes) => {
          const fromBuckets = writes.some((write) => isOf('STOCKBUCKET', keyOf(write)));
          return ledger.transact(fromBuckets ? writes.filter((write) => !isOf('STOCK', keyOf(write))) : writes);
        },
      })),
    ),
    faults: quiet,
    says: /units are leased and/,
  },
  {
    name: 'buckets that nobody needs any more stay open',
    seed: 2,
    tamper: withHandler(['inventory/sweep-reservations'], () => async () => ({})),
    faults: quiet,
    says: /is sold from buckets though nobody buys/,
  },
  {
    name: 'what a count takes from an order is told to nobody',
    tamper: unhandled('inventory/check-stock'),
    faults: quiet,
    says: /the ledger shows it, and nobody was told/,
  },
];

let letters = 0;

export const risk: readonly PlantedBug[] = [
  {
    name: 'a code that is not entered is waited for for ever',
    seed: 2,
    tamper: unhandled('fraud/end-verification'),
    faults: quiet,
    orders: 40,
    says: /waits for a code for ever/,
  },
  {
    name: 'a chargeback that is sent again is another one',
    plant: ruledBy(
      fraudCaseDecider,
      (decide) => (state, command) =>
        decide(
          state,
          command.type === 'ReceiveChargeback' ? { ...command, chargebackId: `${command.chargebackId}-${(letters += 1)}` } : command,
        ),
    ),
    faults: quiet,
    orders: 30,
    says: /has the chargebacks/,
  },
  {
    name: 'a day that parcels are told of is not counted again',
    tamper: inFunctions(
      ['sourcing/carrier-outcomes'],
      withLedger((ledger) => ({
        update: async (key, change, condition) => (key.PK.endsWith('#STALE') ? { ...key } : ledger.update(key, change, condition)),
      })),
    ),
    faults: quiet,
    says: /parcels from elsewhere are counted/,
  },
  {
    name: 'a message to a phone is kept in the open',
    seed: 2,
    tamper: inFunctions(['fraud/react'], (platform) => ({
      ...platform,
      messages: { send: async ({ id, to, text }) => platform.vault.put({ PK: 'OUTBOX', SK: id, to, text }) },
    })),
    faults: quiet,
    says: /^Something personal stands in vault/,
  },
  {
    name: 'a price that carriers named for one destination counts for every other',
    tamper: inFunctions(['orders/source-order'], (platform) => ({
      ...platform,
      keys: {
        ...platform.keys,
        mac: async (purpose, value) => platform.keys.mac(purpose, purpose.startsWith('quote-destination') ? 'anywhere' : value),
      },
    })),
    faults: quiet,
    says: /was decided by .* from west at \d+, and no carrier asks that$/,
  },
  {
    name: 'a price that carriers named an hour ago for lighter goods counts',
    tamper: inFunctions(['orders/source-order'], (platform) => ({
      ...platform,
      views: {
        ...platform.views,
        getMany: async (keys) => platform.views.getMany(keys.map((key) => (key.PK.includes('#RATES#') ? { ...key, SK: '750' } : key))),
        put: async (item, condition) => platform.views.put(item.PK.includes('#RATES#') ? { ...item, SK: '750' } : item, condition),
      },
    })),
    faults: quiet,
    says: /was decided by .*, and no carrier asks that$/,
  },
];
