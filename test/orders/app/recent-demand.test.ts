import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { orderProjection } from '../../../lib/orders/app/order.projection.ts';
import { createRecentDemand, type OrderedBasket } from '../../../lib/orders/app/recent-demand.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 20, 10);

let parts: EmbeddedParts;
let ledger: Table;
let views: Table;

beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  views = openTable(parts.store, { name: 'views' }).table;
});
afterEach(() => parts.close());

const placedAt = (minute: number): string => new Date(start + minute * minuteMs).toISOString();

/** An order placed in that minute, of a lamp. */
const order = async (minute: number, more: { readonly test?: boolean } = {}): Promise<void> => {
  const id = String.fromCharCode(97 + (minute % 26)).repeat(26);
  const source = `main#ORDER#${id}`;
  const payload = {
    order_id: id,
    channel: 'api',
    channel_order_id: id,
    placed_at: placedAt(minute),
    destination: { country: 'US', region: 'NY', postal_prefix: '122' },
    lines: [{ line_id: '1', sku: 'LAMP', quantity: 2 }],
    totals: { total: 100 },
    person_id: null,
    channel_order_name: null,
    test: false,
    ...more,
  };
  await ledger.put({
    PK: source,
    SK: 'E#0000000001',
    actor: { kind: 'system', id: 'test' },
    correlation_id: 'c',
    recorded_at: placedAt(minute),
    prev_hash: '0'.repeat(64),
    events: [{ event_id: 'e-1', type: 'order.created', payload }],
  });
  const event = { type: 'order.created', payload, recorded_at: placedAt(minute) } as unknown as EventRecord;
  const rows = orderProjection.rows(orderProjection.apply(orderProjection.initial(id, tenantId), event), tenantId);
  for (const row of rows) await views.put({ ...row, source, since: 1 });
};

const newest = (limit: number): Promise<readonly OrderedBasket[]> =>
  createRecentDemand({ ledger, views, sha256 })(tenantId, { since: Instant(placedAt(0)), limit });

describe('the newest orders as baskets', () => {
  it('are the newest that anybody meant, though test orders were placed since', async () => {
    await order(1);
    await order(2);
    for (const minute of [3, 4, 5, 6, 7]) await order(minute, { test: true });
    expect(await newest(1)).toEqual([{ placedAt: placedAt(2), personId: null, region: 'US-NY', lines: [{ sku: 'LAMP', units: 2 }] }]);
    expect((await newest(3)).map((basket) => basket.placedAt)).toEqual([placedAt(2), placedAt(1)]);
  });

  it('are as many as were asked for', async () => {
    for (const minute of [1, 2, 3, 4]) await order(minute);
    expect((await newest(2)).map((basket) => basket.placedAt)).toEqual([placedAt(4), placedAt(3)]);
  });

  it('are none where only test orders were placed', async () => {
    for (const minute of [1, 2, 3, 4]) await order(minute, { test: true });
    expect(await newest(1)).toEqual([]);
  });
});
