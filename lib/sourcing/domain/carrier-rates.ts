// Illustrative prices and days of the service levels that carriers commonly sell; a client replaces them by its own contract.

const regionalGround = {
  carrier: 'regional',
  service: 'ground',
  bands: [
    { upToKm: 150, priceMinor: 520 },
    { upToKm: 400, priceMinor: 690 },
  ],
};

const nationalGround = {
  carrier: 'national',
  service: 'ground',
  bands: [
    { upToKm: 250, priceMinor: 640 },
    { upToKm: 1_000, priceMinor: 790 },
    { upToKm: 2_500, priceMinor: 1_020 },
    { upToKm: 6_000, priceMinor: 1_290 },
  ],
  crossBorderMinor: 900,
};

const internationalEconomy = {
  carrier: 'international',
  service: 'economy',
  bands: [
    { upToKm: 3_000, priceMinor: 1_450 },
    { upToKm: 8_000, priceMinor: 2_100 },
    { upToKm: 20_100, priceMinor: 2_900 },
  ],
  crossBorderMinor: 600,
};

/** Three services by price alone. */
export const groundRates = { kind: 'rate-table' as const, carriers: [regionalGround, nationalGround, internationalEconomy] };

const withDays = <Rate extends { readonly bands: readonly { readonly upToKm: number; readonly priceMinor: number }[] }>(
  rate: Rate,
  days: readonly number[],
) => ({ ...rate, bands: rate.bands.map((band, index) => ({ ...band, transitDays: days[index] ?? 1 })) });

/** The same three with their days in transit, and two faster ones, so that speed can be bought. Heavy goods cost by the kilogram. */
export const serviceRates = {
  kind: 'rate-table' as const,
  carriers: [
    { ...withDays(regionalGround, [1, 2]), perKilogramMinor: 20 },
    { ...withDays(nationalGround, [2, 3, 4, 6]), perKilogramMinor: 35 },
    {
      carrier: 'national',
      service: 'two-day',
      bands: [
        { upToKm: 1_000, priceMinor: 1_350, transitDays: 2 },
        { upToKm: 6_000, priceMinor: 1_950, transitDays: 2 },
      ],
      perKilogramMinor: 90,
    },
    {
      carrier: 'national',
      service: 'overnight',
      bands: [
        { upToKm: 1_000, priceMinor: 2_450, transitDays: 1 },
        { upToKm: 6_000, priceMinor: 3_600, transitDays: 1 },
      ],
      perKilogramMinor: 160,
    },
    { ...withDays(internationalEconomy, [5, 8, 12]), perKilogramMinor: 250 },
  ],
};
