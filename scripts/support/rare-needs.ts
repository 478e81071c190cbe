import type { Need } from '../../lib/platform/needs.ts';

/** Rights for a way that no suite takes, because it depends on a size, on what stands in a table, or on a moment. */
type RareWay = { readonly way: string; readonly functions: readonly string[]; readonly needs: readonly Need[] };

const choosers = [
  'orders/source-order',
  'orders/react-to-order',
  'orders/react-to-stock',
  'orders/follow-location',
  'sourcing/evaluate-route',
] as const;
const wakers = ['orders/source-order', 'orders/react-to-order', 'orders/react-to-stock', 'orders/follow-location'] as const;

/** What the suites cannot show. Each stands with the way that takes it, so that it can be taken away together with that. */
const rareWays: readonly RareWay[] = [
  { way: 'what units are worth later is read where there is an estimate', functions: choosers, needs: ['views:get', 'views:getMany'] },
  { way: 'open work is counted where a location states its capacity', functions: choosers, needs: ['views:query'] },
  {
    way: 'whoever waits next is called, or taken off the list when it has been cancelled',
    functions: wakers,
    needs: ['ledger:delete', 'ledger:update', 'workflows:tasks:answer'],
  },
  {
    way: 'an order that waited for a day, or for room, is sent back to sourcing',
    functions: ['orders/renew-promises'],
    needs: ['ledger:delete', 'ledger:get', 'ledger:update', 'workflows:tasks:answer'],
  },
  {
    way: 'more work or more waiting orders than one look takes',
    functions: ['orders/follow-location'],
    needs: ['queue:location-standings:send'],
  },
  { way: 'the daily look opens or ends a flag', functions: ['inventory/detect-anomalies'], needs: ['ledger:delete', 'ledger:put'] },
  {
    way: 'an estimate stands already',
    functions: ['sourcing/refresh-future-values', 'sourcing/future-values'],
    needs: ['views:getMany'],
  },
  {
    way: 'one location is asked for by its id',
    functions: ['inventory/available-to-promise', 'inventory/list-purchase-orders', 'inventory/list-safety-stock-alerts'],
    needs: ['ledger:get'],
  },
  {
    way: 'a pickup was extended while its end was on its way',
    functions: ['fulfilment/end-pickup'],
    needs: ['timers:schedule:pickup-timers'],
  },
];

/** What functions were seen to use, with what they use on ways that were not taken. */
export const withRareNeeds = (used: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map([...used].map(([handler, needs]) => [handler, new Set(needs)]));
  for (const { functions, needs } of rareWays)
    for (const handler of functions) all.set(handler, new Set([...(all.get(handler) ?? []), ...needs]));
  return all;
};
