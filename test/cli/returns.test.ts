import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-returns-'));
const oms = createOms(dataDir);
const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));
const file = (name: string, text: string): string => {
  writeFileSync(join(dataDir, name), text);
  return join(dataDir, name);
};
let order: string;
let lineId: string;

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  const shop = createShop(installation);
  await stockUp(installation.api, { east: { LAMP: 50, BULB: 50 } });
  order = await shop.place({ LAMP: 2, BULB: 3 });
  await shop.reaches(order, 'allocated');
  const work = await shop.released(order, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await shop.ship(work);
  lineId = (await shop.reaches(order, 'shipped')).line_items[0].line_id;
  await settled(installation.runtime);
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms returns', () => {
  it('records the returns of a CSV file, lines of one return together, and the same file again changes nothing', async () => {
    const rows = [
      'order,return_id,line_id,sku,quantity,reason,condition,location_id',
      `${order},R-1,,LAMP,1,defective,damaged,east`,
      `${order},R-1,,BULB,2,changed-mind,new,east`,
      `${order},R-2,,BULB,2,other,new,`,
      `${order},R-3,,BULB,1,because,new,`,
      'nobody,R-4,,BULB,1,other,new,',
    ];
    const told = await oms('returns', 'import', file('returns.csv', rows.join('\n')), '--json');
    expect(told.exitCode).toBe(1);
    const report = JSON.parse(told.out);
    expect(report).toMatchObject({ recorded: 1, known: 0 });
    expect(report.problems.map(({ row }: { row: number }) => row)).toEqual([4, 5, 6]);
    expect((await json('returns', 'list', order)).items).toMatchObject([
      {
        return_id: 'R-1',
        location_id: 'east',
        lines: [
          { reason: 'defective', condition: 'damaged' },
          { quantity: 2, reason: 'changed-mind' },
        ],
      },
    ]);
    expect(JSON.parse((await oms('returns', 'import', join(dataDir, 'returns.csv'), '--json')).out)).toMatchObject({
      recorded: 0,
      known: 1,
    });
  });

  it('reads JSON lines as well, and says which of them are none', async () => {
    const one = { order, return_id: 'R-5', lines: [{ line_id: lineId, quantity: 1, reason: 'too-small', condition: 'opened' }] };
    const path = file('returns.jsonl', `${JSON.stringify(one)}\nnothing\n`);
    const told = await oms('returns', 'import', path);
    expect(told.out).toContain('row 2: is no JSON object on one line');
    expect(told.out).toContain('1 return recorded, 0 known before, 1 problem.');
    expect((await oms('returns', 'list', order)).out).toContain('too-small');
  });

  it('advises on what came back, with a price where the catalog has none', async () => {
    const asked = ['returns', 'disposition', 'LAMP', '--condition', 'opened', '--location', 'east'];
    const known = await json(...asked, '--price', '4000');
    expect(known).toMatchObject({ best: { disposition: 'resell', location_id: 'east' }, basis: 'assumed' });
    expect((await oms(...asked, '--price', '4000')).out).toContain('Sell it again at east');
    expect((await oms(...asked.slice(0, 5))).err).toContain('Say where the goods are');
  });
});
