import type { Invariant, Model } from '../explore.ts';
import { leaseSteps } from './steps.ts';
import { idOf, initialLeaseWorld, type LeaseCall, type LeaseMistake, type LeaseScope, type LeaseWorld, openOf } from './world.ts';

const sum = (units: readonly number[]): number => units.reduce((total, one) => total + one, 0);

/** Of a look, only what it says and whether it is still so; of memories, which spell they are of. */
const callKey = (world: LeaseWorld, call: LeaseCall) => ({
  ...call,
  item: call.item && [call.item.state, call.item.version === world.item.version],
  buckets: call.buckets.map((one, slot) => one && [one.state, one.version === world.buckets[slot]?.version]),
});

const rulesOf = (scope: LeaseScope): readonly Invariant<LeaseWorld>[] => [
  {
    name: 'no more is promised than there is',
    violation: ({ item: { state }, buckets }) => {
      if (state.balance.allocated > state.balance.onHand) return `${state.balance.allocated} of ${state.balance.onHand}`;
      const short = buckets.findIndex((bucket) => bucket.state.stock.balance.available < 0);
      return short < 0 ? undefined : `bucket ${short + 1} has promised more than it holds`;
    },
  },
  {
    name: 'what is leased stands in buckets',
    violation: ({ item: { state }, buckets }) => {
      const held = sum(buckets.map((bucket) => bucket.state.stock.balance.onHand));
      const leased = state.lease?.quantity ?? 0;
      return held === leased ? undefined : `${leased} units are leased, the buckets hold ${held}`;
    },
  },
  {
    name: 'what is allocated is held by somebody, or leased',
    violation: ({ item: { state }, buckets }) => {
      const own = sum(state.open.map(({ quantity }) => quantity)) + (state.lease?.quantity ?? 0);
      if (own !== state.balance.allocated) return `${state.balance.allocated} units are allocated, ${own} are accounted for`;
      const wrong = buckets.find(({ state: { stock } }) => sum(stock.open.map(({ quantity }) => quantity)) !== stock.balance.allocated);
      return wrong ? 'a bucket does not add up' : undefined;
    },
  },
  {
    name: 'a closed bucket keeps nothing free',
    violation: ({ buckets }) =>
      buckets.some(({ state }) => !state.isSelling && state.stock.balance.available > 0) ? 'units are stranded' : undefined,
  },
  {
    name: 'a reservation is held once',
    violation: (world) => {
      const ids = openOf(world).map(({ id }) => id);
      return new Set(ids).size === ids.length ? undefined : ids.join(', ');
    },
  },
  {
    name: 'who was told so holds all',
    violation: (world) => {
      const open = new Map(openOf(world).map(({ id, quantity }) => [id, quantity]));
      for (const [who, standing] of world.standing.entries()) {
        const id = idOf(scope, who);
        if ((standing !== 'reserved' && standing !== 'kept') || world.displaced.includes(id)) continue;
        if (open.get(id) !== scope.buyers[who]?.quantity) return `b${who + 1} was told so and holds ${open.get(id) ?? 0}`;
      }
      return undefined;
    },
  },
  {
    name: 'refused only when units are short',
    violation: ({ undersold }) => (undersold ? 'somebody was refused though the units were there all the time' : undefined),
  },
];

const endsOf = (scope: LeaseScope): readonly Invariant<LeaseWorld>[] => [
  {
    name: 'nothing is held without an owner',
    violation: (world) => {
      const owners = new Set(scope.buyers.flatMap((_, who) => (world.standing[who] === 'kept' ? [idOf(scope, who)] : [])));
      const lost = openOf(world).find(({ id }) => !owners.has(id));
      return lost ? `${lost.id} is held for nobody` : undefined;
    },
  },
  {
    name: 'everyone is answered',
    violation: ({ standing }) => {
      const waiting = standing.findIndex((one) => !['kept', 'gone', 'shipped'].includes(one));
      return waiting < 0 ? undefined : `b${waiting + 1} is left ${standing[waiting]}`;
    },
  },
  {
    name: 'no unit is lost',
    violation: (world) => {
      const shipped = sum(scope.buyers.map(({ quantity }, who) => (world.standing[who] === 'shipped' ? quantity : 0)));
      const { onHand } = world.item.state.balance;
      if (scope.count !== undefined) return undefined;
      return onHand + shipped === scope.units ? undefined : `${onHand} on hand and ${shipped} shipped of ${scope.units}`;
    },
  },
];

