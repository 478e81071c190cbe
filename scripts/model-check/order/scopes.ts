// The runs of the order model: small ones for every test run, larger ones for when somebody has the time.
import type { Assumption, OrderMistake, OrderScope } from './scope.ts';

export type NamedOrderScope = { readonly name: string; readonly about: string; readonly scope: OrderScope };

const base: OrderScope = {
  lines: [2],
  payment: 'paid',
  childrenMax: 2,
  routing: ['all', 'split'],
  revisions: [],
  holds: [],
  shortsMax: 0,
  rejectionsMax: 0,
  returns: false,
};

export const smallOrderScopes: readonly NamedOrderScope[] = [
  {
    name: 'order-returns',
    about: '2 units in 1 or 2 fulfillment orders; cancellation at any time, returns in parts',
    scope: { ...base, returns: true },
  },
  {
    name: 'order-setbacks',
    about: '2 units in up to 2 fulfillment orders, routed before or with their reservation; work is turned down, a shelf lacks a unit',
    scope: { ...base, routing: ['all', 'route-first'], picking: true, shortsMax: 1, rejectionsMax: 1 },
  },
  {
    name: 'order-holds',
    about: "1 unit; a fraud review and an operator's hold, released or rejected at any time",
    scope: { ...base, lines: [1], childrenMax: 1, routing: ['all'], holds: ['review', 'operator'] },
  },
  {
    name: 'order-revisions',
    about: '2 units in up to 2 fulfillment orders; the channel wants one less',
    scope: { ...base, revisions: ['one-less'] },
  },
  {
    name: 'order-growth',
    about: '1 unit in up to 2 fulfillment orders; the channel wants one more, at any time',
    scope: { ...base, lines: [1], routing: ['all'], revisions: ['one-more'] },
  },
  {
    name: 'order-money',
    about: '2 units, paid later; the channel says paid, refunded and cancelled in any order',
    scope: { ...base, childrenMax: 1, routing: ['all'], payment: 'pending', revisions: ['paid', 'refunded', 'cancelled'] },
  },
];

export const largeOrderScopes: readonly NamedOrderScope[] = [
  ...smallOrderScopes,
  {
    name: 'order-revisions-both',
    about: '2 units in up to 2 fulfillment orders; the channel wants one more and one less, in any order',
    scope: { ...base, revisions: ['one-more', 'one-less'] },
  },
  {
    name: 'order-two-lines',
    about: '2 lines of 1 unit in up to 2 fulfillment orders, in parts too; returns',
    scope: { ...base, lines: [1, 1], routing: ['all', 'split', 'part'], returns: true },
  },
  {
    name: 'order-setbacks-split',
    about: '2 units in up to 3 fulfillment orders; a location turns work down, a shelf lacks a unit',
    scope: { ...base, childrenMax: 3, shortsMax: 1, rejectionsMax: 1 },
  },
  {
    name: 'order-holds-split',
    about: '2 units in up to 2 fulfillment orders under a fraud review',
    scope: { ...base, holds: ['review'] },
  },
  {
    name: 'order-revisions-setbacks',
    about: '2 units in up to 2 fulfillment orders; one more or one less, a location turns work down',
    scope: { ...base, revisions: ['one-more', 'one-less'], rejectionsMax: 1 },
  },
  {
    name: 'order-revisions-money',
    about: '2 units in up to 2 fulfillment orders, paid later; one less, paid, cancelled',
    scope: { ...base, payment: 'pending', revisions: ['one-less', 'paid', 'cancelled'] },
  },
];

const single: OrderScope = { ...base, lines: [1], childrenMax: 1, routing: ['all'] };

/** The smallest stage on which each mistake shows. */
export const orderMistakeScopes: Readonly<Record<OrderMistake, OrderScope>> = {
  'status-off-the-table': single,
  'hold-blocks-cancelling': { ...single, holds: ['review'] },
  'forgotten-recall': { ...base, routing: ['all'], childrenMax: 1, revisions: ['one-less'] },
  'refund-for-each-message': { ...base, routing: ['split'], payment: 'paid' },
  'rejection-keeps-units': { ...single, rejectionsMax: 1 },
  'revived-by-a-report': single,
  'late-money-kept': { ...single, payment: 'pending', revisions: ['paid'] },
};

/** The smallest stage on which the product misses what is assumed of it. */
export const assumptionScopes: Readonly<Record<Assumption, OrderScope>> = {
  'recalls-find-their-work': { ...base, routing: ['all'], childrenMax: 1, revisions: ['one-less'], assume: [] },
};
