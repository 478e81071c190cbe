import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../lib/fulfilment/adapters/pdf/code-128.ts';
import { pdfPrinter } from '../../../lib/fulfilment/adapters/document-printer.pdf.ts';
import type { PackingSlip } from '../../../lib/fulfilment/domain/packing-slip.ts';
import type { PickList } from '../../../lib/fulfilment/domain/pick-list.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { barcodesOf, readCode128 } from '../../support/code-128-reader.ts';
import { readPdf, textOf } from '../../support/pdf-reader.ts';

const printedAt = Instant('2026-11-20T14:23:33.000Z');
const sheets = { paper: 'a4', printedAt, locationName: 'Newark' } as const;
const fulfillmentOrderId = 'abcdefghijklmnopqrstuvwxyz';

const slip: PackingSlip = {
  fulfillmentOrderId,
  orderName: '#1001',
  channel: 'shopify',
  placedAt: '2026-11-19T08:00:00.000Z',
  shippingMethod: 'Express',
  deliveryMethod: 'ship',
  shipTo: ['Ada Quill', '12 Harbour Row', 'Albany, NY 12207', 'US'],
  rows: [
    { sku: 'MUG-STEEL', title: 'Steel mug', barcode: '4006381333931', quantity: 2 },
    { sku: 'CAP', title: null, barcode: null, quantity: 1 },
  ],
  units: 3,
  missing: [
    { sku: 'MUG-STEEL', title: 'Steel mug', quantity: 1, reason: 'sent-elsewhere' },
    { sku: 'KETTLE', title: 'Kettle', quantity: 4, reason: 'backordered' },
    { sku: null, title: null, quantity: 1, reason: 'to-follow' },
  ],
};

const list: PickList = {
  orders: [
    { slot: 1, fulfillmentOrderId, orderName: '#1001', shippingMethod: 'Express', units: 3 },
    { slot: 2, fulfillmentOrderId: 'zyxwvutsrqponmlkjihgfedcba', orderName: 'W-77', shippingMethod: null, units: 1 },
  ],
  rows: [
    { sku: 'CAP', title: null, barcode: null, quantity: 1, split: [{ slot: 1, quantity: 1 }] },
    {
      sku: 'MUG-STEEL',
      title: 'Steel mug',
      barcode: '4006381333931',
      quantity: 3,
      split: [
        { slot: 1, quantity: 2 },
        { slot: 2, quantity: 1 },
      ],
    },
  ],
  units: 4,
};

const linesOf = async (bytes: Promise<Uint8Array>): Promise<readonly string[]> => textOf(readPdf(await bytes)).split('\n');

describe('a packing slip', () => {
  it('says to whom it goes, what is inside and what is not', async () => {
    const lines = await linesOf(pdfPrinter.packingSlip(slip, sheets));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Packing slip #1001',
        'Ada Quill',
        '12 Harbour Row',
        'Albany, NY 12207',
        'Order #1001 of 2026-11-19, shopify',
        'From Newark',
        'Shipping: Express',
        'Steel mug',
        '3 units in this shipment',
        'Steel mug: sent separately',
        'Kettle: not in stock, follows later',
        'Article without a number: follows separately',
        'Page 1 of 1',
      ]),
    );
  });

  it('carries its own number and those of the articles as barcodes', async () => {
    const [page] = readPdf(await pdfPrinter.packingSlip(slip, sheets));
    expect(page && barcodesOf(page)).toEqual([fulfillmentOrderId, '4006381333931', 'CAP']);
  });

  it('says that there is no address where there is none', async () => {
    const collected = await linesOf(pdfPrinter.packingSlip({ ...slip, deliveryMethod: 'pickup', shipTo: [] }, sheets));
    expect(collected).toEqual(expect.arrayContaining(['Collected by', 'The customer comes for these goods.']));
    const lines = await linesOf(pdfPrinter.packingSlip({ ...slip, shipTo: [] }, sheets));
    expect(lines).toContain('The address is not known, or has been erased.');
  });

  it('is the same to the byte whenever it is printed of the same moment', async () => {
    const [first, second] = [await pdfPrinter.packingSlip(slip, sheets), await pdfPrinter.packingSlip(slip, sheets)];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString('latin1')).toContain('(D:20261120142333Z)');
  });

  it('shows names in the scripts of the font, and those read from the right in their order', async () => {
    const shipTo = ['Łukasz Žižek', 'Παναγιώτης Ξένος', 'Щукина Ёлка', 'Nguyễn Thị Ánh', 'Ġorġ Ħaġar', 'ნინო', 'רחוב הרצל 12'];
    const lines = await linesOf(pdfPrinter.packingSlip({ ...slip, shipTo }, sheets));
    expect(lines).toEqual(expect.arrayContaining(shipTo.slice(0, -1)));
    const [page] = readPdf(await pdfPrinter.packingSlip({ ...slip, shipTo }, sheets));
    const [digits, street] = [page?.texts.find(({ text }) => text === '12'), page?.texts.find(({ text }) => text.includes('לצרה'))];
    expect(digits?.y).toBe(street?.y);
    expect(digits?.x).toBeLessThan(street?.x ?? 0);
  });

  it('shows a placeholder for each character that the font has no picture of', async () => {
    const lines = await linesOf(pdfPrinter.packingSlip({ ...slip, shipTo: ['田中 Aiko 👩‍👩‍👧'] }, sheets));
    expect(lines).toContain('\uFFFD\uFFFD Aiko \uFFFD');
  });
});

