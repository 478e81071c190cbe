import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReturnFigureRows } from '../../../lib/customers/app/return-risk/return-figures.rows.ts';
import { createReturnShares, type ReturnSharesParts } from '../../../lib/customers/app/return-risk/return-shares.ts';
import { returnFiguresOf } from '../../../lib/customers/domain/return-risk/return-figures.ts';
import { createReturnTallies } from '../../../lib/customers/domain/return-risk/return-tallies.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { inOrder, onDay, sold, soldLine } from './facts.fixtures.ts';

const [main, other] = [TenantId('main'), TenantId('other')];
let parts: EmbeddedParts;
let views: Table;
let now: Instant;
let warned: string[];

const reading = (products: ReturnSharesParts['products'] = async () => new Map(Object.entries(catalog))) =>
  createReturnShares({
    platform: {
      views,
      clock: { now: () => now, sleep: () => Promise.resolve() },
      observability: {
        logger: { warn: (message: string) => warned.push(message) },
      } as unknown as ReturnSharesParts['platform']['observability'],
    },
    products,
  });

const catalog = {
  'BOOT-41': { category: 'shoes', article: 'BOOT', size: '41' },
  'BOOT-42': { category: 'shoes', article: 'BOOT', size: '42' },
  'CLOG-41': { category: 'shoes', article: 'CLOG', size: '41' },
  'NEW-41': { category: 'shoes', article: 'NEW', size: '41' },
  MUG: { category: 'kitchen' },
};

/** Of 40 boots in 41 come 30 back, of 20 in 42 none, and of one mug the only one. */
const save = async (tallies: ReturnType<typeof createReturnTallies>): Promise<void> => {
  const rows = createReturnFigureRows(views);
  const { summary, articles, customers } = returnFiguresOf(tallies, now);
  for (const article of articles) await rows.saveArticle(main, article, now);
  for (const customer of customers) await rows.saveCustomer(main, customer, now);
  await rows.saveSummary(main, summary, now);
};

const count = async (): Promise<void> => {
  const tallies = createReturnTallies();
  const facts = Array.from({ length: 60 }, (_, index) => {
    const line = soldLine('BOOT', index < 40 ? '41' : '42');
    return sold(`o${index}`, index, [line], index < 30 ? { back: { [line.sku]: 'too-small' } } : {});
  });
  const mug = sold('m', 1, [soldLine('MUG', null, { category: 'kitchen' })], { back: { MUG: 'other' } });
  for (const fact of inOrder([...facts.flat(), ...mug])) tallies.add(fact);
  await save(tallies);
};

beforeEach(() => {
  parts = openEmbeddedParts();
  views = openTable(parts.store, { name: 'views' }).table;
  now = onDay(200);
  warned = [];
});
afterEach(() => parts.close());

describe('how likely articles come back', () => {
  it('is their share by category, article and size, each drawn towards the one before', async () => {
    await count();
    const found = await reading().shares(main, ['BOOT-41', 'BOOT-42', 'CLOG-41', 'NEW-41'].map(Sku));
    expect(found?.version).toBe(now);
    // 30 of 60 shoes, as if 30 more had come back at the usual fifth: 0.4; of boots 20 more at that; of a size ten more at that.
    const [category, article] = [0.4, (30 + 20 * 0.4) / 80];
    expect(found?.of).toEqual([
      { sku: 'BOOT-41', sold: 60, categorySold: 60, probability: Number(((30 + 10 * article) / 50).toFixed(6)) },
      { sku: 'BOOT-42', sold: 60, categorySold: 60, probability: Number(((10 * article) / 30).toFixed(6)) },
      { sku: 'CLOG-41', sold: 0, categorySold: 60, probability: category },
      { sku: 'NEW-41', sold: 0, categorySold: 60, probability: category },
    ]);
  });

  it('is not told of goods of which too little was sold, nor of any before something was counted, nor to another tenant', async () => {
    expect(await reading().shares(main, [Sku('MUG')])).toBeUndefined();
    await save(createReturnTallies());
    expect(await reading().shares(main, [Sku('MUG')])).toBeUndefined();
    await count();
    const shares = reading();
    expect((await shares.shares(main, ['MUG', 'UNKNOWN'].map(Sku)))?.of).toEqual([
      { sku: 'MUG', sold: 1, categorySold: 1, probability: null },
      { sku: 'UNKNOWN', sold: 0, categorySold: 0, probability: null },
    ]);
    expect(await shares.shares(other, [Sku('BOOT-41')])).toBeUndefined();
  });

  it('follows a new count within a minute', async () => {
    await count();
    const shares = reading();
    const first = (await shares.shares(main, [Sku('MUG')]))?.version;
    now = plusMs(now, 61_000);
    await count();
    expect([first, (await shares.shares(main, [Sku('MUG')]))?.version]).toEqual([onDay(200), now]);
  });

  it('stops no order where it cannot be read', async () => {
    await count();
    const broken = reading(() => Promise.reject(new Error('no answer')));
    expect(await broken.shares(main, [Sku('MUG')])).toBeUndefined();
    expect(warned).toEqual(['shares of returns could not be read']);
  });
});
