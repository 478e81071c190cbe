import type { Coordinates } from './sourcing.request.ts';

// Middles of countries and regions, to about half a degree (50 km), from general geographic knowledge: enough to rank
// warehouses, not to route a truck. Where people live far from the geometric middle (Canada, Norway, Egypt, Australia),
// the point lies towards the populated part. Pairs are latitude, longitude in degrees.
type Pair = readonly [latitude: number, longitude: number];

/** Keys are ISO 3166-2 codes. */
const regions: Readonly<Record<string, Pair>> = {
  'US-AL': [32.8, -86.8], 'US-AK': [61.5, -150], 'US-AZ': [34.2, -111.6], 'US-AR': [34.9, -92.4], 'US-CA': [36.5, -119.5],
  'US-CO': [39, -105.5], 'US-CT': [41.6, -72.7], 'US-DE': [39, -75.5], 'US-DC': [38.9, -77], 'US-FL': [28.1, -81.7],
  'US-GA': [32.8, -83.5], 'US-HI': [20.9, -157], 'US-ID': [44.2, -114.5], 'US-IL': [40, -89.2], 'US-IN': [39.9, -86.3],
  'US-IA': [42, -93.5], 'US-KS': [38.5, -98.4], 'US-KY': [37.6, -85.3], 'US-LA': [31, -92], 'US-ME': [45.3, -69.2],
  'US-MD': [39, -76.8], 'US-MA': [42.3, -71.8], 'US-MI': [43.8, -84.8], 'US-MN': [46, -94.5], 'US-MS': [32.7, -89.7],
  'US-MO': [38.4, -92.5], 'US-MT': [47, -109.6], 'US-NE': [41.5, -99.8], 'US-NV': [38.8, -116.8], 'US-NH': [43.7, -71.6],
  'US-NJ': [40.2, -74.7], 'US-NM': [34.4, -106.1], 'US-NY': [42.5, -75.5], 'US-NC': [35.5, -79.4], 'US-ND': [47.5, -100.4],
  'US-OH': [40.3, -82.8], 'US-OK': [35.6, -97.5], 'US-OR': [44, -120.5], 'US-PA': [40.9, -77.8], 'US-RI': [41.7, -71.5],
  'US-SC': [33.9, -80.9], 'US-SD': [44.4, -100.2], 'US-TN': [35.8, -86.4], 'US-TX': [31.4, -98.5], 'US-UT': [39.3, -111.7],
  'US-VT': [44, -72.7], 'US-VA': [37.5, -78.8], 'US-WA': [47.4, -120.4], 'US-WV': [38.6, -80.6], 'US-WI': [44.6, -89.9],
  'US-WY': [43, -107.5], 'US-PR': [18.2, -66.4], 'US-GU': [13.4, 144.8], 'US-VI': [18, -64.8], 'US-AS': [-14.3, -170.7], 'US-MP': [15.2, 145.7],
  'CA-AB': [52.5, -113.8], 'CA-BC': [50.5, -122.5], 'CA-MB': [50.2, -97.5], 'CA-NB': [46.5, -66.3], 'CA-NL': [48.5, -55.5],
  'CA-NS': [45, -63.2], 'CA-NT': [62.5, -114.4], 'CA-NU': [63.8, -68.5], 'CA-ON': [44.5, -79.5], 'CA-PE': [46.3, -63.2],
  'CA-QC': [46.5, -72.5], 'CA-SK': [51.5, -105.8], 'CA-YT': [60.8, -135.1],
};

