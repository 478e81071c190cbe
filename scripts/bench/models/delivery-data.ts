// Two public sets of deliveries. Of each order only what stood fast when it was placed is read; what was written into it later
// (its approval, the seller's limit for shipping, dates of shipping, its status, a review, a profit) is left alone.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { greatCircleKm } from '../../../lib/sourcing/domain/geography.ts';
import { type Row, rowsOf } from './csv.ts';
import type { Delivery, DeliverySet } from './deliveries.ts';

const dayMs = 86_400_000;

const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

const numberOf = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));

const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);

type Coordinates = { readonly latitude: number; readonly longitude: number };

const inBrazil = ({ latitude, longitude }: Coordinates): boolean => latitude > -34 && latitude < 6 && longitude > -74 && longitude < -34;

/** Middle of each prefix of postcodes; some points of the table lie on other continents. */
const middles = (rows: readonly Row[]): ReadonlyMap<string, Coordinates> => {
  const points = rows.map((row) => ({
    prefix: row['geolocation_zip_code_prefix'] ?? '',
    latitude: Number(row['geolocation_lat']),
    longitude: Number(row['geolocation_lng']),
  }));
  const groups = Map.groupBy(points.filter(inBrazil), ({ prefix }) => prefix);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return new Map(
    [...groups].map(([prefix, some]) => [
      prefix,
      { latitude: mean(some.map(({ latitude }) => latitude)), longitude: mean(some.map(({ longitude }) => longitude)) },
    ]),
  );
};

const byColumn = (rows: readonly Row[], column: string): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row[column] ?? '', row]));

const readOlist = (folder: string) => {
  const rows = (name: string): readonly Row[] => rowsOf(join(folder, 'olist', `${name}.csv.gz`));
  return {
    orders: rows('orders'),
    customers: byColumn(rows('customers'), 'customer_id'),
    sellers: byColumn(rows('sellers'), 'seller_id'),
    products: byColumn(rows('products'), 'product_id'),
    items: Map.groupBy(rows('order_items'), (row) => row['order_id'] ?? ''),
    payments: Map.groupBy(rows('order_payments'), (row) => row['order_id'] ?? ''),
    places: middles(rows('geolocation')),
  };
};

type Olist = ReturnType<typeof readOlist>;

const placesOf = ({ customers, sellers, places }: Olist, order: Row, item: Row) => {
  const [customer, seller] = [customers.get(order['customer_id'] ?? ''), sellers.get(item['seller_id'] ?? '')];
  const from = places.get(seller?.['seller_zip_code_prefix'] ?? '');
  const to = places.get(customer?.['customer_zip_code_prefix'] ?? '');
  return {
    fromState: seller?.['seller_state'] ?? '',
    toState: customer?.['customer_state'] ?? '',
    toArea: (customer?.['customer_zip_code_prefix'] ?? '').slice(0, 2),
    distanceKm: from && to ? greatCircleKm(from, to) : null,
  };
};

