// An invented outdoor retailer: what it sells, where it keeps it, and who buys. Nobody here exists.

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

/** Prices in cents. */
export const products = [
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
] as const;

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
  newark: { 'TENT-2P': 40, 'BAG-DOWN': 60, 'MUG-STEEL': 200, 'LAMP-HEAD': 80, 'TENT-4P': 5, 'MEAL-FRESH': 24 },
  dallas: { 'STOVE-GAS': 70, 'MAT-AIR': 90, 'MUG-STEEL': 150, 'PACK-45L': 30, 'MEAL-FRESH': 24 },
  reno: { 'TENT-2P': 25, 'PACK-45L': 45, 'LAMP-HEAD': 60, 'BAG-DOWN': 20 },
  hoboken: { 'MUG-STEEL': 14, 'LAMP-HEAD': 9 },
  'wool-mill': { 'BLANKET-WOOL': 35 },
};

/** Blankets leave the mill three days after they are ordered, and cost $52. */
export const supplierTerms = { lead_time_days: 3, currency: 'USD', unit_costs: [{ sku: 'BLANKET-WOOL', amount_minor: 5_200 }] };

/** The store keeps some for who walks in, and channels are told of less than there is of what sells fast. */
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

export const customer = (index: number): DemoCustomer => customers[index % customers.length] as DemoCustomer;

export const productOf = (sku: string): (typeof products)[number] => {
  const found = products.find((product) => product.sku === sku);
  if (!found) throw new Error(`the demo does not sell ${sku}`);
  return found;
};
