// Holds the model of group commit against the product's own planner: for every batch that some state of the model is about to
// write, both must answer each buyer alike and leave every item in the same state.
import { createHash } from 'node:crypto';
import { planGroup } from '../../../lib/inventory/app/reservations/group-plan.ts';
import { inventoryItemAggregate } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import { itemName, type Settled, type StockRequest } from '../../../lib/inventory/app/reservations/stock-request.ts';
import { inventoryItemKind } from '../../../lib/inventory/domain/inventory-item.id.ts';
import type { InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import type { StreamId } from '../../../lib/platform/event-store/aggregate.ts';
import { type CommitItem, decodeEvent, startOfStream } from '../../../lib/platform/event-store/commit.codec.ts';
import type { Invariant } from '../explore.ts';
import { planOf } from './plan.ts';
import { type Answer, answerOf, type Plan, reserveCommand } from './plan.parts.ts';
import { homeOf } from './scope.ts';
import { after, type Call, type Member, nowOf, type Setting, specOf, type World } from './world.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const streamId = (setting: Setting, stream: number): StreamId => ({
  tenantId: 'main',
  kind: inventoryItemKind,
  id: `${setting.streams[stream]?.name ?? ''}@east`,
});

const requestOf = (setting: Setting, member: Member): StockRequest => {
  const spec = specOf(setting, member.buyer);
  return {
    commands: spec.lines.map(({ item, quantity }) => ({
      id: streamId(setting, homeOf(setting.streams, spec, item)),
      command: reserveCommand(member, quantity),
    })),
    context: { actor: { kind: 'system', id: 'model' }, correlationId: 'model', causationId: 'model' },
  };
};

const answerTo = (settled: Settled | undefined): Answer => {
  if (settled?.status !== 'fulfilled') throw new Error('the planner left a request without an answer');
  return settled.value.ok ? 'reserved' : answerOf(settled.value.error.map(({ rejection }) => rejection.code));
};

/** The state that a reader of the item would find after the planner's commits: that of the last of them. */
const stateIn = (commits: readonly CommitItem[], id: StreamId): InventoryItemState | undefined => {
  const last = commits.findLast(({ PK }) => PK === `${id.tenantId}#${id.kind}#${id.id}`);
  const event = last?.events.at(-1);
  return last && event ? inventoryItemAggregate.inline?.unpack(last.state, decodeEvent(inventoryItemAggregate, event)) : undefined;
};

const asText = (state: InventoryItemState | undefined): string =>
  state ? JSON.stringify([state.balance, state.open, state.recent]) : 'untouched';

const differenceOf = (setting: Setting, call: Call, plan: Extract<Plan, { readonly kind: 'write' | 'answer' }>): string | undefined => {
  const [first] = call.members;
  if (!first) return undefined;
  const heads = new Map(call.looks.map(({ stream, state }) => [itemName(streamId(setting, stream)), { state, position: startOfStream }]));
  let ids = 0;
  const requests = call.members.map((member) => requestOf(setting, member));
  const { settled, commits } = planGroup(heads, requests, { now: nowOf(first), nextId: () => String((ids += 1)), sha256 });
  const answers = call.members.map((_member, place) => answerTo(settled[place]));
  if (answers.join() !== plan.answers.join()) return `the planner answers ${answers.join()}, the model ${plan.answers.join()}`;
  const writes = plan.kind === 'write' ? plan.writes : [];
  for (const { stream, state } of call.looks) {
    const events = writes.find((write) => write.stream === stream)?.events;
    const expected = asText(events && after(state, events));
    const planned = asText(stateIn(commits, streamId(setting, stream)));
    if (planned !== expected) return `the planner leaves ${setting.streams[stream]?.name ?? ''} as ${planned}, the model as ${expected}`;
  }
  return undefined;
};

// A batch stays the same object for as long as nothing happens to it, so each is compared once.
const compared = new WeakMap<Call, string | false>();

export const plansAsTheProduct = (setting: Setting): Invariant<World> => ({
  name: 'the product plans its batches alike',
  violation: ({ calls }) => {
    for (const call of calls) {
      if (!call.begun) continue;
      let difference = compared.get(call);
      if (difference === undefined) {
        const plan = planOf(setting, call);
        difference = (plan.kind === 'write' && differenceOf(setting, call, plan)) || false;
        compared.set(call, difference);
      }
      if (difference !== false) return difference;
    }
    return undefined;
  },
});
