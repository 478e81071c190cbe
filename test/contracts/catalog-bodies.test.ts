import { describe, expect, it } from 'vitest';
import { LocationBody, ProductBody, ReceiptBody } from '../../lib/contracts/http/catalog-bodies.ts';

const fields = (result: ReturnType<typeof ReceiptBody.safeParse>): readonly string[] =>
  result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));

describe('the bodies of master data', () => {
  it('refuse members they do not know', () => {
    expect(ProductBody.safeParse({ sku: 'A', title: 'A', colour: 'red' }).success).toBe(false);
    expect(LocationBody.safeParse({ location_id: 'A', name: 'A', type: 'store', country: 'DE', owner: 'x' }).success).toBe(false);
  });

  it('take a receipt of several lines, each SKU and location once', () => {
    const line = { sku: 'A', location_id: 'W1', quantity: 5 };
    expect(fields(ReceiptBody.safeParse({ receipt_id: 'PO-1', lines: [line, { ...line, location_id: 'W2' }] }))).toEqual([]);
    expect(fields(ReceiptBody.safeParse({ receipt_id: 'PO-1', lines: [line, line] }))).toEqual(['lines']);
    expect(fields(ReceiptBody.safeParse({ receipt_id: 'PO#1', lines: [{ ...line, quantity: 0 }] }))).toEqual([
      'receipt_id',
      'lines.0.quantity',
    ]);
    expect(fields(ReceiptBody.safeParse({ receipt_id: 'PO-1', lines: [] }))).toEqual(['lines']);
  });
});
