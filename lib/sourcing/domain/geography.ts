import { centroidOfCountry, centroidOfRegion } from './centroids.ts';
import type { Coordinates, Place } from './sourcing.request.ts';

/** Mean radius of the earth in km (IUGG, R1). A sphere of it is within 0.6 % of the true distance on the ellipsoid. */
const earthRadiusKm = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in km by the haversine formula, which stays exact for near points. */
export const greatCircleKm = (from: Coordinates, to: Coordinates): number => {
  const halfLatitude = radians(to.latitude - from.latitude) / 2;
  const halfLongitude = radians(to.longitude - from.longitude) / 2;
  const chord =
    Math.sin(halfLatitude) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(halfLongitude) ** 2;
  // Rounding may lift the value of antipodes above 1, which has no arcsine.
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
};

export type Located = { readonly coordinates: Coordinates; readonly precision: 'coordinates' | 'region' | 'country' };

/** A subdivision by country and code, with or without the country in front (`KY`, `US-KY`). */
export const locateRegion = (country: string, region: string): Coordinates | undefined => {
  const code = region.trim().toUpperCase();
  return centroidOfRegion(code.startsWith(`${country}-`) ? code : `${country}-${code}`);
};

/**
 * Where a place is: its own coordinates, else the middle of its region, else of its country. A region's middle is off by
 * 100 to 700 km in North America and a country's by up to 2,500 km, which still tells the nearer of two coasts.
 * @returns undefined when neither is known
 */
export const locate = (place: Place): Located | undefined => {
  if (place.coordinates) return { coordinates: place.coordinates, precision: 'coordinates' };
  const region = place.region === undefined ? undefined : locateRegion(place.country, place.region);
  if (region) return { coordinates: region, precision: 'region' };
  const country = centroidOfCountry(place.country);
  return country ? { coordinates: country, precision: 'country' } : undefined;
};
