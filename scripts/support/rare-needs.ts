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
  {
    way: 'what units are worth later, and how often they come back, is read where that was estimated',
    functions: choosers,
    needs: ['views:get', 'views:getMany'],
  },
  {
    way: 'a policy that counts what comes back is replayed over a log that did not',
    functions: ['sourcing/work-simulation'],
    needs: ['ledger:getMany', 'views:get', 'views:getMany'],
  },
  {
    way: 'what carriers have named is looked up where the policy goes by it',
    functions: [...choosers, 'customers/storefront-delivery', 'customers/delivery-options'],
    needs: ['keys:mac', 'keys:unwrap', 'ledger:query', 'vault:get', 'views:getMany'],
  },
  {
    way: 'carriers are asked for their prices',
    functions: ['orders/source-order', 'sourcing/evaluate-route', 'sourcing/carrier-quotes'],
    needs: ['http:send', 'parameters:get', 'secrets:get', 'views:put'],
  },
  { way: 'open work is counted where a location states its capacity', functions: choosers, needs: ['views:query'] },
  {
    way: 'whoever waits next is called, or taken off the list when it has been cancelled',
    functions: wakers,
    needs: ['ledger:delete', 'ledger:update', 'workflows:tasks:answer'],
  },
  { way: 'a choice among near ties is drawn, where the tenant explores', functions: choosers, needs: ['keys:mac'] },
  { way: 'more orders wait for an article than one message calls', functions: wakers, needs: ['queue:inventory-changes:send'] },
  {
    way: 'a revised order is judged anew: endpoints, registered versions, exploration, consent',
    functions: ['orders/react-to-order', 'orders/assess-order'],
    needs: ['blobs:get', 'keys:mac', 'keys:unwrap', 'ledger:getMany', 'models:fraud', 'models:fraud-b', 'vault:get'],
  },
  {
    way: 'nobody has entered a code in time',
    functions: ['fraud/end-verification'],
    needs: ['ledger:put', 'ledger:query', 'timers:schedule:fraud-timers'],
  },
  {
    way: 'a training begins because forecasts missed, inputs drifted, or its day has come',
    functions: ['intelligence/training-wished', 'intelligence/watch-drift', 'intelligence/look-after-training'],
    needs: ['ledger:put', 'ledger:query', 'workflows:retrain:start'],
  },
  { way: 'whoever has sent nothing back is looked up by what they bought', functions: ['customers/return-risk'], needs: ['views:query'] },
  {
    way: 'a storefront asks for dates where units are worth something later, a location states its capacity, or sourcing has parameters',
    functions: ['customers/storefront-delivery', 'customers/delivery-options'],
    needs: ['ledger:get', 'parameters:get', 'views:getMany', 'views:query'],
  },
  {
    way: 'a trained version answers, or is compared with the one before',
    functions: ['sourcing/refresh-learned', 'forecasting/refresh', 'intelligence/watch-drift'],
    needs: ['blobs:get', 'ledger:getMany', 'ledger:put', 'ledger:query'],
  },
  {
    way: 'a version of the model of returns answers, and what it meets is read of orders, an imported past and consents',
    functions: ['intelligence/watch-drift'],
    needs: ['blobs:get', 'blobs:list', 'keys:unwrap', 'ledger:getMany', 'ledger:query', 'vault:get', 'views:query'],
  },
  { way: 'the bank takes back an order whose code had been sent', functions: ['fraud/record-chargeback'], needs: ['keys:mac'] },
  { way: 'a bulk job is resumed while its messages are gone', functions: ['orders/resume-bulk-job'], needs: ['queue:bulk-jobs:send'] },
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
  { way: 'a look through all forecasts is noted where it stopped', functions: ['forecasting/plan'], needs: ['views:put'] },
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
