import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { orderListKeys, orderProjection } from '../../../lib/orders/app/order.projection.ts';
import { createSkuDemand } from '../../../lib/orders/app/sku-demand.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const created = (more: Record<string, unknown> = {}) => ({
  order_id: 'order',
  channel: 'shopify',
  channel_order_id: '1001',
  placed_at: '2026-11-03T10:00:00.000Z',
  destination: { country: 'US', region: 'NY', postal_prefix: '122' },
  lines: [
    { line_id: '1', sku: 'LAMP', quantity: 2 },
    { line_id: '2', sku: 'LAMP', quantity: 1 },
    { line_id: '3', sku: 'BULB', quantity: 4 },
  ],
  totals: { total: 100 },
  person_id: null,
  channel_order_name: null,
  test: false,
  ...more,
});

/** Rows of the list by SKU after these events: `<sku> <units> <channel> <region>`. */
const rowsAfter = (...events: readonly (readonly [type: string, payload: object])[]): readonly string[] => {
  const view = events.reduce(
    (folded, [type, payload]) =>
      orderProjection.apply(folded, { type, payload, recorded_at: '2026-11-03T10:00:01.000Z' } as unknown as EventRecord),
    orderProjection.initial('order', tenantId),
  );
  return orderProjection
    .rows(view, tenantId)
    .filter(({ PK }) => PK.startsWith(orderListKeys.sku(tenantId, '')))
    .map(({ PK, ...row }) => `${PK.split('#').at(-1)} ${String(row['units'])} ${String(row['channel'])} ${String(row['region'])}`);
};

describe('the row of an order in the list of a SKU', () => {
  it('says how many units of it the order wants, from where and to where', () => {
    expect(rowsAfter(['order.created', created()])).toEqual(['BULB 4 shopify US-NY', 'LAMP 3 shopify US-NY']);
  });

  it.each([
    [{ country: 'US', region: 'US-NY', postal_prefix: null }, 'US-NY'],
    [{ country: 'DE', region: null, postal_prefix: null }, 'DE'],
    [null, ''],
  ])('names a region by one name however it was written (%j)', (destination, region) => {
    expect(rowsAfter(['order.created', created({ destination })])[0]).toBe(`BULB 4 shopify ${region}`);
  });

  it('follows what the channel changes', () => {
    const lines = {
      added: [{ line_id: '4', sku: 'CORD', quantity: 1 }],
      changed: [{ line_id: '1', sku: 'LAMP', quantity: 5 }],
      removed: ['3'],
    };
    const changes = { destination: { country: 'US', region: 'CA', postal_prefix: null } };
    expect(rowsAfter(['order.created', created()], ['order.revised', { lines, changes }])).toEqual([
      'BULB 0 shopify US-CA',
      'CORD 1 shopify US-CA',
      'LAMP 6 shopify US-CA',
    ]);
  });

  it('stays as it is when the order is cancelled', () => {
    expect(rowsAfter(['order.created', created()], ['order.cancelled', {}])).toEqual(['BULB 4 shopify US-NY', 'LAMP 3 shopify US-NY']);
  });

  it('of a test order says that nothing is wanted', () => {
    expect(rowsAfter(['order.created', created({ test: true })])).toEqual(['BULB 0 shopify US-NY', 'LAMP 0 shopify US-NY']);
  });
});

describe('the demand for a SKU', () => {
  let parts: EmbeddedParts;
  let ledger: Table;
  let views: Table;
  beforeEach(() => {
    parts = openEmbeddedParts();
    ledger = openTable(parts.store, { name: 'ledger' }).table;
    views = openTable(parts.store, { name: 'views' }).table;
  });
  afterEach(() => parts.close());

  const row = (placedAt: string, id: string, more: object): Promise<void> =>
    views.put({
      PK: orderListKeys.sku(tenantId, 'LAMP'),
      SK: `${placedAt}#${id}`,
      source: `main#ORDER#${id}`,
      since: 1,
      order_id: id,
      ...more,
    });
  const ask = (from: string, to: string) =>
    createSkuDemand({ ledger, views, sha256 })(tenantId, Sku('LAMP'), { from: Instant(from), to: Instant(to) });

  it('is added up by day, channel and region; its window includes its beginning and not its end', async () => {
    const web = { channel: 'web', region: 'US-NY' };
    await row('2026-11-01T23:59:59.999Z', 'a', { ...web, units: 50 });
    await row('2026-11-02T00:00:00.000Z', 'b', { ...web, units: 1 });
    await row('2026-11-02T12:00:00.000Z', 'c', { ...web, units: 2 });
    await row('2026-11-02T13:00:00.000Z', 'd', { channel: 'amazon', region: 'US-NY', units: 4 });
    await row('2026-11-03T13:00:00.000Z', 'e', { ...web, region: 'US-CA', units: 8 });
    await row('2026-11-03T14:00:00.000Z', 'f', { ...web, units: 0 });
    await row('2026-11-04T00:00:00.000Z', 'g', { ...web, units: 50 });
    expect(await ask('2026-11-02T00:00:00.000Z', '2026-11-04T00:00:00.000Z')).toEqual([
      { day: '2026-11-02', channel: 'amazon', region: 'US-NY', units: 4 },
      { day: '2026-11-02', channel: 'web', region: 'US-NY', units: 3 },
      { day: '2026-11-03', channel: 'web', region: 'US-CA', units: 8 },
    ]);
  });

  it('asks the order where its row is from before rows told the demand', async () => {
    await ledger.put({
      PK: 'main#ORDER#order',
      SK: 'E#0000000001',
      actor: { kind: 'system', id: 'test' },
      correlation_id: 'c',
      recorded_at: '2026-11-03T10:00:01.000Z',
      prev_hash: '0'.repeat(64),
      events: [{ event_id: 'e-1', type: 'order.created', payload: created() }],
    });
    await row('2026-11-03T10:00:00.000Z', 'order', {});
    expect(await ask('2026-11-03T00:00:00.000Z', '2026-11-04T00:00:00.000Z')).toEqual([
      { day: '2026-11-03', channel: 'shopify', region: 'US-NY', units: 3 },
    ]);
  });
});
