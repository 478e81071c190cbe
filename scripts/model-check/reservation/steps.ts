// Everything that can happen next in a state of the reservation model, one step each.
import type { Step } from '../explore.ts';
import { callSteps } from './steps.calls.ts';
import { homeOf, bucketsOf } from './scope.ts';
import {
  apply,
  type Buyer,
  buyerName,
  type Call,
  decideOn,
  freeUnits,
  heldIn,
  idsOf,
  nowOf,
  reservationIdOf,
  type Setting,
  specOf,
  streamAt,
  withBuyer,
  type World,
} from './world.ts';

type Steps = readonly Step<World>[];

const buyerAt = (world: World, buyer: number): Buyer => {
  const found = world.buyers[buyer];
  if (!found) throw new RangeError(`there is no buyer ${buyer}`);
  return found;
};

const newCall = (process: number | undefined, members: Call['members']): Call => ({
  process,
  begun: process === undefined,
  members,
  looks: [],
  again: [],
  fromMemory: false,
  inHand: undefined,
});

/** Asks for a reservation: by a call of one's own, or in the batch that a process is gathering. */
const asking = (setting: Setting, world: World, buyer: number, kind: 'cart' | 'order', verb: string): Steps => {
  const { scope } = setting;
  const { ids } = buyerAt(world, buyer);
  const nth = ids === 0 || scope.mistake === 'new-id-on-retry' ? ids + 1 : ids;
  const name = buyerName(buyer);
  const waiting = withBuyer(world, buyer, { stage: 'asking', ids: nth, firm: kind === 'order' });
  if (specOf(setting, buyer).lines.some(({ item }) => world.soldOut.includes(item))) {
    const isShort = specOf(setting, buyer).lines.some(({ item, quantity }) => freeUnits(setting, world, item, world) < quantity);
    return [
      {
        action: `${name} ${verb}, and is refused from memory`,
        state: withBuyer(waiting, buyer, { stage: isShort ? 'refused' : 'wronged' }),
      },
    ];
  }
  const member = { buyer, reservationId: reservationIdOf(buyer, nth), kind, attached: true, late: world.late, sawShort: false };
  if (scope.strategy !== 'group-commit')
    return [{ action: `${name} ${verb}`, state: { ...waiting, calls: [...waiting.calls, newCall(undefined, [member])] } }];
  return Array.from({ length: scope.processes ?? 1 }, (_none, process): Step<World> => {
    const gathering = waiting.calls.findIndex((call) => call.process === process && !call.begun);
    const batch = waiting.calls[gathering];
    const calls = batch
      ? waiting.calls.with(gathering, { ...batch, members: [...batch.members, member] })
      : [...waiting.calls, newCall(process, [member])];
    return { action: `${name} ${verb} p${process + 1}`, state: { ...waiting, calls } };
  });
};

/** Streams in which a line may be held: its home, unless reservations roam. */
const streamsOfLine = ({ scope, streams }: Setting, buyer: number, line: number): readonly number[] => {
  const spec = scope.buyers[buyer];
  const item = spec?.lines[line]?.item;
  if (!spec || item === undefined) return [];
  return scope.mistake === 'reserve-where-found' ? bucketsOf(streams, item) : [homeOf(streams, spec, item)];
};

const releaseLine = (setting: Setting, world: World, buyer: number): Steps => {
  const { stage, settled, ids } = buyerAt(world, buyer);
  const reservationId = reservationIdOf(buyer, ids);
  let state = world;
  for (const stream of streamsOfLine(setting, buyer, settled)) {
    if (setting.scope.mistake === 'release-forgets' && heldIn(streamAt(state, stream), reservationId) === 0) continue;
    state = apply(state, stream, { type: 'ReleaseReservation', reservationId }) ?? state;
  }
  const isLast = settled + 1 === specOf(setting, buyer).lines.length;
  const closing: Partial<Buyer> = isLast ? { stage: 'refused', settled: 0 } : { settled: settled + 1 };
  const leaving: Partial<Buyer> = { stage: isLast ? 'gone' : 'leaving', settled: settled + 1 };
  const names = streamsOfLine(setting, buyer, settled).map((stream) => setting.streams[stream]?.name);
  return [
    {
      action: `${buyerName(buyer)} ${stage === 'closing' ? 'closes' : 'gives back'} ${names.join(' and ')}`,
      state: withBuyer(state, buyer, stage === 'closing' ? closing : leaving),
    },
  ];
};

