import { describe, expect, it } from 'vitest';
import {
  chooseStrategy,
  groupFromPerSecond,
  plainBelowPerSecond,
  type StrategyName,
  usualBounds,
} from '../../../lib/inventory/domain/reservation-strategy.choice.ts';

describe('the strategy for an item', () => {
  it('changes at its bounds, and between them stays what it was', () => {
    const between = (groupFromPerSecond + plainBelowPerSecond) / 2;
    expect(chooseStrategy('plain', groupFromPerSecond)).toBe('group');
    expect(chooseStrategy('plain', groupFromPerSecond - 1)).toBe('plain');
    expect(chooseStrategy('group', plainBelowPerSecond - 1)).toBe('plain');
    expect(chooseStrategy('group', plainBelowPerSecond)).toBe('group');
    expect(chooseStrategy('plain', groupFromPerSecond, 'buckets')).toBe('buckets');
    expect([chooseStrategy('plain', between), chooseStrategy('group', between)]).toEqual(['plain', 'group']);
  });

  it('changes where an installation has drawn the bounds', () => {
    const bounds = { ...usualBounds, fromPerSecond: 2, belowPerSecond: 1 };
    const rates = [1, 2, 1, 0.5];
    const chosen = rates.map((_, index) =>
      rates.slice(0, index + 1).reduce((current, rate) => chooseStrategy(current, rate, 'buckets', bounds), 'plain' as StrategyName),
    );
    expect(chosen).toEqual(['plain', 'buckets', 'buckets', 'plain']);
  });
});
