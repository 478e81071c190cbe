import { describe, expect, it } from 'vitest';
import { growForest, strangeness } from '../../../lib/intelligence/domain/records/isolation-forest.ts';
import {
  createRecordJudge,
  heldOutMin,
  type KeptRecord,
  recordsMin,
  trainRecordModel,
} from '../../../lib/intelligence/domain/records/record-check.ts';
import type { CheckedRecord } from '../../../lib/intelligence/domain/records/record-features.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { corruptions } from '../../../scripts/record-check/corruptions.ts';

const random = createRandom(11);
const start = Date.parse('2026-01-01T00:00:00.000Z');

/** An order of one of twenty articles, at a price of its own that moves by a tenth. */
const order = (index: number): CheckedRecord => {
  const article = random.between(1, 20);
  const unitPrice = Math.round(article * 500 * (0.95 + random.next() / 10));
  const quantity = random.between(1, 3);
  const [subtotal, shipping] = [unitPrice * quantity, 495];
  return {
    id: `o-${index}`,
    placedAt: new Date(start + index * 1_800_000).toISOString(),
    minutesAhead: 0,
    currency: 'EUR',
    country: random.next() < 0.8 ? 'DE' : 'AT',
    lines: [{ sku: `A-${article}`, quantity, unitPrice }],
    totals: { subtotal, discount: 0, shipping, tax: 0, total: subtotal + shipping },
    difference: 0,
    missing: random.next() < 0.1 ? ['shipping_method'] : [],
  };
};
const orders = (count: number): readonly KeptRecord[] => Array.from({ length: count }, (_, index) => order(index));
const trained = (records: readonly KeptRecord[], seed = 5) => {
  const model = trainRecordModel(records, seed);
  if (!model) throw new Error('there are enough records');
  return model;
};

describe('an isolation forest', () => {
  const cloud = Array.from({ length: 300 }, () => [random.next(), random.next(), 1]);
  const options = { seed: 3, least: [0.1, 0.1, 0.1] };

  it('finds a point stranger the farther it is from all others', () => {
    const forest = growForest(cloud, options);
    const [inside, outside, far] = [
      [0.5, 0.5, 1],
      [1.6, 0.5, 1],
      [9, 9, 1],
    ].map((point) => strangeness(forest, point));
    expect(inside).toBeLessThan(0.5);
    expect(outside).toBeGreaterThan(inside ?? 1);
    expect(far).toBeGreaterThan(outside ?? 1);
  });

  it('finds a point strange by a feature that never differed', () => {
    const forest = growForest(cloud, options);
    expect(strangeness(forest, [0.5, 0.5, 2])).toBeGreaterThan(strangeness(forest, [0.5, 0.5, 1]));
  });

  it('is the same for the same seed, and another for another one', () => {
    expect(growForest(cloud, options)).toEqual(growForest(cloud, options));
    expect(growForest(cloud, { ...options, seed: 4 })).not.toEqual(growForest(cloud, options));
  });

  it('cannot grow from nothing', () => {
    expect(() => growForest([], options)).toThrow(RangeError);
  });
});

describe('the check of records', () => {
  it('keeps silent below the number of records that its budget takes', () => {
    expect(trainRecordModel(orders(recordsMin - 1), 5)).toBeUndefined();
    expect(trainRecordModel(orders(recordsMin), 5)?.heldOut).toBe(heldOutMin);
  });

  it('sets aside about as many of the held-out kind as the budget says', () => {
    const records = orders(8_000);
    const judge = createRecordJudge(trained(records.slice(0, 4_000)));
    const fresh = records.slice(4_000);
    const found = fresh.filter((record) => judge(record).unusual).length;
    // 4 are expected of 4,000; 17 or more come by chance less than once in 100,000.
    expect(found).toBeLessThan(17);
  });

  it('finds planted faults and names the field', () => {
    const records = orders(4_000);
    const judge = createRecordJudge(trained(records.slice(0, 3_000)));
    const fresh = records.slice(3_000, 3_200);
    const share = (name: string): number => {
      const fault = corruptions.find((one) => one.name === name);
      if (!fault) throw new Error(`no fault ${name}`);
      return fresh.filter((record) => judge(fault.spoil(record, random)).unusual).length / fresh.length;
    };
    for (const name of [
      'price in major units',
      'price a hundred times',
      'quantity and price exchanged',
      'total without its parts',
      'another currency',
    ])
      expect(share(name), name).toBeGreaterThan(0.95);
    const dear = fresh[0] as CheckedRecord;
    const [line] = dear.lines;
    const spoilt = { ...dear, lines: [{ sku: line?.sku ?? '', quantity: 1, unitPrice: (line?.unitPrice ?? 0) * 100 }] };
    expect(judge(spoilt).reasons[0]).toMatchObject({
      field: 'lines.0.unit_price',
      message: expect.stringMatching(/^A-\d+ usually costs about \d+, here \d+: (9\d|10\d) times that$/),
    });
  });

  it('gives equal verdicts for equal records and seeds, also after the model has been kept', () => {
    const records = orders(1_500);
    const model = trained(records);
    const [one, other] = [createRecordJudge(model), createRecordJudge(JSON.parse(JSON.stringify(model)) as typeof model)];
    for (const record of records.slice(0, 50)) expect(one(record)).toEqual(other(record));
  });

  it('raises its threshold by a record that a person has released', () => {
    const records = orders(1_500);
    const before = trained(records);
    const strange = corruptions[1]?.spoil(records[9] as CheckedRecord, random) as CheckedRecord;
    expect(createRecordJudge(before)(strange).unusual).toBe(true);
    const after = trained([...records, { ...strange, id: 'released', released: true }]);
    expect([after.released, after.threshold > before.threshold]).toEqual([1, true]);
    expect(createRecordJudge(after)(strange).unusual).toBe(false);
  });
});
