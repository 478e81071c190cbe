// What is expected to be wanted, and what stock is worth for it, as the API tells it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { futureValueRefreshOf } from '../../lambdas/forecasting/forecasting-parts.ts';
import { createDemandHistory } from '../../lib/forecasting/index.ts';
import { Instant, plusMs } from '../../lib/kernel/instant.ts';
import { Sku, TenantId } from '../../lib/kernel/ids.ts';
import { createSkuDemand } from '../../lib/orders/index.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

const main = TenantId('main');

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  for (const sku of ['LAMP', 'BULB']) await shop.must('POST', '/products', { sku, title: sku });
  await stockUp(installation.api, { east: { LAMP: 20, BULB: 20 }, west: { LAMP: 5 } });
});
afterAll(() => installation.close());

/** Demand of the last day and the coming one, so that a test may run over midnight. */
const demandOf = async (sku: string) => {
  const { platform } = installation.runtime;
  const now = platform.clock.now();
  const history = createDemandHistory({ demand: createSkuDemand(platform) });
  const days = await history.ofSku(main, Sku(sku), { from: plusMs(now, -86_400_000), to: plusMs(now, 86_400_000) });
  return days.map(({ day: _day, ...rest }) => rest);
};

describe('the demand of an article', () => {
  it('is what orders wanted, by channel and region, whether or not it was there', async () => {
    await shop.place({ LAMP: 2, BULB: 1 });
    await shop.place({ LAMP: 40 });
    const found = await eventually(
      () => demandOf('LAMP'),
      (days) => days.reduce((sum, { units }) => sum + units, 0) === 42,
    );
    expect(found).toEqual([{ channel: 'storefront', region: 'US-NY', units: 42 }]);
    expect(await demandOf('BULB')).toEqual([{ channel: 'storefront', region: 'US-NY', units: 1 }]);
  });

  it('stays what it was when an order is cancelled', async () => {
    const id = await shop.place({ BULB: 3 });
    await eventually(
      () => demandOf('BULB'),
      ([one]) => one?.units === 4,
    );
    await shop.cancel(id);
    await shop.reaches(id, 'cancelled');
    expect(await demandOf('BULB')).toEqual([{ channel: 'storefront', region: 'US-NY', units: 4 }]);
  });

  it('is asked for within a window', async () => {
    const { platform } = installation.runtime;
    const read = createSkuDemand(platform);
    expect(await read(main, Sku('LAMP'), { from: Instant('2020-01-01T00:00:00.000Z'), to: Instant('2020-02-01T00:00:00.000Z') })).toEqual(
      [],
    );
  });
});

describe('forecasts', () => {
  it('are of whole days, so there is none on the first day of sales', async () => {
    const { status, body } = await installation.api('GET', '/forecasts?sku=LAMP');
    expect({ status, body }).toEqual({ status: 200, body: { sku: 'LAMP', forecast: null } });
  });

  it('want to know of which article', async () => {
    const { status, body } = await installation.api('GET', '/forecasts');
    expect({ status, body }).toMatchObject({ status: 400, body: { problems: [{ field: 'query.sku' }] } });
    expect((await installation.api('GET', '/forecasts?sku=TENT')).status).toBe(404);
  });

  it('are not told to another tenant', async () => {
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', '/forecasts?sku=LAMP')).status).toBe(404);
  });
});

describe('future values', () => {
  it('are estimated when asked for, and told with where they come from', async () => {
    // The schedule may have been faster; either way there is an estimate then.
    expect(
      await futureValueRefreshOf(restrictedPlatform(installation.runtime.platform, 'sourcing/refresh-future-values')).renew(main),
    ).toBe('due');
    const { status, body } = await installation.api('GET', '/routing/future-values');
    expect(status).toBe(200);
    expect(body).toMatchObject({ in_use: true, items: [] });
    expect(body.version).toMatch(/^lambda-/);
    expect(body.orders).toBeGreaterThanOrEqual(2);
  });

  it('of an article nobody knows are not found', async () => {
    expect((await installation.api('GET', '/routing/future-values?sku=TENT')).status).toBe(404);
    const { status, body } = await installation.api('GET', '/routing/future-values?sku=');
    expect({ status, body }).toMatchObject({ status: 400, body: { problems: [{ field: 'query.sku' }] } });
  });

  it('of another tenant are not told', async () => {
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', '/routing/future-values?sku=LAMP')).status).toBe(404);
    expect((await stranger('GET', '/routing/future-values')).body).toMatchObject({ version: null, in_use: false, items: [] });
  });
});

describe('a decision', () => {
  it('leaves a unit where it will be worth more, and names the estimate it went by', async () => {
    const other = await openInstallation();
    try {
      await stockUp(other.api, { east: { LAMP: 20 }, west: { LAMP: 20 } });
      const { views, clock } = other.runtime.platform;
      const PK = 'main#FUTUREVALUES';
      await views.put({ PK, SK: 'lambda-test#0', snapshot: true, values: { LAMP: { east: 5_000 } } });
      const head = { version: 'lambda-test', made_at: clock.now(), cause: 'due', horizon_days: 7, orders: 1, rows: 1, watched: {} };
      await views.put({ PK, SK: 'HEAD', snapshot: true, ...head });
      const there = createShop(other);
      const id = await there.place({ LAMP: 1 });
      await there.released(id, 'west');
      const { body } = await there.must('GET', `/orders/${id}/decisions`);
      expect(JSON.stringify(body)).toContain('lambda-test');
    } finally {
      await other.close();
    }
  });
});
