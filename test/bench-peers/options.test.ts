import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../scripts/bench-peers/options.ts';

describe('the command line of the comparison', () => {
  it('compares every system when nothing is said', () => {
    expect(parseOptions([])).toMatchObject({ only: ['waybill', 'vendure', 'medusa'], clients: 8, json: false });
    expect(parseOptions([])).not.toHaveProperty('write');
  });

  it('takes what is said', () => {
    const options = parseOptions(['--orders', '7', '--warm-up=3', '--rounds', '5', '--clients', '2', '--scratch', '/somewhere', '--json']);
    expect(options).toMatchObject({ orders: 7, warmUp: 3, rounds: 5, clients: 2, scratch: '/somewhere', json: true });
  });

  it('measures the systems in one order, whatever order they are named in', () => {
    expect(parseOptions(['--only', 'medusa,waybill']).only).toEqual(['waybill', 'medusa']);
  });

  it.each([
    ['an unknown system', ['--only', 'waybill,shopware'], /no system shopware; there are waybill, vendure, medusa/],
    ['no orders', ['--orders', '0'], /--orders takes a whole number from 1, not 0/],
    ['half a client', ['--clients', '0.5'], /--clients takes a whole number from 1/],
    ['an unknown option', ['--fast'], /--fast/],
    ['a page with some of the systems', ['--only', 'waybill', '--write', 'page.md'], /every system/],
  ])('refuses %s', (_, args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
