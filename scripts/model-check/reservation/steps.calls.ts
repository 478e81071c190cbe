// Steps of the calls under way: reading, writing, dying, and telling their buyers.
import type { Step } from '../explore.ts';
import type { Answer, Write } from './plan.parts.ts';
import { planOf } from './plan.ts';
import {
  buyerName,
  type Call,
  committed,
  freeUnits,
  type Look,
  type Member,
  type Setting,
  type Stage,
  specOf,
  streamAt,
  withBuyer,
  withStream,
  type World,
} from './world.ts';

type Steps = readonly Step<World>[];

const callAt = (world: World, index: number): Call => {
  const call = world.calls[index];
  if (!call) throw new RangeError(`there is no call ${index}`);
  return call;
};

const withCall = (world: World, index: number, change: Partial<Call>): World => ({
  ...world,
  calls: world.calls.with(index, { ...callAt(world, index), ...change }),
});

/** How a trace names whoever works on the call. */
const nameOf = ({ process, members }: Call): string => {
  if (process !== undefined) return `p${process + 1}`;
  const [member] = members;
  if (!member) return 'nobody';
  return member.attached ? buyerName(member.buyer) : `${buyerName(member.buyer)}'s late call`;
};

const isShort = (setting: Setting, world: World, member: Member): boolean =>
  specOf(setting, member.buyer).lines.some(({ item, quantity }) => freeUnits(setting, world, item, member) < quantity);

/** Notes for every call whether units are short at this moment. */
export const observed = (setting: Setting, world: World): World => {
  const calls = world.calls.map((call) => {
    const members = call.members.map((member) =>
      member.sawShort || !isShort(setting, world, member) ? member : { ...member, sawShort: true },
    );
    return members.some((member, index) => member !== call.members[index]) ? { ...call, members } : call;
  });
  return { ...world, calls };
};

const stageAfter = (answer: Answer, member: Member, closes: boolean): Stage => {
  switch (answer) {
    case 'reserved':
      return member.kind === 'cart' ? 'cart' : 'held';
    case 'short':
      if (!member.sawShort) return 'wronged';
      return closes ? 'closing' : 'refused';
    default:
      return 'closed';
  }
};

const told = (setting: Setting, world: World, member: Member, answer: Answer): World => {
  if (!member.attached) return world;
  const closes = world.buyers[member.buyer]?.doubted === true && setting.scope.mistake !== 'doubt-forgotten';
  const state = withBuyer(world, member.buyer, { stage: stageAfter(answer, member, closes) });
  if (answer !== 'short' || setting.scope.mistake !== 'sold-out-remembered') return state;
  const items = specOf(setting, member.buyer).lines.flatMap(({ item, quantity }) =>
    freeUnits(setting, world, item, member) < quantity ? [item] : [],
  );
  return { ...state, soldOut: [...new Set([...state.soldOut, ...items])].toSorted((left, right) => left - right) };
};

const answered = (setting: Setting, world: World, index: number, answers: readonly Answer[]): World => {
  const { members } = callAt(world, index);
  const state = members.reduce((before, member, place) => told(setting, before, member, answers[place] ?? 'closed'), world);
  return { ...state, calls: state.calls.toSpliced(index, 1) };
};

/** By mistake: answers are given before the commit that they rest on. */
const answeredEarly = (setting: Setting, world: World, index: number, answers: readonly Answer[], early: readonly Answer[]): World => {
  const { members } = callAt(world, index);
  let state = world;
  for (const [place, member] of members.entries()) {
    const answer = answers[place];
    if (answer === undefined || !early.includes(answer) || !member.attached) continue;
    state = told(setting, state, member, answer);
    const now = callAt(state, index);
    state = withCall(state, index, { members: now.members.with(place, { ...member, attached: false }) });
  }
  return state;
};

const forgotten: Partial<Call> = { looks: [], again: [], fromMemory: false };

/** Takes the call as far as it gets without another look or write. */
const advanced = (setting: Setting, world: World, index: number): World => {
  const state = observed(setting, world);
  const call = callAt(state, index);
  const plan = planOf(setting, call);
  switch (plan.kind) {
    case 'answer':
      return answered(setting, state, index, plan.answers);
    case 'start-over':
      return withCall(state, index, forgotten);
    case 'write':
      if (setting.scope.mistake === 'answer-before-write') return answeredEarly(setting, state, index, plan.answers, ['reserved']);
      if (setting.scope.mistake === 'refuse-before-commit') return answeredEarly(setting, state, index, plan.answers, ['short']);
      return state;
    default:
      return state;
  }
};

const lookStep = (setting: Setting, world: World, index: number, stream: number, into: 'looks' | 'again'): Step<World> => {
  const call = callAt(world, index);
  const { version, state } = streamAt(world, stream);
  const look: Look = { stream, version, state };
  const looked = withCall(world, index, { [into]: [...call[into], look].toSorted((left, right) => left.stream - right.stream) });
  const verb = into === 'looks' ? 'reads' : 'reads again';
  return { action: `${nameOf(call)} ${verb} ${setting.streams[stream]?.name ?? ''}`, state: advanced(setting, looked, index) };
};

