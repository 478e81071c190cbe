import { describe, expect, it } from 'vitest';
import { ownPast } from '../../bin/demo/past.ts';
import { customer } from '../../bin/demo/retailer.ts';
import { Instant } from '../../lib/kernel/instant.ts';

// The past ends yesterday, whatever day it is: what the demo tells has to be there on all of them.
describe.each(['2026-02-28', '2026-06-15', '2026-11-24', '2027-01-01'])('the past as it is on %s', (day) => {
  const clothes = ownPast(Instant(`${day}T10:00:00.000Z`)).filter(({ source_id: id }) => id.startsWith('clothes-'));
  const orders = clothes.filter((row) => row.kind === 'order');
  const returns = clothes.filter((row) => row.kind === 'return');
  const lines = (of: typeof orders): number => of.reduce((sum, order) => sum + order.lines.length, 0);

  it('has a first customer who has ordered often, and sends back far more than the others', () => {
    const own = orders.filter(({ email }) => email === customer(0).email);
    const ids = new Set(own.map(({ source_id: id }) => id));
    const sentBack = returns.filter(({ order_source_id: id }) => ids.has(id));
    expect(lines(own)).toBeGreaterThan(5);
    expect(sentBack.length / lines(own)).toBeGreaterThan(1.4 * (returns.length / lines(orders)));
  });
});