const shipLine = (setting: Setting, world: World, buyer: number): Steps => {
  const { settled, ids } = buyerAt(world, buyer);
  const spec = specOf(setting, buyer);
  const line = spec.lines[settled];
  if (!line) return [];
  const home = homeOf(setting.streams, spec, line.item);
  const stream =
    streamsOfLine(setting, buyer, settled).find((index) => heldIn(streamAt(world, index), reservationIdOf(buyer, ids)) > 0) ?? home;
  const shipped = apply(world, stream, {
    type: 'ShipStock',
    movementId: `ship-${buyerName(buyer)}`,
    reservationId: reservationIdOf(buyer, ids),
    quantity: line.quantity,
  });
  const action = `${buyerName(buyer)}'s ${setting.streams[stream]?.name ?? ''} leaves the building`;
  // A promise that cannot be kept leaves the buyer holding it, which the rules find.
  if (!shipped) return [{ action: `${action}, which the ledger refuses`, state: withBuyer(world, buyer, { stage: 'held', settled: -1 }) }];
  const isLast = settled + 1 === spec.lines.length;
  return [{ action, state: withBuyer(shipped, buyer, { stage: isLast ? 'shipped' : 'shipping', settled: settled + 1 }) }];
};

const settling = (setting: Setting, world: World, buyer: number): Steps => {
  const { next } = specOf(setting, buyer);
  if (buyerAt(world, buyer).settled < 0) return [];
  if (next === 'cancel') return releaseLine(setting, world, buyer);
  return next === 'ship' ? shipLine(setting, world, buyer) : [];
};

const buyerSteps = (setting: Setting, world: World, buyer: number): Steps => {
  const spec = specOf(setting, buyer);
  const { stage, firm } = buyerAt(world, buyer);
  switch (stage) {
    case 'idle':
      return asking(setting, world, buyer, spec.first ?? 'order', 'asks');
    case 'cart':
      return spec.next === 'leave' ? [] : asking(setting, world, buyer, 'order', 'checks out, asking');
    case 'unsure':
      return [
        ...asking(setting, world, buyer, firm ? 'order' : 'cart', 'asks again'),
        ...(spec.next === 'cancel' ? releaseLine(setting, world, buyer) : []),
      ];
    case 'held':
    case 'shipping':
      return settling(setting, world, buyer);
    case 'leaving':
    case 'closing':
      return releaseLine(setting, world, buyer);
    default:
      return [];
  }
};

/** A timer that fires for a cart which has run out. */
const timerSteps = (setting: Setting, world: World): Steps =>
  world.buyers.flatMap((buyer, index) =>
    idsOf(index, buyer).flatMap((reservationId) =>
      setting.streams.flatMap(({ name }, stream): Steps => {
        const command = { type: 'ExpireReservation', reservationId, now: nowOf(world) } as const;
        const decision = decideOn(streamAt(world, stream).state, command);
        const state = decision.ok && decision.value.length > 0 ? apply(world, stream, command) : undefined;
        return state ? [{ action: `the timer ends ${reservationId}'s cart in ${name}`, state }] : [];
      }),
    ),
  );

const surroundings = (setting: Setting, world: World): Steps => {
  const { scope, streams } = setting;
  const steps: Step<World>[] = [...timerSteps(setting, world)];
  if (scope.expiry && !world.late) steps.push({ action: 'carts run out', state: { ...world, late: true } });
  for (const [index, { item, bucket, quantity }] of (scope.receipts ?? []).entries()) {
    if (world.received[index]) continue;
    const stream = bucketsOf(streams, item)[bucket ?? 0] ?? 0;
    const state = apply(world, stream, { type: 'ReceiveStock', movementId: `receipt-${index}`, quantity });
    if (state)
      steps.push({
        action: `${quantity} of ${streams[stream]?.name ?? ''} arrive`,
        state: { ...state, received: state.received.with(index, true) },
      });
  }
  return steps;
};

export const stepsOf = (setting: Setting, world: World): Steps => [
  ...world.buyers.flatMap((_buyer, index) => buyerSteps(setting, world, index)),
  ...world.calls.flatMap((_call, index) => callSteps(setting, world, index)),
  ...surroundings(setting, world),
];
