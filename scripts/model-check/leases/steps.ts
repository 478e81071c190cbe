// Every step that somebody can take: reads, writes, answers and faults are steps of their own.
import { type BucketPlan, type ItemWrites, planOnBuckets } from '../../../lib/inventory/app/reservations/bucket-plan.ts';
import { inventoryBucketDecider } from '../../../lib/inventory/domain/buckets/inventory-bucket.ts';
import { decideInventoryItem, inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import type { Step } from '../explore.ts';
import {
  type BucketStored,
  closedOne,
  commandOf,
  freeOf,
  idOf,
  type ItemStored,
  type LeaseCall,
  type LeaseScope,
  type LeaseWorld,
  opened,
  type Standing,
} from './world.ts';

type Steps = readonly Step<LeaseWorld>[];

const replaced = <T>(all: readonly T[], at: number, one: T): readonly T[] => all.map((each, index) => (index === at ? one : each));
const withCall = (world: LeaseWorld, at: number, call: LeaseCall): LeaseWorld => ({ ...world, calls: replaced(world.calls, at, call) });
const standingAs = (world: LeaseWorld, who: number, standing: Standing): LeaseWorld => ({
  ...world,
  standing: replaced(world.standing, who, standing),
});

const newCall = (who: number, command: LeaseCall['command'], item: ItemStored | undefined, isPlain: boolean): LeaseCall => ({
  who,
  command,
  ...(item ? { item } : {}),
  isFresh: false,
  buckets: [],
  unread: [],
  isPlain,
  isRecalling: false,
  wasShort: false,
  isLate: false,
});

/** A call begins with nothing, or with the item as its process remembers it from some spell of selling. */
const calling = (scope: LeaseScope, world: LeaseWorld, who: number, command: LeaseCall['command'], standing: Standing): Steps => {
  const name = command === 'count' ? 'dock' : `b${who + 1}`;
  const isPlain = scope.buyers[who]?.plain ?? false;
  const next = command === 'count' ? { ...world, count: 'under-way' as const } : standingAs(world, who, standing);
  const beginning = (item: ItemStored | undefined): LeaseWorld => ({
    ...next,
    calls: [...next.calls, newCall(who, command, item, isPlain)],
  });
  const remembered = isPlain || command === 'count' ? [] : world.memories;
  return [
    { action: `${name} asks to ${command}`, state: beginning(undefined) },
    ...remembered.map((item, spell) => ({
      action: `${name} asks to ${command}, from memory of spell ${spell + 1}`,
      state: beginning(item),
    })),
  ];
};

/** What the caller makes of an answer. */
const answered = (world: LeaseWorld, at: number, outcome: 'done' | 'short' | 'refused'): LeaseWorld => {
  const call = world.calls[at];
  if (!call) return world;
  const rest: LeaseWorld = {
    ...world,
    calls: world.calls.filter((_, index) => index !== at),
    undersold: world.undersold || (outcome === 'short' && !call.wasShort),
  };
  if (call.command === 'count') return { ...rest, count: 'done' };
  if (call.isLate) return rest;
  const reserved = outcome === 'done' ? 'reserved' : 'refused';
  return standingAs(rest, call.who, call.command === 'reserve' ? reserved : call.command === 'release' ? 'gone' : 'shipped');
};

const startOver = (call: LeaseCall): LeaseCall => {
  const { item: _forgotten, ...rest } = call;
  return { ...rest, isFresh: false, buckets: [], unread: [], isRecalling: false };
};

const writing = (scope: LeaseScope, world: LeaseWorld, at: number, call: LeaseCall, writes: ItemWrites): LeaseWorld => {
  const ignoresBuckets = scope.mistake === 'stale-bucket-written';
  const isStale =
    (writes.item.length > 0 && call.item?.version !== world.item.version) ||
    (!ignoresBuckets &&
      writes.buckets.some(({ slot, events }) => events.length > 0 && call.buckets[slot]?.version !== world.buckets[slot]?.version));
  if (isStale) return withCall(world, at, startOver(call));
  const displaced = writes.item.flatMap((event) => ('displaced' in event ? (event.displaced ?? []) : []));
  const item: ItemStored = {
    state: fold(inventoryItemDecider, world.item.state, writes.item),
    version: world.item.version + writes.item.length,
  };
  const buckets = writes.buckets.reduce<readonly BucketStored[]>((all, { slot, events }) => {
    const before = call.buckets[slot];
    if (!before) throw new RangeError(`bucket ${slot} has not been read`);
    const version = (all[slot]?.version ?? 0) + events.length;
    return events.length > 0 ? replaced(all, slot, { state: fold(inventoryBucketDecider, before.state, events), version }) : all;
  }, world.buckets);
  const after = { ...world, item, buckets, displaced: [...world.displaced, ...displaced.map(({ reservationId }) => reservationId)] };
  return answered(after, at, 'done');
};

/** The product's plan, on what the call has read. */
const planOf = (scope: LeaseScope, call: LeaseCall, item: ItemStored): BucketPlan => {
  const command = commandOf(scope, call);
  const { lease } = item.state;
  const isUnknown = call.command === 'release' && !item.state.open.some(({ id }) => id === idOf(scope, call.who));
  const isWrongAtItem =
    (scope.mistake === 'void-at-item' && isUnknown) || (scope.mistake === 'item-sells-too' && call.command === 'reserve');
  if (isWrongAtItem && call.isFresh && item.state.balance.available >= 0) {
    const bucketHolds = call.buckets.some((one) => one?.state.stock.open.some(({ id }) => id === idOf(scope, call.who)));
    const decision = decideInventoryItem(item.state, command);
    if (decision.ok && !bucketHolds) return { kind: 'write', writes: { item: decision.value, buckets: [] } };
  }
  const buckets = new Map(
    call.buckets.flatMap((one, slot) => {
      if (!one) return [];
      const isTrusted = scope.mistake === 'old-item-trusted' && lease && !call.isFresh;
      return [[slot, isTrusted ? { ...one.state, epoch: lease.epoch } : one.state] as const];
    }),
  );
  return planOnBuckets({ item: item.state, isFresh: call.isFresh, buckets }, command);
};

const names = ({ who, command, isLate }: LeaseCall): string =>
  command === 'count' ? 'dock' : `b${who + 1}${isLate ? "'s late call" : ''}`;

const goingOn = (scope: LeaseScope, world: LeaseWorld, at: number, call: LeaseCall): Step<LeaseWorld> => {
  const name = names(call);
  if (call.isRecalling) {
    const closed = closedOne(world);
    return closed
      ? { action: `${name} closes a bucket`, state: closed }
      : { action: `${name} finds the buckets closed`, state: withCall(world, at, startOver(call)) };
  }
  const [slot, ...unread] = call.unread;
  if (slot !== undefined) {
    const buckets = Array.from({ length: world.buckets.length }, (_, index) =>
      index === slot ? world.buckets[slot] : call.buckets[index],
    );
    return { action: `${name} reads bucket ${slot + 1}`, state: withCall(world, at, { ...call, buckets, unread }) };
  }
  if (!call.item) {
    return { action: `${name} reads the item`, state: withCall(world, at, { ...call, item: world.item, isFresh: true }) };
  }
  if (call.isPlain) return askingPlainly(scope, world, at, call, call.item);
  const plan = planOf(scope, call, call.item);
  switch (plan.kind) {
    case 'read':
      // The item anew as well, as the product does when what it has read does not do.
      return call.isFresh || call.buckets.length > 0 || plan.slots.length === 0
        ? {
            action: `${name} reads the item anew`,
            state: withCall(world, at, { ...call, item: world.item, isFresh: true, buckets: [], unread: plan.slots }),
          }
        : { action: `${name} turns to its bucket`, state: withCall(world, at, { ...call, unread: plan.slots }) };
    case 'recall':
      return { action: `${name} begins to close the buckets`, state: withCall(world, at, { ...call, isRecalling: true }) };
    case 'refuse':
      return {
        action: `${name} is refused`,
        state: answered(world, at, plan.rejection.code === 'insufficient-stock' ? 'short' : 'refused'),
      };
    case 'write':
      return { action: `${name} writes`, state: writing(scope, world, at, call, plan.writes) };
  }
};

/** A process that knows nothing of buckets, until the item tells it. */
const askingPlainly = (scope: LeaseScope, world: LeaseWorld, at: number, call: LeaseCall, item: ItemStored): Step<LeaseWorld> => {
  const name = names(call);
  const rules = scope.mistake === 'item-sells-too' ? decideInventoryItem : inventoryItemDecider.decide;
  const decision = rules(item.state, commandOf(scope, call));
  if (decision.ok) return { action: `${name} writes`, state: writing(scope, world, at, call, { item: decision.value, buckets: [] }) };
  if (decision.error.code === 'stock-leased')
    return { action: `${name} learns of the buckets`, state: withCall(world, at, { ...call, isPlain: false }) };
  return { action: `${name} is refused`, state: answered(world, at, decision.error.code === 'insufficient-stock' ? 'short' : 'refused') };
};

const buyerSteps = (scope: LeaseScope, world: LeaseWorld, who: number): Steps => {
  const next = scope.buyers[who]?.next;
  switch (world.standing[who]) {
    case 'new':
      return calling(scope, world, who, 'reserve', 'asking');
    case 'reserved':
      if (next === 'cancel') return calling(scope, world, who, 'release', 'closing');
      if (next === 'ship') return calling(scope, world, who, 'ship', 'shipping');
      return [{ action: `b${who + 1} keeps it`, state: standingAs(world, who, 'kept') }];
    case 'refused':
      // A call that went unanswered may yet succeed, so its reservation is closed.
      if (world.doubt[who]) return calling(scope, world, who, 'release', 'closing');
      return [{ action: `b${who + 1} goes`, state: standingAs(world, who, 'gone') }];
    default:
      return [];
  }
};

const faults = (scope: LeaseScope, world: LeaseWorld): Steps =>
  world.timeouts === 0
    ? []
    : world.calls.flatMap((call, at): Steps => {
        if (call.isLate || call.command === 'count') return [];
        const late = withCall({ ...world, timeouts: world.timeouts - 1, doubt: replaced(world.doubt, call.who, true) }, at, {
          ...call,
          isLate: true,
        });
        const again = calling(scope, late, call.who, call.command, world.standing[call.who] ?? 'asking');
        return again.map(({ action, state }) => ({ action: `b${call.who + 1} stops waiting; ${action}`, state }));
      });

const surroundings = (scope: LeaseScope, world: LeaseWorld): Steps => {
  const steps: Step<LeaseWorld>[] = [];
  const isSelling = (world.item.state.lease?.selling.length ?? 0) > 0;
  if (world.recalls > 0 && isSelling)
    steps.push({ action: 'the sweeper recalls', state: { ...world, recalls: world.recalls - 1, isRecalling: true } });
  const closed = world.isRecalling ? closedOne(world) : undefined;
  if (closed) steps.push({ action: 'the sweeper closes a bucket', state: closed });
  else if (world.isRecalling) steps.push({ action: 'the sweeper is done', state: { ...world, isRecalling: false } });
  if (world.openings > 0 && !isSelling && world.item.state.balance.available > 0)
    steps.push({ action: 'the buckets are opened', state: opened({ ...world, openings: world.openings - 1 }) });
  if (world.count === 'due') steps.push(...calling(scope, world, scope.buyers.length, 'count', 'asking'));
  return steps;
};

/** Whether somebody's units are short now is noted in every call. */
const noting = (scope: LeaseScope, world: LeaseWorld): LeaseWorld => {
  const free = freeOf(world);
  const calls = world.calls.map((call) => {
    const wanted = scope.buyers[call.who]?.quantity ?? 0;
    return call.wasShort || free >= wanted ? call : { ...call, wasShort: true };
  });
  return { ...world, calls };
};

export const leaseSteps = (scope: LeaseScope, world: LeaseWorld): Steps => {
  const steps = [
    ...world.calls.map((call, at) => goingOn(scope, world, at, call)),
    ...scope.buyers.flatMap((_, who) => buyerSteps(scope, world, who)),
    ...faults(scope, world),
    ...surroundings(scope, world),
  ];
  return steps.map(({ action, state }) => ({ action, state: noting(scope, state) }));
};
