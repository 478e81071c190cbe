import { describe, expect, it } from 'vitest';
import { addressSentence, checkAddress, type CheckedAddress, isSentToAddress } from '../../../lib/orders/domain/address/address-check.ts';
import { hasRegion, liesInRegion } from '../../../lib/orders/domain/address/postal-regions.ts';

const right: CheckedAddress = {
  name: 'Ada Quill',
  line1: '350 Fifth Avenue',
  line2: null,
  city: 'New York',
  region: 'NY',
  postalCode: '10118',
  country: 'US',
};

const found = (more: Partial<CheckedAddress>) => checkAddress({ ...right, ...more }).map(({ code, field }) => `${field}: ${code}`);
const of = (country: string, postalCode: string | null, region: string | null = null) => found({ country, postalCode, region });

describe('the check of an address', () => {
  it.each<[string, Partial<CheckedAddress>, string]>([
    ['no street', { line1: ' ' }, 'line1: street-missing'],
    ['no city', { city: null }, 'city: city-missing'],
    ['no postal code', { postalCode: '' }, 'postal_code: postal-code-missing'],
    ['a ZIP code without its leading zero', { postalCode: '2139', region: 'MA' }, 'postal_code: postal-code-form'],
    ['the letter O for a zero', { postalCode: '1O118' }, 'postal_code: postal-code-form'],
    ['a state that there is not', { region: 'NX' }, 'region: region-unknown'],
    ['a ZIP code of another state', { region: 'CA' }, 'postal_code: postal-code-region'],
    ['a word in place of the street', { line1: 'n/a' }, 'line1: placeholder'],
    ['signs in place of the street', { line1: '---' }, 'line1: placeholder'],
    ['a word in place of the city', { city: 'Test' }, 'city: placeholder'],
    ['a German code of four digits', { country: 'DE', postalCode: '1011', region: null }, 'postal_code: postal-code-form'],
    ['a British code without its end', { country: 'GB', postalCode: 'SW1A', region: null }, 'postal_code: postal-code-form'],
    ['a Dutch code without letters', { country: 'NL', postalCode: '1012', region: null }, 'postal_code: postal-code-form'],
    ['a Canadian code of another province', { country: 'CA', postalCode: 'V5K 0A1', region: 'ON' }, 'postal_code: postal-code-region'],
  ])('finds %s', (_what, more, finding) => {
    expect(found(more)).toEqual([finding]);
  });

  it('does not doubt what a marketplace keeps back, and does when a person gives it', () => {
    const withheld = { ...right, name: null, line1: null };
    expect(checkAddress(withheld)).toEqual([]);
    expect(checkAddress(withheld, 'person')).toEqual([{ code: 'street-missing', field: 'line1' }]);
    expect(checkAddress({ ...withheld, postalCode: '1011' })).toEqual([{ code: 'postal-code-form', field: 'postal_code' }]);
  });

  it('finds nothing where goods arrive', () => {
    expect(found({})).toEqual([]);
    expect(found({ line1: 'P.O. Box 12', postalCode: '10118-0110' })).toEqual([]);
    expect(found({ line1: 'PSC 3 Box 12', city: 'APO', region: 'AE', postalCode: '09012' })).toEqual([]);
    expect(found({ city: 'San Juan', region: 'PR', postalCode: '00901' })).toEqual([]);
    expect(found({ region: 'New York' })).toEqual([]);
    expect(found({ region: 'US-NY' })).toEqual([]);
    expect(found({ region: 'ny' })).toEqual([]);
    expect(found({ line1: 'c/o Test', line2: null })).toEqual([]);
    expect(found({ line1: 'n/a', line2: '350 Fifth Avenue' })).toEqual([]);
    expect(found({ city: 'Same', country: 'TZ', postalCode: null, region: null })).toEqual([]);
  });

  it.each([
    ['CA', 'k1a 0b1', 'ON'],
    ['CA', 'K1A0B1', 'QC'],
    ['GB', 'SW1A1AA', null],
    ['GB', 'M1 1AE', null],
    ['GB', 'BFPO 58', null],
    ['DE', 'D-10115', 'BE'],
    ['FR', '75001', 'IDF'],
    ['NL', '1012AB', null],
    ['AU', '2000', 'NSW'],
    ['JP', '1000001', '13'],
    ['JP', '100-0001', null],
    ['SE', '111 22', null],
    ['PT', '1000-205', null],
    ['IE', null, null],
    ['HK', null, null],
    ['ZZ', 'whatever', null],
  ])('lets pass %s %s', (country, code, region) => {
    expect(of(country, code, region)).toEqual([]);
  });

  it('knows where a ZIP code lies, also across a border that an office serves', () => {
    expect(liesInRegion('US', 'NY', '06390')).toBe(true);
    expect(liesInRegion('US', 'WY', '83414')).toBe(true);
    expect(liesInRegion('US', 'AK', '99950')).toBe(true);
    expect(liesInRegion('US', 'NY', '90001')).toBe(false);
    // Nobody has been given these.
    expect(liesInRegion('US', 'NY', '00000')).toBeUndefined();
    expect(liesInRegion('DE', 'BE', '10115')).toBeUndefined();
    expect(hasRegion('US', 'AP')).toBe(true);
    expect(hasRegion('CA', 'NY')).toBe(false);
    expect(hasRegion('FR', 'XX')).toBeUndefined();
  });

  it('says what is allowed, and never what stands there', () => {
    const address = { ...right, postalCode: '2139', region: 'MA' };
    const sentences = checkAddress(address).map((finding) =>
      addressSentence(finding, { country: 'US', region: 'MA', postalPrefix: '213' }),
    );
    expect(sentences).toEqual(['The postal code is none of its country; allowed is five digits, or nine as 12345-6789.']);
    for (const part of ['2139', '350', 'New York']) expect(sentences.join()).not.toContain(part);
  });
});

describe('what is sent to an address', () => {
  const line = { requiresShipping: true, fulfilledBy: 'merchant', quantity: 1 } as Parameters<typeof isSentToAddress>[0]['lines'][number];
  const content = { test: false, cancelledByChannel: false, lines: [line] };

  it('is what a carrier brings for us', () => {
    expect(isSentToAddress(content)).toBe(true);
    expect(isSentToAddress({ ...content, test: true })).toBe(false);
    expect(isSentToAddress({ ...content, delivery: { method: 'pickup', locationId: 'L' as never } })).toBe(false);
    expect(isSentToAddress({ ...content, lines: [{ ...line, requiresShipping: false }] })).toBe(false);
    expect(isSentToAddress({ ...content, lines: [{ ...line, fulfilledBy: 'channel' }] })).toBe(false);
    expect(isSentToAddress({ ...content, shippedAtChannel: 'wholly' })).toBe(false);
  });
});