/** Keys are ISO 3166-1 alpha-2 codes. */
const countries: Readonly<Record<string, Pair>> = {
  US: [39.8, -98.6], CA: [47, -80], MX: [22, -101], GT: [15.5, -90.3], CR: [9.9, -84.1], PA: [8.5, -80.1], DO: [18.8, -70.2],
  JM: [18.1, -77.3], CO: [4.6, -74.3], VE: [8, -66], EC: [-1.4, -78.8], PE: [-10, -76], BO: [-17, -65], BR: [-16, -48],
  PY: [-25.3, -57.5], UY: [-33.5, -56], CL: [-33.5, -71], AR: [-34, -61],
  GB: [52.8, -1.6], IE: [53.2, -7.7], FR: [46.6, 2.5], BE: [50.6, 4.6], NL: [52.2, 5.5], LU: [49.8, 6.1], DE: [51, 10.2],
  CH: [46.8, 8.2], AT: [47.6, 14.1], LI: [47.2, 9.5], IT: [42.8, 12.6], ES: [40.2, -3.6], PT: [39.6, -8.2], MT: [35.9, 14.4],
  AD: [42.5, 1.6], MC: [43.7, 7.4], SM: [43.9, 12.5], DK: [55.9, 10], NO: [60.5, 9], SE: [59, 15], FI: [62, 25.5], IS: [64.5, -20],
  EE: [58.7, 25.5], LV: [56.9, 24.9], LT: [55.3, 23.9], PL: [52.1, 19.4], CZ: [49.8, 15.5], SK: [48.7, 19.5], HU: [47.2, 19.4],
  SI: [46.1, 14.8], HR: [45.3, 16], BA: [44.2, 17.8], RS: [44.2, 20.8], ME: [42.8, 19.3], MK: [41.6, 21.7], AL: [41.1, 20.1],
  GR: [38.8, 22.9], BG: [42.7, 25.3], RO: [45.8, 25], MD: [47.2, 28.5], UA: [49, 31.4], CY: [35, 33.2], TR: [39.2, 33.5],
  GE: [42, 43.5], AM: [40.2, 44.7], AZ: [40.3, 48], KZ: [47, 71], UZ: [40.8, 66],
  IL: [31.8, 35], JO: [31.5, 36.3], LB: [33.9, 35.8], SA: [24, 44], AE: [24.5, 54.6], QA: [25.3, 51.3], KW: [29.3, 47.7],
  BH: [26.1, 50.5], OM: [22.5, 57.5], IQ: [33, 44], EG: [30, 31.2], MA: [33, -7], TN: [35.8, 9.8], DZ: [35.5, 3], NG: [8, 7.5],
  GH: [7, -1.3], CI: [6.8, -5.3], SN: [14.6, -15.5], KE: [-0.6, 37], UG: [1, 32.4], TZ: [-6, 35], ET: [9.1, 39.5], RW: [-2, 29.9],
  ZA: [-28.5, 26.5], NA: [-22.5, 17.5], BW: [-23, 25.5], ZM: [-14, 28.3], ZW: [-18.5, 30], MU: [-20.3, 57.6],
  IN: [22.5, 79], PK: [30.5, 72], BD: [23.8, 90.3], LK: [7.2, 80.6], NP: [27.9, 84.5], CN: [33, 112], HK: [22.3, 114.2],
  MO: [22.2, 113.5], TW: [24, 121], JP: [35.8, 138], KR: [36.5, 127.8], MN: [47.5, 106], VN: [16, 107], TH: [14.5, 101],
  KH: [12, 105], LA: [18.5, 102.8], MM: [20, 96], MY: [3.5, 102], SG: [1.35, 103.8], ID: [-6.8, 109], PH: [13.5, 122], BN: [4.8, 114.8],
  AU: [-33, 147], NZ: [-40.5, 174.5], FJ: [-17.9, 178], PR: [18.2, -66.4], GU: [13.4, 144.8], VI: [18, -64.8],
};

const toCoordinates = (pair: Pair | undefined): Coordinates | undefined => (pair ? { latitude: pair[0], longitude: pair[1] } : undefined);

const own = (table: Readonly<Record<string, Pair>>, key: string): Pair | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Middle of a state or province by ISO 3166-2 code: the United States with territories, and Canada. */
export const centroidOfRegion = (code: string): Coordinates | undefined => toCoordinates(own(regions, code));

/** Middle of a country by ISO 3166-1 alpha-2 code. */
export const centroidOfCountry = (code: string): Coordinates | undefined => toCoordinates(own(countries, code));

export const knownCountries: readonly string[] = Object.keys(countries);
export const knownRegions: readonly string[] = Object.keys(regions);