const olistDelivery = (olist: Olist, order: Row): Delivery | undefined => {
  const items = olist.items.get(order['order_id'] ?? '') ?? [];
  const [first] = items;
  const [delivered = '', estimated = ''] = [order['order_delivered_customer_date'], order['order_estimated_delivery_date']];
  if (first === undefined || delivered === '' || estimated === '') return undefined;
  const placedAt = instant(order['order_purchase_timestamp'] ?? '');
  const { fromState, toState, toArea, distanceKm } = placesOf(olist, order, first);
  const products = items.map((item) => olist.products.get(item['product_id'] ?? '') ?? {});
  const litres = products.map(
    (row: Row) => (Number(row['product_length_cm']) * Number(row['product_height_cm']) * Number(row['product_width_cm'])) / 1_000,
  );
  const payments = olist.payments.get(order['order_id'] ?? '') ?? [];
  const placed = new Date(placedAt);
  return {
    placedAt,
    arrivedAt: instant(delivered),
    promisedDays: (instant(estimated) - placedAt) / dayMs,
    days: (instant(delivered) - placedAt) / dayMs,
    // A promise names a day, and holds until it is over.
    late: delivered.slice(0, 10) > estimated.slice(0, 10),
    own: {
      distance_km: distanceKm,
      same_state: fromState === toState ? 1 : 0,
      items: items.length,
      sellers: new Set(items.map((item) => item['seller_id'])).size,
      value: total(items, 'price'),
      freight: total(items, 'freight_value'),
      weight_kg: total(products, 'product_weight_g') / 1_000,
      litres: litres.reduce((sum, value) => sum + value, 0),
      instalments: numberOf(payments[0]?.['payment_installments']),
      pays_by_slip: payments.some((row) => row['payment_type'] === 'boleto') ? 1 : 0,
      hour: placed.getUTCHours(),
      weekday: placed.getUTCDay(),
    },
    shared: {
      all: '',
      seller: first['seller_id'] ?? '',
      lane: `${fromState}>${toState}`,
      area: toArea,
      category: products[0]?.['product_category_name'] ?? '',
    },
  };
};

const inOrder = (deliveries: readonly (Delivery | undefined)[]): readonly Delivery[] =>
  deliveries.filter((one) => one !== undefined).sort((one, other) => one.placedAt - other.placedAt);

const olist = (folder: string): DeliverySet | undefined => {
  if (!existsSync(join(folder, 'olist', 'orders.csv.gz'))) return undefined;
  const read = readOlist(folder);
  return {
    name: 'olist',
    what: 'orders of a Brazilian marketplace that arrived',
    promise: 'the date shown at checkout',
    deliveries: inOrder(read.orders.map((order) => olistDelivery(read, order))),
  };
};

/** Milliseconds of `4/1/2016 21:05`, month first. */
const monthFirst = (text: string): number => {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0] = text.split(/[/ :]/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
};

const datacoDelivery = (lines: readonly Row[]): Delivery | undefined => {
  const [first] = lines;
  // Cancelled orders went nowhere.
  if (first === undefined || first['Delivery Status'] === 'Shipping canceled') return undefined;
  const placedAt = monthFirst(first['order date (DateOrders)'] ?? '');
  const [promisedDays, days] = [Number(first['Days for shipment (scheduled)']), Number(first['Days for shipping (real)'])];
  const placed = new Date(placedAt);
  const [mode = '', region = '', type = ''] = [first['Shipping Mode'], first['Order Region'], first['Type']];
  return {
    placedAt,
    arrivedAt: placedAt + days * dayMs,
    promisedDays,
    days,
    late: days > promisedDays,
    own: {
      lines: lines.length,
      units: total(lines, 'Order Item Quantity'),
      value: total(lines, 'Order Item Total'),
      discount_rate: numberOf(first['Order Item Discount Rate']),
      pays_by_transfer: type === 'TRANSFER' ? 1 : 0,
      pays_by_debit: type === 'DEBIT' ? 1 : 0,
      pays_in_cash: type === 'CASH' ? 1 : 0,
      hour: placed.getUTCHours(),
      weekday: placed.getUTCDay(),
    },
    shared: {
      all: '',
      mode,
      region,
      mode_region: `${mode}>${region}`,
      department: first['Department Name'] ?? '',
      origin: first['Customer State'] ?? '',
    },
  };
};

const dataco = (folder: string): DeliverySet | undefined => {
  const path = join(folder, 'dataco', 'dataco.csv.gz');
  if (!existsSync(path)) return undefined;
  const orders = Map.groupBy(rowsOf(path), (row) => row['Order Id'] ?? '');
  return {
    name: 'dataco',
    what: 'orders of a worldwide shop that were shipped',
    promise: 'the days of the shipping mode',
    deliveries: inOrder([...orders.values()].map(datacoDelivery)),
  };
};

/** The sets that the folder has, in a fixed order. */
export const readDeliveries = (folder: string): readonly DeliverySet[] =>
  [olist(folder), dataco(folder)].filter((one) => one !== undefined);
