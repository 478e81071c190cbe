// What a call does next, as a pure function of what it has read. The decisions are those of the product's own decider.
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import type { InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import { planBuckets, planRoaming } from './plan.buckets.ts';
import { type Answer, answerOf, type Plan, reserveCommand, type Write } from './plan.parts.ts';
import { homeOf } from './scope.ts';
import { after, type Call, decideOn, type Member, type Setting, specOf } from './world.ts';

type Lines = readonly { readonly stream: number; readonly command: InventoryItemCommand }[];

/** One member's lines, decided on the states before them: all of them, or the refusal. */
const decideLines = (states: ReadonlyMap<number, InventoryItemState>, lines: Lines): readonly Write[] | Answer => {
  const writes: Write[] = [];
  const refusals: string[] = [];
  for (const { stream, command } of lines) {
    const state = states.get(stream);
    if (!state) throw new RangeError(`stream ${stream} has not been read`);
    const decision = decideOn(state, command);
    if (decision.ok) writes.push({ stream, events: decision.value });
    else refusals.push(decision.error.code);
  }
  return refusals.length > 0 ? answerOf(refusals) : writes;
};

const merged = (writes: readonly Write[]): readonly Write[] => {
  const byStream = Map.groupBy(writes, ({ stream }) => stream);
  return [...byStream].flatMap(([stream, group]) => {
    const events = group.flatMap((write) => write.events);
    return events.length > 0 ? [{ stream, events }] : [];
  });
};

/** An answer that rests on memory is only worth something when the commit proves that memory to be the newest version. */
const provenByCommit = (call: Call, writes: readonly Write[]): boolean =>
  call.looks.every(({ stream }) => writes.some((write) => write.stream === stream));

/** By mistake: the lines of a call are written one after the other. */
const planNextLine = (states: ReadonlyMap<number, InventoryItemState>, lines: Lines): Plan => {
  for (const [index, line] of lines.entries()) {
    const decided = decideLines(states, [line]);
    if (typeof decided === 'string') return { kind: 'answer', answers: [decided] };
    const writes = merged(decided);
    if (writes.length > 0) return { kind: 'write', writes, answers: [index === lines.length - 1 ? 'reserved' : 'more'] };
  }
  return { kind: 'answer', answers: ['reserved'] };
};

/** Members are decided one after the other, each on the state that the one before leaves, and written in one transaction. */
const planTogether = (setting: Setting, call: Call): Plan => {
  const { mistake } = setting.scope;
  const linesOf = (member: Member): Lines => {
    const spec = specOf(setting, member.buyer);
    return spec.lines.map(({ item, quantity }) => ({
      stream: homeOf(setting.streams, spec, item),
      command: reserveCommand(member, quantity),
    }));
  };
  const needed = new Set(call.members.flatMap((member) => linesOf(member).map(({ stream }) => stream)));
  const missing = [...needed].filter((stream) => !call.looks.some((look) => look.stream === stream));
  if (missing.length > 0) return { kind: 'look', streams: missing };

  const heads = new Map(call.looks.map(({ stream, state }) => [stream, state]));
  const [only] = call.members;
  if (mistake === 'line-by-line' && only) return planNextLine(heads, linesOf(only));
  const states = new Map(heads);
  const all: Write[] = [];
  const answers = call.members.map((member): Answer => {
    const decided = decideLines(mistake === 'each-on-the-head' ? heads : states, linesOf(member));
    if (typeof decided === 'string') return decided;
    for (const { stream, events } of decided) {
      const before = states.get(stream);
      if (before) states.set(stream, after(before, events));
    }
    all.push(...decided);
    return 'reserved';
  });
  const writes = merged(all);
  if (call.fromMemory && mistake !== 'refuse-from-memory' && !provenByCommit(call, writes)) return { kind: 'start-over' };
  return writes.length > 0 ? { kind: 'write', writes, answers } : { kind: 'answer', answers };
};

export const planOf = (setting: Setting, call: Call): Plan => {
  if (setting.scope.strategy !== 'buckets') return planTogether(setting, call);
  return setting.scope.mistake === 'reserve-where-found' ? planRoaming(setting, call) : planBuckets(setting, call);
};
