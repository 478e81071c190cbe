import type { DomainEvent } from '../../kernel/decider.ts';
import { genesisHash, hashRecord, type Sha256Hex } from '../../kernel/hash-chain.ts';
import type { Instant } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/result.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { Item, Key } from '../ports.ts';
import type { Aggregate, StreamId } from './aggregate.ts';
import type { Actor, CommandContext, EventRecord } from './event-record.ts';

/**
 * One stored write: the events of one decision, with what they share stated once. DynamoDB bills each write by the kilobyte,
 * names included, and most commits are about one: so what follows from something else is left out.
 */
type CommitBody = Key & {
  readonly actor: Actor;
  readonly correlation_id: string;
  /** Left out where it is the `correlation_id`. */
  readonly causation_id?: string;
  /** Left out where it is `recorded_at`. */
  readonly occurred_at?: Instant;
  readonly recorded_at: Instant;
  readonly prev_hash: string;
  readonly events: readonly CommittedEvent[];
};

export type CommitItem = Item &
  CommitBody & {
    /** Hash of the last event's record: the next commit's `prev_hash`. */
    readonly hash: string;
    /** Folded state after the commit, for aggregates stored inline, and the version of its shape. */
    readonly state?: unknown;
    readonly state_version?: number;
  };

type CommittedEvent = {
  readonly event_id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Left out where it is 1. */
  readonly schema_version?: number;
};

/** A stored event is of a type, or of a schema version, that this build does not know. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

export const commitPrefix = 'E#';
/** Sorts after every commit of a stream. */
export const lastCommitKey = `${commitPrefix}~`;
const versionDigits = 10;
const firstSchemaVersion = 1;

export const partitionKey = (id: StreamId): string => `${id.tenantId}#${id.kind}#${id.id}`;
export const commitKey = (firstVersion: number): string => `${commitPrefix}${String(firstVersion).padStart(versionDigits, '0')}`;

/** Version of a commit's first event; its sort key names it. */
export const firstVersionOf = ({ SK }: Pick<CommitItem, 'SK'>): number => Number(SK.slice(commitPrefix.length));

/** Version of a commit's last event. */
export const lastVersionOf = (commit: Pick<CommitItem, 'SK' | 'events'>): number => firstVersionOf(commit) + commit.events.length - 1;

/** Stream identity from a partition key, or undefined when the key is not one of a stream. */
export const streamIdOf = (PK: string): StreamId | undefined => {
  const [tenantId, kind, ...rest] = PK.split('#');
  return tenantId && kind && rest.length === 1 && rest[0] ? { tenantId, kind, id: rest[0] } : undefined;
};

export const isCommit = (item: { readonly SK: string }): item is CommitItem => item.SK.startsWith(commitPrefix);

export type Position = { readonly version: number; readonly hash: string; readonly recordedAt: Instant | undefined };

export const startOfStream: Position = { version: 0, hash: genesisHash, recordedAt: undefined };

export const positionOf = (commit: CommitItem): Position => ({
  version: lastVersionOf(commit),
  hash: commit.hash,
  recordedAt: commit.recorded_at,
});

/** Builds the item that appends `events` after `position`. */
export const encodeCommit = <E extends DomainEvent>(
  parts: {
    readonly id: StreamId;
    readonly position: Position;
    readonly events: readonly E[];
    readonly schemaVersions: Readonly<Record<string, number>>;
    readonly context: CommandContext;
    readonly now: Instant;
    readonly inline?: { readonly state: unknown; readonly stateVersion: number };
  },
  nextId: () => string,
  sha256: Sha256Hex,
): { readonly item: CommitItem; readonly records: readonly EventRecord[] } => {
  const { id, position, context } = parts;
  invariant(parts.events.length > 0, 'a commit holds at least one event');
  // A clock that steps back must not make a later event look earlier: `asOf` folds by this instant.
  const recordedAt = position.recordedAt !== undefined && position.recordedAt > parts.now ? position.recordedAt : parts.now;
  const occurredAt = context.occurredAt ?? recordedAt;
  const events = parts.events.map((event): CommittedEvent => {
    const { type, ...fields } = event;
    const schemaVersion = parts.schemaVersions[type];
    if (schemaVersion === undefined) throw new UnknownEventError(`${type} is not an event of ${id.kind}`);
    const stored = { event_id: nextId(), type, payload: toWire(fields) as Record<string, unknown> };
    return schemaVersion === firstSchemaVersion ? stored : { ...stored, schema_version: schemaVersion };
  });
  const head: CommitBody = {
    PK: partitionKey(id),
    SK: commitKey(position.version + 1),
    actor: context.actor,
    correlation_id: context.correlationId,
    ...(context.causationId === context.correlationId ? {} : { causation_id: context.causationId }),
    ...(occurredAt === recordedAt ? {} : { occurred_at: occurredAt }),
    recorded_at: recordedAt,
    prev_hash: position.hash,
    events,
  };
  const { records, hash } = expand(head, sha256);
  const inline = parts.inline ? { state: parts.inline.state, state_version: parts.inline.stateVersion } : {};
  return { item: { ...head, hash, ...inline }, records };
};

/**
 * The full event records of a commit, exactly as they were hashed, and the hash after the last. That one is made when it is asked
 * for: whoever folds events reads their records alone.
 */
export const expand = (commit: CommitBody, sha256: Sha256Hex): { readonly records: readonly EventRecord[]; readonly hash: string } => {
  const id = streamIdOf(commit.PK);
  invariant(id !== undefined, 'a commit stands under a stream key');
  const first = firstVersionOf(commit);
  let last: EventRecord | undefined;
  const hashAfterLast = (): string => (last === undefined ? commit.prev_hash : hashRecord(sha256, last));
  const records = commit.events.map((event, index): EventRecord => {
    last = {
      event_id: event.event_id,
      tenant_id: id.tenantId,
      stream_id: id.id,
      version: first + index,
      type: event.type,
      payload: event.payload,
      actor: commit.actor,
      occurred_at: commit.occurred_at ?? commit.recorded_at,
      recorded_at: commit.recorded_at,
      correlation_id: commit.correlation_id,
      causation_id: commit.causation_id ?? commit.correlation_id,
      schema_version: event.schema_version ?? firstSchemaVersion,
      prev_hash: hashAfterLast(),
    };
    return last;
  });
  return {
    records,
    get hash() {
      return hashAfterLast();
    },
  };
};

/** The domain event of a stored one, lifted to today's schema. @throws UnknownEventError */
export const decodeEvent = <S, C, E extends DomainEvent, R>(
  aggregate: Aggregate<S, C, E, R>,
  stored: { readonly type: string; readonly payload: Readonly<Record<string, unknown>>; readonly schema_version?: number },
): E => {
  const target = (aggregate.schemaVersions as Readonly<Record<string, number>>)[stored.type];
  if (target === undefined) throw new UnknownEventError(`${stored.type} is not an event of ${aggregate.kind}`);
  const written = stored.schema_version ?? firstSchemaVersion;
  if (written > target) {
    throw new UnknownEventError(`${stored.type} has schema version ${written}; this build knows up to ${target}`);
  }
  let payload = stored.payload;
  for (let version = written; version < target; version += 1) {
    const lift = aggregate.upcasters?.[stored.type]?.[version];
    if (!lift) throw new UnknownEventError(`${stored.type} has no upcaster from schema version ${version}`);
    payload = lift(payload);
  }
  return { ...fromWire<Record<string, unknown>>(payload), type: stored.type } as unknown as E;
};
