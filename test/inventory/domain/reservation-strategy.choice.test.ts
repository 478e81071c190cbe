import { describe, expect, it } from 'vitest';
import { chooseStrategy, groupFromPerSecond, plainBelowPerSecond } from '../../../lib/inventory/domain/reservation-strategy.choice.ts';

describe('the strategy for an item', () => {
  it('changes at its bounds, and between them stays what it was', () => {
    const between = (groupFromPerSecond + plainBelowPerSecond) / 2;
    expect(chooseStrategy('plain', groupFromPerSecond)).toBe('group');
    expect(chooseStrategy('plain', groupFromPerSecond - 1)).toBe('plain');
    expect(chooseStrategy('group', plainBelowPerSecond - 1)).toBe('plain');
    expect(chooseStrategy('group', plainBelowPerSecond)).toBe('group');
    expect([chooseStrategy('plain', between), chooseStrategy('group', between)]).toEqual(['plain', 'group']);
  });
});
