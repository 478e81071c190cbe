// The runs of the reservation model: small ones for every test run, larger ones for an hour when somebody has it.
import type { BuyerSpec, Mistake, Scope } from './scope.ts';

type Extra = Partial<Omit<BuyerSpec, 'lines' | 'next'>>;

/** Wants so many of item A. */
const one = (quantity: number, next: BuyerSpec['next'] = 'keep', extra: Extra = {}): BuyerSpec => ({
  lines: [{ item: 0, quantity }],
  next,
  ...extra,
});

/** Wants so many of item A, and one of item B with it. */
const both = (quantity: number, next: BuyerSpec['next'] = 'keep', extra: Extra = {}): BuyerSpec => ({
  lines: [
    { item: 0, quantity },
    { item: 1, quantity: 1 },
  ],
  next,
  ...extra,
});

export type NamedScope = { readonly name: string; readonly about: string; readonly scope: Scope };

export const smallScopes: readonly NamedScope[] = [
  {
    name: 'plain-one-item',
    about: '3 buyers of 2 units; a process dies, an answer is lost',
    scope: { strategy: 'plain', items: [[2]], buyers: [one(1), one(1), one(1, 'ship')], crashes: 1, timeouts: 1 },
  },
  {
    name: 'plain-two-items',
    about: '2 buyers of 1 + 1 units, both of both; one cancels, a unit arrives, an answer is lost',
    scope: {
      strategy: 'plain',
      items: [[1], [1]],
      buyers: [both(1, 'ship'), both(1, 'cancel')],
      timeouts: 1,
      receipts: [{ item: 0, quantity: 1 }],
    },
  },
  {
    name: 'plain-carts',
    about: 'a cart that is checked out and a buyer of both units; carts run out, an answer is lost',
    scope: { strategy: 'plain', items: [[2]], buyers: [one(1, 'ship', { first: 'cart' }), one(2)], expiry: true, timeouts: 1 },
  },
  {
    name: 'group-one-item',
    about: '3 buyers of 2 units at 2 writers; one cancels, an answer is lost',
    scope: { strategy: 'group-commit', items: [[2]], processes: 2, buyers: [one(1), one(1), one(1, 'cancel')], timeouts: 1 },
  },
  {
    name: 'group-two-items',
    about: '3 buyers of 1 + 1 units at 2 writers, one of both; one cancels, a writer dies',
    scope: { strategy: 'group-commit', items: [[1], [1]], processes: 2, buyers: [both(1), one(1), one(1, 'cancel')], crashes: 1 },
  },
  {
    name: 'group-from-memory',
    about: 'the same 3 buyers; writers go on from the state of their last commit',
    scope: { strategy: 'group-commit', items: [[1], [1]], processes: 2, remembers: true, buyers: [both(1), one(1), one(1, 'cancel')] },
  },
  {
    name: 'buckets',
    about: '3 buyers of 1 + 1 units in 2 buckets, one of both units; two cancel, an answer is lost',
    scope: {
      strategy: 'buckets',
      items: [[1, 1]],
      buyers: [one(2), one(1, 'cancel', { home: 1 }), one(1, 'cancel')],
      timeouts: 1,
    },
  },
  {
    name: 'buckets-two-items',
    about: '2 buyers of 1 + 1 units in 2 buckets and 1 of another item; a unit arrives, an answer is lost',
    scope: {
      strategy: 'buckets',
      items: [[1, 1], [1]],
      buyers: [both(2, 'ship'), one(1, 'cancel', { home: 1 })],
      timeouts: 1,
      receipts: [{ item: 0, bucket: 1, quantity: 1 }],
    },
  },
];

