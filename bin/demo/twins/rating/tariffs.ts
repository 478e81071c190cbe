/** A service of a carrier as the twins sell it: in cents, by how far and how heavy. */
type Tariff = {
  readonly carrier: string;
  readonly service: string;
  readonly baseCents: number;
  /** For each zone beyond the first, and for each pound begun. */
  readonly perZoneCents: number;
  readonly perPoundCents: number;
  /** Days on the way in the nearest zone, and further ones for each two zones; null where the carrier names none. */
  readonly days: readonly [nearest: number, perTwoZones: number] | null;
  /** Grams that it carries at most. */
  readonly gramsMax: number;
};

const gramsPerPound = 453.592_37;

const tariffs: readonly Tariff[] = [
  { carrier: 'USPS', service: 'GroundAdvantage', baseCents: 520, perZoneCents: 38, perPoundCents: 55, days: [2, 1], gramsMax: 31_750 },
  { carrier: 'USPS', service: 'Priority', baseCents: 760, perZoneCents: 62, perPoundCents: 80, days: [2, 0], gramsMax: 31_750 },
  { carrier: 'UPS', service: 'Ground', baseCents: 910, perZoneCents: 27, perPoundCents: 31, days: [1, 1], gramsMax: 68_038 },
  { carrier: 'UPS', service: 'NextDayAir', baseCents: 2_900, perZoneCents: 210, perPoundCents: 190, days: [1, 0], gramsMax: 68_038 },
  { carrier: 'FedEx', service: 'SMART_POST', baseCents: 600, perZoneCents: 30, perPoundCents: 40, days: null, gramsMax: 9_000 },
];

/** Zones 1 to 8 by how far the first three digits of two postal codes lie apart, as far as a twin needs a geography. */
const zoneOf = (from: string, to: string): number => {
  const [one, other] = [from, to].map((code) => Number(code.slice(0, 3)));
  return Math.min(8, 1 + Math.floor(Math.abs((one ?? 0) - (other ?? 0)) / 110));
};

export type TwinRate = {
  readonly carrier: string;
  readonly service: string;
  readonly cents: number;
  readonly days: number | null;
};

/** What every service that carries it asks for a parcel within the United States. */
export const ratesOf = (fromZip: string, toZip: string, grams: number): readonly TwinRate[] => {
  const zone = zoneOf(fromZip, toZip);
  const pounds = Math.max(1, Math.ceil(grams / gramsPerPound));
  return tariffs
    .filter(({ gramsMax }) => grams <= gramsMax)
    .map(({ carrier, service, baseCents, perZoneCents, perPoundCents, days }) => ({
      carrier,
      service,
      cents: baseCents + perZoneCents * (zone - 1) + perPoundCents * pounds,
      days: days === null ? null : days[0] + days[1] * Math.floor((zone - 1) / 2),
    }));
};

/** What a carrier says of a parcel that it does not take. */
export const tooHeavyFor = (grams: number): readonly string[] =>
  [...new Set(tariffs.map(({ carrier }) => carrier))].filter((carrier) =>
    tariffs.every((one) => one.carrier !== carrier || grams > one.gramsMax),
  );
