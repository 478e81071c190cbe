// An invented outdoor retailer: what it sells, where it keeps it, and who buys. Nobody here exists.
import { toWire } from '../../lib/kernel/wire.ts';
import { presetPolicy } from '../../lib/sourcing/index.ts';

export type DemoLine = { readonly sku: string; readonly quantity: number };
export type DemoCustomer = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly line1: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
};

export type DemoProduct = {
  readonly sku: string;
  readonly title: string;
  /** In cents. */
  readonly price: number;
  readonly weight_grams: number;
  readonly category: string;
  /** What the SKU is a size of. */
  readonly article?: string;
  readonly size?: string;
  readonly cold_chain?: boolean;
  readonly fragile?: boolean;
};

/** What has been sold for years, and what the marketplaces list. */
export const equipment: readonly DemoProduct[] = [
  { sku: 'TENT-2P', title: 'Ridgeline tent, 2 person', price: 24_900, weight_grams: 1_850 },
  { sku: 'TENT-4P', title: 'Basecamp tent, 4 person', price: 44_500, weight_grams: 3_400 },
  { sku: 'BAG-DOWN', title: 'Down sleeping bag', price: 18_900, weight_grams: 900 },
  { sku: 'MAT-AIR', title: 'Air mattress', price: 7_900, weight_grams: 480 },
  { sku: 'STOVE-GAS', title: 'Gas stove', price: 5_450, weight_grams: 210 },
  { sku: 'MUG-STEEL', title: 'Steel mug', price: 1_200, weight_grams: 120 },
  { sku: 'LAMP-HEAD', title: 'Head lamp', price: 3_900, weight_grams: 90 },
  { sku: 'PACK-45L', title: 'Backpack, 45 litres', price: 15_900, weight_grams: 1_300 },
  { sku: 'FILTER-H2O', title: 'Water filter', price: 4_200, weight_grams: 160 },
  { sku: 'MEAL-FRESH', title: 'Fresh trail meals, chilled', price: 3_600, weight_grams: 800, cold_chain: true },
  { sku: 'BLANKET-WOOL', title: 'Wool blanket', price: 9_800, weight_grams: 1_100 },
  { sku: 'LANTERN-GLASS', title: 'Glass lantern', price: 6_800, weight_grams: 900, fragile: true },
].map((product) => ({ ...product, category: 'outdoor' }));

/** An article that is sold in sizes, each a SKU of its own. */
const inSizes = (article: Omit<DemoProduct, 'sku' | 'article' | 'size'> & { readonly article: string }, sizes: readonly string[]) =>
  sizes.map((size): DemoProduct => ({ ...article, sku: `${article.article}-${size}`, title: `${article.title}, ${size}`, size }));

/** The jacket is cut smaller than its size chart says. */
export const jacket = inSizes({ article: 'JACKET-RAIN', title: 'Rain jacket', price: 8_900, weight_grams: 420, category: 'apparel' }, [
  'XS',
  'S',
  'M',
  'L',
  'XL',
]);
export const shoes = inSizes({ article: 'SHOE-TRAIL', title: 'Trail shoes', price: 11_900, weight_grams: 900, category: 'shoes' }, [
  '38',
  '39',
  '40',
  '41',
  '42',
  '43',
  '44',
]);
/** New this month, and not all of its first batch keeps tight. */
export const flask: DemoProduct = { sku: 'FLASK-1L', title: 'Vacuum flask, 1 litre', price: 3_400, weight_grams: 480, category: 'outdoor' };

export const products: readonly DemoProduct[] = [...equipment, flask, ...jacket, ...shoes];

/** The store at which customers collect. */
export const storeId = 'hoboken';
/** A mill that sends its blankets to customers itself. */
export const supplierId = 'wool-mill';

export const locations = [
  {
    location_id: 'newark',
    name: 'Newark warehouse',
    type: 'warehouse',
    country: 'US',
    region: 'NJ',
    postal_code: '07114',
    latitude: 40.71,
    longitude: -74.17,
    capabilities: ['cold_chain'],
  },
  {
    location_id: 'dallas',
    name: 'Dallas warehouse',
    type: 'warehouse',
    country: 'US',
    region: 'TX',
    postal_code: '75201',
    latitude: 32.78,
    longitude: -96.8,
  },
  {
    location_id: 'reno',
    name: 'Reno warehouse',
    type: 'warehouse',
    country: 'US',
    region: 'NV',
    postal_code: '89502',
    latitude: 39.51,
    longitude: -119.78,
  },
  {
    location_id: storeId,
    name: 'Hoboken store',
    type: 'store',
    country: 'US',
    region: 'NJ',
    postal_code: '07030',
    latitude: 40.74,
    longitude: -74.03,
    // Whoever packs a parcel here does so beside customers.
    handling_cost_per_parcel: 450,
  },
  {
    location_id: supplierId,
    name: 'Green Mountain wool mill',
    type: 'supplier',
    country: 'US',
    region: 'VT',
    postal_code: '05672',
    latitude: 44.46,
    longitude: -72.68,
  },
] as const;

/** Units per location. The filter is sold out until a purchase arrives, and no place has both tent and stove. */
export const openingStock: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  newark: { 'TENT-2P': 40, 'BAG-DOWN': 140, 'MUG-STEEL': 200, 'LAMP-HEAD': 80, 'TENT-4P': 5, 'MEAL-FRESH': 24, 'LANTERN-GLASS': 30 },
  dallas: { 'STOVE-GAS': 70, 'MAT-AIR': 90, 'MUG-STEEL': 150, 'PACK-45L': 30, 'MEAL-FRESH': 24 },
  reno: { 'TENT-2P': 25, 'PACK-45L': 45, 'LAMP-HEAD': 60, 'BAG-DOWN': 20 },
  hoboken: { 'MUG-STEEL': 14, 'LAMP-HEAD': 9 },
  'wool-mill': { 'BLANKET-WOOL': 35 },
};

