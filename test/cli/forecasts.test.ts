import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

describe('oms forecast', () => {
  it('says that nobody has ordered an article', async () => {
    const { exitCode, err } = await oms('forecast', 'TENT');
    expect(exitCode).toBe(3);
    expect(err).toContain('nobody has ordered TENT');
  });

  it('shows the forecast that was made, by day, region and location', async () => {
    const forecast = {
      sku: 'LAMP',
      model: 'tsb',
      version: 'forecast-2026-11-19',
      made_at: '2026-11-20T01:00:00.000Z',
      history_from: '2026-11-01',
      history_to: '2026-11-19',
      history_units: 38,
      dispersion: 1,
      days: [
        { day: '2026-11-20', mean: 2 },
        { day: '2026-11-21', mean: 2.25 },
      ],
      regions: [{ region: 'US-NY', share: 1 }],
      locations: [{ location_id: 'east', share: 1 }],
    };
    await rest.product.platform.views.put({ PK: 'main#FORECASTS#LAMP', SK: 'CURRENT', snapshot: true, forecast });
    const { out } = await oms('forecast', 'LAMP');
    expect(out).toContain('LAMP: about 4.3 units in 2 days, by tsb (forecast-2026-11-19) from 38 units');
    expect(out).toMatch(/^2026-11-21 +2\.25$/m);
    expect(out).toMatch(/^US-NY +100\.0 %$/m);
    expect(documentOf(await oms('forecast', 'LAMP', '--json'))).toEqual(forecast);
  });
});

describe('oms future-values', () => {
  it('says that nothing has been estimated', async () => {
    // The day at work may have had an estimate of its own.
    await rest.product.platform.views.delete({ PK: 'main#FUTUREVALUES', SK: 'HEAD' });
    expect((await oms('future-values')).out).toContain('Nothing has been estimated yet.');
  });

  it('estimates when asked to, and says from what', async () => {
    const { exitCode, out } = await oms('future-values', '--refresh');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^lambda-\S+, made at \S+ \(due\) from \d+ orders, looking 7 days ahead\. Decisions go by it\./);
    expect(documentOf(await oms('future-values', '--json'))).toMatchObject({ in_use: true, cause: 'due', items: [] });
  });
});
