import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHistoryStore } from '../../../lib/intelligence/app/training/history-store.ts';
import { createImportHistory } from '../../../lib/intelligence/app/training/import-history.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import type { Blob, BlobStore } from '../../../lib/platform/ports.ts';

const tenantId = TenantId('main');
let blobs: Map<string, Blob>;
let run: (text: string, dryRun?: boolean, accept?: readonly string[]) => ReturnType<ReturnType<typeof createImportHistory>>;
beforeEach(() => {
  blobs = new Map();
  const store = {
    put: async (key: string, blob: Blob) => void blobs.set(key, blob),
    get: async (key: string) => blobs.get(key),
    list: async ({ prefix }: { readonly prefix: string }) => [...blobs.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  } as Pick<BlobStore, 'put' | 'get' | 'list'> as BlobStore;
  const take = createImportHistory({
    store: createHistoryStore({ blobs: store }),
    readRisk: async () => ({ device: 'token' }),
    personFor: async () => 'person',
    now: () => Instant('2026-11-20T00:00:00.000Z'),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  });
  run = (text, dryRun = false, accept = []) => take(tenantId, new TextEncoder().encode(text), { dryRun, accept: new Set(accept) });
});

const order = (index: number, changes: Record<string, unknown> = {}) => ({
  kind: 'order',
  source_id: `o${index}`,
  placed_at: `2026-0${1 + (index % 9)}-10T10:00:00.000Z`,
  currency: 'USD',
  email: `buyer${index}@example.com`,
  ip: '203.0.113.7',
  subtotal_minor: 2_000,
  total_minor: 2_000,
  lines: [{ sku: 'LAMP', quantity: 1, unit_price_minor: 2_000 }],
  ...changes,
});
const jsonl = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const usual = Array.from({ length: 60 }, (_, index) => order(index));

describe('an imported history', () => {
  it('is kept without anybody being named', async () => {
    const report = await run(jsonl(usual));
    expect(report).toMatchObject({
      rows: 60,
      taken: { order: 60 },
      merged: { added: 60 },
      quarantinedRows: 0,
      from: '2026-01-10T10:00:00.000Z',
    });
    const { gunzipSync } = await import('node:zlib');
    const stored = [...blobs.values()].map(({ bytes }) => gunzipSync(bytes).toString('utf8')).join('');
    expect(stored).toContain('"person_id":"person"');
    expect(stored).not.toMatch(/buyer|example\.com|203\.0/);
  });

  it('changes nothing when it comes again, and what differs replaces what was there', async () => {
    await run(jsonl(usual));
    expect((await run(jsonl(usual))).merged).toEqual({ added: 0, changed: 0, unchanged: 60 });
    expect((await run(jsonl([order(1, { channel: 'amazon' })]))).merged).toEqual({ added: 0, changed: 1, unchanged: 0 });
  });

  it('is only looked at in a dry run', async () => {
    expect(await run(jsonl(usual), true)).toMatchObject({ dryRun: true, taken: { order: 60 } });
    expect(blobs.size).toBe(0);
  });

  it('sets aside what cannot be, with the field and the reason', async () => {
    const wrong = [
      order(100, { placed_at: '2027-01-01T00:00:00.000Z' }),
      order(101, { subtotal_minor: 9_000 }),
      order(102, {
        lines: [{ sku: 'LAMP', quantity: 1, unit_price_minor: 200_000_000 }],
        subtotal_minor: 200_000_000,
        total_minor: 200_000_000,
      }),
      order(103, {
        lines: [{ sku: 'LAMP', quantity: 90_000, unit_price_minor: 2_000 }],
        subtotal_minor: 180_000_000,
        total_minor: 180_000_000,
      }),
      order(104, { currency: 'dollars' }),
      { kind: 'omen', source_id: 'x' },
    ];
    const report = await run(`${jsonl([...usual, ...wrong])}\nno json`);
    expect(report.taken).toEqual({ order: 60 });
    expect(report.quarantined.map(({ sourceId, problems }) => [sourceId, problems[0]?.field, problems[0]?.code])).toEqual([
      ['o100', 'placed_at', 'in-the-future'],
      ['o101', 'subtotal_minor', 'does-not-add-up'],
      ['o102', 'lines.0.unit_price_minor', 'price-unusual'],
      ['o103', 'lines.0.quantity', 'quantity-unusual'],
      ['o104', 'currency', 'invalid-format'],
      ['x', 'kind', 'invalid-union'],
      ['', '', 'no-json'],
    ]);
  });

  it('takes a row once that stands in the file again, and sets aside what differs from the first under the same id', async () => {
    const file = jsonl([...usual, order(0), order(1, { channel: 'another' })]);
    const report = await run(file);
    expect(report.taken).toEqual({ order: 60 });
    expect(report.quarantined).toEqual([
      {
        row: 62,
        kind: 'order',
        sourceId: 'o1',
        problems: [expect.objectContaining({ field: 'source_id', code: 'repeated', message: expect.stringContaining('row 2') })],
      },
    ]);
    expect((await run(file)).merged).toEqual({ added: 0, changed: 0, unchanged: 60 });
  });

  it('comes as CSV too, a row for each line of an order', async () => {
    const csv = [
      'source_id,placed_at,currency,email,shipping_country,sku,quantity,unit_price_minor,discount_minor',
      'w1,2026-03-01T09:00:00Z,EUR,"a, b@example.com",DE,LAMP,2,1500,100',
      'w1,2026-03-01T09:00:00Z,EUR,,DE,BULB,1,400,',
      'w2,yesterday,EUR,,DE,BULB,one,400,',
    ].join('\r\n');
    const report = await run(csv);
    expect(report).toMatchObject({ rows: 2, taken: { order: 1 }, quarantinedRows: 1 });
    expect(report.quarantined[0]).toMatchObject({
      row: 4,
      sourceId: 'w2',
      problems: [{ field: 'placed_at' }, { field: 'lines.0.quantity' }],
    });
    const [kept] = await createHistoryStore({
      blobs: { get: async (key: string) => blobs.get(key) } as Pick<BlobStore, 'get'> as BlobStore,
    }).readMonth(tenantId, '2026-03');
    expect(kept).toMatchObject({
      subtotal_minor: 3_400,
      discount_minor: 100,
      total_minor: 3_300,
      lines: [{ sku: 'LAMP' }, { sku: 'BULB' }],
    });
  });
});

describe('the check of imported orders by what is kept', () => {
  const past = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const quantity = 1 + (index % 3);
      return order(index, {
        placed_at: new Date(Date.parse('2026-01-01T00:00:00.000Z') + index * 3_600_000).toISOString(),
        subtotal_minor: 2_000 * quantity,
        total_minor: 2_000 * quantity,
        lines: [{ sku: 'LAMP', quantity, unit_price_minor: 2_000 }],
      });
    });
  // Alone in its file, so that nothing in the file says what is usual.
  const strange = order(9_000, {
    subtotal_minor: 2_000_000,
    total_minor: 2_000_000,
    lines: [{ sku: 'LAMP', quantity: 10, unit_price_minor: 200_000 }],
  });

  it('is silent with too few orders, and says so', async () => {
    expect((await run(jsonl(past(1_254)))).checks).toMatchObject([{ state: 'silent', records: 0, recordsNeeded: 1_255 }]);
    expect(await run(jsonl([strange]))).toMatchObject({ checks: [{ state: 'silent', records: 1_254 }], taken: { order: 1 } });
  });

  it('sets an order aside that no rule refuses, and takes it when a person accepts it', async () => {
    await run(jsonl(past(1_300)));
    const report = await run(jsonl([strange]));
    expect(report).toMatchObject({ checks: [{ state: 'speaking', records: 1_300 }], taken: {}, quarantinedRows: 1 });
    expect(report.quarantined[0]?.problems).toContainEqual({
      field: 'lines.0.unit_price',
      code: 'record-unusual',
      message: 'LAMP usually costs about 2000, here 200000: 100 times that',
    });
    expect((await run(jsonl([strange]), false, ['o9000'])).merged).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await run(jsonl([strange]))).toMatchObject({ quarantinedRows: 0, merged: { unchanged: 1 } });
  });

  it('takes nothing that a rule refuses, accepted or not', async () => {
    const broken = order(9_001, { subtotal_minor: 9_000 });
    expect(await run(jsonl([broken]), false, ['o9001'])).toMatchObject({ quarantinedRows: 1, reasons: { 'does-not-add-up': 1 } });
  });
});
