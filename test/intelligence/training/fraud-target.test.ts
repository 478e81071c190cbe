import { describe, expect, it } from 'vitest';
import { fraudTargetOf, type OrderVerdict, type WordOnOrder } from '../../../lib/intelligence/domain/training/fraud-target.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

const day = (number: number): Instant => Instant(`2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`);
const asOf = day(30);
const word = (target: 0 | 1 | null, weight: number, at: number, outcome: string | null = null): WordOnOrder => ({
  target,
  weight,
  labelledAt: day(at),
  outcome,
});
const chargeback: OrderVerdict = { label: 'fraud', strength: 'strong', basis: 'chargeback', knownAt: day(20) };
const silence: OrderVerdict = { label: 'honest', strength: 'strong', basis: 'no-chargeback', knownAt: day(25) };
const released: OrderVerdict = { label: 'honest', strength: 'weak', basis: 'review', knownAt: day(5) };
const turnedAway: OrderVerdict = { label: 'fraud', strength: 'weak', basis: 'review', knownAt: day(5) };

describe('the target of an order', () => {
  it('is what the bank says, whoever said otherwise', () => {
    expect(fraudTargetOf(chargeback, [word(0, 0.5, 22)], asOf)).toMatchObject({ label: 1, weight: 1, knownAt: day(20) });
    expect(fraudTargetOf(released, [word(1, 1, 10, 'chargeback')], asOf)).toMatchObject({ label: 1, weight: 1, knownAt: day(10) });
  });

  it('is honest after the silence of the bank, whatever somebody thought', () =>
    expect(fraudTargetOf(silence, [word(1, 0.3, 26)], asOf)).toEqual({ label: 0, weight: 1, knownAt: day(25), bySilence: true }));

  it('is the word of more weight, and of two the later one', () => {
    expect(fraudTargetOf(undefined, [word(0, 0.3, 9), word(1, 0.5, 3)], asOf)).toMatchObject({ label: 1, weight: 0.5 });
    expect(fraudTargetOf(turnedAway, [word(0, 0.5, 8)], asOf)).toMatchObject({ label: 0, weight: 0.5, knownAt: day(8) });
    expect(fraudTargetOf(turnedAway, [word(0, 0.3, 8)], asOf)).toMatchObject({ label: 1, weight: 0.5, bySilence: false });
  });

  it('knows nothing that was said later, and nothing of what says nothing', () => {
    expect(fraudTargetOf(undefined, [word(1, 0.5, 10)], day(9))).toBeUndefined();
    expect(fraudTargetOf(undefined, [word(null, 0.3, 2)], asOf)).toBeUndefined();
    // That a matured order had no chargeback is for the verdict to say, which knows whether it was turned away.
    expect(fraudTargetOf(undefined, [word(0, 1, 2, 'no-chargeback')], asOf)).toBeUndefined();
  });
});
