import { type CheckedRecord, farthestPrice, type UsualRecords } from './record-features.ts';

/** Which field is strange, and what is usual. */
export type RecordReason = { readonly field: string; readonly message: string };

/** Values of a feature between which 90 of 100 records lie. */
export type UsualRange = { readonly from: number; readonly to: number };

const count = (logarithm: number): number => Math.max(0, Math.round(Math.exp(logarithm)));
const amount = (logarithm: number): number => Math.max(0, Math.round(Math.exp(logarithm) - 1));
const percent = (share: number): string => `${Math.round(100 * share)} %`;
const span = (range: UsualRange, word: (value: number) => number | string): string => {
  const [from, to] = [word(range.from), word(range.to)];
  return from === to ? `${from}` : `${from} to ${to}`;
};
const times = (ratio: number): string => {
  const factor = Math.exp(Math.abs(ratio));
  const rounded = factor >= 10 ? Math.round(factor) : Math.round(10 * factor) / 10;
  return ratio > 0 ? `${rounded} times` : `1/${rounded} of`;
};

const mostOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 3)
    .map(([name]) => name)
    .join(', ');

type Worded = { readonly record: CheckedRecord; readonly usual: UsualRecords; readonly range: UsualRange };

const ofPrice = ({ record, usual }: Worded): RecordReason | undefined => {
  const price = farthestPrice(record, usual);
  const line = price && record.lines[price.index];
  if (!price || !line) return undefined;
  return {
    field: `lines.${price.index}.unit_price`,
    message: `${line.sku ?? 'the article'} usually costs about ${price.median}, here ${line.unitPrice}: ${times(price.ratio)} that`,
  };
};

const ofMissing = ({ record, usual }: Worded): RecordReason => {
  const rare = record.missing.filter((name) => (usual.missing[name] ?? 0) < usual.records / 2);
  return rare.length > 0
    ? {
        field: rare[0] ?? '',
        message: `${rare.join(', ')} ${rare.length === 1 ? 'is' : 'are'} missing, which ${rare.length === 1 ? 'is' : 'are'} usually there`,
      }
    : { field: '', message: 'fields are there that are usually missing' };
};

const wordsOf: Readonly<Record<string, (given: Worded) => RecordReason | undefined>> = {
  quantity: ({ record, range }) => {
    const largest = Math.max(...record.lines.map(({ quantity }) => quantity));
    const index = record.lines.findIndex(({ quantity }) => quantity === largest);
    return { field: `lines.${Math.max(0, index)}.quantity`, message: `${largest} units in one line, usual are ${span(range, count)}` };
  },
  units: ({ record, range }) => ({
    field: 'lines',
    message: `${record.lines.reduce((sum, { quantity }) => sum + quantity, 0)} units in all, usual are ${span(range, count)}`,
  }),
  price: ofPrice,
  lines: ({ record, range }) => ({ field: 'lines', message: `${record.lines.length} lines, usual are ${span(range, count)}` }),
  repeated: ({ record }) => ({
    field: 'lines.sku',
    message: `${record.lines.length - new Set(record.lines.map(({ sku }) => sku)).size} lines repeat an article of another line`,
  }),
  total: ({ record, range }) => ({ field: 'totals.total', message: `a total of ${record.totals.total}, usual are ${span(range, amount)}` }),
  discount: ({ record, range }) => ({
    field: 'totals.discount',
    message: `${percent(record.totals.discount / Math.max(1, record.totals.subtotal))} of the goods' price is taken off, usual are ${span(range, percent)}`,
  }),
  tax: ({ record, range }) => ({
    field: 'totals.tax',
    message: `the tax is ${percent(record.totals.tax / Math.max(1, record.totals.subtotal))} of the goods' price, usual are ${span(range, percent)}`,
  }),
  shipping: ({ record, range }) => ({
    field: 'totals.shipping',
    message: `shipping costs ${record.totals.shipping}, usual are ${span(range, amount)}`,
  }),
  difference: ({ record, range }) => ({
    field: 'totals.total',
    message: `the total differs from its parts by ${record.difference}, usual are ${span(range, amount)}`,
  }),
  unseen: ({ record }) => {
    const skus = record.lines.map(({ sku }) => sku ?? 'none').slice(0, 3);
    return { field: 'lines.sku', message: `articles that this source has not sold before: ${skus.join(', ')}` };
  },
  missing: ofMissing,
  currency: ({ record, usual }) => ({ field: 'currency', message: `${record.currency}, usual are ${mostOf(usual.currencies)}` }),
  country: ({ record, usual }) => ({
    field: 'shipping_address.country',
    message: `${record.country ?? 'no country'}, usual are ${mostOf(usual.countries)}`,
  }),
  hour: ({ record, usual }) => ({
    field: 'placed_at',
    message: `placed in hour ${record.placedAt.slice(11, 13)} UTC, most come in hours ${mostOf(usual.hours)}`,
  }),
  ahead: ({ record }) => ({ field: 'placed_at', message: `placed ${Math.round(record.minutesAhead)} minutes after it came in` }),
};

export const reasonOf = (feature: string, given: Worded): RecordReason | undefined => wordsOf[feature]?.(given);
