import { type DomainEvent, fold } from '../../kernel/decider.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type Clock, ConditionFailedError, type Ids, type Table, TransactionCanceledError, UnavailableError } from '../ports.ts';
import type { Aggregate, StreamId } from './aggregate.ts';
import { type CommitItem, decodeEvent, encodeCommit, expand, firstVersionOf, isCommit, lastVersionOf, positionOf } from './commit.codec.ts';
import type { CommandContext, EventRecord } from './event-record.ts';

import { commitsFrom, createStreamHeads, emptyHead, type Head, type Snapshot, snapshotEveryDefault, snapshotKey } from './stream-heads.ts';

export type Loaded<S> = { readonly state: S; readonly version: number };

export type Executed<S, E> = Loaded<S> & { readonly events: readonly E[]; readonly records: readonly EventRecord[] };

/** Too many writers changed the stream at once. Trying again later can succeed. */
export class ConcurrencyExhaustedError extends UnavailableError {
  override readonly name = 'ConcurrencyExhaustedError';
}

export type AsOf = { readonly instant: Instant; readonly basis: 'recorded' | 'occurred' };

export interface EventStore {
  load<S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, id: StreamId): Promise<Loaded<S>>;
  /** Several streams at once, in the order asked. */
  loadMany<S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, ids: readonly StreamId[]): Promise<readonly Loaded<S>[]>;
  /**
   * Loads, decides and appends with one conditional write; decides again when another writer came first.
   * `expectNew` skips the first load for streams that usually do not exist yet.
   * @throws ConcurrencyExhaustedError after 12 tries
   */
  execute<S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    id: StreamId,
    command: C,
    context: CommandContext,
    options?: { readonly expectNew?: boolean },
  ): Promise<Result<Executed<S, E>, R>>;
  /** Several streams of one kind in one transaction: all commands are accepted and written, or none is. At most 100. */
  executeTogether<S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    commands: readonly { readonly id: StreamId; readonly command: C }[],
    context: CommandContext,
  ): Promise<Result<readonly Executed<S, E>[], readonly { readonly index: number; readonly rejection: R }[]>>;
  /** Every event of the stream in order; empty when there is none. */
  read(id: StreamId): Promise<readonly EventRecord[]>;
  /** The state as it was known (`recorded`) or as it was in the world (`occurred`) at an instant. */
  loadAsOf<S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, id: StreamId, asOf: AsOf): Promise<Loaded<S>>;
}

const attemptsMax = 12;

