import { describe, expect, it } from 'vitest';
import { outcomeDifference } from '../../../lib/intelligence/domain/registry/outcome-difference.ts';

describe('what became of the decisions of a challenger and of the champion', () => {
  it('is told with the interval and that it is proven for one look', () => {
    // Newcombe (1998), table II, example (a).
    const found = outcomeDifference({ good: 32, bad: 48 }, { good: 14, bad: 56 });
    expect(found.verdict).toBe('proven');
    expect(found.high).toBeCloseTo(-0.0524, 4);
    expect(found.sentence).toBe(
      'Wrong decisions of the challenger: 60.0 % (48 of 80); of the champion: 80.0 % (56 of 70): 20.0 points less, with 95 % confidence between 33.4 points less and 5.2 points less. That is proven for one look; it is not corrected for looking again and again.',
    );
  });

  it('is not proven where chance explains it', () => {
    expect(outcomeDifference({ good: 90, bad: 10 }, { good: 190, bad: 10 })).toMatchObject({
      verdict: 'not-proven',
      sentence: expect.stringContaining('A difference is not proven.'),
    });
  });

  it('proves nothing with few outcomes', () => {
    expect(outcomeDifference({ good: 0, bad: 0 }, { good: 190, bad: 10 })).toEqual({
      estimate: null,
      low: null,
      high: null,
      verdict: 'too-few',
      sentence:
        'Wrong decisions of the challenger: none is known; of the champion: 5.0 % (10 of 200). Fewer than 10 on one side prove nothing.',
    });
  });
});
