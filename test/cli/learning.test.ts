import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRatingTwin } from '../../bin/demo/twins/rating/rating.twin.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { type AtRest, type Day, openAtRest, playDay } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const heading =
  'reference,carrier,service,origin_country,origin_region,destination_country,destination_region,package_kind,shipped_at,delivered_at,damaged,lost';
const parcel = (number: number, change: Record<string, string> = {}): string => {
  const fields = { kind: 'fragile', shipped: '2026-10-01T10:00:00Z', delivered: '2026-10-05T10:00:00Z', damaged: '', lost: '', ...change };
  return `P-${number},UPS,Ground,US,NJ,US,IL,${fields.kind},${fields.shipped},${fields.delivered},${fields.damaged},${fields.lost}`;
};
const file = (...rows: readonly string[]): string => {
  const path = join(rest.dataDir, 'parcels.csv');
  writeFileSync(path, [heading, ...rows].join('\n'));
  return path;
};

describe('oms import outcomes', () => {
  it('counts parcels once, and names the rows that are wrong', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => parcel(index, { damaged: index < 3 ? 'yes' : 'no' }));
    const path = file(...rows, parcel(20, { kind: 'soft' }), parcel(21, { delivered: '' }), parcel(22, { delivered: '', lost: 'yes' }));
    const dry = await oms('import', 'outcomes', path, '--dry-run');
    expect(dry.out).toContain('15 rows: 13 valid, 2 refused. Dry run: nothing was written.');
    const { exitCode, out } = await oms('import', 'outcomes', path);
    expect(exitCode).toBe(1);
    expect(out).toContain('row 14: package_kind must be one of fragile, cold, bulky, standard');
    expect(out).toContain('row 15: delivered_at must be given, unless the parcel is lost');
    expect(out).toContain('15 rows: 13 recorded, 2 refused.');
    expect((await oms('import', 'outcomes', path)).out).toContain('15 rows: 13 known, 2 refused.');
    const { items } = documentOf(await oms('carriers', '--refresh', '--json', '--carrier', 'UPS'));
    // The order that this installation has shipped by itself is another parcel, without a service.
    expect(items.filter(({ service }: { readonly service: string }) => service !== '')).toMatchObject([
      { carrier: 'ups', service: 'ground', zone: '5', package_kind: 'fragile', parcels: 13, basis: 'learned' },
    ]);
    expect((await oms('carriers')).out).toMatch(/^ups +ground +5 +fragile +13 /m);
    expect((await oms('carriers', '--zone', '1')).out).toContain('No parcel of that carrier and zone has been counted.');
  });
});

describe('oms carriers quote', () => {
  const usual = ['carriers', 'quote', 'east', '--to', 'US-NY-12207', '--grams', '800'];

  it('says how carriers come to be asked where they are not', async () => {
    const { exitCode, err } = await oms(...usual);
    expect(exitCode).toBe(3);
    expect(err).toContain('The policy sourcing names no service to ask for prices; its member quotes would (`oms policy show sourcing`).');
  });

  it('names the option that is wrong, and what it takes', async () => {
    expect((await oms('carriers', 'quote', 'east', '--to', 'US-NY', '--grams', '800')).err).toContain(
      '--to must have a whole postal code, such as US-NY-12207',
    );
    expect((await oms(...usual.slice(0, -1), 'much')).err).toContain('It must be a whole number from 1 to 1000000.');
    expect((await oms(...usual, '--currency', 'dollars')).err).toContain(
      '--currency must be three upper-case letters after ISO 4217, such as USD',
    );
  });

  it('prints what carriers ask, or why there is no price', async () => {
    const twin = await startRatingTwin({ clock: systemClock, random: createRandom(3), service: 'shipstation', apiKey: 'key' });
    const value = { preset: 'balanced', quotes: { from: 'shipstation', carrier_accounts: ['se-1'] } };
    expect((await oms('policy', 'set', 'sourcing', '--value', JSON.stringify(value), '--note', 'ask')).exitCode).toBe(0);
    expect((await oms(...usual)).out).toContain('the postal code of the location or of the destination is not known');
    const place = { location_id: 'east', name: 'Newark', type: 'warehouse', active: true, country: 'US', region: 'NJ' } as const;
    await rest.product.catalog.putLocation('main', { ...place, postal_code: '07114' });
    expect((await oms(...usual)).out).toContain(
      'No price through ShipStation: the question was refused. Orders go by the rates of the policy.',
    );
    expect((await oms('parameter', 'put', 'shipstation-url', twin.url)).exitCode).toBe(0);
    expect((await createOms(rest.dataDir, 'key')('secret', 'put', 'main/shipstation-api-key')).exitCode).toBe(0);
    const { out } = await oms(...usual);
    expect(out).toContain('Through ShipStation, cheapest first.');
    expect(out).toMatch(/^USPS +GroundAdvantage +\d\.\d\d USD +\d$/m);
    expect((await oms('carriers', 'quote', 'moon', '--to', 'US-NY-12207', '--grams', '800')).err).toContain('There is no location moon.');
    await twin.close();
  });
});

describe('oms carriers', () => {
  it('says that nothing has been learned', async () => {
    // The day at work may have counted parcels of its own.
    await rest.product.platform.views.delete({ PK: 'main#LEARNED', SK: 'HEAD' });
    expect((await oms('carriers')).out).toContain('Nothing has been learned of carriers yet; the rates decide.');
  });
});

describe('oms hindsight', () => {
  it('looks back when asked to, and shows what was lost and how good predictions were', async () => {
    const today = rest.product.platform.clock.now().slice(0, 10);
    const asked = ['hindsight', '--from', today, '--to', today];
    const { items } = documentOf(await oms(...asked, '--refresh', '--json'));
    expect(items).toHaveLength(1);
    expect(items[0].currencies.length).toBeGreaterThan(0);
    const { out } = await oms(...asked);
    expect(out).toMatch(new RegExp(`^${today} +\\d+ of \\d+ +`, 'm'));
    expect(out).toContain('Price off by');
  });

  it('says that no day was looked at, and refuses a range that ends before it begins', async () => {
    expect((await oms('hindsight', '--from', '2020-01-01', '--to', '2020-01-03')).out).toContain('No day of the range was looked back at.');
    expect(await oms('hindsight', '--from', '2026-01-02', '--to', '2026-01-01')).toMatchObject({ exitCode: 2 });
    expect(await oms('hindsight', '--from', 'yesterday')).toMatchObject({ exitCode: 2 });
  });
});
