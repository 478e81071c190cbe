import { describe, expect, it } from 'vitest';
import { centroidOfCountry, centroidOfRegion, knownCountries, knownRegions } from '../../../lib/sourcing/domain/centroids.ts';
import { greatCircleKm, locate } from '../../../lib/sourcing/domain/geography.ts';
import { boston, chicago, losAngeles, newYork } from './sourcing.fixtures.ts';

describe('great-circle distance', () => {
  it.each([
    ['New York to Los Angeles', newYork, losAngeles, 3_936],
    ['New York to Boston', newYork, boston, 306],
    ['a quarter of the equator', { latitude: 0, longitude: 0 }, { latitude: 0, longitude: 90 }, 10_008],
    ['pole to pole', { latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }, 20_015],
    ['across the date line', { latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }, 111],
  ])('%s', (_what, from, to, km) => {
    expect(Math.abs(greatCircleKm(from, to) - km)).toBeLessThan(1);
    expect(greatCircleKm(to, from)).toBeCloseTo(greatCircleKm(from, to), 6);
  });

  it('is zero from a place to itself', () => {
    expect(greatCircleKm(chicago, chicago)).toBe(0);
  });
});

describe('where a place is', () => {
  it('is told by coordinates before region before country', () => {
    expect(locate({ country: 'US', region: 'KY', coordinates: boston })).toEqual({ coordinates: boston, precision: 'coordinates' });
    expect(locate({ country: 'US', region: 'KY' })).toMatchObject({ precision: 'region' });
    expect(locate({ country: 'US', region: 'us-ky' })).toEqual(locate({ country: 'US', region: 'KY' }));
    expect(locate({ country: 'DE', region: 'BY' })).toMatchObject({ precision: 'country' });
    expect(locate({ country: 'XX' })).toBeUndefined();
    expect(locate({ country: 'constructor' })).toBeUndefined();
  });

  it('is known for every state and province and for at least sixty countries, on this earth', () => {
    expect(knownRegions.filter((code) => code.startsWith('US-'))).toHaveLength(56);
    expect(knownRegions.filter((code) => code.startsWith('CA-'))).toHaveLength(13);
    expect(knownCountries.length).toBeGreaterThanOrEqual(60);
    for (const place of [...knownRegions.map(centroidOfRegion), ...knownCountries.map(centroidOfCountry)]) {
      expect(Math.abs(place?.latitude ?? 999)).toBeLessThanOrEqual(90);
      expect(Math.abs(place?.longitude ?? 999)).toBeLessThanOrEqual(180);
    }
  });

  it('puts every state nearer to itself than to the far coast', () => {
    const [oregon, maine] = [centroidOfRegion('US-OR'), centroidOfRegion('US-ME')];
    if (!oregon || !maine) throw new Error('both states are known');
    expect(greatCircleKm(oregon, losAngeles)).toBeLessThan(greatCircleKm(oregon, newYork));
    expect(greatCircleKm(maine, boston)).toBeLessThan(greatCircleKm(maine, chicago));
  });
});
