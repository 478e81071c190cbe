import type { FormField } from './form.ts';
import { promotionFields } from './promotion-form.ts';
import { dispositions, fraudBands, labour, planning, retraining, returnRisk } from './learning-forms.ts';

const percentTimes = 100;

const buffers: readonly FormField[] = [
  {
    kind: 'number',
    path: 'percent',
    label: 'Buffer',
    unit: '%',
    description: 'Of what may be sold, channels are not told of this share. 0 to 50.',
  },
  {
    kind: 'group',
    label: 'What sells fast or slowly',
    description: 'By units sold a day, over all channels.',
    fields: [
      { kind: 'number', path: 'bands.high.above_units_per_day', label: 'Fast is above', unit: 'units a day' },
      { kind: 'number', path: 'bands.high.percent', label: 'Buffer of what sells fast', unit: '%' },
      { kind: 'number', path: 'bands.low.below_units_per_day', label: 'Slow is below', unit: 'units a day' },
      { kind: 'number', path: 'bands.low.percent', label: 'Buffer of what sells slowly', unit: '%' },
    ],
  },
  {
    kind: 'optional',
    path: 'target',
    off: 'null',
    label: 'Solve the buffer from sales',
    description: 'Where sales are known: as many units as demand exceeds this seldom before the channel shows a new number.',
    start: { oversell_probability: 0.01 },
    fields: [
      {
        kind: 'number',
        path: 'target.oversell_probability',
        label: 'Risk of an oversell',
        unit: '%',
        times: percentTimes,
        description: 'Above 0, up to 50.',
      },
    ],
  },
  {
    kind: 'number',
    path: 'at_most_percent',
    label: 'Never more than',
    unit: '%',
    description: 'Of what may be sold, however large the computed buffer is.',
  },
  {
    kind: 'number',
    path: 'minimum_shown',
    label: 'Always show',
    unit: 'units',
    description: 'As long as there are any. 0 lets the buffer hide the last one.',
  },
  {
    kind: 'table',
    path: 'overrides',
    label: 'Exceptions',
    description:
      'Of an article, a channel or an account. Give percent, units or the risk, and only one of them. The row that names most counts.',
    rowName: 'exception',
    empty: 'There are none: the same counts everywhere.',
    columns: [
      { key: 'sku', label: 'SKU', kind: 'text', optional: true },
      { key: 'channel', label: 'Channel', kind: 'text', optional: true },
      { key: 'account', label: 'Account', kind: 'text', optional: true },
      { key: 'percent', label: 'Percent', kind: 'number', optional: true },
      { key: 'units', label: 'Units', kind: 'number', optional: true },
      { key: 'oversell_probability', label: 'Risk, %', kind: 'number', optional: true, times: percentTimes },
    ],
  },
];

const safetyStock: readonly FormField[] = [
  {
    kind: 'number',
    path: 'default_units',
    label: 'Of each article',
    unit: 'units',
    description: 'So many stay at each location, and channels are never told of them.',
  },
  {
    kind: 'table',
    path: 'overrides',
    label: 'Exceptions',
    description: 'Of an article at one location, or everywhere when no location is named.',
    rowName: 'exception',
    empty: 'There are none: each location keeps the same.',
    columns: [
      { key: 'sku', label: 'SKU', kind: 'text' },
      { key: 'location_id', label: 'Location id', kind: 'text', optional: true },
      { key: 'units', label: 'Units', kind: 'number' },
    ],
  },
];

const storefront: readonly FormField[] = [
  { kind: 'switch', path: 'public', label: 'Websites may ask without a key what is in stock' },
  {
    kind: 'number',
    path: 'exact_up_to',
    label: 'Shown exactly up to',
    unit: 'units',
    description: 'Of more, only that there are more. 0 to 1,000.',
  },
  { kind: 'duration', path: 'fresh_seconds', label: 'Caches keep an answer for', description: 'Up to an hour.' },
  { kind: 'duration', path: 'stale_seconds', label: 'And give out an old one for', description: 'While they ask anew. Up to an hour.' },
];

const pickup: readonly FormField[] = [
  {
    kind: 'duration',
    path: 'held_seconds',
    label: 'Goods lie ready for',
    description: 'Up to 28 days. For goods that are laid ready from now on.',
  },
  {
    kind: 'choice',
    path: 'on_expiry',
    label: 'When nobody comes',
    options: [
      { value: 'cancel', label: 'Cancel the order and pay it back' },
      { value: 'hold', label: 'Hold the order, a person decides' },
    ],
  },
];

const stockChecks: readonly FormField[] = [
  {
    kind: 'number',
    path: 'stale_after_days',
    label: 'Due for a count after',
    unit: 'days',
    description: 'Without one, where there are units or have been.',
  },
  {
    kind: 'group',
    label: 'A count that is off',
    description: 'It is told when it is off the book by both, and is serious at five times both.',
    fields: [
      { kind: 'number', path: 'deviation.percent', label: 'Off by', unit: '%' },
      { kind: 'number', path: 'deviation.units', label: 'And by', unit: 'units' },
    ],
  },
  {
    kind: 'group',
    label: 'Corrections to and fro',
    fields: [
      { kind: 'number', path: 'to_and_fro.adjustments', label: 'Corrections up and down', description: '4 to 20.' },
      { kind: 'number', path: 'to_and_fro.within_days', label: 'Within', unit: 'days' },
    ],
  },
  {
    kind: 'group',
    label: 'Units that may not be there',
    description: 'The book has some, and none are sold although they should be.',
    fields: [
      { kind: 'number', path: 'phantom.after_days', label: 'Nothing sold for', unit: 'days' },
      { kind: 'number', path: 'phantom.expected_units', label: 'Though at least so many were expected to be', unit: 'units' },
    ],
  },
  {
    kind: 'optional',
    path: 'forecast_cover',
    off: 'null',
    label: 'Hold stock against the forecast',
    description: 'For articles that the safety stock does not name.',
    start: { lead_time_days: 7, percent: 95 },
    fields: [
      { kind: 'number', path: 'forecast_cover.lead_time_days', label: 'Until more can come', unit: 'days', description: '1 to 28.' },
      { kind: 'number', path: 'forecast_cover.percent', label: 'Enough in', unit: '% of cases', description: '50 to 99.9.' },
    ],
  },
];

const serviceLevels: readonly FormField[] = [
  {
    kind: 'table',
    path: 'methods',
    label: 'Days from placing to delivery',
    description:
      'By the code of the order’s shipping method, in upper or lower case; * stands for every method that is not named. For orders that state no date themselves.',
    rowName: 'method',
    empty: 'There are none: without a date of its own no order is ever late.',
    columns: [
      { key: 'method', label: 'Method', kind: 'text' },
      { key: 'days', label: 'Days', kind: 'number' },
    ],
  },
];

const addresses: readonly FormField[] = [
  {
    kind: 'choice',
    path: 'on_doubt',
    label: 'An order to an address that is incomplete or contradicts itself',
    options: [
      { value: 'hold', label: 'Waits for a person' },
      { value: 'tell', label: 'Goes on, and its decisions say so' },
      { value: 'off', label: 'Goes on' },
    ],
  },
];

/** Policies that are told by their fields alone. */
export const policyForms = {
  addresses,
  buffers,
  safety_stock: safetyStock,
  storefront,
  pickup,
  stock_checks: stockChecks,
  service_levels: serviceLevels,
  fraud_bands: fraudBands,
  retraining,
  planning,
  labour,
  return_risk: returnRisk,
  dispositions,
  promotions: promotionFields,
} as const;
export type FormPolicyName = keyof typeof policyForms;
