import { describe, expect, it } from 'vitest';
import type { KeptOrder } from '../../../lib/intelligence/app/training/history-store.ts';
import { createImportedDemand, withImportedDemand } from '../../../lib/intelligence/app/training/imported-demand.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import type { Item, Query, Table } from '../../../lib/platform/ports.ts';

const tenantId = TenantId('main');
const window = { from: Instant('2026-03-02T00:00:00.000Z'), to: Instant('2026-04-02T00:00:00.000Z') };

const openViews = (): Table => {
  const rows = new Map<string, Item>();
  return {
    put: async (item: Item) => void rows.set(`${item.PK} ${item.SK}`, item),
    query: async ({ PK, from = '', to = '~' }: Query) => ({
      items: [...rows.values()].filter((row) => row.PK === PK && row.SK >= from && row.SK <= to),
    }),
  } as Pick<Table, 'put' | 'query'> as Table;
};

const order = (placedAt: string, quantity: number, changes: Partial<KeptOrder> = {}): KeptOrder => ({
  kind: 'order',
  source_id: placedAt,
  placed_at: placedAt,
  channel: 'web',
  currency: 'EUR',
  person_id: null,
  risk: null,
  country: 'US',
  region: 'NY',
  payment_kind: 'card',
  subtotal_minor: 0,
  discount_minor: 0,
  shipping_minor: 0,
  total_minor: 0,
  cancelled: false,
  lines: [{ sku: 'LAMP', quantity, unit_price_minor: 0, category: null, size: null, requires_shipping: true }],
  ...changes,
});

describe('the demand of an imported past', () => {
  it('is added up by day, channel and region, within the window', async () => {
    const demand = createImportedDemand(openViews());
    await demand.keep(tenantId, '2026-03', [
      order('2026-03-01T10:00:00.000Z', 9),
      order('2026-03-05T10:00:00.000Z', 2),
      order('2026-03-05T12:00:00.000Z', 3, { cancelled: true }),
      order('2026-03-05T12:30:00.000Z', 1, { region: null }),
    ]);
    await demand.keep(tenantId, '2026-04', [order('2026-04-01T10:00:00.000Z', 4), order('2026-04-02T00:00:00.000Z', 7)]);
    expect(await demand.ofSku(tenantId, 'LAMP', window)).toEqual([
      { day: '2026-03-05', channel: 'web', region: 'US', units: 1 },
      { day: '2026-03-05', channel: 'web', region: 'US-NY', units: 5 },
      { day: '2026-04-01', channel: 'web', region: 'US-NY', units: 4 },
    ]);
    expect(await demand.ofSku(tenantId, 'BULB', window)).toEqual([]);
  });

  it('stands before what the product sold, and never counts a day of a channel twice', async () => {
    const past = [
      { day: '2026-03-05', channel: 'web', region: 'US', units: 5 },
      { day: '2026-03-06', channel: 'web', region: 'US', units: 6 },
    ];
    const live = [{ day: '2026-03-06', channel: 'web', region: 'US-NY', units: 2 }];
    const both = withImportedDemand(async (_tenant: TenantId, _sku: string, _window: typeof window) => live, { ofSku: async () => past });
    expect(await both(tenantId, 'LAMP', window)).toEqual([past[0], live[0]]);
  });
});
