import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pythonEnvironmentOf } from '../../../lib/platform/embedded/python-environment.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { rowsOf } from '../../../scripts/bench/models/csv.ts';
import { type Delivery, deliveryRows, deliverySplit } from '../../../scripts/bench/models/deliveries.ts';
import { readDeliveries } from '../../../scripts/bench/models/delivery-data.ts';
import { measureDeliveries } from '../../../scripts/bench/models/delivery.ts';
import { fraudRows, fraudSplits, type Purchase, readPurchases } from '../../../scripts/bench/models/fraud-rows.ts';
import { bestThreshold, costsOf, fraudPart, measureFraud } from '../../../scripts/bench/models/fraud.ts';
import {
  averagePrecision,
  featureNames,
  type FeatureRow,
  type Learner,
  learnByTrees,
  recallAt,
  type Task,
} from '../../../scripts/bench/models/tables.ts';
import { projectRoot } from '../../../scripts/support/run-tool.ts';

const [hour, day] = [3_600_000, 86_400_000];
const start = Date.UTC(2015, 0, 1);

const purchase = (over: Partial<Purchase>): Purchase => ({
  at: start,
  signedUpAt: start - day,
  device: 'device',
  ip: '1',
  country: 'Chile',
  valueMinor: 4_000,
  source: 'Ads',
  browser: 'Chrome',
  male: true,
  age: 30,
  fraudulent: false,
  ...over,
});

/** Every fifth purchase is by one of a few devices, and most of those are fraud. */
const purchases = ((): readonly Purchase[] => {
  const random = createRandom(3);
  return Array.from({ length: 1_500 }, (_, index) => {
    const ring = index % 5 === 0;
    const at = start + index * 2 * hour;
    return purchase({
      at,
      signedUpAt: at - random.between(1, 2_000) * hour,
      device: ring ? `ring-${random.between(1, 12)}` : `device-${index}`,
      ip: `${index}`,
      valueMinor: random.between(1_000, 9_000),
      age: random.between(18, 70),
      fraudulent: random.chance(ring ? 0.8 : 0.03),
    });
  });
})();

const deliveries = ((): readonly Delivery[] => {
  const random = createRandom(4);
  return Array.from({ length: 1_200 }, (_, index): Delivery => {
    const seller = random.between(1, 6);
    const days = seller * 2 + random.between(0, 3);
    const placedAt = start + index * 6 * hour;
    const promisedDays = random.between(5, 12);
    return {
      placedAt,
      arrivedAt: placedAt + days * day,
      promisedDays,
      days,
      late: days > promisedDays,
      own: { value: random.between(1, 90) },
      shared: { seller: `${seller}` },
    };
  });
})();

/** Stands in for the trees where there is no Python: tenths of each feature with the mean label of each, added up. */
const learnByTenths: Learner = async (tasks) =>
  Object.fromEntries(
    tasks.map(({ name, kind, rows, labels, fitted, calibrated }) => {
      const taught = labels.slice(0, fitted);
      const whole = taught.reduce((sum, label) => sum + label, 0) / fitted;
      const parts = featureNames({ rows }).map((feature) => {
        const edges = rows
          .slice(0, fitted)
          .map((row) => row[feature] ?? -1)
          .sort((one, other) => one - other)
          .filter((_, place) => place % Math.ceil(fitted / 10) === 0);
        const binOf = (row: FeatureRow): number => edges.filter((edge) => edge <= (row[feature] ?? -1)).length;
        const sums = new Map<number, { sum: number; count: number }>();
        for (const [place, label] of taught.entries()) {
          const bin = binOf(rows[place] ?? {});
          const { sum, count } = sums.get(bin) ?? { sum: 0, count: 0 };
          sums.set(bin, { sum: sum + label, count: count + 1 });
        }
        return (row: FeatureRow): number => {
          const { sum, count } = sums.get(binOf(row)) ?? { sum: 0, count: 0 };
          return (sum + 5 * whole) / (count + 5) - whole;
        };
      });
      const margins = rows.slice(calibrated).map((row) => whole + parts.reduce((sum, part) => sum + part(row), 0));
      const scores = kind === 'amount' ? margins : margins.map((margin) => Math.min(1, Math.max(0, margin)));
      return [name, { margins, scores, calibration: { slope: 1, intercept: 0 } }] as const;
    }),
  );

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, ...lines: readonly string[]): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), gzipSync(`${lines.join('\n')}\n`));
};