/** What a process keeps of a commit that it has made, or of one that failed. */
const remembered = (setting: Setting, world: World, { process, looks }: Call, isCommitted: boolean): World => {
  if (process === undefined || !setting.scope.remembers) return world;
  const kept = isCommitted
    ? looks.map(({ stream }): Look => ({ stream, version: streamAt(world, stream).version, state: streamAt(world, stream).state }))
    : [];
  return { ...world, memory: world.memory.with(process, kept) };
};

const writeStep = (
  setting: Setting,
  world: World,
  index: number,
  writes: readonly Write[],
  answers: readonly Answer[],
  inHand: Call['inHand'],
): Step<World> => {
  const call = callAt(world, index);
  const name = nameOf(call);
  const newest = (stream: number): boolean =>
    call.looks.some((look) => look.stream === stream && look.version === streamAt(world, stream).version);
  if (setting.scope.mistake !== 'check-then-write' && !writes.every(({ stream }) => newest(stream))) {
    return { action: `${name} writes, and others came first`, state: withCall(remembered(setting, world, call, false), index, forgotten) };
  }
  let state = world;
  for (const { stream, events } of writes) state = withStream(state, stream, committed(streamAt(state, stream), events));
  state = remembered(setting, state, call, true);
  const where = writes.map(({ stream }) => setting.streams[stream]?.name ?? '').join(' and ');
  const action = `${name} writes ${where}`;
  if (answers.includes('more')) {
    const goesOn = withCall(observed(setting, state), index, { ...forgotten, inHand });
    return { action, state: goesOn };
  }
  return { action, state: answered(setting, observed(setting, state), index, answers) };
};

/** The batch takes in what is waiting, and the newest versions that the process knows of. */
const beginStep = (setting: Setting, world: World, index: number): Steps => {
  const call = callAt(world, index);
  const { process } = call;
  if (process === undefined || world.calls.some((other) => other.process === process && other.begun)) return [];
  const needed = new Set(call.members.flatMap(({ buyer }) => specOf(setting, buyer).lines.map(({ item }) => item)));
  const kept = (world.memory[process] ?? []).filter(({ stream }) => needed.has(setting.streams[stream]?.item ?? -1));
  const begun = withCall(world, index, { begun: true, looks: kept, fromMemory: kept.length > 0 });
  const names = call.members.map(({ buyer }) => buyerName(buyer)).join(', ');
  return [{ action: `p${process + 1} takes ${names}`, state: advanced(setting, begun, index) }];
};

/** A process dies: its calls are gone, and who waited for them does not know how they ended. */
const crashStep = (world: World, index: number): Steps => {
  const call = callAt(world, index);
  if (world.crashesLeft === 0) return [];
  const dies = (other: Call): boolean => other === call || (call.process !== undefined && other.process === call.process);
  const lost = world.calls.filter(dies).flatMap(({ members }) => members);
  const unsure = lost.reduce(
    (state, member) => (member.attached ? withBuyer(state, member.buyer, { stage: 'unsure', doubted: true }) : state),
    world,
  );
  return [
    {
      action: `${nameOf(call)} dies`,
      state: {
        ...unsure,
        calls: unsure.calls.filter((other) => !dies(other)),
        memory: call.process === undefined ? unsure.memory : unsure.memory.with(call.process, []),
        crashesLeft: world.crashesLeft - 1,
      },
    },
  ];
};

/** A buyer stops waiting; the call goes on without it. An answer lost on the way back looks the same to the buyer. */
const timeoutSteps = (world: World, index: number): Steps => {
  if (world.timeoutsLeft === 0) return [];
  const { members } = callAt(world, index);
  return members.flatMap((member, place): Steps => {
    if (!member.attached) return [];
    const detached = withCall(world, index, { members: members.with(place, { ...member, attached: false }) });
    return [
      {
        action: `${buyerName(member.buyer)} stops waiting`,
        state: { ...withBuyer(detached, member.buyer, { stage: 'unsure', doubted: true }), timeoutsLeft: world.timeoutsLeft - 1 },
      },
    ];
  });
};

export const callSteps = (setting: Setting, world: World, index: number): Steps => {
  const call = callAt(world, index);
  const faults = [...crashStep(world, index), ...timeoutSteps(world, index)];
  if (!call.begun) return [...beginStep(setting, world, index), ...faults];
  const plan = planOf(setting, call);
  switch (plan.kind) {
    case 'look':
      return [...plan.streams.map((stream) => lookStep(setting, world, index, stream, 'looks')), ...faults];
    case 'look-again':
      return [...plan.streams.map((stream) => lookStep(setting, world, index, stream, 'again')), ...faults];
    case 'write':
      return [writeStep(setting, world, index, plan.writes, plan.answers, plan.inHand), ...faults];
    default:
      throw new Error(`a call that could ${plan.kind} was left waiting`);
  }
};
