import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { OrderNotice } from '../../../channels/index.ts';
import { fulfillmentOrderStream } from '../../../fulfilment/index.ts';
import { fraudCaseKind } from '../../../fraud/index.ts';
import { type DecisionRecord, decisionKind, orderDecisionRef } from '../../../intelligence/index.ts';
import { paymentStream } from '../../../payments/index.ts';
import type { Actor, EventRecord } from '../../../platform/event-store/event-record.ts';
import { orderExists } from '../../domain/order.state.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';
import { describeEvent } from '../words/describe-event.ts';
import { spoken, type Words } from '../words/words.ts';
import type { OrderExecution, OrderExecutions } from './order-executions.ts';
import type { OrderNotes } from './order-notes.ts';

export type TimelineEntry = Words & {
  /** When it happened; when we learned of it may be later. */
  readonly at: Instant;
  /** Null for what nobody did, such as a workflow that ended. */
  readonly actor: Actor | null;
};

const ofEvent = (record: EventRecord): TimelineEntry => ({ at: record.occurred_at, actor: record.actor, ...describeEvent(record) });

const decisionTitles: Readonly<Record<string, string>> = {
  routing: 'Locations weighed',
  fraud: 'Fraud check',
  duplicate: 'Duplicate check',
};

type Reasoned = { readonly reasons?: readonly string[] };

/** What sourcing decided holds the receipt of its search inside. */
const reasonsOf = (receipt: Reasoned & { readonly receipt?: Reasoned }): readonly string[] =>
  receipt.reasons ?? receipt.receipt?.reasons ?? [];

const ofDecision = ({ decisionId, kind, decidedAt, receipt }: DecisionRecord): TimelineEntry => {
  const reasons = reasonsOf(receipt as Reasoned & { readonly receipt?: Reasoned });
  return {
    at: decidedAt,
    actor: null,
    kind: 'decision',
    title: decisionTitles[kind] ?? 'Decision',
    sentence: reasons.length > 0 ? reasons.join(' ') : `A decision was made (${spoken(kind)}) and gave no reasons.`,
    reference: decisionId,
  };
};

const ofNotice = ({ at, sentence, noticeId }: OrderNotice): TimelineEntry => ({
  at,
  actor: null,
  kind: 'notice',
  title: 'Told the channel',
  sentence,
  reference: noticeId,
});

const outcomes = {
  running: 'goes on',
  succeeded: 'came to its end',
  failed: 'broke off',
  timed_out: 'ran out of its time',
  aborted: 'was stopped',
} as const;

const ofExecution = ({ name, status, startedAt, stoppedAt, error, fulfillmentOrderId }: OrderExecution): readonly TimelineEntry[] => {
  const whose = fulfillmentOrderId === null ? 'the order' : `fulfillment order ${fulfillmentOrderId}`;
  const entry = { actor: null, kind: 'execution', reference: name } as const;
  const began: TimelineEntry = { ...entry, at: startedAt, title: 'Workflow began', sentence: `A workflow of ${whose} began.` };
  if (stoppedAt === null) return [began];
  const why = error === null ? '' : ` (${error})`;
  return [began, { ...entry, at: stoppedAt, title: 'Workflow ended', sentence: `The workflow of ${whose} ${outcomes[status]}${why}.` }];
};

// An order has this many notes at most.
const notesPerRead = 500;

/**
 * Everything that happened to an order and around it, first to last: its own events and those of its work, its money and its
 * honesty, decisions and what was said of them, what its channel was told, notes and workflows.
 * @returns undefined when there is no such order
 */
export const createOrderTimeline = (
  parts: Pick<OrdersParts, 'store' | 'decisions'> & {
    readonly notices: (tenantId: TenantId, orderId: OrderId) => Promise<readonly OrderNotice[]>;
    readonly executions: (tenantId: TenantId, orderId: OrderId) => Promise<OrderExecutions | undefined>;
    readonly notes: Pick<OrderNotes, 'list'>;
  },
) => {
  const { store, decisions, notices, executions, notes } = parts;

  /** Notes with their text, for those who may read it. */
  const withText = async (
    tenantId: TenantId,
    orderId: OrderId,
    entries: readonly TimelineEntry[],
    personal: boolean,
  ): Promise<readonly TimelineEntry[]> => {
    const written = entries.filter(({ kind }) => kind === 'note').length;
    if (!personal || written === 0) return entries;
    const page = await notes.list(tenantId, orderId, { personal, limit: notesPerRead });
    const texts = new Map(page?.notes.map(({ noteId, text }) => [String(noteId), text]));
    return entries.map((entry) => {
      if (entry.kind !== 'note' || entry.reference === null) return entry;
      return { ...entry, sentence: texts.get(entry.reference) ?? 'A note was written; its text has been erased.' };
    });
  };

  return async (
    tenantId: TenantId,
    orderId: OrderId,
    { personal }: { readonly personal: boolean },
  ): Promise<readonly TimelineEntry[] | undefined> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    if (!orderExists(state)) return undefined;
    const streams = [
      orderStream(tenantId, orderId),
      paymentStream(tenantId, orderId),
      { tenantId, kind: fraudCaseKind, id: orderId },
      ...state.fulfillments.map(({ fulfillmentOrderId }) => fulfillmentOrderStream(tenantId, fulfillmentOrderId)),
    ];
    const [records, decided, told, ran] = await Promise.all([
      Promise.all(streams.map((stream) => store.read(stream))),
      decisions.list(orderStream(tenantId, orderId)),
      notices(tenantId, orderId),
      executions(tenantId, orderId),
    ]);
    const said = await Promise.all(
      decided.map(({ decisionId }) => store.read({ tenantId, kind: decisionKind, id: orderDecisionRef(orderId, decisionId) })),
    );
    const events = await withText(tenantId, orderId, [...records, ...said].flat().map(ofEvent), personal);
    const entries = [...events, ...decided.map(ofDecision), ...told.map(ofNotice), ...(ran?.executions ?? []).flatMap(ofExecution)];
    // What happened at the same moment stays in the order of its stream: sorting is stable.
    return entries.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  };
};
