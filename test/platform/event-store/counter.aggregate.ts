import { ok, err, type Result } from '../../../lib/kernel/result.ts';
import type { Aggregate } from '../../../lib/platform/event-store/aggregate.ts';

export type CounterState = { readonly total: number; readonly notes: readonly string[] };
export type CounterCommand = { readonly type: 'Add'; readonly amount: number; readonly note?: string } | { readonly type: 'Open' };
export type CounterEvent =
  | { readonly type: 'counter.opened' }
  | { readonly type: 'counter.added'; readonly addedAmount: number; readonly note: string | null };
export type CounterRejection = { readonly code: 'already-open' } | { readonly code: 'below-zero'; readonly total: number };

type Overrides = Partial<
  Pick<
    Aggregate<CounterState, CounterCommand, CounterEvent, CounterRejection>,
    'storage' | 'snapshotEvery' | 'stateVersion' | 'schemaVersions' | 'upcasters'
  >
>;

/** A small aggregate: a total that may not fall below zero. Adding nothing changes nothing. */
export const counterAggregate = (overrides: Overrides = {}): Aggregate<CounterState, CounterCommand, CounterEvent, CounterRejection> => ({
  kind: 'COUNTER',
  decider: {
    initial: { total: 0, notes: [] },
    decide: (state, command): Result<readonly CounterEvent[], CounterRejection> => {
      if (command.type === 'Open') return state.total === 0 ? ok([{ type: 'counter.opened' }]) : err({ code: 'already-open' });
      if (command.amount === 0) return ok([]);
      if (state.total + command.amount < 0) return err({ code: 'below-zero', total: state.total });
      return ok([{ type: 'counter.added', addedAmount: command.amount, note: command.note ?? null }]);
    },
    evolve: (state, event) =>
      event.type === 'counter.opened'
        ? state
        : { total: state.total + event.addedAmount, notes: event.note === null ? state.notes : [...state.notes, event.note] },
  },
  schemaVersions: { 'counter.opened': 1, 'counter.added': 1 },
  storage: 'snapshot',
  stateVersion: 1,
  ...overrides,
});
