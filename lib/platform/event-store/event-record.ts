import type { Instant } from '../../kernel/instant.ts';

/** Who caused an event. `id` is a principal's id, an API key's id or the name of our own component; never a person's name. */
export type Actor = { readonly kind: 'user' | 'system' | 'api_key'; readonly id: string };

/** The stored and hashed form of one event. */
export type EventRecord = {
  readonly event_id: string;
  readonly tenant_id: string;
  readonly stream_id: string;
  /** 1 for the first event of its stream. */
  readonly version: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly correlation_id: string;
  readonly causation_id: string;
  readonly schema_version: number;
  readonly prev_hash: string;
};

/** What a command carries besides itself: who, when, and as a consequence of what. */
export type CommandContext = {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
  /** When it happened in the world, if that differs from when it is recorded. */
  readonly occurredAt?: Instant;
};
