import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocationsCsv, parseProductsCsv, parseStockCsv } from '../../../lib/catalog/app/parse-csv.ts';
import type { CsvImport } from '../../../lib/catalog/domain/csv/csv-report.ts';

const problems = (report: CsvImport<unknown>) => [
  ...report.problems.map(({ field, code }) => [0, field, code]),
  ...report.rows.flatMap(({ row, problems: found }) => found.map(({ field, code }) => [row, field, code])),
];

describe('a file of products', () => {
  it('is read by its headings, with prices in minor units', () => {
    const report = parseProductsCsv(
      'sku,title,price,currency,weight_grams,requires_shipping,barcode\nNG-MUG,"Mug, stoneware",19.90,eur,350,yes,4006381333931\nNG-PDF,Pattern,5,JPY,,no,\n',
    );
    expect(report.ok).toBe(true);
    expect(report.values).toEqual([
      {
        row: 2,
        value: {
          sku: 'NG-MUG',
          title: 'Mug, stoneware',
          price: 1990,
          currency: 'EUR',
          weight_grams: 350,
          requires_shipping: true,
          barcode: '4006381333931',
        },
      },
      { row: 3, value: { sku: 'NG-PDF', title: 'Pattern', price: 5, currency: 'JPY', requires_shipping: false } },
    ]);
  });

  it('names several countries or types in one cell', () => {
    const report = parseProductsCsv(
      'sku,title,cold chain,available from,ships_from,location_types\nA,Serum,yes,2026-12-24T08:00:00Z,us ca,store;3PL\n',
    );
    expect(report.values[0]?.value).toMatchObject({
      cold_chain: true,
      available_from: '2026-12-24T08:00:00Z',
      ships_from: ['US', 'CA'],
      location_types: ['store', '3pl'],
    });
    expect(problems(parseProductsCsv('sku,title,ships_from\nA,Serum,Germany\n'))).toEqual([[2, 'ships_from', 'not-allowed']]);
  });

  it('may come from a spreadsheet: byte order mark, semicolons, CRLF, other headings, quotes in quotes, blank rows', () => {
    const bytes = new TextEncoder().encode(
      '\uFEFFArticle number;Product Name;Colour\r\n A-1 ;"The ""big"" one;\r\nin two lines";red\r\n;;\r\nA-2;Small;\r\n',
    );
    const report = parseProductsCsv(bytes);
    expect(report.values).toEqual([
      { row: 2, value: { sku: 'A-1', title: 'The "big" one;\r\nin two lines', requires_shipping: true } },
      { row: 4, value: { sku: 'A-2', title: 'Small', requires_shipping: true } },
    ]);
    expect(report.ignoredColumns).toEqual(['Colour']);
    expect(report.rows.map(({ row }) => row)).toEqual([2, 4]);
  });

  it('reports each wrong row and still reads the others', () => {
    const report = parseProductsCsv(
      [
        'sku,title,price,currency,weight_grams,requires_shipping',
        ',No SKU,,,,',
        'B,,,,,',
        'C#1,Hash,,,,',
        'D,Price alone,5.00,,,',
        'E,Price,5.005,EUR,,',
        'F,Weight,,,1.5,',
        'G,Negative,,,-1,',
        'H,Flag,,,,perhaps',
        'I,Good,,,,',
        'J,More,,,,,surplus',
      ].join('\n'),
    );
    expect(report.ok).toBe(false);
    expect(problems(report)).toEqual([
      [2, 'sku', 'missing'],
      [3, 'title', 'missing'],
      [4, 'sku', 'not-allowed'],
      [5, 'currency', 'missing'],
      [6, 'price', 'not-an-amount'],
      [7, 'weight_grams', 'not-a-whole-number'],
      [8, 'weight_grams', 'out-of-range'],
      [9, 'requires_shipping', 'not-yes-or-no'],
      [11, '', 'too-many-cells'],
    ]);
    expect(report.values.map(({ row }) => row)).toEqual([10]);
  });

  it('says what stands there and what may stand there', () => {
    const report = parseProductsCsv('sku,title,price,currency\nA,Mug,"19,90",EUR\nB,Mug,,\nB,Mug again,,');
    expect(report.rows.map(({ problems: found }) => found[0]?.message)).toEqual([
      'price must be an amount of EUR with at most 2 decimals and a point, such as 19.90, not "19,90"',
      undefined,
      'sku "B" already stands in row 3; each may stand once',
    ]);
  });

  it.each([
    ['', 'heading-missing', ''],
    ['\n\n', 'heading-missing', ''],
    ['title,price\nMug,1', 'column-missing', 'sku'],
    ['sku,Variant SKU,title\nA,B,C', 'column-repeated', 'sku'],
    ['sku,title\nA,"open', 'csv-malformed', ''],
  ])('is refused as a whole when it cannot be understood: %j', (text, code, field) => {
    const report = parseProductsCsv(text);
    expect(problems(report)).toEqual([[0, field, code]]);
    expect(report).toMatchObject({ ok: false, values: [] });
  });

  it('is refused when it is not UTF-8', () => {
    expect(problems(parseProductsCsv(Uint8Array.from([0x73, 0x6b, 0x75, 0xe4])))).toEqual([[0, '', 'not-utf-8']]);
  });

  it('reads back whatever text a spreadsheet can quote', () => {
    const title = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() !== '' && text.trim().length <= 500);
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';', '\t'), (titles, separator) => {
        const rows = titles.map((text, index) => `P-${index}${separator}"${text.replaceAll('"', '""')}"`);
        const report = parseProductsCsv([`sku${separator}title`, ...rows].join('\r\n'));
        expect(report.values.map(({ value }) => value.title)).toEqual(titles.map((text) => text.trim()));
      }),
    );
  });

  it('gives a report for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.boolean(), (text, withHeading) => {
        const report = parseProductsCsv(withHeading ? `sku,title\n${text}` : text);
        expect(report.ok).toBe(report.problems.length === 0 && report.rows.every((row) => row.ok));
        expect(report.values.length).toBe(report.rows.filter((row) => row.ok).length);
      }),
    );
  });
});

