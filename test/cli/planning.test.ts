import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AtRest, type Day, openAtRest, playDay } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
let files: string;
beforeAll(async () => {
  day = await playDay();
  files = mkdtempSync(join(tmpdir(), 'waybill-feeds-'));
});
afterAll(() => {
  day.remove();
  rmSync(files, { recursive: true, force: true });
});
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const fileOf = (name: string, text: string): string => {
  const path = join(files, name);
  writeFileSync(path, text);
  return path;
};

describe('oms import feeds', () => {
  const spend = 'campaign,day,region,spend,currency,uplift\ninstagram,2026-12-01,us-nv,5000.50,usd,40\n';

  it('checks a file without writing, then takes it, and shows what was told', async () => {
    const file = fileOf('spend.csv', spend);
    const checked = await oms('import', 'feeds', 'marketing', file, '--dry-run');
    expect(checked.out).toContain('1 row: 1 valid. Dry run: nothing was written.');
    expect((await oms('feeds', 'list', 'marketing')).out).toContain('Nothing has been told.');
    expect((await oms('import', 'feeds', 'marketing', file)).out).toContain('1 row: 1 created.');
    expect((await oms('import', 'feeds', 'marketing', file)).out).toContain('1 row: 1 replaced.');
    const { items } = documentOf(await oms('feeds', 'list', 'marketing', '--json')) as {
      items: { row_id: string; row: unknown; provenance: unknown }[];
    };
    expect(items).toMatchObject([
      {
        row: { campaign: 'instagram', region: 'US-NV', amount_minor: 500_050, uplift_percent: 40 },
        provenance: { source: file, via: 'file' },
      },
    ]);
    expect((await oms('feeds', 'remove', 'marketing', items[0]?.row_id ?? '')).exitCode).toBe(0);
    expect((await oms('feeds', 'remove', 'marketing', items[0]?.row_id ?? '')).exitCode).toBe(3);
  });

  it('names row and column of what is wrong, and takes the rows that are right', async () => {
    const file = fileOf(
      'promotions.csv',
      'promotion_id,from,to,discount\nxmas,2026-12-20,2026-12-26,20\nlate,2026-12-20,2026-12-01,20\nfree,2026-12-20,2026-12-21,120\n',
    );
    const { exitCode, out } = await oms('import', 'feeds', 'promotions', file);
    expect(exitCode).toBe(1);
    expect(out).toContain('row 3: to must not be before from');
    expect(out).toContain('row 4: depth_percent must be 95 or less');
    expect(out).toContain('3 rows: 1 created, 2 refused.');
  });

  it('leaves the command that reads other files as it is', async () => {
    const { exitCode, out } = await oms(
      'import',
      'products',
      fileOf('products.csv', 'sku,title,category\nDESK,Desk,furniture\n'),
      '--dry-run',
    );
    expect([exitCode, out]).toEqual([0, expect.stringContaining('1 row: 1 valid.')]);
  });
});

describe('oms planning', () => {
  it('says that there is nothing to propose, and nothing to plan by, before a night has passed', async () => {
    expect((await oms('planning', 'proposals')).out).toContain('There are none.');
    expect((await oms('planning', 'staffing')).out).toContain('There is no whole pass of forecasts yet.');
    expect((await oms('planning', 'carrier-volumes')).out).toContain('There is no whole pass of forecasts yet.');
    expect((await oms('forecasts', 'accuracy')).out).toContain('No week that was forecast before it began is over yet.');
  });

  it('proposes when asked to, and takes an answer once', async () => {
    const location = { region: 'US-NY', share: 1, location_id: 'east' };
    const days = Array.from({ length: 28 }, (_, at) => ({
      day: new Date(Date.now() + at * 86_400_000).toISOString().slice(0, 10),
      mean: 60,
    }));
    const forecast = {
      sku: 'LAMP',
      model: 'tsb',
      version: 'forecast-test',
      made_at: '2026-11-20T01:00:00.000Z',
      dispersion: 1,
      days,
      history_from: '2026-08-01',
      history_to: '2026-11-19',
      history_units: 6_000,
      regions: [location],
      locations: [{ location_id: 'east', share: 1 }],
    };
    await rest.product.platform.views.put({ PK: 'main#FORECASTS#LAMP', SK: 'CURRENT', snapshot: true, forecast });
    const { catalog } = rest.product;
    await catalog.putProduct('main', { sku: 'LAMP', title: 'Lamp', requires_shipping: true, price: 4_000, currency: 'USD' });
    expect((await oms('planning', 'propose')).out).toMatch(/^\d+ new proposals?\.$/m);
    const { items } = documentOf(await oms('planning', 'proposals', '--sku', 'LAMP', '--kind', 'purchase', '--json')) as {
      items: { proposal_id: string; sentence: string }[];
    };
    const [{ proposal_id: id, sentence }] = items as [{ proposal_id: string; sentence: string }];
    expect((await oms('planning', 'proposals')).out).toContain(sentence);
    expect((await oms('planning', 'accept', id)).err).toContain('say from whom to buy it');
    expect((await oms('planning', 'accept', id, '--supplier', 'Lamps United')).out).toContain(`${id} is accepted: plan-${id}.`);
    expect((await oms('planning', 'decline', id)).err).toContain('It is accepted already.');
    expect((await oms('forecast', 'LAMP', '--level', 'location')).out).toMatch(/^east +\d{4}-/m);
  });
});
