// What is strange about stock, what runs short, and what is to be counted next, through HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let api: Api;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  ({ api } = installation);
  shop = createShop(installation);
  // Before anything reads it: a running function follows a policy within half a minute.
  await decide('safety_stock', { default_units: 0, overrides: [{ sku: 'MUG', location_id: 'east', units: 45 }] });
  await stockUp(api, { east: { MUG: 40, CAP: 10, LAMP: 4 }, west: { MUG: 60 } });
});
afterAll(() => installation.close());

const listed = async (query = ''): Promise<readonly Record<string, never>[]> =>
  (await shop.must('GET', `/inventory/anomalies?${query}`)).body.items;
const one = async (kind: string, sku: string) => {
  const of = async () => (await listed(`kind=${kind}`)).find((anomaly) => anomaly['sku'] === sku);
  return (await eventually(of, (found) => found !== undefined)) as Record<string, unknown>;
};
const alerts = async () => (await shop.must('GET', '/inventory/safety-stock-alerts')).body.items;

/** The policy with other figures. */
const decide = async (name: string, value: object): Promise<void> => {
  const { items } = (await shop.must('GET', '/policies')).body;
  const { version } = items.find((policy: { name: string }) => policy.name === name);
  await shop.must('PUT', `/policies/${name}`, { value, note: 'for the test', expected_version: version });
};

describe('a count that is off the book', () => {
  it('is told with its event and what to do, and resolved once by a person', async () => {
    await shop.count('east', 'CAP', 4);
    const anomaly = await one('count_deviation', 'CAP');
    expect(anomaly).toMatchObject({
      location_id: 'east',
      severity: 'medium',
      status: 'open',
      sentence: 'A count of CAP at east found 4 where the book had 10: 6 units missing.',
      figures: [
        { name: 'book', value: 10 },
        { name: 'counted', value: 4 },
      ],
      recommended_action: { kind: 'investigate', quantity: null },
      evidence: [expect.any(String)],
    });
    const path = `/inventory/anomalies/${String(anomaly['anomaly_id'])}/resolve`;
    const resolved = (await shop.must('POST', path, { code: 'corrected', note: 'a box stood elsewhere' })).body;
    expect(resolved).toMatchObject({
      status: 'resolved',
      resolution: { code: 'corrected', note: 'a box stood elsewhere', by: { kind: 'api_key' } },
    });
    expect((await shop.must('POST', path, { code: 'other' })).body).toEqual(resolved);
    expect(await listed('kind=count_deviation')).toEqual([]);
    expect(await listed('list=ended&location_id=east')).toMatchObject([{ anomaly_id: anomaly['anomaly_id'], status: 'resolved' }]);
  });

  it('is not told when it is off by little', async () => {
    await shop.count('west', 'MUG', 59);
    await shop.count('west', 'MUG', 40);
    expect((await one('count_deviation', 'MUG'))['figures']).toContainEqual({ name: 'book', value: 59 });
    expect(await listed('kind=count_deviation&location_id=west')).toHaveLength(1);
  });

  it('tells of orders that lose what they were promised', async () => {
    const order = await shop.place({ LAMP: 4 });
    await shop.reaches(order, 'allocated');
    await shop.count('east', 'LAMP', 1);
    expect(await one('displaced_reservation', 'LAMP')).toMatchObject({
      severity: 'high',
      sentence: '4 units of LAMP at east that an order was promised turned out not to be there.',
      recommended_action: { kind: 'check_order', reference: expect.stringContaining(order) },
    });
  });
});

describe('safety stock', () => {
  it('is told when it is crossed and taken back when it is healed, with where units can come from', async () => {
    await shop.receive('east', { MUG: 1 });
    const [alert] = await eventually(alerts, ([first]) => first?.counted === 41);
    expect(alert).toMatchObject({
      sku: 'MUG',
      location_id: 'east',
      source: 'policy',
      safety_stock: 45,
      counted: 41,
      shortfall: 4,
      recommended_action: { kind: 'transfer', from_location_id: 'west', quantity: 4, text: 'Transfer 4 units from west.' },
    });
    await shop.receive('east', { MUG: 4 });
    await eventually(alerts, (items) => items.length === 0);
  });
});

describe('who asks for what is strange', () => {
  it('sees what is at their own locations, and nothing of other tenants', async () => {
    await shop.count('west', 'MUG', 10);
    await eventually(
      () => listed('location_id=west'),
      (items) => items.length > 1,
    );
    const [there, here, stranger] = await Promise.all([
      installation.apiAs('warehouse', 'main', ['west']),
      installation.apiAs('warehouse', 'main', ['east']),
      installation.apiAs('admin', 'rival'),
    ]);
    const [anomaly] = await listed('location_id=west');
    const path = `/inventory/anomalies/${anomaly?.['anomaly_id']}/resolve`;
    expect(
      (await here('GET', '/inventory/anomalies')).body.items.every((item: { location_id: string }) => item.location_id === 'east'),
    ).toBe(true);
    expect((await here('GET', '/inventory/anomalies?location_id=west')).status).toBe(404);
    expect((await here('POST', path, { code: 'counted' })).status).toBe(404);
    expect((await stranger('POST', path, { code: 'counted' })).status).toBe(404);
    expect((await stranger('GET', '/inventory/anomalies')).body.items).toEqual([]);
    expect((await stranger('GET', '/inventory/counts-due?location_id=west')).status).toBe(404);
    expect((await there('POST', path, { code: 'counted' })).status).toBe(200);
  });

  it('is told which field is wrong', async () => {
    expect(await api('GET', '/inventory/anomalies?kind=ghost')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.kind' }] },
    });
    expect(await api('GET', '/inventory/counts-due')).toMatchObject({ status: 400, body: { problems: [{ field: 'query.location_id' }] } });
    const path = `/inventory/anomalies/${'a'.repeat(26)}/resolve`;
    expect(await api('POST', path, { code: 'gone' })).toMatchObject({ status: 400, body: { problems: [{ field: 'code' }] } });
    expect((await api('POST', path, { code: 'other' })).status).toBe(404);
    expect(await api('PUT', '/policies/stock_checks', { value: { stale_after_days: 0 }, note: 'x', expected_version: 0 })).toMatchObject({
      status: 400,
      body: { problems: expect.arrayContaining([expect.objectContaining({ field: 'value.stale_after_days' })]) },
    });
  });
});
