import type { Result } from './result.ts';

/** What every event of a stream has: a dotted, past-tense name. */
export type DomainEvent = { readonly type: string };

/**
 * A consistency boundary as two pure functions. `decide` refuses or names the facts that follow from a command;
 * `evolve` records a fact and never refuses. Time and ids come in with the command.
 */
export type Decider<State, Command, Event extends DomainEvent, Rejection> = {
  readonly initial: State;
  readonly decide: (state: State, command: Command) => Result<readonly Event[], Rejection>;
  readonly evolve: (state: State, event: Event) => State;
};

/** State after these events, from any state before them. `evolve` is handed a state and an event, nothing else. */
export const fold = <State, Event extends DomainEvent>(
  decider: { readonly evolve: (state: State, event: Event) => State },
  state: State,
  events: readonly Event[],
): State => events.reduce((before, event) => decider.evolve(before, event), state);
