import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decider, fold } from '../../lib/kernel/decider.ts';
import { err, ok } from '../../lib/kernel/result.ts';

type Counted = { readonly type: 'counter.raised' | 'counter.lowered'; readonly by: number };
type Command = { readonly type: 'Lower' | 'Raise'; readonly by: number };

const counter: Decider<number, Command, Counted, 'below-zero'> = {
  initial: 0,
  decide: (state, command) => {
    if (command.type === 'Raise') return ok([{ type: 'counter.raised', by: command.by }]);
    return state < command.by ? err('below-zero') : ok([{ type: 'counter.lowered', by: command.by }]);
  },
  evolve: (state, event) => (event.type === 'counter.raised' ? state + event.by : state - event.by),
};

const events = fc.array(fc.record({ type: fc.constantFrom('counter.raised' as const, 'counter.lowered' as const), by: fc.nat(100) }));

describe('fold', () => {
  it('answers the state it began with when nothing happened', () => {
    expect(fold(counter, 7, [])).toBe(7);
  });

  it('records facts in their order', () => {
    const order = { evolve: (state: string, event: { readonly type: string }) => `${state}>${event.type}` };
    expect(fold(order, '', [{ type: 'a' }, { type: 'b' }, { type: 'c' }])).toBe('>a>b>c');
  });

  it('may stop anywhere and go on from there, which is what makes snapshots disposable', () => {
    fc.assert(
      fc.property(events, fc.nat(), (facts, pick) => {
        const at = facts.length === 0 ? 0 : pick % (facts.length + 1);
        const snapshot = fold(counter, counter.initial, facts.slice(0, at));
        expect(fold(counter, snapshot, facts.slice(at))).toBe(fold(counter, counter.initial, facts));
      }),
    );
  });

  it('hands the evolution a state and an event, and nothing besides', () => {
    const counts: number[] = [];
    fold({ evolve: (...given: readonly unknown[]) => counts.push(given.length) }, 0, [{ type: 'a' }, { type: 'b' }]);
    expect(counts).toEqual([2, 2]);
  });
});

describe('a decider', () => {
  it('refuses by value what its state does not allow, so what it decides always keeps its invariant', () => {
    const commands = fc.array(fc.record({ type: fc.constantFrom('Lower' as const, 'Raise' as const), by: fc.nat(100) }));
    fc.assert(
      fc.property(commands, (wanted) => {
        let state = counter.initial;
        for (const command of wanted) {
          const decided = counter.decide(state, command);
          if (decided.ok) state = fold(counter, state, decided.value);
          else expect(decided.error).toBe('below-zero');
          expect(state).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
