import { beforeEach, describe, expect, it } from 'vitest';
import { createReturnFigureRows } from '../../../lib/customers/app/return-risk/return-figures.rows.ts';
import { type ImportedRow, mergeFacts, type ReturnSources } from '../../../lib/customers/app/return-risk/return-sources.ts';
import { createCountReturns } from '../../../lib/customers/index.ts';
import { PersonId, TenantId } from '../../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import type { Platform, Table } from '../../../lib/platform/ports.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { onDay, sold, soldLine } from './facts.fixtures.ts';

const [large, small, third] = [TenantId('large'), TenantId('small'), TenantId('third')];
const kim = PersonId('k'.repeat(26));
const lee = PersonId('l'.repeat(26));
const hourMs = 3_600_000;

let now: Instant;
let views: Table;
let asked: string[];
beforeEach(() => {
  [now, views, asked] = [onDay(100), openMemoryTable(new Map()), []];
});

/** A shop whose orders come in so many parts, each of which takes so many seconds to read. */
const countAt = (partsOf: Readonly<Record<string, number>>, secondsPerPart: number, breaks: ReadonlySet<string> = new Set()) => {
  const sources: ReturnSources = {
    own: async (tenantId, _window, after) => {
      const index = after === null ? 0 : Number(after);
      asked.push(`${tenantId} ${index}`);
      now = plusMs(now, secondsPerPart * 1_000);
      if (breaks.has(tenantId)) throw new Error('out of time');
      const facts = sold(`o${index}`, index, [soldLine('BOOT', '41')], {
        personId: index === 0 ? kim : lee,
        back: index === 0 ? { 'BOOT-41': 'other' } : {},
      });
      return { facts, orders: [], next: index + 1 < (partsOf[tenantId] ?? 1) ? String(index + 1) : null };
    },
    imported: () => [],
  };
  const observability = { logger: { error: () => undefined }, metrics: { addMetric: () => undefined } };
  return createCountReturns({
    platform: { views, clock: { now: () => now }, observability } as unknown as Pick<Platform, 'views' | 'clock' | 'observability'>,
    sources,
    agrees: async () => true,
    tenants: async () => [large, small, third],
  });
};
const countedOf = async (tenantId: TenantId): Promise<number | undefined> =>
  (await createReturnFigureRows(views).summary(tenantId))?.overall.sold;

describe('the nightly count of returns', () => {
  it('gives every tenant its share of a run, and goes on where it stopped', async () => {
    const { runAll } = countAt({ [large]: 9 }, 6);
    expect(await runAll()).toEqual({ tenants: 3, counted: 2 });
    expect([await countedOf(small), await countedOf(third), await countedOf(large)]).toEqual([1, 1, undefined]);
    for (let runs = 0; runs < 5 && (await countedOf(large)) === undefined; runs += 1) {
      now = plusMs(now, hourMs / 4);
      await runAll();
    }
    expect(await countedOf(large)).toBe(9);
    // Each part was read once, however many runs it took.
    const ofLarge = asked.filter((one) => one.startsWith('large'));
    expect(ofLarge).toEqual(Array.from({ length: 9 }, (_, index) => `large ${index}`));
  });

  it('gives the next turn to whoever has waited longest, also after a turn that was cut off', async () => {
    const { runAll } = countAt({}, 40, new Set([large]));
    await expect(runAll()).rejects.toThrow('1 of 3 tenants');
    now = plusMs(now, hourMs / 4);
    await runAll();
    expect(asked).toEqual(['large 0', 'small 0']);
  });

  it('counts once a night, and begins anew what is two days old', async () => {
    const { runAll } = countAt({}, 1);
    expect(await runAll()).toMatchObject({ counted: 3 });
    now = plusMs(now, 19 * hourMs);
    expect(await runAll()).toMatchObject({ counted: 0 });
    now = plusMs(now, 2 * hourMs);
    expect(await runAll()).toMatchObject({ counted: 3 });
  });

  it('begins anew where what it has read is gone', async () => {
    const { runAll } = countAt({ [large]: 9 }, 6);
    await runAll();
    const pass = await views.get({ PK: 'large#RETURNCOUNT', SK: 'PASS' });
    await views.delete({ PK: `large#RETURNCOUNT#${String(pass?.['started_at'])}`, SK: '000000' });
    for (let runs = 0; runs < 8; runs += 1) {
      now = plusMs(now, hourMs / 4);
      await runAll();
    }
    expect(await countedOf(large)).toBe(9);
  });

  it('knows of a person what was counted, also that nothing came back', async () => {
    await countAt({ [large]: 3 }, 1).count(large);
    const rows = createReturnFigureRows(views);
    expect(await rows.customer(large, kim)).toMatchObject({ sold: 1, returned: 1 });
    expect(await rows.customer(large, lee)).toMatchObject({ sold: 2, returned: 0 });
  });
});

describe('an imported order', () => {
  const row = (source_id: string, channel: string, day: number): ImportedRow => {
    const line = { sku: 'BOOT', quantity: 1, unit_price_minor: 4_000, category: null, size: null };
    const amounts = { currency: 'USD', subtotal_minor: 4_000, discount_minor: 0, cancelled: false, person_id: null, lines: [line] };
    return { kind: 'order', source_id, placed_at: onDay(day), channel, ...amounts };
  };
  const back = (order_source_id: string): ImportedRow => {
    const told = { sku: 'BOOT', quantity: 1, received_at: onDay(30), reason_code: 'other' };
    return { kind: 'return', source_id: `r-${order_source_id}`, order_source_id, ...told };
  };
  const own = { facts: [], orders: [{ channel: 'shopify', channelOrderId: '1001', placedAt: onDay(3) }] };
  const merged = async (...rows: readonly ImportedRow[]) => (await mergeFacts(own, rows)).map(({ kind, orderId }) => `${kind} ${orderId}`);

  it('that is an own one of the same channel is counted once', async () => {
    expect(await merged(row('1001', 'shopify', 3), back('1001'))).toEqual([]);
  });
  it('of another channel under the same id is another one', async () => {
    expect(await merged(row('1001', 'walmart', 3), back('1001'))).toEqual(['sale 1001', 'return 1001']);
  });
  it('of which no channel is told goes by its day', async () => {
    expect(await merged(row('1001', 'import', 3), back('1001'))).toEqual([]);
    expect(await merged(row('1001', 'import', 4), back('1001'))).toEqual(['sale 1001', 'return 1001']);
  });
});
