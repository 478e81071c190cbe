/** Units of a SKU wanted on one day, from one channel to one region. */
export type DemandOfDay = {
  /** In UTC, such as `2026-11-22`. */
  readonly day: string;
  readonly channel: string;
  /** ISO 3166-2 (`US-NY`), the country alone where no region is known, or empty. */
  readonly region: string;
  /** At least 1. */
  readonly units: number;
};
