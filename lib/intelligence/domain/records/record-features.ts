// What a record of an order says in numbers: each next to what is usual in the records that were kept before it.

export type CheckedLine = { readonly sku: string | null; readonly quantity: number /** Minor units. */; readonly unitPrice: number };

/** An order as its channel or a file tells it, without a person. Amounts are minor units of `currency`. */
export type CheckedRecord = {
  readonly id: string;
  readonly placedAt: string;
  /** Minutes by which it was placed after it came in; 0 for what was placed before. */
  readonly minutesAhead: number;
  readonly currency: string;
  readonly country: string | null;
  readonly lines: readonly CheckedLine[];
  readonly totals: {
    readonly subtotal: number;
    readonly discount: number;
    readonly shipping: number;
    readonly tax: number;
    readonly total: number;
  };
  /** By how much the total differs from its parts. */
  readonly difference: number;
  /** Names of fields that it does not have, of those that records of its source may have. */
  readonly missing: readonly string[];
};

/** Counts of what is usual, from the records that a check was trained on. */
export type UsualRecords = {
  readonly records: number;
  /** Median of the logarithm of an article's unit price, by currency and article. */
  readonly prices: Readonly<Record<string, number>>;
  readonly currencies: Readonly<Record<string, number>>;
  readonly countries: Readonly<Record<string, number>>;
  readonly hours: Readonly<Record<string, number>>;
  readonly missing: Readonly<Record<string, number>>;
};

const log = (value: number): number => Math.log(Math.max(1, value));
const keyOf = (currency: string, sku: string): string => `${currency} ${sku}`;
const hourOf = ({ placedAt }: CheckedRecord): string => placedAt.slice(11, 13);
const countryOf = ({ country }: CheckedRecord): string => country ?? 'none';

const countBy = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return ((sorted[Math.ceil(sorted.length / 2) - 1] ?? 0) + (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 2;
};

export const usualRecords = (records: readonly CheckedRecord[]): UsualRecords => {
  const prices = Map.groupBy(
    records.flatMap(({ currency, lines }) =>
      lines.flatMap(({ sku, unitPrice }) => (sku === null ? [] : [{ key: keyOf(currency, sku), price: log(unitPrice) }])),
    ),
    ({ key }) => key,
  );
  return {
    records: records.length,
    prices: Object.fromEntries([...prices].map(([key, seen]) => [key, medianOf(seen.map(({ price }) => price))])),
    currencies: countBy(records.map(({ currency }) => currency)),
    countries: countBy(records.map(countryOf)),
    hours: countBy(records.map(hourOf)),
    missing: countBy(records.flatMap(({ missing }) => missing)),
  };
};

const countOf = (counts: Readonly<Record<string, number>>, name: string): number => (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0);

/** −ln of how often it was met, with one of each added so that the unseen is finite (Laplace). */
const surprise = (count: number, records: number): number => -Math.log((count + 1) / (records + 2));

/** Of every field that may be missing, how surprising it is that it is there, or that it is not. */
const missingSurprise = ({ missing }: CheckedRecord, usual: UsualRecords): number => {
  const names = new Set([...Object.keys(usual.missing), ...missing]);
  let sum = 0;
  for (const name of names) {
    const without = countOf(usual.missing, name);
    sum += surprise(missing.includes(name) ? without : usual.records - without, usual.records);
  }
  return sum;
};

/** ln of price over the article's median, of the line where it is farthest from 0; 0 where no article is known. */
export const farthestPrice = (
  { currency, lines }: CheckedRecord,
  usual: UsualRecords,
): { readonly index: number; readonly ratio: number; readonly median: number } | undefined => {
  const known = lines.flatMap(({ sku, unitPrice }, index) => {
    const key = sku === null ? '' : keyOf(currency, sku);
    if (!Object.hasOwn(usual.prices, key)) return [];
    const median = usual.prices[key] ?? 0;
    return [{ index, ratio: log(unitPrice) - median, median: Math.round(Math.exp(median)) }];
  });
  return known.toSorted((one, other) => Math.abs(other.ratio) - Math.abs(one.ratio))[0];
};

const unitsOf = ({ lines }: CheckedRecord): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);
const largestQuantity = ({ lines }: CheckedRecord): number => Math.max(1, ...lines.map(({ quantity }) => quantity));

const unseenShare = (record: CheckedRecord, usual: UsualRecords): number => {
  const unseen = record.lines.reduce(
    (sum, { sku, quantity }) => (sku !== null && Object.hasOwn(usual.prices, keyOf(record.currency, sku)) ? sum : sum + quantity),
    0,
  );
  return unseen / Math.max(1, unitsOf(record));
};

export type RecordFeature = {
  readonly name: string;
  /** The smallest difference that means something. */
  readonly least: number;
  readonly of: (record: CheckedRecord, usual: UsualRecords) => number;
};

const doubling = Math.LN2;

export const recordFeatures: readonly RecordFeature[] = [
  { name: 'quantity', least: doubling, of: (record) => log(largestQuantity(record)) },
  { name: 'units', least: doubling, of: (record) => log(unitsOf(record)) },
  { name: 'price', least: 0.1, of: (record, usual) => farthestPrice(record, usual)?.ratio ?? 0 },
  { name: 'lines', least: doubling, of: ({ lines }) => log(lines.length) },
  { name: 'repeated', least: 0.9, of: ({ lines }) => lines.length - new Set(lines.map(({ sku }) => sku)).size },
  { name: 'total', least: doubling, of: ({ totals }) => Math.log(1 + Math.abs(totals.total)) },
  // Sales come and go for everybody: only half of the price more than before is strange by itself.
  { name: 'discount', least: 0.5, of: ({ totals }) => totals.discount / Math.max(1, totals.subtotal) },
  { name: 'tax', least: 0.02, of: ({ totals }) => totals.tax / Math.max(1, totals.subtotal) },
  { name: 'shipping', least: doubling, of: ({ totals }) => Math.log(1 + Math.abs(totals.shipping)) },
  { name: 'difference', least: doubling, of: ({ difference }) => Math.log(1 + Math.abs(difference)) },
  { name: 'unseen', least: 0.3, of: unseenShare },
  { name: 'missing', least: 1, of: missingSurprise },
  { name: 'currency', least: 1, of: ({ currency }, usual) => surprise(countOf(usual.currencies, currency), usual.records) },
  { name: 'country', least: 1, of: (record, usual) => surprise(countOf(usual.countries, countryOf(record)), usual.records) },
  { name: 'hour', least: doubling, of: (record, usual) => surprise(countOf(usual.hours, hourOf(record)), usual.records) },
  { name: 'ahead', least: doubling, of: ({ minutesAhead }) => Math.log(1 + minutesAhead) },
];

export const featuresOf = (record: CheckedRecord, usual: UsualRecords): readonly number[] =>
  recordFeatures.map(({ of }) => of(record, usual));