describe('a file of rows', () => {
  it('is read with its mark of byte order, quotes and gaps', () => {
    write('a.csv.gz', '\uFEFFname,city,value', 'one,"Rio, de ""Janeiro""",', 'two,x,3');
    expect(rowsOf(join(folder, 'a.csv.gz'))).toEqual([
      { name: 'one', city: 'Rio, de "Janeiro"', value: '' },
      { name: 'two', city: 'x', value: '3' },
    ]);
  });
});

describe('what was known of a purchase', () => {
  const [first, second, third] = fraudRows([
    purchase({ at: start }),
    purchase({ at: start + 2 * hour, ip: '2', country: null }),
    purchase({ at: start + 50 * hour, country: 'Peru' }),
  ]);
  it('counts the purchases before it and not the one itself', () => {
    expect(first).toMatchObject({ device_before: 0, device_24h: 0, device_hours_ago: null, ip_before: 0, hours_since_signup: 24 });
    expect(second).toMatchObject({ device_before: 1, device_24h: 1, device_hours_ago: 2, ip_before: 0 });
    expect(third).toMatchObject({ device_before: 2, device_24h: 0, device_7d: 2, ip_before: 1, ip_24h: 0, country_share: 0 });
  });
  it('is not known where the table of addresses does not reach', () => {
    expect(second).toMatchObject({ country_share: null, ip_without_country: null });
  });
  it('does not depend on what became of any purchase', () => {
    expect(fraudRows(purchases.map((one) => ({ ...one, fraudulent: !one.fraudulent })))).toEqual(fraudRows(purchases));
  });
  it('does not depend on what was bought later', () => {
    expect(fraudRows(purchases).slice(0, 700)).toEqual(fraudRows(purchases.slice(0, 700)));
  });
  it('is read from the files, in the order of time, with the country of the address', () => {
    write('fraud_ecommerce/ip_to_country.csv.gz', 'lower_bound_ip_address,upper_bound_ip_address,country', '100,199,Chile', '300,399,Peru');
    const line = (at: string, ip: string) => `7,1/1/2015 8:00,${at},34,D,SEO,Opera,F,39,${ip},1`;
    write(
      'fraud_ecommerce/fraud_with_ip.csv.gz',
      'user_id,signup_time,purchase_time,purchase_value,device_id,source,browser,sex,age,ip_address,class',
      line('1/3/2015 9:30', '150.5'),
      line('1/2/2015 9:30', '250'),
      line('1/1/2015 9:30', '500'),
      line('1/4/2015 9:30', '399'),
    );
    const read = readPurchases(folder) ?? [];
    expect(read.map(({ country }) => country)).toEqual([null, 'none', 'Chile', 'Peru']);
    expect(read[0]).toMatchObject({ at: Date.UTC(2015, 0, 1, 9, 30), valueMinor: 3_400, male: false, fraudulent: true });
  });
});

