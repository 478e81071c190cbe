import type { Decider, DomainEvent } from '../../kernel/decider.ts';

/** Turns a payload of one schema version into the next one. */
export type Upcaster = (payload: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * A kind of stream. Payloads are the events' own fields in snake_case; `schemaVersions` names every event type that may
 * stand in such a stream, with the version written today, so that an unknown type is refused before it is folded.
 */
export type Aggregate<State, Command, Event extends DomainEvent, Rejection> = {
  /** Key part such as `ORDER`. */
  readonly kind: string;
  readonly decider: Decider<State, Command, Event, Rejection>;
  readonly schemaVersions: Readonly<Record<Event['type'], number>>;
  /** `upcasters[type][n]` lifts a payload from version n to n + 1. */
  readonly upcasters?: Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;
  /**
   * `inline`: every commit carries the folded state, so the newest item alone answers (small states).
   * `snapshot`: a disposable snapshot beside the stream every `snapshotEvery` events.
   */
  readonly storage: 'inline' | 'snapshot';
  /** For inline states of which a part stands in the commit's last event already: what is stored besides, and the way back. */
  readonly inline?: {
    readonly pack: (state: State) => unknown;
    readonly unpack: (stored: unknown, newest: Event) => State;
  };
  readonly snapshotEvery?: number;
  /** Raised when the shape of the state changes: stored states of another version are folded anew from the events. */
  readonly stateVersion: number;
};

export type StreamId = { readonly tenantId: string; readonly kind: string; readonly id: string };
