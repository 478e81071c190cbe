// Buckets: the units of one item lie in several streams. A reservation id stands for one of them, its home, so that a
// repetition always meets the earlier one there. Units short at home are brought from the other buckets in the same
// transaction that reserves them.
import { findOpen, type InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import { type Answer, answerOf, type Plan, reserveCommand, type Write } from './plan.parts.ts';
import { type BuyerLine, bucketsOf, homeOf } from './scope.ts';
import { after, type Call, decideOn, type Member, type Setting, specOf } from './world.ts';

const onlyMember = (call: Call): Member => {
  const [member] = call.members;
  if (!member || call.members.length > 1) throw new RangeError('a call on buckets serves one buyer');
  return member;
};

const lookedAt = (call: Call, stream: number): InventoryItemState | undefined => call.looks.find((look) => look.stream === stream)?.state;

const notSeen = (call: Call, streams: readonly number[]): readonly number[] =>
  streams.filter((stream) => lookedAt(call, stream) === undefined);

const stateOf = (call: Call, stream: number): InventoryItemState => {
  const state = lookedAt(call, stream);
  if (!state) throw new RangeError(`stream ${stream} has not been read`);
  return state;
};

/** "Sold out" is said only when a second look finds every bucket as the first did: then all were so at one moment. */
const confirmShort = (setting: Setting, call: Call, streams: readonly number[]): Plan => {
  if (setting.scope.mistake === 'single-sweep') return { kind: 'answer', answers: ['short'] };
  const unconfirmed = streams.filter((stream) => !call.again.some((look) => look.stream === stream));
  if (unconfirmed.length > 0) return { kind: 'look-again', streams: unconfirmed };
  const changed = call.again.some((look) => call.looks.some((first) => first.stream === look.stream && first.version !== look.version));
  return changed ? { kind: 'start-over' } : { kind: 'answer', answers: ['short'] };
};

type Move = { readonly from: number; readonly quantity: number };

/** Units to bring home so that the line can be reserved there, or undefined when there are not enough anywhere. */
const movesFor = (call: Call, buckets: readonly number[], home: number, quantity: number): readonly Move[] | undefined => {
  let missing = quantity - stateOf(call, home).balance.available;
  const moves: Move[] = [];
  for (const from of buckets) {
    const units = from === home ? 0 : Math.min(missing, stateOf(call, from).balance.available);
    if (units > 0) moves.push({ from, quantity: units });
    missing -= units;
  }
  return missing > 0 ? undefined : moves;
};

const accepted = (decision: ReturnType<typeof decideOn>): Write['events'] => {
  if (!decision.ok) throw new Error(`the decider refused a move that was counted before: ${decision.error.code}`);
  return decision.value;
};

/** Units leave their buckets, arrive at home and are reserved there: one transaction. */
const moving = (call: Call, home: number, moves: readonly Move[], reserve: Parameters<typeof decideOn>[1]): readonly Write[] => {
  const transferOf = ({ from, quantity }: Move) => {
    // Named after the version it is decided on, because the same call may move units more than once.
    const transferId = `move-${onlyMember(call).reservationId}-${from}-${call.looks.find((look) => look.stream === from)?.version ?? 0}`;
    return { movementId: transferId, transferId, quantity };
  };
  const out = moves.map((move) => ({
    stream: move.from,
    events: accepted(decideOn(stateOf(call, move.from), { type: 'TransferOut', ...transferOf(move) })),
  }));
  let state = stateOf(call, home);
  const events: Write['events'][number][] = [];
  for (const move of moves) {
    const arrived = accepted(decideOn(state, { type: 'TransferIn', ...transferOf(move) }));
    events.push(...arrived);
    state = after(state, arrived);
  }
  return [...out, { stream: home, events: [...events, ...accepted(decideOn(state, reserve))] }];
};

/** By mistake: what is in hand is put down in a write of its own. */
const putDown = (call: Call, { to, quantity }: NonNullable<Call['inHand']>): Plan => {
  if (notSeen(call, [to]).length > 0) return { kind: 'look', streams: [to] };
  const movementId = `put-${onlyMember(call).reservationId}-${call.looks.find((look) => look.stream === to)?.version ?? 0}`;
  const events = accepted(decideOn(stateOf(call, to), { type: 'TransferIn', movementId, transferId: movementId, quantity }));
  return { kind: 'write', writes: [{ stream: to, events }], answers: ['more'] };
};

type ShortLine = { readonly line: BuyerLine; readonly home: number; readonly buckets: readonly number[] };

const bring = (setting: Setting, call: Call, ready: readonly Write[], short: readonly ShortLine[]): Plan => {
  const writes: Write[] = [...ready];
  for (const { line, home, buckets } of short) {
    const moves = movesFor(call, buckets, home, line.quantity);
    if (!moves) return confirmShort(setting, call, buckets);
    const [first] = moves;
    const moved = moving(call, home, moves, reserveCommand(onlyMember(call), line.quantity));
    if (setting.scope.mistake === 'move-in-two-writes' && first) {
      const out = moved.filter(({ stream }) => stream === first.from);
      return { kind: 'write', writes: out, answers: ['more'], inHand: { to: home, quantity: first.quantity } };
    }
    writes.push(...moved);
  }
  if (setting.scope.mistake !== 'move-then-reserve') return { kind: 'write', writes, answers: ['reserved'] };
  const onlyMoves = writes.map(({ stream, events }) => ({ stream, events: events.filter(({ type }) => type !== 'inventory.reserved') }));
  return { kind: 'write', writes: onlyMoves.filter(({ events }) => events.length > 0), answers: ['more'] };
};

export const planBuckets = (setting: Setting, call: Call): Plan => {
  if (call.inHand) return putDown(call, call.inHand);
  const member = onlyMember(call);
  const spec = specOf(setting, member.buyer);
  const lines = spec.lines.map((line) => ({
    line,
    home: homeOf(setting.streams, spec, line.item),
    buckets: bucketsOf(setting.streams, line.item),
  }));
  const homes = notSeen(
    call,
    lines.map(({ home }) => home),
  );
  if (homes.length > 0) return { kind: 'look', streams: homes };
  const short: ShortLine[] = [];
  const ready: Write[] = [];
  for (const entry of lines) {
    const decision = decideOn(stateOf(call, entry.home), reserveCommand(member, entry.line.quantity));
    if (decision.ok && decision.value.length > 0) ready.push({ stream: entry.home, events: decision.value });
    if (decision.ok) continue;
    const answer = answerOf([decision.error.code]);
    if (answer !== 'short') return { kind: 'answer', answers: [answer] };
    short.push(entry);
  }
  if (short.length === 0)
    return ready.length > 0 ? { kind: 'write', writes: ready, answers: ['reserved'] } : { kind: 'answer', answers: ['reserved'] };
  if (setting.scope.mistake === 'stop-at-first-bucket') return { kind: 'answer', answers: ['short'] };
  const elsewhere = notSeen(
    call,
    short.flatMap(({ buckets }) => buckets),
  );
  return elsewhere.length > 0 ? { kind: 'look', streams: elsewhere } : bring(setting, call, ready, short);
};

/** By mistake: the reservation is made in whichever bucket has the units, after a look for it in all of them. */
export const planRoaming = (setting: Setting, call: Call): Plan => {
  const member = onlyMember(call);
  const spec = specOf(setting, member.buyer);
  const writes: Write[] = [];
  for (const { item, quantity } of spec.lines) {
    const buckets = bucketsOf(setting.streams, item);
    const unseen = notSeen(call, buckets);
    if (unseen.length > 0) return { kind: 'look', streams: unseen };
    if (buckets.some((stream) => findOpen(stateOf(call, stream), member.reservationId))) continue;
    const decisions = buckets.map((stream) => ({ stream, decision: decideOn(stateOf(call, stream), reserveCommand(member, quantity)) }));
    const found = decisions.flatMap(({ stream, decision }) => (decision.ok ? [{ stream, events: decision.value }] : []))[0];
    if (found) {
      writes.push(found);
      continue;
    }
    const codes = decisions.flatMap(({ decision }) => (decision.ok ? [] : [decision.error.code]));
    const answer: Answer = codes.includes('reservation-closed') ? 'closed' : answerOf(codes);
    return answer === 'short' ? confirmShort(setting, call, buckets) : { kind: 'answer', answers: [answer] };
  }
  return writes.length > 0 ? { kind: 'write', writes, answers: ['reserved'] } : { kind: 'answer', answers: ['reserved'] };
};
