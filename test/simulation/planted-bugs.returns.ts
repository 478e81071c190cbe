import { countReturnsParts } from '../../lambdas/customers/return-facts.ts';
import { createCountReturns } from '../../lib/customers/index.ts';
import { orderDecider } from '../../lib/orders/domain/order.aggregate.ts';
import type { Order } from '../../lib/orders/domain/order.record.ts';
import type { OrderEvent } from '../../lib/orders/domain/order.events.ts';
import { inFunctions, type PlantedBug, quiet, ruledBy, withHandler, withLedger, withoutRows } from './planting.ts';

/** Returns are decided of another order than there is. */
const returnedOf = (change: (order: Order) => Order) =>
  ruledBy(orderDecider, (decide) => (state, command) => {
    const isReturn = command.type === 'MarkReturned' && 'lines' in state;
    return decide(isReturn ? change(state) : state, command);
  });

/** What is recorded with a return is something else. */
const recordedAs = (change: (events: readonly OrderEvent[]) => readonly OrderEvent[]) =>
  ruledBy(orderDecider, (decide) => (state, command) => {
    const decided = decide(state, command);
    return command.type === 'MarkReturned' && decided.ok && decided.value.length > 0 ? { ok: true, value: change(decided.value) } : decided;
  });

const isReturned = ({ type }: OrderEvent): boolean => type === 'order.returned';

export const returns: readonly PlantedBug[] = [
  {
    name: 'a return that is told again is counted again',
    plant: returnedOf((order) => ({ ...order, returnIds: [] })),
    says: /: return .* was recorded twice/,
  },
  {
    name: 'more of an order comes back than has left',
    seed: 2,
    plant: returnedOf((order) => ({ ...order, lines: order.lines.map((line) => ({ ...line, returnedQuantity: 0 })) })),
    faults: quiet,
    says: /came back of \d+ that left/,
  },
  {
    name: 'an order is called returned though a unit is still out',
    plant: recordedAs((events) => (events.some(isReturned) ? events : [...events, { type: 'order.returned' }])),
    faults: quiet,
    says: /is called returned, and/,
  },
  {
    name: 'an order of which everything came back is not called returned',
    plant: recordedAs((events) => events.filter((event) => !isReturned(event))),
    faults: quiet,
    says: /units are back of \d+ that left/,
  },
  {
    name: 'what came back stands in no list',
    plant: withoutRows((PK) => PK.includes('#RETURNS#')),
    faults: quiet,
    says: /^list of returns of/,
  },
  {
    name: 'what came back is kept of people whom nobody has asked',
    seed: 2,
    tamper: withHandler(['customers/count-returns'], (_run, platform) => async () => {
      const { runAll } = createCountReturns({ ...countReturnsParts(platform), agrees: async () => true });
      return runAll();
    }),
    faults: quiet,
    says: /who never agreed to it/,
  },
  {
    name: 'the receipt of a checkout is not kept',
    tamper: inFunctions(
      ['customers/return-risk'],
      withLedger((ledger) => ({
        put: async (item, condition) => (item.PK.includes('#RETURNCHECK#') ? undefined : ledger.put(item, condition)),
      })),
    ),
    faults: quiet,
    says: /of a checkout is not there as it was answered/,
  },
  {
    name: 'orders that used a promotion are not looked at by the checkout',
    seed: 6,
    tamper: inFunctions(['customers/promotions'], (platform) => ({
      ...platform,
      views: {
        ...platform.views,
        query: async (asked) => (asked.PK.includes('#PROMOTIONORDERS#') ? { items: [] } : platform.views.query(asked)),
      },
    })),
    faults: quiet,
    says: /^a promotion that .* orders use, of 2 that may, is offered/,
  },
  {
    name: 'who is held out is drawn anew with every load of the page',
    tamper: inFunctions(['customers/promotions'], (platform) => ({
      ...platform,
      sha256: (text) => platform.sha256(`${platform.ids.next()} ${text}`),
    })),
    faults: quiet,
    says: /^a promotion was .* for one cart$/,
  },
];
