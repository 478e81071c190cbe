import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import { renderEvents } from '../../scripts/docs/events-page.ts';
import { renderRoutes } from '../../scripts/docs/routes-page.ts';
import { renderStates } from '../../scripts/docs/states-page.ts';

describe('the page of states', () => {
  const text = renderStates([
    {
      title: 'Door',
      introduction: 'Opens and closes.',
      initial: 'closed',
      states: ['closed', 'open', 'walled'],
      transitions: [
        { from: 'closed', event: 'open', to: 'open', guard: 'unlocked', records: 'door.opened' },
        { from: 'closed', event: 'push', to: 'open', records: 'door.forced' },
        { from: 'open', event: 'knock', to: 'open', records: 'door.knocked' },
        { from: 'closed', event: 'wall-up', to: 'walled', records: 'door.walled' },
      ],
    },
  ]);

  it('draws each pair of states once, with every event and its condition', () => {
    expect(text).toContain(
      '  [*] --> closed\n  closed --> open: open [unlocked] / push\n  closed --> walled: wall-up\n  walled --> [*]\n```',
    );
  });

  it('lists every transition, also those the picture leaves out', () => {
    expect(text).toContain('| `closed` | `open` | `open` | `unlocked` | `door.opened` |');
    expect(text).toContain('| `open` | `knock` | `open` |  | `door.knocked` |');
  });
});

describe('the page of events', () => {
  const lines = z.array(z.strictObject({ sku: z.string(), quantity: z.int().min(1).max(99) }));
  const catalogue = {
    title: 'Carts',
    source: 'oms.carts',
    payloads: {
      'cart.filled': z.strictObject({ lines, at: z.iso.datetime(), note: z.string().nullable(), coupon: z.string().optional() }),
      'cart.emptied': z.strictObject({ at: z.iso.datetime(), reason: z.enum(['bought', 'left']) }),
    },
    detailTypes: { 'cart.filled': 'CartFilled', 'cart.emptied': 'CartEmptied' },
    versions: { 'cart.filled': 3, 'cart.emptied': 1 },
  };

  it('shows type, detail type, version and every field with its path', () => {
    const text = renderEvents([catalogue]);
    expect(text).toContain('### cart.filled\n\nDetail type `CartFilled`, schema version 3.');
    expect(text).toContain('| `lines[]` | list of object | yes |');
    expect(text).toContain('| `lines[].quantity` | integer 1–99 | yes |');
    expect(text).toContain('| `note` | text or null | yes |');
    expect(text).toContain('| `coupon` | text | no |');
    expect(text).toContain('| `reason` | "bought" or "left" | yes |');
  });

  it('says once what all events of a catalogue share', () => {
    const text = renderEvents([catalogue]);
    expect(text.match(/\| `at` \| date-time \| yes \|/g)).toHaveLength(1);
    expect(text).toContain('Every event below has these fields:');
  });

  it('refuses an event that no rule on the bus could match', () => {
    expect(() => renderEvents([{ ...catalogue, detailTypes: { 'cart.filled': 'CartFilled' } }])).toThrow('cart.emptied has no detail type');
  });
});

describe('the page of routes', () => {
  const wirings: readonly ContextWiring[] = [
    {
      context: 'orders',
      http: [
        {
          route: {
            method: 'POST',
            path: '/orders',
            scope: 'orders:write',
            summary: 'Places a | order',
            responses: { 201: { description: 'created' } },
          },
          handler: 'orders/place-order',
        },
      ],
    },
    { context: 'platform' },
    {
      context: 'access',
      http: [
        {
          route: {
            method: 'GET',
            path: '/health',
            scope: 'public',
            summary: 'Says whether it runs',
            responses: { 200: { description: 'runs' }, 503: { description: 'does not' } },
          },
          handler: 'access/health',
        },
      ],
    },
  ];

  it('lists every route by path, with its scope, answers and function', () => {
    const rows = renderRoutes(wirings)
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `GET /health` | Says whether it runs | `public` | 200 runs; 503 does not | `lambdas/access/health.handler.ts` |',
      '| `POST /orders` | Places a \\| order | `orders:write` | 201 created | `lambdas/orders/place-order.handler.ts` |',
    ]);
  });

  it('counts them', () => {
    expect(renderRoutes(wirings)).toContain('2 routes.');
  });
});
