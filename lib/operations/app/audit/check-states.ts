import { type DomainEvent, fold } from '../../../kernel/decider.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import { type CommitItem, UnknownEventError, lastVersionOf } from '../../../platform/event-store/commit.codec.ts';
import type { Item } from '../../../platform/ports.ts';
import { sameJson } from '../same-json.ts';
import { eventsOf } from '../stored-stream.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import type { FindingText } from './finding.ts';

/** An aggregate of which only the stream matters: what its commands and rejections are does not concern an audit. */
export type AnyAggregate<State, Event extends DomainEvent> = Aggregate<State, never, Event, unknown>;

const inlineTexts = (commit: CommitItem, stored: unknown): readonly FindingText[] =>
  sameJson(commit.state, stored)
    ? []
    : [
        {
          code: 'stored-state-differs',
          message: `The state stored with version ${lastVersionOf(commit)} is not what the events up to it fold to.`,
          suggestion: 'Later versions were decided on this state. Find out what wrote it before anything else is written to the stream.',
        },
      ];

const snapshotTexts = (snapshot: Item, commit: CommitItem, state: unknown): readonly FindingText[] =>
  snapshot['version'] === lastVersionOf(commit) && (snapshot['hash'] !== commit.hash || !sameJson(snapshot['state'], state))
    ? [
        {
          code: 'snapshot-differs',
          message: `The snapshot of version ${lastVersionOf(commit)} is not what the events up to it fold to.`,
          suggestion: 'Delete the snapshot: it is made anew from the events.',
        },
      ]
    : [];

export type StateCheck<State, Event> = Pick<CommitCheck, 'findings'> & {
  /** Folds the commit in. @returns its events; undefined from the first commit on that cannot be read or folded */
  readonly next: (commit: CommitItem) => readonly Event[] | undefined;
  /** What the stream folds to; undefined when it cannot be folded to its end. */
  readonly state: () => State | undefined;
};

/** Whether the states stored beside the events are what the events fold to, and every event is one that we know. */
export const stateCheck = <State, Event extends DomainEvent>(
  id: StreamId,
  aggregate: AnyAggregate<State, Event>,
  snapshot: Item | undefined,
): StateCheck<State, Event> => {
  const { add, findings } = gatherFindings('stored-states', id);
  let state: State | undefined = aggregate.decider.initial;

  const compare = (commit: CommitItem, folded: State): void => {
    if (aggregate.storage === 'inline' && commit.state_version === aggregate.stateVersion)
      add(inlineTexts(commit, aggregate.inline ? aggregate.inline.pack(folded) : folded));
    if (snapshot?.['state_version'] === aggregate.stateVersion) add(snapshotTexts(snapshot, commit, folded));
  };

  return {
    next: (commit) => {
      if (state === undefined) return undefined;
      try {
        const events = eventsOf(aggregate, commit);
        state = fold(aggregate.decider, state, events);
        compare(commit, state);
        return events;
      } catch (error) {
        add([brokenText(error)]);
        state = undefined;
        return undefined;
      }
    },
    findings,
    state: () => state,
  };
};

const brokenText = (error: unknown): FindingText => {
  const isUnknown = error instanceof UnknownEventError;
  return {
    code: isUnknown ? 'event-unknown' : 'events-do-not-fold',
    message: (error as Error).message,
    suggestion: isUnknown ? 'A newer version of the program has written here: run that one.' : 'Compare the stream with a backup.',
  };
};
