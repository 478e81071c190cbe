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
] as const;

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
] as const;

/** Units per location. The filter is sold out until a delivery arrives, and no place has both tent and stove. */
export const openingStock: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  newark: { 'TENT-2P': 40, 'BAG-DOWN': 60, 'MUG-STEEL': 200, 'LAMP-HEAD': 80, 'TENT-4P': 5 },
  dallas: { 'STOVE-GAS': 70, 'MAT-AIR': 90, 'MUG-STEEL': 150, 'PACK-45L': 30 },
  reno: { 'TENT-2P': 25, 'PACK-45L': 45, 'LAMP-HEAD': 60, 'BAG-DOWN': 20 },
};

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