/** The protocol of buckets that lease units, over the product's own plans and deciders. */
export const leaseModel = (scope: LeaseScope): Model<LeaseWorld> => ({
  initial: initialLeaseWorld(scope),
  steps: (world) => leaseSteps(scope, world),
  key: (world) =>
    JSON.stringify({
      ...world,
      item: world.item.state,
      buckets: world.buckets.map(({ state }) => state),
      calls: world.calls.map((call) => callKey(world, call)),
    }),
  invariants: rulesOf(scope),
  finalChecks: endsOf(scope),
  ends: { kind: 'always' },
});

type NamedLeaseScope = { readonly name: string; readonly about: string; readonly scope: LeaseScope };

export const smallLeaseScopes: readonly NamedLeaseScope[] = [
  {
    name: 'leases-recalled',
    about: '3 units in 2 buckets, a buyer who cancels; the buckets are closed and opened again, an answer is lost',
    scope: { units: 3, buyers: [{ quantity: 1, home: 0, next: 'cancel' }], recalls: 1, openings: 1, timeouts: 1 },
  },
  {
    name: 'leases-reopened',
    about: '3 units in 2 buckets, a buyer who ships and one who knows of no buckets; they are closed and opened again',
    scope: {
      units: 3,
      buyers: [
        { quantity: 1, home: 0, next: 'ship' },
        { quantity: 2, home: 0, next: 'keep', plain: true },
      ],
      recalls: 1,
      openings: 1,
    },
  },
  {
    name: 'leases-moved',
    about: '7 units in 2 buckets; one buyer needs more than his bucket has, one cancels',
    scope: {
      units: 7,
      buyers: [
        { quantity: 5, home: 0, next: 'keep' },
        { quantity: 1, home: 1, next: 'cancel' },
      ],
      timeouts: 1,
    },
  },
  {
    name: 'leases-counted',
    about: '3 units in 2 buckets, 2 buyers, and a count that finds one',
    scope: {
      units: 3,
      buyers: [
        { quantity: 1, home: 0, next: 'keep' },
        { quantity: 1, home: 1, next: 'keep' },
      ],
      count: 1,
    },
  },
];

export const largeLeaseScopes: readonly NamedLeaseScope[] = [
  ...smallLeaseScopes,
  {
    name: 'leases-lost-answer',
    about: '3 units in 2 buckets, 2 buyers, one cancels; the buckets are closed, an answer is lost',
    scope: {
      units: 3,
      buyers: [
        { quantity: 1, home: 0, next: 'keep' },
        { quantity: 1, home: 1, next: 'cancel' },
      ],
      recalls: 1,
      timeouts: 1,
    },
  },
  {
    name: 'leases-three-buyers',
    about: '3 units in 2 buckets, 3 buyers, one of two and one cancels; the buckets are closed',
    scope: {
      units: 3,
      buyers: [
        { quantity: 2, home: 0, next: 'keep' },
        { quantity: 1, home: 1, next: 'cancel' },
        { quantity: 1, home: 0, next: 'keep' },
      ],
      recalls: 1,
    },
  },
];

/** The smallest stage on which each mistake shows. */
export const leaseMistakeScopes: Readonly<Record<LeaseMistake, LeaseScope>> = {
  'old-item-trusted': {
    units: 3,
    buyers: [{ quantity: 1, home: 0, next: 'keep' }],
    recalls: 1,
    openings: 1,
    timeouts: 1,
  },
  'stale-bucket-written': { units: 3, buyers: [{ quantity: 1, home: 0, next: 'keep' }], recalls: 1 },
  'item-sells-too': {
    units: 3,
    buyers: [{ quantity: 1, home: 0, next: 'keep' }],
    recalls: 1,
    timeouts: 1,
  },
  'void-at-item': { units: 3, buyers: [{ quantity: 1, home: 0, next: 'cancel' }], timeouts: 1 },
};
