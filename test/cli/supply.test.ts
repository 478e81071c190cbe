import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-supply-'));
const oms = createOms(dataDir);
const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));
/** A command that reads its document from standard input. */
const told = (document: unknown, ...given: readonly string[]) => createOms(dataDir, JSON.stringify(document))(...given);

const expectedAt = '2099-01-01T00:00:00.000Z';
const lines = [{ sku: 'LAMP', quantity: 2 }];

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  await stockUp(installation.api, { east: { LAMP: 10 } });
  const shop = createShop(installation);
  await shop.must('POST', '/transfers', {
    transfer_id: 't-1',
    from_location_id: 'east',
    to_location_id: 'west',
    lines,
    expected_at: expectedAt,
  });
  await shop.must('POST', '/purchase-orders', {
    purchase_order_id: 'po-1',
    supplier: 'Potters United',
    location_id: 'east',
    lines: [{ line_id: '1', ...lines[0], expected_at: expectedAt }],
  });
  const listed = async (path: string): Promise<number> => (await shop.must('GET', path)).body.items.length;
  await eventually(
    async () => [await listed('/transfers'), await listed('/purchase-orders'), (await shop.levels('LAMP'))[0]?.incoming],
    ([transfers, orders, incoming]) => transfers === 1 && orders === 1 && incoming === 2,
  );
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms transfer', () => {
  it('lists and shows what is on its way, and lets it go', async () => {
    expect((await json('transfer', 'list')).items).toMatchObject([{ transfer_id: 't-1', status: 'draft' }]);
    expect((await oms('transfer', 'list', '--location', 'south')).out).toBe('There are none.\n');
    expect((await oms('transfer', 'approve', 't-1')).out).toContain('Transfer t-1: approved, east to west');
    expect(await json('transfer', 'ship', 't-1')).toMatchObject({ status: 'shipping', lines: [{ shipped: 2, in_transit: 0 }] });
    expect(await json('transfer', 'show', 't-1')).toMatchObject({ status: 'shipping', version: 3 });
    const { entries } = await json('transfer', 'history', 't-1');
    expect(entries.map(({ title }: { readonly title: string }) => title)).toEqual([
      'Transfer asked for',
      'Transfer approved',
      'Transfer leaving',
    ]);
    expect((await oms('transfer', 'history', 't-1')).out).toContain('Transfer t-1 is to bring 2 × LAMP from east to west.');
  });

  it('is made from a document, and called off with a reason', async () => {
    const document = { transfer_id: 't-2', from_location_id: 'east', to_location_id: 'west', lines };
    expect((await told(document, 'transfer', 'create', '-')).exitCode).toBe(0);
    expect(await json('transfer', 'cancel', 't-2', '--reason', 'not needed')).toMatchObject({
      status: 'cancelled',
      end_reason: 'not needed',
    });
  });

  it.each([
    [{ transfer_id: 't-3', from_location_id: 'east', to_location_id: 'moon', lines }, 'There is no location moon.\n'],
    [{ transfer_id: 't-3', from_location_id: 'east', to_location_id: 'west', lines: [] }, 'lines: must have at least one line\n'],
  ])('refuses a document that cannot be: %#', async (document, said) => {
    expect(await told(document, 'transfer', 'create', '-')).toMatchObject({ exitCode: 3, err: said });
  });

  it('says when there is none', async () => {
    expect(await oms('transfer', 'approve', 'nothing')).toMatchObject({ exitCode: 1, err: 'There is no such transfer.\n' });
    expect(await oms('purchase-order', 'history', 'nothing')).toMatchObject({ exitCode: 1, err: 'There is no such purchase order.\n' });
  });
});

describe('oms purchase-order', () => {
  it('shows what is expected, moves its day, takes it in, and closes it', async () => {
    expect((await json('purchase-order', 'list')).items).toMatchObject([{ purchase_order_id: 'po-1', supplier: 'Potters United' }]);
    const later = { lines: [{ line_id: '1', expected_at: '2099-02-01T00:00:00Z' }] };
    expect((await told(later, 'purchase-order', 'reschedule', 'po-1', '-')).out).toContain('2099-02-01T00:00:00.000Z');
    const receipt = { receipt_id: 'dock', lines: [{ line_id: '1', received: 1 }] };
    expect((await told(receipt, 'purchase-order', 'receive', 'po-1', '-')).out).toContain('partially_received');
    expect(await oms('purchase-order', 'cancel', 'po-1', '--reason', 'no')).toMatchObject({ exitCode: 1 });
    expect(await json('purchase-order', 'close', 'po-1', '--reason', 'sold out')).toMatchObject({ status: 'closed_short' });
    expect((await json('purchase-order', 'history', 'po-1')).entries).toMatchObject([
      { title: 'Goods ordered' },
      { title: 'Delivery moved' },
      { title: 'Delivery received' },
      { title: 'Purchase closed', sentence: 'Nothing more comes; 1 unit did not (reason: sold out).' },
    ]);
  });
});

describe('the stock ledger on a page', () => {
  it('shows stock now and then', async () => {
    expect((await json('stock', 'LAMP')).levels).toMatchObject([{ location_id: 'east', on_hand: 10, incoming: 2 }]);
    expect((await oms('stock', 'LAMP', '--as-of', '2020-01-01T00:00:00Z')).out).toBe('There has been no LAMP anywhere.\n');
  });

  it('is put right from a document, and tells it among its movements', async () => {
    const document = { adjustment_id: 'a-1', lines: [{ sku: 'LAMP', location_id: 'east', delta: -1, reason_code: 'theft' }] };
    expect((await told(document, 'adjust', '-')).out).toBe('a-1 is on the books: 1 lines.\n');
    expect((await json('movements', 'LAMP', 'east')).items[0]).toMatchObject({
      type: 'adjustment',
      reason_code: 'theft',
      change: { on_hand: -1 },
    });
    const wrong = { adjustment_id: 'a-2', lines: [{ sku: 'LAMP', location_id: 'east', delta: -100, reason_code: 'theft' }] };
    expect(await told(wrong, 'adjust', '-')).toMatchObject({ exitCode: 3, err: '1 of 1 lines were refused.\n' });
  });

  it('says what may be promised', async () => {
    const { network } = await json('atp', 'LAMP');
    expect(network).toMatchObject([{ available_to_promise: 9, causes: [] }]);
    expect((await oms('atp', 'LAMP')).out).toMatch(/^Location +From +May be promised +Because\neast /);
  });
});