describe('purchases that are held out', () => {
  const splits = Object.fromEntries(fraudSplits(purchases).map((split) => [split.name, split]));
  it('are each in one part alone', () => {
    for (const { order } of Object.values(splits)) expect(new Set(order).size).toBe(order.length);
    expect(Object.values(splits).map(({ order }) => order.length)).toEqual([1_500, 708, 1_500]);
  });
  it('lie after all that was learnt from, where they are split by time', () => {
    for (const { order } of [splits['time'], splits['attack']].filter((one) => one !== undefined))
      expect(order).toEqual([...order].sort((one, other) => one - other));
  });
  it('share no device with what was learnt from, where they are split by device', () => {
    const { order, calibrated } = splits['devices'] ?? { order: [], calibrated: 0 };
    const devices = (some: readonly number[]) => new Set(some.map((index) => purchases[index]?.device));
    const learnt = devices(order.slice(0, calibrated));
    expect([...devices(order.slice(calibrated))].filter((device) => learnt.has(device))).toEqual([]);
  });
});

describe('fraud that was measured', () => {
  it('is found by what the rows say, and not when the labels are shuffled', async () => {
    const reports = await measureFraud(purchases, learnByTenths);
    expect(reports.map(({ split, learntFrom, measuredOn }) => [split, learntFrom + measuredOn])).toEqual([
      ['time', 1_500],
      ['attack', 708],
      ['devices', 1_500],
    ]);
    const [time] = reports;
    expect(time?.auc).toBeGreaterThan(0.8);
    expect(Math.abs((time?.aucOfShuffledLabels ?? 0) - 0.5)).toBeLessThan(0.1);
  });
  it('costs in all what its bands cost, which hold every purchase once', async () => {
    for (const { cost, byBand } of await measureFraud(purchases, learnByTenths)) {
      const sum = (of: (band: (typeof byBand)[number]) => number) => byBand.reduce((total, band) => total + of(band), 0);
      expect(sum((band) => band.cost)).toBeCloseTo(cost.bands, 6);
      expect(sum((band) => band.sharePct)).toBeCloseTo(100, 6);
      expect(sum((band) => band.fraudPct)).toBeCloseTo(100, 6);
    }
  });
  it('costs by the terms of the product', () => {
    // A purchase of $100: passing a fraud loses $80 and a fee of $20, declining an honest one $20 and $5 of goodwill.
    const scored = [
      { score: 0.99, fraudulent: true, valueMinor: 10_000 },
      { score: 0.6, fraudulent: false, valueMinor: 10_000 },
      { score: 0.6, fraudulent: true, valueMinor: 10_000 },
      { score: 0, fraudulent: false, valueMinor: 10_000 },
    ];
    expect(bestThreshold(scored, 'decline')).toBe(2_500);
    const { cost } = costsOf(scored);
    expect(cost.everythingPasses).toBeCloseTo((200 / 4) * 1_000, 6);
    expect(cost.bestDeclineThreshold).toBeCloseTo((25 / 4) * 1_000, 6);
  });
  it('is left out where the folder has no purchases', async () => {
    expect(await fraudPart({ data: folder, libraries: false, tell: () => undefined })).toMatchObject({ kind: 'skipped' });
  });
});

describe('what was known of a delivery', () => {
  it('counts an outcome from its arrival on', () => {
    const delivery = (placed: number, days: number): Delivery => ({
      placedAt: start + placed * day,
      arrivedAt: start + (placed + days) * day,
      promisedDays: 3,
      days,
      late: days > 3,
      own: {},
      shared: { seller: 'one' },
    });
    const rows = deliveryRows([delivery(0, 5), delivery(1, 1), delivery(4, 1), delivery(6, 1)]);
    expect(rows.map((row) => row['seller_deliveries'])).toEqual([0, 0, 1, 3]);
    expect(rows.map((row) => row['seller_late'])).toEqual([null, null, 0, expect.closeTo(1 / 3, 9)]);
  });
  it('does not depend on how it, or one that is still under way, turned out', () => {
    const changed = 600;
    const moment = deliveries[changed]?.placedAt ?? 0;
    const other = deliveries.map((one) => (one.arrivedAt < moment ? one : { ...one, days: one.days + 9, late: !one.late }));
    expect(deliveryRows(other).slice(0, changed + 1)).toEqual(deliveryRows(deliveries).slice(0, changed + 1));
    expect(deliveryRows(other).slice(changed + 1)).not.toEqual(deliveryRows(deliveries).slice(changed + 1));
  });
  it('is learnt from only where it had arrived before the first that is measured', () => {
    const { learnt, measured, fitted } = deliverySplit(deliveries);
    const first = deliveries[measured[0] ?? 0]?.placedAt ?? 0;
    expect(Math.max(...learnt.map((index) => deliveries[index]?.arrivedAt ?? 0))).toBeLessThan(first);
    expect([measured.length, fitted]).toEqual([360, Math.floor(learnt.length * 0.8)]);
  });
});

