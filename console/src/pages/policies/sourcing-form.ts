import type { PolicyJson } from '../../shared/types.ts';
import { fieldsOfWords, type FormField, type TableField, wordsIn } from './form.ts';

const minor = 'minor units';
const weightSlider = { max: 200, step: 5 };

const locationTypes = [
  { value: 'warehouse', label: 'Warehouse' },
  { value: 'store', label: 'Store' },
  { value: '3pl', label: '3PL' },
  { value: 'supplier', label: 'Supplier' },
];

const weight = (name: string, label: string, description?: string): FormField => ({
  kind: 'number',
  path: `weights_percent.${name}`,
  label,
  unit: '%',
  optional: true,
  slider: weightSlider,
  ...(description === undefined ? {} : { description }),
});

// ---------------------------------------------------------------- Rates by distance, or a table

const isRecord = (value: unknown): value is PolicyJson => typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): readonly PolicyJson[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const bandKeys = ['up_to_km', 'price_minor', 'transit_days'];
const serviceKeys = ['carrier', 'service', 'cross_border_minor', 'per_kilogram_minor'];

const pick = (from: PolicyJson, keys: readonly string[]): PolicyJson =>
  Object.fromEntries(Object.entries(from).filter(([key, value]) => keys.includes(key) && value !== undefined));

const serviceOf = (row: Readonly<Record<string, unknown>>): string => JSON.stringify([row['carrier'] ?? '', row['service'] ?? '']);

/** Each band a row that repeats its service, as carriers' price lists have it. */
const rateRows = (value: unknown): readonly PolicyJson[] =>
  records(value).flatMap((carrier) =>
    records(carrier['bands']).map((band) => ({ ...pick(carrier, serviceKeys), ...pick(band, bandKeys) })),
  );

const ratesJson = (rows: readonly PolicyJson[]) =>
  [...Map.groupBy(rows, serviceOf).values()].map((bands) => ({
    ...pick(bands[0] ?? {}, serviceKeys),
    bands: bands.map((band) => pick(band, bandKeys)),
  }));

type Cells = Readonly<Record<string, string>>;

/** Where the API has a cell of a row: bands stand below their service. */
const rateField = (rows: readonly Cells[], index: number, key: string): readonly string[] => {
  const services = [...new Set(rows.map(serviceOf))];
  const service = serviceOf(rows[index] ?? {});
  const path = `shipping.carriers.${services.indexOf(service)}`;
  const band = rows.slice(0, index).filter((row) => serviceOf(row) === service).length;
  if (bandKeys.includes(key)) return [`${path}.bands.${band}.${key}`, ...(key === 'up_to_km' && band === 0 ? [`${path}.bands`] : [])];
  return band === 0 ? [`${path}.${key}`] : [];
};

export const rateTable: TableField = {
  kind: 'table',
  path: 'shipping.carriers',
  label: 'Rates',
  description:
    'A row for each band of distance, the nearest first, in minor units (350 is 3.50). Of the services that reach, the one that costs least with its lateness is taken.',
  rowName: 'rate',
  empty: 'There are none yet. Add a rate, or paste a price list.',
  columns: [
    { key: 'carrier', label: 'Carrier', kind: 'text' },
    { key: 'service', label: 'Service', kind: 'text' },
    { key: 'up_to_km', label: 'Up to km', kind: 'number' },
    { key: 'price_minor', label: 'Price', kind: 'number' },
    { key: 'transit_days', label: 'Days', kind: 'number', optional: true },
    { key: 'cross_border_minor', label: 'At a border', kind: 'number', optional: true },
    { key: 'per_kilogram_minor', label: 'For each kg', kind: 'number', optional: true },
  ],
  nested: { rowsOf: rateRows, jsonOf: ratesJson, fieldOf: rateField },
};

const byDistance: readonly FormField[] = [
  { kind: 'number', path: 'shipping.base_minor', label: 'Each parcel', unit: minor, description: '600 is 6.00' },
  { kind: 'number', path: 'shipping.per_thousand_km_minor', label: 'For each 1,000 km', unit: minor },
  { kind: 'number', path: 'shipping.cross_border_minor', label: 'Added at a border', unit: minor },
  {
    kind: 'number',
    path: 'shipping.km_per_day',
    label: 'Way of a day',
    unit: 'km',
    optional: true,
    description: 'Without it nobody knows the days on the way.',
  },
];

// ---------------------------------------------------------------- Preferences

const preferenceLists: Readonly<Record<string, string>> = { types: 'types', regions: 'regions', avoid: 'location_ids' };

const preferenceRow = (one: PolicyJson): PolicyJson => {
  const list = one[preferenceLists[wordOf(one['kind'])] ?? ''];
  return { ...pick(one, ['kind', 'penalty_minor']), of: Array.isArray(list) ? list.map(wordOf).join(' ') : '' };
};

const preferenceJson = (row: PolicyJson): PolicyJson => {
  const key = preferenceLists[wordOf(row['kind'])];
  return { ...pick(row, ['kind', 'penalty_minor']), ...(key === undefined ? {} : { [key]: [...wordsIn(wordOf(row['of']))] }) };
};

const preferences: TableField = {
  kind: 'table',
  path: 'preferences',
  label: 'Preferences',
  description:
    'What each parcel costs in minor units that goes against one. Kinds: types (prefer these types of location), regions (prefer these countries or states, such as US-KY), avoid (these location ids), keep-pickup (keep places where customers collect for them).',
  rowName: 'preference',
  empty: 'There are none.',
  columns: [
    { key: 'kind', label: 'Kind', kind: 'text' },
    { key: 'of', label: 'Which, separated by spaces', kind: 'text', optional: true },
    { key: 'penalty_minor', label: 'Costs', kind: 'number' },
  ],
  nested: {
    rowsOf: (value) => records(value).map(preferenceRow),
    jsonOf: (rows) => rows.map(preferenceJson),
    fieldOf: (rows, index, key) =>
      key === 'of'
        ? Object.values(preferenceLists).flatMap((list) => fieldsOfWords(`preferences.${index}.${list}`, rows[index]?.['of'] ?? ''))
        : [`preferences.${index}.${key}`],
  },
};

// ---------------------------------------------------------------- All of it

export type ShippingKind = 'distance' | 'rate-table';

const costs: readonly FormField[] = [
  {
    kind: 'number',
    path: 'split_cost_minor',
    label: 'Each parcel after the first',
    unit: minor,
    description: 'Packaging, a second delivery, an annoyed customer.',
  },
  {
    kind: 'optional',
    path: 'lateness',
    off: 'absent',
    label: 'Lateness costs',
    start: { per_day_late_minor: 400, per_transit_day_minor: 0 },
    fields: [
      { kind: 'number', path: 'lateness.per_day_late_minor', label: 'Each day after the promise', unit: minor },
      { kind: 'number', path: 'lateness.per_transit_day_minor', label: 'Each day on the way', unit: minor },
    ],
  },
  {
    kind: 'optional',
    path: 'workload',
    off: 'absent',
    label: 'Busy locations cost more',
    start: { per_queued_day_minor: 150 },
    fields: [{ kind: 'number', path: 'workload.per_queued_day_minor', label: 'Each day that waiting work takes', unit: minor }],
  },
  {
    kind: 'optional',
    path: 'returns',
    off: 'absent',
    label: 'The way back has a price of its own',
    start: { per_unit_minor: 600 },
    fields: [
      {
        kind: 'number',
        path: 'returns.per_unit_minor',
        label: 'Each unit that comes back',
        unit: minor,
        description: 'Otherwise the cheapest parcel by the rates. It counts as far as returns have a weight.',
      },
    ],
  },
];

const weights: FormField = {
  kind: 'group',
  path: 'weights_percent',
  label: 'Weights',
  description: 'How much of each cost counts. 100 is all of it, nothing does not count.',
  fields: [
    weight('shipping', 'Shipping'),
    weight('handling', 'Handling'),
    weight('split', 'Splits'),
    weight('lateness', 'Lateness'),
    weight('workload', 'Busy locations'),
    weight('future', 'Worth later', 'What a unit is worth where it stays.'),
    weight('preference', 'Preferences'),
    weight('returns', 'Returns', 'What it is expected to cost that goods come back to where they are sent from.'),
  ],
};

const hard: FormField = {
  kind: 'group',
  path: 'constraints',
  label: 'Hard constraints',
  description: 'No plan goes against these; where none is left, units find no source.',
  fields: [
    { kind: 'switch', path: 'constraints.keep_promise', label: 'Deliver by the promise or not at all' },
    { kind: 'switch', path: 'constraints.cross_border', label: 'Parcels may cross a border', otherwise: true },
    {
      kind: 'number',
      path: 'constraints.max_parcels',
      label: 'Parcels of an order at most',
      optional: true,
      description: 'Empty for no limit.',
    },
    {
      kind: 'several',
      path: 'constraints.location_types',
      label: 'Types of location that may send',
      description: 'None chosen allows all.',
      options: locationTypes,
    },
    { kind: 'list', path: 'constraints.from_countries', label: 'Countries that may send', description: 'Such as US, CA. Empty for all.' },
  ],
};

const rest: FormField = {
  kind: 'group',
  label: 'Otherwise',
  fields: [
    { kind: 'number', path: 'unknown_distance_km', label: 'Distance where a place is unknown', unit: 'km' },
    {
      kind: 'choice',
      path: 'remainder',
      label: 'Lines without a source',
      options: [
        { value: 'wait', label: 'Wait with the whole order' },
        { value: 'split', label: 'Wait by themselves, the rest goes ahead' },
      ],
    },
    {
      kind: 'choice',
      path: 'method',
      label: 'Method',
      options: [
        { value: 'lowest-score', label: 'The plan that costs least of all' },
        { value: 'nearest-first', label: 'The nearest location, whatever it costs' },
      ],
    },
  ],
};

const percent = (path: string, label: string, description: string): FormField => ({
  kind: 'number',
  path: `learned.${path}`,
  label,
  unit: '%',
  optional: true,
  description,
});

/** What outcomes have taught of carriers, as far as it counts. */
const learnedFields: FormField = {
  kind: 'optional',
  path: 'learned',
  off: 'absent',
  label: 'What outcomes have taught',
  description: 'Of carriers: prices, days on the way, lateness and damage.',
  start: { enabled: true },
  fields: [
    { kind: 'switch', path: 'learned.enabled', label: 'It counts' },
    percent('damage_percent', 'Damage', 'How much of it counts. Empty for all.'),
    percent('share_percent', 'Share of orders', 'Empty for all; the others show what it is worth.'),
    percent('explore_percent', 'Exploration', 'Share of orders for which one of nearly equal plans is drawn. Empty for none.'),
    percent('explore_within_percent', 'Nearly equal within', 'How much dearer a plan may be to be drawn. Empty for 2.'),
    { kind: 'list', path: 'learned.regions', label: 'Regions', description: 'Empty for all.' },
    { kind: 'list', path: 'learned.skus', label: 'Articles', description: 'Empty for all.' },
  ],
};

/** Whom carriers' prices are asked of. */
const quotesFields: FormField = {
  kind: 'optional',
  path: 'quotes',
  off: 'absent',
  label: 'Prices that carriers name',
  description: 'Carriers are asked when an order is routed; where no price comes in time, the rates count.',
  start: { from: 'easypost' },
  fields: [
    {
      kind: 'choice',
      path: 'quotes.from',
      label: 'Asked through',
      description: 'Its API key is a secret of the installation: main/easypost-api-key for the tenant main and EasyPost.',
      options: [
        { value: 'easypost', label: 'EasyPost' },
        { value: 'shipstation', label: 'ShipStation' },
      ],
    },
    {
      kind: 'list',
      path: 'quotes.carrier_accounts',
      label: 'Accounts with carriers',
      description: 'Such as ca_12ab or se-123890. ShipStation needs one at least; empty for all at EasyPost.',
    },
    {
      kind: 'number',
      path: 'quotes.wait_ms',
      label: 'Waits',
      unit: 'milliseconds',
      optional: true,
      description: 'How long a decision waits for prices. Empty for 1,500.',
    },
    { kind: 'number', path: 'quotes.kept_minutes', label: 'Kept', unit: 'minutes', optional: true, description: 'Empty for 60.' },
    {
      kind: 'number',
      path: 'quotes.locations_max',
      label: 'Locations',
      optional: true,
      description: 'Asked for at most for an order, the nearest that hold its goods. Empty for 5.',
    },
    {
      kind: 'number',
      path: 'quotes.unit_grams',
      label: 'Unknown weight',
      unit: 'grams',
      optional: true,
      description: 'Assumed of a unit of which nobody knows the weight. Empty for 500.',
    },
  ],
};

/** What stands beside a policy that ships with the product. */
export const besideFields: readonly FormField[] = [learnedFields, quotesFields];

/** Fields of a sourcing policy of one's own, by how parcels are priced. */
export const sourcingForm = (kind: ShippingKind): readonly FormField[] => [
  { kind: 'text', path: 'name', label: 'Name', description: 'Receipts name the policy by it. Lower-case letters, digits and hyphens.' },
  { kind: 'group', path: 'shipping', label: 'Shipping', fields: kind === 'distance' ? byDistance : [rateTable] },
  { kind: 'group', label: 'Other costs', fields: costs },
  weights,
  hard,
  { kind: 'group', label: 'Soft constraints', fields: [preferences] },
  ...besideFields,
  rest,
];

export const shippingKindOf = (policy: unknown): ShippingKind =>
  isRecord(policy) && isRecord(policy['shipping']) && policy['shipping']['kind'] === 'rate-table' ? 'rate-table' : 'distance';