describe('a pick list', () => {
  it('gives the units of all orders together, and where on the cart they go', async () => {
    const lines = await linesOf(pdfPrinter.pickList(list, { ...sheets, status: 'released' }));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Pick list, Newark',
        '2 fulfillment orders, 2 articles, 4 units, released. Printed 2026-11-20T14:23:33.000Z',
        'MUG-STEEL',
        'Steel mug',
        '1: 2 · 2: 1',
        '#1001',
        '3 units, Express',
        'W-77',
        '1 unit',
      ]),
    );
    expect(lines.indexOf('CAP')).toBeLessThan(lines.indexOf('MUG-STEEL'));
  });

  it('carries the articles and the fulfillment orders as barcodes', async () => {
    const [page] = readPdf(await pdfPrinter.pickList(list, { ...sheets, status: null }));
    expect(page && barcodesOf(page)).toEqual(['CAP', '4006381333931', fulfillmentOrderId, 'zyxwvutsrqponmlkjihgfedcba']);
  });

  it('says so when there is nothing to pick', async () => {
    const lines = await linesOf(pdfPrinter.pickList({ orders: [], rows: [], units: 0 }, { ...sheets, status: 'released' }));
    expect(lines).toContain('Nothing is to be picked.');
  });

  it('goes on over as many pages as it takes, with nothing lost and nothing outside of the sheet', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({
      sku: `BOLT-${index}`,
      title: 'A bolt of hardened steel with a fine thread and a hexagonal head, for use out of doors',
      barcode: null,
      quantity: 1,
      split: [{ slot: 1, quantity: 1 }],
    }));
    for (const paper of ['a4', 'letter'] as const) {
      const pages = readPdf(await pdfPrinter.pickList({ ...list, rows }, { ...sheets, paper, status: null }));
      const [width, height] = paper === 'a4' ? [595.28, 841.89] : [612, 792];
      expect(pages.length).toBeGreaterThan(4);
      const lines = textOf(pages).split('\n');
      for (const { sku } of rows) expect(lines.filter((line) => line === sku).length, sku).toBeGreaterThanOrEqual(1);
      for (const [index, page] of pages.entries()) {
        expect([page.width, page.height]).toEqual([width, height]);
        expect(page.texts.map(({ text }) => text)).toContain(`Page ${index + 1} of ${pages.length}`);
        for (const { x, y } of page.texts) expect(x >= 0 && x < width && y > 0 && y < height - 30).toBe(true);
      }
    }
  });
});

describe('Code 128', () => {
  it('is read back as it was written, whatever ASCII it is', () => {
    const printableAscii = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(fc.property(printableAscii, (text) => readCode128(barsOf(text)?.bars ?? []) === text));
  });

  it('is left out for text that it cannot hold', () => {
    expect([barsOf(''), barsOf('Größe-L'), barsOf('x'.repeat(129))]).toEqual([undefined, undefined, undefined]);
  });
});

it('prints whatever people are called and articles are named', async () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(fc.constantFrom('א', 'ب', 'a', '1', ' ', '(', '\u202e', '\u0301', '\ud800', '\n', '漢', '\u200d'), { maxLength: 40 })
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, async (name, title, sku) => {
      const printed = await pdfPrinter.packingSlip(
        { ...slip, orderName: name, shipTo: [name, title], rows: [{ sku, title, barcode: sku, quantity: 1 }] },
        { ...sheets, locationName: title },
      );
      expect(readPdf(printed).length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
}, 60_000);
