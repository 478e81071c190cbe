import { describe, expect, it } from 'vitest';
import { countryCodeOf, regionCodeOf } from '../../../lib/channels/domain/places.ts';

describe('places', () => {
  it.each([
    ['us', 'US'],
    ['United States', 'US'],
    ['USA', 'US'],
    ['The Netherlands', 'NL'],
    ['Côte d’Ivoire', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Turkey', 'TR'],
    ['Czech Republic', 'CZ'],
    ['Bosnia and Herzegovina', 'BA'],
    ['UK', 'GB'],
    ['South Korea', 'KR'],
    ['Kosovo', 'XK'],
  ])('%s is %s', (name, code) => {
    expect(countryCodeOf(name)).toBe(code);
  });

  it.each(['', 'EU', 'ZZ', 'Atlantis', '??'])('"%s" is no country', (name) => {
    expect(countryCodeOf(name)).toBeUndefined();
  });

  it('knows every country of ISO 3166-1 by its code', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const known = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => countryCodeOf(code) === code);
    expect(known).toHaveLength(250); // 249 countries and Kosovo.
  });

  it('knows states, provinces and territories by name in their own country', () => {
    expect([
      regionCodeOf('US', 'new york'),
      regionCodeOf('CA', 'Québec'),
      regionCodeOf('AU', 'New South Wales'),
      regionCodeOf('DE', 'Bayern'),
    ]).toEqual(['NY', 'QC', 'NSW', undefined]);
  });
});
