import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barcodeKey, barcodeKeysOf, scannedCode } from '../../lib/catalog/domain/barcode.ts';

describe('the number under the bars', () => {
  it.each([
    ['a UPC and the EAN with a zero before it', '036000291452', '0036000291452'],
    ['an EAN and its GTIN-14', '4006381333931', '04006381333931'],
    ['a number with and without the gaps that people write', '4 006381 333931', '4006381333931'],
    ['with and without what names the kind of bars', ']E04006381333931', '4006381333931'],
    ['with and without space around it', ' 4006381333931\t', '4006381333931'],
  ])('is the same: %s', (_what, one, other) => expect(barcodeKey(one)).toBe(barcodeKey(other)));

  it.each([
    ['numbers that differ inside', '4006381333931', '4006381333932'],
    ['short numbers, which are no GTIN and whose zeros count', '0012', '12'],
    ['numbers too long for a GTIN', '000036000291452', '36000291452'],
    ['texts that differ in case', 'abc', 'ABC'],
  ])('is another: %s', (_what, one, other) => expect(barcodeKey(one)).not.toBe(barcodeKey(other)));

  it('is the same whatever number of zeros leads to 14 digits', () => {
    const gtin = fc.integer({ min: 100_000, max: 99_999_999 }).map(String);
    fc.assert(
      fc.property(gtin, fc.integer({ min: 0, max: 6 }), (digits, zeros) => barcodeKey('0'.repeat(zeros) + digits) === barcodeKey(digits)),
    );
  });
});

describe('the label of a carton', () => {
  it('names the product that is inside', () => {
    expect(barcodeKeysOf('0104006381333931')).toContain(barcodeKey('4006381333931'));
    expect(barcodeKeysOf(']C1010400638133393117261231')).toContain(barcodeKey('4006381333931'));
    expect(barcodeKeysOf('(01)04006381333931(10)LOT7')).toContain(barcodeKey('4006381333931'));
  });

  it('is none when the check digit is wrong', () => {
    expect(barcodeKeysOf('0104006381333930')).toEqual(['0104006381333930']);
  });
});

it('never fails, whatever was scanned', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => barcodeKeysOf(text).every((key) => key.length <= text.length)),
  );
  expect([scannedCode(']C1'), barcodeKeysOf(']C1')]).toEqual(['', []]);
});
