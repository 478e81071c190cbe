import { describe, expect, it } from 'vitest';
import type { CanonicalOrderWire } from '../../lib/contracts/canonical-order.ts';
import { normalizeChannel } from '../../lib/channels/index.ts';
import { conformPayload } from '../../scripts/conformance/channel.ts';
import { fixtureText } from '../channels/adapters/shopify/fixture.ts';

const text = fixtureText('order-created');
const read = (payload: string) => normalizeChannel('shopify', payload, 'main');
const mistaken = (change: (order: CanonicalOrderWire) => CanonicalOrderWire) => (payload: string) => {
  const result = read(payload);
  return result.ok ? { ...result, orders: result.orders.map(change) } : result;
};

describe('the conformance of a channel', () => {
  it('passes an order that holds together, and a refusal that says why', () => {
    expect(conformPayload('a.json', text, read).line).toMatch(/^ok a\.json: \d+ \d lines, total \d+ [A-Z]{3}$/);
    expect(conformPayload('a.json', '{}', read).line).toMatch(/^refused a\.json: not-an-order: /);
  });

  it.each<[string, (order: CanonicalOrderWire) => CanonicalOrderWire]>([
    ['a total off by one cent', (order) => ({ ...order, totals: { ...order.totals, total: order.totals.total + 1 } })],
    [
      'a discount of no line',
      (order) => ({ ...order, totals: { ...order.totals, discount: order.totals.discount + 1, total: order.totals.total - 1 } }),
    ],
    ['an id that the channel did not give', (order) => ({ ...order, channel_order_id: '77' })],
    ['a value against the schema', (order) => ({ ...order, channel: 'Shop ify' })],
  ])('finds %s', (_mistake, change) => {
    expect(conformPayload('a.json', text, mistaken(change))).toMatchObject({ ok: false, line: expect.stringMatching(/^FAIL a\.json: /) });
  });

  it('finds a crash and a refusal without a reason', () => {
    const crash = (): never => {
      throw new Error('broken');
    };
    expect(conformPayload('a.json', text, crash).line).toContain('crashed with broken');
    expect(conformPayload('a.json', text, () => ({ ok: false, problems: [] })).ok).toBe(false);
  });
});