/** Clothes and what is new lie in New Jersey alone. */
export const newStock: Readonly<Record<string, number>> = {
  [flask.sku]: 60,
  ...Object.fromEntries([...jacket, ...shoes].map(({ sku }) => [sku, 20])),
};

/** Blankets leave the mill three days after they are ordered, and cost $52. */
export const supplierTerms = { lead_time_days: 3, currency: 'USD', unit_costs: [{ sku: 'BLANKET-WOOL', amount_minor: 5_200 }] };

/** The preset `cost`, by which nobody would pay for a service that keeps a promise. */
const cheapOnTime = toWire({
  ...presetPolicy('cost'),
  name: 'cheap-on-time',
  version: 1,
  lateness: { perDayLateMinor: 1_500, perTransitDayMinor: 0 },
}) as Readonly<Record<string, unknown>>;

/**
 * The store keeps some for who walks in, channels are told of less than there is of what sells fast, outcomes of parcels count,
 * and only very dear orders are reviewed for their amount alone.
 */
export const policies = {
  safety_stock: { default_units: 0, overrides: [{ sku: 'MUG-STEEL', location_id: storeId, units: 6 }] },
  buffers: {
    percent: 7.5,
    bands: { high: { above_units_per_day: 50, percent: 10 }, low: { below_units_per_day: 1, percent: 5 } },
    target: null,
    at_most_percent: 50,
    minimum_shown: 1,
    overrides: [{ sku: 'TENT-4P', units: 2 }],
  },
  // Services by what parcels have really come to, beside what their rates say; a day late costs as much as a faster service.
  sourcing: { policy: { ...cheapOnTime, learned: { enabled: true } } },
  // The first is for everybody, the second for whoever has in the cart what its article is bought with.
  promotions: {
    promotions: [
      {
        promotion_id: 'five-off',
        title: 'Five dollars off 75',
        kind: 'amount',
        amount_minor: 500,
        minimum_minor: 7_500,
        currency: 'USD',
        uses_max: 500,
        holdout_percent: 10,
      },
      {
        promotion_id: 'goes-with',
        title: 'A tenth off what goes with it',
        kind: 'percent',
        percent: 10,
        audience: 'companion',
        holdout_percent: 20,
      },
    ],
  },
  // What the checkout offers; orders by other names promise no day.
  service_levels: {
    methods: [
      { method: 'Express', days: 3 },
      { method: 'Standard', days: 6 },
    ],
  },
  // Below this the model's bands decide, above it a person.
  fraud_review: { enabled: true, limits: [{ currency: 'USD', amount_minor: 80_000 }] },
} as const;

const customers: readonly DemoCustomer[] = [
  {
    id: 7_001,
    name: 'Ines Albrecht',
    email: 'ines.albrecht@example.com',
    line1: '118 Mill Street',
    city: 'Albany',
    region: 'NY',
    postalCode: '12207',
  },
  {
    id: 7_002,
    name: 'Tomas Okafor',
    email: 'tomas.okafor@example.com',
    line1: '9 Canyon Road',
    city: 'Austin',
    region: 'TX',
    postalCode: '78701',
  },
  {
    id: 7_003,
    name: 'Mirela Voss',
    email: 'mirela.voss@example.com',
    line1: '402 Harbor View',
    city: 'Portland',
    region: 'OR',
    postalCode: '97204',
  },
  {
    id: 7_004,
    name: 'Jonah Brandt',
    email: 'jonah.brandt@example.com',
    line1: '55 Juniper Lane',
    city: 'Boston',
    region: 'MA',
    postalCode: '02108',
  },
  {
    id: 7_005,
    name: 'Selma Ortiz',
    email: 'selma.ortiz@example.com',
    line1: '21 Prairie Avenue',
    city: 'Chicago',
    region: 'IL',
    postalCode: '60602',
  },
];

/** They order for the first time while somebody watches. */
export const newcomers: readonly DemoCustomer[] = [
  ['Petra Lindqvist', '14 Quarry Lane', 'Trenton', 'NJ', '08608'],
  ['Amadou Reyes', '230 Lakeview Road', 'Rochester', 'NY', '14604'],
  ['Greta Halloran', '8 Chapel Street', 'New Haven', 'CT', '06510'],
  ['Noah Castellan', '61 Orchard Hill', 'Scranton', 'PA', '18503'],
  ['Lidia Marsh', '77 Ferry Road', 'Providence', 'RI', '02903'],
  ['Emil Farrow', '5 Granite Court', 'Concord', 'NH', '03301'],
  ['Wanda Pereira', '19 Beacon Way', 'Baltimore', 'MD', '21202'],
  ['Oskar Dunn', '340 Station Street', 'Wilmington', 'DE', '19801'],
].map(([name = '', line1 = '', city = '', region = '', postalCode = ''], index) => ({
  id: 7_101 + index,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
  line1,
  city,
  region,
  postalCode,
}));

export const customer = (index: number): DemoCustomer => customers[index % customers.length] as DemoCustomer;

export const productOf = (sku: string): DemoProduct => {
  const found = products.find((product) => product.sku === sku);
  if (!found) throw new Error(`the demo does not sell ${sku}`);
  return found;
};
