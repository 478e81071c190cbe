// What may be told beside the demand: the fields of each kind, how they are read, and how a row is said.
import type { FieldProblem } from '../../shared/field-message.ts';
import { moneyText, parseMoney } from '../../shared/money.tsx';
import { dateText } from '../../shared/time.tsx';
import type { FeedKind, FeedRow } from '../../shared/types.ts';

export type FeedField = {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'day' | 'month' | 'number' | 'money' | 'basis';
  readonly optional?: boolean;
  readonly about?: string;
};
export type FeedCells = Readonly<Record<string, string>>;
type Row = FeedRow['row'];

const text = (name: string, label: string, about?: string): FeedField => ({
  name,
  label,
  type: 'text',
  ...(about === undefined ? {} : { about }),
});
const optional = (field: FeedField): FeedField => ({ ...field, optional: true });
const day = (name: string, label: string): FeedField => ({ name, label, type: 'day' });
const number = (name: string, label: string, about?: string): FeedField => ({ ...text(name, label, about), type: 'number' });
const region = text('region', 'Region', 'A country or a region after ISO 3166, such as US or US-NY');
const sku = optional(text('sku', 'SKU', 'All articles without it and without a category'));
const category = optional(text('category', 'Category'));

type KindWords = { readonly label: string; readonly about: string; readonly fields: readonly FeedField[] };

export const feedKinds: Readonly<Record<FeedKind, KindWords>> = {
  promotions: {
    label: 'Promotions',
    about: 'Goods that are sold at a discount from one day to another.',
    fields: [
      text('promotion_id', 'Promotion'),
      sku,
      category,
      optional(text('channel', 'Channel')),
      optional(region),
      day('from', 'From'),
      day('to', 'To, included'),
      number('depth_percent', 'Discount in percent'),
    ],
  },
  marketing: {
    label: 'Marketing spend',
    about: 'What a campaign spends on a day.',
    fields: [
      text('campaign', 'Campaign'),
      day('day', 'Day'),
      optional(region),
      sku,
      category,
      { name: 'amount_minor', label: 'Amount', type: 'money', about: 'In major units, such as 1200.50' },
      text('currency', 'Currency', 'Three letters, such as USD'),
      optional(number('uplift_percent', 'Expected rise in percent', 'Without it the spend of the past speaks')),
    ],
  },
  weather: {
    label: 'Weather',
    about: 'How far the temperature strays from what is usual, and how much it rains.',
    fields: [
      region,
      day('day', 'Day'),
      { name: 'basis', label: 'Basis', type: 'basis' },
      number('temperature_anomaly', 'Degrees Celsius above the usual'),
      optional(number('precipitation_mm', 'Rain in millimetres')),
    ],
  },
  economy: {
    label: 'Economy',
    about: 'The value of an index in a month.',
    fields: [
      text('index', 'Index', 'Such as consumer-confidence'),
      { name: 'month', label: 'Month', type: 'month' },
      number('value', 'Value'),
    ],
  },
  holidays: {
    label: 'Holidays',
    about: 'A holiday of a country.',
    fields: [text('country', 'Country', 'Two letters, such as DE'), day('day', 'Day'), text('name', 'Name')],
  },
};

export const feedKindNames = Object.keys(feedKinds) as readonly FeedKind[];

const numberOf = (typed: string): number | undefined =>
  /^-?\d{1,12}([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : undefined;

const valueOf = ({ type }: FeedField, typed: string, cells: FeedCells): string | number | undefined => {
  if (type === 'number') return numberOf(typed);
  // A currency that is none is named by the API, beside its own field.
  if (type === 'money') return parseMoney(typed, /^[A-Z]{3}$/.test(cells['currency'] ?? '') ? (cells['currency'] ?? 'USD') : 'USD');
  return typed;
};

/** A row as the API takes it. What is wrong goes to `problems` under `rows.<index>.<field>`, as the API names it. */
export const rowOfCells = (kind: FeedKind, cells: FeedCells, index: number, problems: FieldProblem[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    feedKinds[kind].fields.flatMap((field) => {
      const typed = (cells[field.name] ?? '').trim();
      const name = `rows.${index}.${field.name}`;
      if (typed === '') {
        if (!field.optional && field.type !== 'basis') problems.push({ field: name, message: 'must be given' });
        return [];
      }
      const value = valueOf(field, typed, cells);
      if (value === undefined) problems.push({ field: name, message: 'must be a number, such as 12.5' });
      return [[field.name, value] as const];
    }),
  );

const days = (from: string, to: string): string => (from === to ? dateText(from) : `${dateText(from)} to ${dateText(to)}`);
const scope = (row: {
  readonly sku?: string | undefined;
  readonly category?: string | undefined;
  readonly region?: string | undefined;
}): string => [row.sku ?? row.category ?? 'all articles', ...(row.region === undefined ? [] : [row.region])].join(', ');

/** A row in words: when, what, and for which goods and places. */
export const rowWords = (row: Row): { readonly when: string; readonly what: string; readonly where: string } => {
  if ('promotion_id' in row)
    return {
      when: days(row.from, row.to),
      what: `${row.promotion_id}: ${row.depth_percent} % off`,
      where: [scope(row), row.channel].filter(Boolean).join(', '),
    };
  if ('campaign' in row) {
    const rise = row.uplift_percent === undefined ? '' : `, ${row.uplift_percent} % more expected`;
    return { when: dateText(row.day), what: `${row.campaign}: ${moneyText(row.amount_minor, row.currency)}${rise}`, where: scope(row) };
  }
  if ('temperature_anomaly' in row) {
    const rain = row.precipitation_mm === undefined ? '' : `, ${row.precipitation_mm} mm of rain`;
    const warmth = `${row.temperature_anomaly > 0 ? '+' : ''}${row.temperature_anomaly} °C`;
    return { when: dateText(row.day), what: `${warmth}${rain} (${row.basis ?? 'actual'})`, where: row.region };
  }
  if ('index' in row) return { when: row.month, what: `${row.index}: ${row.value}`, where: '' };
  return { when: dateText(row.day), what: row.name, where: row.country };
};