const olistFiles = (later: { readonly approved: string; readonly shipped: string; readonly limit: string; readonly status: string }) => {
  write('olist/customers.csv.gz', 'customer_id,customer_zip_code_prefix,customer_state', 'c,20000,RJ');
  write('olist/sellers.csv.gz', 'seller_id,seller_zip_code_prefix,seller_state', 's,01000,SP');
  write(
    'olist/products.csv.gz',
    'product_id,product_category_name,product_weight_g,product_length_cm,product_height_cm,product_width_cm',
    'p,bebes,2500,10,20,30',
  );
  write(
    'olist/geolocation.csv.gz',
    'geolocation_zip_code_prefix,geolocation_lat,geolocation_lng',
    '20000,-22.9,-43.2',
    '20000,45.1,9.2',
    '01000,-23.55,-46.63',
  );
  write(
    'olist/order_items.csv.gz',
    'order_id,product_id,seller_id,shipping_limit_date,price,freight_value',
    `o,p,s,${later.limit},21.5,8.5`,
  );
  write('olist/order_payments.csv.gz', 'order_id,payment_type,payment_installments', 'o,boleto,1');
  write(
    'olist/orders.csv.gz',
    'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date',
    `o,c,${later.status},2018-01-01 12:00:00,${later.approved},${later.shipped},2018-01-11 18:00:00,2018-01-11 00:00:00`,
    'o2,c,canceled,2018-01-01 12:00:00,,,,2018-01-11 00:00:00',
  );
};

const datacoFile = (later: { readonly status: string; readonly shipped: string; readonly profit: string }) =>
  write(
    'dataco/dataco.csv.gz',
    'Type,Days for shipping (real),Days for shipment (scheduled),Delivery Status,Order Id,order date (DateOrders),Order Item Quantity,Order Item Total,Order Item Discount Rate,Order Region,Department Name,Customer State,Order Status,Order Profit Per Order,shipping date (DateOrders),Shipping Mode',
    `DEBIT,5,4,Late delivery,1,4/1/2016 21:05,1,40,0.1,West,Fan Shop,PR,${later.status},${later.profit},${later.shipped},Standard Class`,
    `DEBIT,5,4,Late delivery,1,4/1/2016 21:05,2,60,0.1,West,Fan Shop,PR,${later.status},${later.profit},${later.shipped},Standard Class`,
    `DEBIT,2,4,Shipping canceled,2,4/1/2016 21:05,2,60,0.1,West,Fan Shop,PR,CANCELED,1,4/3/2016 21:05,Standard Class`,
  );