describe('a file of locations', () => {
  it('is read with coordinates', () => {
    const report = parseLocationsCsv(
      'location_id,name,type,country,region,zip,lat,lng,active\nHH-1,Hamburg,warehouse,de,HH,20457,53.54,9.98,\nBER,Berlin shop,store,DE,,,,,no',
    );
    expect(report.values.map(({ value }) => value)).toEqual([
      {
        location_id: 'HH-1',
        name: 'Hamburg',
        type: 'warehouse',
        country: 'DE',
        region: 'HH',
        postal_code: '20457',
        latitude: 53.54,
        longitude: 9.98,
        active: true,
      },
      { location_id: 'BER', name: 'Berlin shop', type: 'store', country: 'DE', active: false },
    ]);
  });

  it('reports places that are on no map', () => {
    const report = parseLocationsCsv(
      'location_id,name,type,country,latitude,longitude\nA,A,shed,DE,,\nB,B,store,Germany,,\nC,C,store,DE,91,0\nD,D,store,DE,10,\nE,E,store,DE,10° N,1',
    );
    expect(problems(report)).toEqual([
      [2, 'type', 'not-allowed'],
      [3, 'country', 'not-allowed'],
      [4, 'latitude', 'out-of-range'],
      [5, 'longitude', 'missing'],
      [6, 'latitude', 'not-a-number'],
    ]);
    expect(report.rows[0]?.problems[0]?.message).toBe('type must be one of warehouse, store, 3pl, supplier, not "shed"');
  });
});

describe('a file of stock', () => {
  it('tells counts from receipts', () => {
    const report = parseStockCsv('sku,location,on_hand,qty,reason\nA,HH-1,0,,yearly count\nA,BER,,25,');
    expect(report.values.map(({ value }) => value)).toEqual([
      { kind: 'count', sku: 'A', location_id: 'HH-1', on_hand: 0, reason: 'yearly count' },
      { kind: 'receipt', sku: 'A', location_id: 'BER', quantity: 25 },
    ]);
  });

  it('reports rows that say both or neither, nothing received, and the same place twice', () => {
    const report = parseStockCsv('sku,location_id,on_hand,quantity\nA,W1,1,1\nA,W2,,\nA,W3,,0\nB,W1,3,\nB,W1,4,');
    expect(problems(report)).toEqual([
      [2, 'on_hand', 'count-or-receipt'],
      [3, 'on_hand', 'count-or-receipt'],
      [4, 'quantity', 'out-of-range'],
      [6, 'sku', 'repeated'],
    ]);
    expect(report.rows.at(-1)?.problems[0]?.message).toContain('sku "B" and location_id "W1" already stands in row 5');
  });
});
