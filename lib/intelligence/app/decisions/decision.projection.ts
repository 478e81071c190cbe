import type { Instant } from '../../../kernel/instant.ts';
import { decodeEvent } from '../../../platform/event-store/commit.codec.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Item } from '../../../platform/ports.ts';
import type { Projection } from '../../../platform/projection/projector.ts';
import type { DecisionEvent } from '../../domain/decisions/decision.events.ts';
import type { DecisionMark } from '../../domain/decisions/decision.values.ts';
import { labelOf } from '../../domain/decisions/labels.ts';
import { decisionAggregate, decisionKind } from './decision.stream.ts';

export const decisionListKeys = {
  /** Labels of one model, or of one kind of decision that no model has a say in, by when they came. */
  labels: (tenantId: string, model: string) => `${tenantId}#DECISIONLABELS#${model}`,
  /** Decisions of which something is said, by when they were made. */
  marked: (tenantId: string, mark: DecisionMark) => `${tenantId}#DECISIONS#${mark}`,
};

type Said = { readonly at: Instant; readonly event: DecisionEvent };
type View = { readonly name: string; readonly said: readonly Said[] };

/** What a later word on the same act or contest replaces: of those only the last counts. */
const actOf = (event: DecisionEvent): string => {
  switch (event.type) {
    case 'decision.feedback_given':
      return `feedback ${event.feedbackId}`;
    case 'decision.overridden':
      return `override ${event.act}`;
    case 'decision.contested':
      return `contested ${event.contestId}`;
    case 'decision.contest_answered':
      return `answered ${event.contestId}`;
    default:
      return `outcome ${event.outcomeId}`;
  }
};

const apply = (view: View, record: EventRecord): View => {
  const event = decodeEvent(decisionAggregate, record);
  const kept = view.said.filter((one) => actOf(one.event) !== actOf(event));
  return { ...view, said: [...kept, { at: record.recorded_at, event }] };
};

const marksOf = ({ said }: View): readonly DecisionMark[] => {
  const types = new Set(said.map(({ event }) => event.type));
  const answered = new Set(said.flatMap(({ event }) => (event.type === 'decision.contest_answered' ? [event.contestId] : [])));
  const isOpen = said.some(({ event }) => event.type === 'decision.contested' && !answered.has(event.contestId));
  return [
    ...(types.has('decision.feedback_given') ? (['feedback'] as const) : []),
    ...(types.has('decision.overridden') ? (['overridden'] as const) : []),
    ...(types.has('decision.contested') ? (['contested'] as const) : []),
    ...(isOpen ? (['contest-open'] as const) : []),
    ...(types.has('decision.outcome_recorded') ? (['outcome'] as const) : []),
  ];
};

const labelRows = ({ name, said }: View, tenantId: string): readonly Item[] =>
  said.flatMap(({ at, event }) => {
    const label = labelOf(event);
    if (!label) return [];
    const { kind, band, model, modelVersion, decidedAt } = event.about;
    return [
      {
        PK: decisionListKeys.labels(tenantId, model ?? kind),
        SK: `${at}#${name}#${actOf(event)}`,
        decision_id: name,
        kind,
        band,
        model,
        model_version: modelVersion,
        decided_at: decidedAt,
        labelled_at: at,
        from: label.from,
        decision_was_right: label.decisionWasRight,
        target: label.target,
        weight: label.weight,
        ...(event.type === 'decision.outcome_recorded' ? { outcome: event.outcome } : {}),
      },
    ];
  });

const rows = (view: View, tenantId: string): readonly Item[] => {
  const decidedAt = view.said[0]?.event.about.decidedAt;
  if (decidedAt === undefined) return [];
  const marked = marksOf(view).map((mark) => ({
    PK: decisionListKeys.marked(tenantId, mark),
    SK: `${decidedAt}#${view.name}`,
    decision_id: view.name,
  }));
  return [...labelRows(view, tenantId), ...marked];
};

/** Labels and lists of the decisions of which somebody says something. A decision that is left alone has no row. */
export const decisionProjection: Projection<View> = {
  kind: decisionKind,
  initial: (streamId) => ({ name: streamId, said: [] }),
  apply,
  rows,
};