/** The event store on a `Table`: one item per commit, guarded by the key itself. */
export const createEventStore = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
}): EventStore => {
  const { ledger, clock, ids, sha256 } = parts;

  const heads = createStreamHeads(ledger);

  const prepare = <S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    id: StreamId,
    from: Head<S>,
    events: readonly E[],
    context: CommandContext,
  ) => {
    const state = fold(aggregate.decider, from.state, events);
    const { item, records } = encodeCommit(
      {
        id,
        position: from.position,
        events,
        schemaVersions: aggregate.schemaVersions,
        context,
        now: clock.now(),
        ...(aggregate.storage === 'inline'
          ? { inline: { state: aggregate.inline ? aggregate.inline.pack(state) : state, stateVersion: aggregate.stateVersion } }
          : {}),
      },
      () => ids.next(),
      sha256,
    );
    const executed: Executed<S, E> = { state, version: lastVersionOf(item), events, records };
    return { item, executed, head: { state, version: executed.version, position: positionOf(item) } };
  };

  const snapshotIfDue = async <S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    item: CommitItem,
    state: S,
  ): Promise<void> => {
    const every = aggregate.snapshotEvery ?? snapshotEveryDefault;
    if (aggregate.storage !== 'snapshot' || Math.floor(lastVersionOf(item) / every) === Math.floor((firstVersionOf(item) - 1) / every))
      return;
    const snapshot: Snapshot = {
      PK: item.PK,
      SK: snapshotKey,
      version: lastVersionOf(item),
      hash: item.hash,
      recorded_at: item.recorded_at,
      state,
      state_version: aggregate.stateVersion,
    };
    await ledger.put(snapshot);
  };

  const store: EventStore = {
    load: async (aggregate, id) => {
      const { state, version } = await heads.read(aggregate, id);
      return { state, version };
    },

    loadMany: async (aggregate, streamIds) => Promise.all(streamIds.map((id) => store.load(aggregate, id))),

    execute: async (aggregate, id, command, context, options) => {
      let from = options?.expectNew ? emptyHead(aggregate) : undefined;
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        from ??= await heads.read(aggregate, id);
        const decision = aggregate.decider.decide(from.state, command);
        if (!decision.ok) {
          // A refusal on an assumed empty stream says nothing: the stream may exist.
          if (options?.expectNew && attempt === 1) {
            from = undefined;
            continue;
          }
          return decision;
        }
        if (decision.value.length === 0) return ok({ state: from.state, version: from.version, events: [], records: [] });
        const { item, executed, head } = prepare(aggregate, id, from, decision.value, context);
        try {
          await ledger.put(item, { kind: 'absent' });
        } catch (error) {
          if (!(error instanceof ConditionFailedError)) throw error;
          from = undefined;
          continue;
        }
        heads.remember(id, head);
        await snapshotIfDue(aggregate, item, executed.state);
        return ok(executed);
      }
      throw new ConcurrencyExhaustedError(`${attemptsMax} writers in a row came first on ${id.kind} ${id.id}`);
    },

    executeTogether: async (aggregate, commands, context) => {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        const loaded = await Promise.all(commands.map(({ id }) => heads.read(aggregate, id)));
        const decisions = commands.map(({ command }, index) => {
          const from = loaded[index];
          if (!from) throw new RangeError('a head was read for every command');
          return { from, decision: aggregate.decider.decide(from.state, command) };
        });
        const rejections = decisions.flatMap(({ decision }, index) => (decision.ok ? [] : [{ index, rejection: decision.error }]));
        if (rejections.length > 0) return err(rejections);
        const prepared = decisions.map(({ from, decision }, index) => {
          const events = decision.ok ? decision.value : [];
          const id = commands[index]?.id;
          if (!id || events.length === 0) return { executed: { state: from.state, version: from.version, events: [], records: [] } };
          return { ...prepare(aggregate, id, from, events, context), id };
        });
        const items = prepared.flatMap((entry) => ('item' in entry ? [entry.item] : []));
        try {
          const [first] = items;
          if (first && items.length === 1) await ledger.put(first, { kind: 'absent' });
          else if (items.length > 1) await ledger.transact(items.map((item) => ({ kind: 'put', item, condition: { kind: 'absent' } })));
        } catch (error) {
          if (error instanceof ConditionFailedError || error instanceof TransactionCanceledError) continue;
          throw error;
        }
        for (const entry of prepared) if ('head' in entry) heads.remember(entry.id, entry.head);
        return ok(prepared.map((entry) => entry.executed));
      }
      throw new ConcurrencyExhaustedError(`${attemptsMax} writers in a row came first on ${commands.length} streams of ${aggregate.kind}`);
    },

    read: async (id) => (await commitsFrom(ledger, id, 1)).flatMap((commit) => expand(commit, sha256).records),

    loadAsOf: async (aggregate, id, asOf) => {
      const records = await store.read(id);
      const known = records.filter((record) => (asOf.basis === 'recorded' ? record.recorded_at : record.occurred_at) <= asOf.instant);
      const state = fold(
        aggregate.decider,
        aggregate.decider.initial,
        known.map((record) => decodeEvent(aggregate, record)),
      );
      return { state, version: known.at(-1)?.version ?? 0 };
    },
  };
  return store;
};

export { isCommit };