describe('public deliveries', () => {
  it('are read without anything that was written into them later', () => {
    olistFiles({ approved: '2018-01-01 13:00:00', shipped: '2018-01-03 09:00:00', limit: '2018-01-05 09:00:00', status: 'delivered' });
    datacoFile({ status: 'COMPLETE', shipped: '4/6/2016 21:05', profit: '11' });
    const first = readDeliveries(folder);
    olistFiles({ approved: '', shipped: '2018-01-10 09:00:00', limit: '2018-01-30 09:00:00', status: 'shipped' });
    datacoFile({ status: 'PENDING', shipped: '4/2/2016 21:05', profit: '-300' });
    expect(readDeliveries(folder)).toEqual(first);
    expect(first.map(({ name, deliveries: some }) => [name, some.length])).toEqual([
      ['olist', 1],
      ['dataco', 1],
    ]);
  });
  it('keep a promise until its day is over, and leave out points on other continents', () => {
    olistFiles({ approved: '', shipped: '', limit: '', status: 'delivered' });
    const [olist] = readDeliveries(folder);
    expect(olist?.deliveries[0]).toMatchObject({ promisedDays: 9.5, days: 10.25, late: false });
    expect(olist?.deliveries[0]?.own).toMatchObject({ weight_kg: 2.5, litres: 6, pays_by_slip: 1, same_state: 0 });
    expect(olist?.deliveries[0]?.own['distance_km']).toBeCloseTo(358, -1);
  });
  it('are counted by order, not by line', () => {
    datacoFile({ status: 'COMPLETE', shipped: '', profit: '' });
    const [dataco] = readDeliveries(folder);
    expect(dataco?.deliveries[0]).toMatchObject({ days: 5, promisedDays: 4, late: true, own: { lines: 2, units: 3, value: 100 } });
  });
});

describe('deliveries that were measured', () => {
  it('are told better than the promise does, and not when outcomes are shuffled', async () => {
    const report = await measureDeliveries({ name: 'made', what: '', promise: '', deliveries }, learnByTenths);
    expect(report.measuredOn).toBe(360);
    expect(report.lateness.auc).toBeGreaterThan(report.lateness.aucOfPromise);
    expect(report.maeDays.waybill).toBeLessThan(report.maeDays.promise);
    expect(Math.abs(report.aucOfShuffledOutcomes - 0.5)).toBeLessThan(0.1);
  });
});

describe('a ranking', () => {
  it('has the precision at each positive, equal scores together', () => {
    expect(averagePrecision([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1])).toBeCloseTo((1 + 2 / 3) / 2, 9);
    expect(averagePrecision([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5])).toBeCloseTo(0.5, 9);
    expect(averagePrecision([0, 0], [0.1, 0.2])).toBe(0);
  });
  it('finds what lies above the threshold that few negatives pass', () => {
    const scores = [0.95, 0.5, 0.9, ...Array.from({ length: 99 }, (_, place) => place / 1_000)];
    const labels = [1, 1, 0, ...Array.from({ length: 99 }, () => 0)];
    expect(recallAt(labels, scores, 0)).toBe(0.5);
    expect(recallAt(labels, scores, 0.01)).toBe(1);
  });
});

const environment = pythonEnvironmentOf({
  requirements: join(projectRoot, 'models', 'requirements.txt'),
  cacheDir: join(projectRoot, '.cache'),
});

// Where nobody has trained a model yet there is no XGBoost, and a test fetches nothing.
describe.runIf(environment.complete)('the trees', () => {
  it('say the same each time, with a score for each row that was held out', async () => {
    const rows = Array.from({ length: 200 }, (_, place): FeatureRow => ({ known: place % 2, gap: place % 3 === 0 ? null : place }));
    const labels = rows.map(({ known }, place) => (place % 10 === 0 ? 0 : (known ?? 0)));
    const tasks: readonly Task[] = [
      { name: 'chance', kind: 'probability', rows, labels, fitted: 100, calibrated: 140 },
      { name: 'days', kind: 'amount', rows, labels: labels.map((label) => 3 + 4 * label), fitted: 100, calibrated: 140 },
    ];
    const answers = await learnByTrees(tasks);
    expect(await learnByTrees(tasks)).toEqual(answers);
    expect(answers['chance']?.scores).toHaveLength(60);
    expect(answers['chance']?.scores[1]).toBeGreaterThan(answers['chance']?.scores[2] ?? 1);
    expect(answers['days']?.scores[1]).toBeGreaterThan(6);
    // Python starts twice, which a busy machine takes its time for.
  }, 60_000);
});
