// Fields of the promotions that a shop runs: one row each.
import type { PolicyJson } from '../../shared/types.ts';
import { fieldsOfWords, type FormField, isObject, type TableColumn, wordsIn } from './form.ts';

const columns: readonly TableColumn[] = [
  { key: 'promotion_id', label: 'Id', kind: 'text' },
  { key: 'title', label: 'Title', kind: 'text' },
  {
    key: 'kind',
    label: 'Takes off',
    kind: 'choice',
    options: [
      { value: 'percent', label: 'A share' },
      { value: 'amount', label: 'An amount' },
      { value: 'free_shipping', label: 'The delivery' },
    ],
  },
  {
    key: 'audience',
    label: 'For whom',
    kind: 'choice',
    options: [
      { value: 'everybody', label: 'Everybody' },
      { value: 'companion', label: 'Who has what goes with it' },
      { value: 'repurchase', label: 'Who needs it again' },
      { value: 'lapsed', label: 'Who has stayed away' },
    ],
  },
  { key: 'percent', label: 'Percent of the goods', kind: 'number', optional: true },
  { key: 'amount_minor', label: 'Amount, minor units', kind: 'number', optional: true },
  { key: 'minimum_minor', label: 'Goods at least, minor units', kind: 'number', optional: true },
  { key: 'currency', label: 'Currency', kind: 'text', optional: true },
  { key: 'skus', label: 'Articles, spaces between', kind: 'text', optional: true },
  { key: 'channels', label: 'Channels, spaces between', kind: 'text', optional: true },
  { key: 'from', label: 'From, such as 2026-12-01T00:00Z', kind: 'text', optional: true },
  { key: 'until', label: 'Until', kind: 'text', optional: true },
  { key: 'uses_max', label: 'Orders at most', kind: 'number', optional: true },
  { key: 'holdout_percent', label: 'Held out, %', kind: 'number', optional: true },
];

/** Members that hold several words; in a cell they stand with spaces between them. */
const listed: ReadonlySet<string> = new Set(['skus', 'channels']);

const cellOf = (key: string, value: unknown): PolicyJson[string] =>
  listed.has(key) && Array.isArray(value) ? value.join(' ') : (value as PolicyJson[string]);
const memberOf = (key: string, cell: PolicyJson[string]): PolicyJson[string] =>
  listed.has(key) && typeof cell === 'string' ? [...wordsIn(cell)] : cell;

export const promotionFields: readonly FormField[] = [
  {
    kind: 'table',
    path: 'promotions',
    label: 'Promotions',
    description:
      'The shop takes them off; here is decided who is shown them, and counted what becomes of it. Who needs something again or has stayed away is known with their consent alone.',
    rowName: 'promotion',
    empty: 'There are none.',
    columns,
    nested: {
      rowsOf: (value) =>
        (Array.isArray(value) ? value.filter(isObject) : []).map(
          (one) => Object.fromEntries(Object.entries(one).map(([key, member]) => [key, cellOf(key, member)])) as PolicyJson,
        ),
      jsonOf: (rows) =>
        rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, memberOf(key, cell)])) as PolicyJson),
      fieldOf: (rows, index, key) => {
        const field = `promotions.${index}.${key}`;
        return listed.has(key) ? fieldsOfWords(field, rows[index]?.[key] ?? '') : [field];
      },
    },
  },
];