export const largeScopes: readonly NamedScope[] = [
  ...smallScopes,
  {
    name: 'plain-three-of-two-items',
    about: '3 buyers of 1 + 1 units, two of them of both; one cancels, a unit arrives, an answer is lost',
    scope: {
      strategy: 'plain',
      items: [[1], [1]],
      buyers: [both(1), both(1, 'cancel'), one(1)],
      timeouts: 1,
      receipts: [{ item: 0, quantity: 1 }],
    },
  },
  {
    name: 'plain-carts-left',
    about: 'a cart that is checked out, one that is left, and a buyer of 2 units; carts run out, an answer is lost',
    scope: {
      strategy: 'plain',
      items: [[2]],
      buyers: [one(1, 'ship', { first: 'cart' }), one(1, 'leave', { first: 'cart' }), one(2)],
      expiry: true,
      timeouts: 1,
    },
  },
  {
    name: 'group-one-item-crash',
    about: '3 buyers of 2 units at 2 writers; one cancels, a writer dies, an answer is lost',
    scope: { strategy: 'group-commit', items: [[2]], processes: 2, buyers: [one(1), one(1), one(1, 'cancel')], crashes: 1, timeouts: 1 },
  },
  {
    name: 'buckets-crash',
    about: '3 buyers of 1 + 1 units in 2 buckets, one of both units; two cancel, a process dies, an answer is lost',
    scope: {
      strategy: 'buckets',
      items: [[1, 1]],
      buyers: [one(2), one(1, 'cancel', { home: 1 }), one(1, 'cancel')],
      crashes: 1,
      timeouts: 1,
    },
  },
  {
    name: 'plain-four-buyers',
    about: '4 buyers of 2 units; one ships, one wants both and cancels, a process dies, an answer is lost',
    scope: { strategy: 'plain', items: [[2]], buyers: [one(1), one(1), one(1, 'ship'), one(2, 'cancel')], crashes: 1, timeouts: 1 },
  },
  {
    name: 'plain-two-items-crash',
    about: '3 buyers of 1 + 1 units, two of them of both; one cancels, a unit arrives, a process dies, an answer is lost',
    scope: {
      strategy: 'plain',
      items: [[1], [1]],
      buyers: [both(1), both(1, 'cancel'), one(1)],
      timeouts: 1,
      crashes: 1,
      receipts: [{ item: 0, quantity: 1 }],
    },
  },
  {
    name: 'plain-carts-crash',
    about: 'two carts that are checked out, one that is left; carts run out, a process dies, an answer is lost',
    scope: {
      strategy: 'plain',
      items: [[2]],
      buyers: [one(1, 'ship', { first: 'cart' }), one(1, 'cancel', { first: 'cart' }), one(1, 'leave', { first: 'cart' })],
      expiry: true,
      timeouts: 1,
      crashes: 1,
    },
  },
  {
    name: 'group-two-items-crash',
    about: '3 buyers of 2 + 1 units at 2 writers, two of both; one cancels, a writer dies, an answer is lost',
    scope: {
      strategy: 'group-commit',
      items: [[2], [1]],
      processes: 2,
      buyers: [both(1), both(1, 'cancel'), one(1)],
      crashes: 1,
      timeouts: 1,
    },
  },
  {
    name: 'group-from-memory-faults',
    about: '3 buyers of 1 + 1 units at 2 writers that go on from memory; one cancels, a unit arrives, an answer is lost',
    scope: {
      strategy: 'group-commit',
      items: [[1], [1]],
      processes: 2,
      remembers: true,
      buyers: [both(1), one(1), one(1, 'cancel')],
      timeouts: 1,
      receipts: [{ item: 0, quantity: 1 }],
    },
  },
  {
    name: 'buckets-three',
    about: '3 buyers of 3 units in 3 buckets, one of 2 of them; two cancel, an answer is lost',
    scope: {
      strategy: 'buckets',
      items: [[1, 1, 1]],
      buyers: [one(2, 'cancel'), one(1, 'keep', { home: 1 }), one(1, 'cancel', { home: 2 })],
      timeouts: 1,
    },
  },
];

/** The smallest stage on which each mistake shows. */
export const mistakeScopes: Readonly<Record<Mistake, Scope>> = {
  'check-then-write': { strategy: 'plain', items: [[1]], buyers: [one(1), one(1)] },
  'new-id-on-retry': { strategy: 'plain', items: [[2]], buyers: [one(1)], timeouts: 1 },
  'doubt-forgotten': { strategy: 'plain', items: [[1]], buyers: [one(1), one(1, 'cancel')], timeouts: 1 },
  'answer-before-write': { strategy: 'plain', items: [[1]], buyers: [one(1), one(1)] },
  'line-by-line': { strategy: 'plain', items: [[1], [1]], buyers: [both(1), both(1)] },
  'release-forgets': { strategy: 'plain', items: [[1]], buyers: [one(1, 'cancel')], timeouts: 1 },
  'sold-out-remembered': { strategy: 'plain', items: [[1]], buyers: [one(1, 'cancel'), one(1), one(1)] },
  'each-on-the-head': { strategy: 'group-commit', items: [[1]], buyers: [one(1), one(1)] },
  'refuse-before-commit': { strategy: 'group-commit', items: [[1]], buyers: [one(1), one(1)] },
  'refuse-from-memory': {
    strategy: 'group-commit',
    items: [[1]],
    remembers: true,
    buyers: [one(1, 'cancel'), one(1)],
  },
  'stop-at-first-bucket': { strategy: 'buckets', items: [[0, 1]], buyers: [one(1)] },
  'single-sweep': { strategy: 'buckets', items: [[1, 1]], buyers: [one(1, 'cancel'), one(1, 'keep', { home: 1 }), one(1)] },
  'reserve-where-found': { strategy: 'buckets', items: [[1, 1]], buyers: [one(1), one(1, 'cancel')], timeouts: 1 },
  'move-then-reserve': { strategy: 'buckets', items: [[1, 0]], buyers: [one(1, 'keep', { home: 1 }), one(1)] },
  'move-in-two-writes': { strategy: 'buckets', items: [[1, 0]], buyers: [one(1, 'keep', { home: 1 })], crashes: 1 },
};
