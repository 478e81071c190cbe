import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { policyValueSchemas, PolicyVersionView, PolicyView } from '../../lib/contracts/http/policies.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop } from './shop.ts';

let installation: Installation;
let api: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { SOURCING_POLICY: 'nearest', FRAUD_REVIEW_ABOVE: '500 dollars' } });
  api = installation.api;
});
afterAll(() => installation.close());

const set = (name: string, value: unknown, expected: number, by: Api = api) =>
  by('PUT', `/policies/${name}`, { value, note: `a test of ${name}`, expected_version: expected });

const policyOf = async (name: string, by: Api = api) => {
  const { body } = await by('GET', '/policies');
  return body.items.find((one: { name: string }) => one.name === name);
};

describe('before anybody has decided', () => {
  it('policies say where their values come from, and what is wrong with a setting', async () => {
    const { status, body } = await api('GET', '/policies');
    expect(status).toBe(200);
    for (const item of body.items) expect(PolicyView.parse(item)).toEqual(item);
    expect(body.items.map((one: { name: string }) => one.name).sort()).toEqual(Object.keys(policyValueSchemas).sort());
    expect(await policyOf('sourcing')).toMatchObject({ value: { preset: 'nearest' }, version: 0, source: 'setting', since: null });
    expect(await policyOf('duplicates')).toMatchObject({ value: { window_seconds: 0 }, source: 'setting' });
    expect(await policyOf('completion')).toMatchObject({ value: { delay_seconds: 1_209_600 }, source: 'default', problem: null });
    expect(await policyOf('fraud_review')).toMatchObject({ source: 'setting', problem: expect.stringContaining('500 dollars') });
  });
});

describe('a change', () => {
  it('is a version of its own, with who, when and why, and the one before stays as it was', async () => {
    const first = await set('duplicates', { window_seconds: 60 }, 0);
    expect(first).toMatchObject({
      status: 200,
      body: { changed: true, policy: { version: 1, source: 'stored', value: { window_seconds: 60 } } },
    });
    const before = (await api('GET', '/policies/duplicates/versions/1')).body;
    expect(PolicyVersionView.parse(before)).toEqual(before);
    expect(before).toMatchObject({ note: 'a test of duplicates', actor: { kind: 'api_key' }, restored_from: null });
    expect((await set('duplicates', { window_seconds: 120 }, 1)).body.policy.version).toBe(2);
    expect((await api('GET', '/policies/duplicates/versions/1')).body).toEqual(before);
    expect(await policyOf('duplicates')).toMatchObject({ version: 2, value: { window_seconds: 120 }, since: expect.any(String) });
  });

  it('of what stands like this already makes no version, so that it can be sent again', async () => {
    const again = await set('duplicates', { window_seconds: 120 }, 1);
    expect(again).toMatchObject({ status: 200, body: { changed: false, policy: { version: 2 } } });
    expect((await api('GET', '/policies/duplicates/versions')).body.items).toHaveLength(2);
  });

  it('is refused when somebody else was faster, also among many at once', async () => {
    expect(await set('duplicates', { window_seconds: 5 }, 1)).toMatchObject({
      status: 409,
      body: { code: 'policy-changed-meanwhile', version: 2 },
    });
    const raced = await Promise.all([11, 12, 13, 14, 15].map((seconds) => set('duplicates', { window_seconds: seconds }, 2)));
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const { items } = (await api('GET', '/policies/duplicates/versions')).body;
    expect(items.map((one: { version: number }) => one.version)).toEqual([3, 2, 1]);
  });

  it('is refused by the field that makes no sense', async () => {
    const wrong = await set('fraud_review', { enabled: true, limits: [{ currency: 'XQZ', amount_minor: 1 }] }, 0);
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'value.limits.0.currency' }] } });
    expect((await set('fastest', {}, 0)).status).toBe(400);
    expect(await policyOf('fraud_review')).toMatchObject({ version: 0 });
  });

  it('is taken back by a new version with the earlier value', async () => {
    const restored = await api('POST', '/policies/duplicates/restore', { version: 1, note: 'too many reviews' });
    expect(restored).toMatchObject({ status: 200, body: { changed: true, policy: { version: 4, value: { window_seconds: 60 } } } });
    expect((await api('GET', '/policies/duplicates/versions/4')).body).toMatchObject({ restored_from: 1, note: 'too many reviews' });
    expect((await api('POST', '/policies/duplicates/restore', { version: 1, note: 'again' })).body.changed).toBe(false);
    expect((await api('POST', '/policies/duplicates/restore', { version: 99, note: 'none' })).status).toBe(404);
  });

  it('stands in the audit', async () => {
    const { access } = compose(installation.runtime.platform);
    const day = (await policyOf('duplicates')).since.slice(0, 10);
    const records = await access.listAudit(systemPrincipal('main', 'test'), { day, limit: 100 });
    const changes = records.ok ? records.value.items.filter(({ target }) => target.kind === 'policy') : [];
    expect(changes.map(({ action, before, after }) => [action, before, after])).toEqual(
      expect.arrayContaining([
        ['policy.changed', null, { version: 1, value: { windowSeconds: 60 } }],
        ['policy.restored', expect.objectContaining({ version: 3 }), { version: 4, value: { windowSeconds: 60 } }],
      ]),
    );
  });
});

describe('the history', () => {
  it('is paged, newest first', async () => {
    const first = (await api('GET', '/policies/duplicates/versions?limit=3')).body;
    expect(first.items.map((one: { version: number }) => one.version)).toEqual([4, 3, 2]);
    const next = (await api('GET', `/policies/duplicates/versions?limit=3&cursor=${first.cursor}`)).body;
    expect(next).toEqual({ items: [expect.objectContaining({ version: 1 })] });
  });
});

describe('another tenant', () => {
  it('has policies of its own and learns nothing of these', async () => {
    const rival = await installation.apiAs('admin', 'rival');
    expect(await policyOf('duplicates', rival)).toMatchObject({ version: 0, source: 'setting' });
    expect((await rival('GET', '/policies/duplicates/versions')).body.items).toEqual([]);
    expect((await rival('GET', '/policies/duplicates/versions/1')).status).toBe(404);
    expect((await rival('POST', '/policies/duplicates/restore', { version: 1, note: 'mine' })).status).toBe(404);
    expect((await set('duplicates', { window_seconds: 7 }, 0, rival)).status).toBe(200);
    expect((await policyOf('duplicates')).value).toEqual({ window_seconds: 60 });
  });
});

describe('who may', () => {
  it.each([
    ['finance', 200, 403],
    ['support', 200, 403],
    ['analyst', 200, 403],
    ['operator', 200, 200],
    ['warehouse', 403, 403],
    ['storefront', 403, 403],
  ] as const)('%s reads with %d and writes with %d', async (role, read, write) => {
    const person = await installation.apiAs(role);
    expect((await person('GET', '/policies')).status).toBe(read);
    expect((await set('duplicates', { window_seconds: 60 }, 4, person)).status).toBe(write);
  });
});

describe('receipts', () => {
  it('name the policy and the version that decided', async () => {
    await set('fraud_review', { enabled: true, limits: [{ currency: 'USD', amount_minor: 1_000_000 }] }, 0);
    await set('sourcing', { preset: 'cheapest' }, 0);
    await stockUp(api, { east: { MUG: 5 } });
    const shop = createShop(installation);
    const orderId = await shop.place({ MUG: 1 });
    await shop.reaches(orderId, 'allocated');
    const { decisions } = (await api('GET', `/orders/${orderId}/decisions`)).body;
    const receiptOf = (kind: string) => decisions.find((one: { kind: string }) => one.kind === kind).receipt;
    expect(receiptOf('fraud').decided_by).toEqual({ policy: 'fraud_review', version: 1, source: 'stored' });
    const routing = receiptOf('routing');
    expect((routing.receipt ?? routing).policy).toMatchObject({ name: 'cheapest' });
    expect((routing.receipt ?? routing).decided_by).toEqual({ policy: 'sourcing', version: 1, source: 'stored' });
  });
});

describe('when orders count as stuck', () => {
  it('is decided by the tenant, for each stage', async () => {
    const stages = [{ stage: 'pending', after_seconds: 1 }];
    expect((await set('stuck_orders', { stages }, 0)).status).toBe(200);
    const unpaid = orderBody(
      { MUG: 1 },
      { payment_method: { kind: 'card', provider: 'visa', status: 'pending' }, channel_order_id: 'unpaid' },
    );
    const { order_id: orderId } = (await api('POST', '/orders', unpaid)).body;
    const stuck = await eventually(
      () => api('GET', '/orders?status=pending&stuck=true'),
      ({ body }) => body.items?.length > 0,
      4_000,
    );
    expect(stuck.body.items.map((one: { order_id: string }) => one.order_id)).toEqual([orderId]);
  });
});

describe('a sourcing policy of the tenant’s own', () => {
  const own = async (change: object) => {
    const { examples } = (await api('GET', '/policies/sourcing/schema')).body;
    const { value } = examples.find(({ title }: { title: string }) => title === 'own, as cost');
    return { policy: { ...value.policy, name: 'winter', ...change } };
  };

  it('is made from the schema and an example, and stands in the history like any other value', async () => {
    const { body: schema } = await api('GET', '/policies/sourcing/schema');
    expect(schema).toMatchObject({ name: 'sourcing', schema: { $schema: expect.stringContaining('json-schema.org') } });
    const value = await own({ split_cost_minor: 77 });
    const put = await set('sourcing', value, 1);
    expect(put).toMatchObject({ status: 200, body: { changed: true, warnings: [], policy: { version: 2, value } } });
    const version = (await api('GET', '/policies/sourcing/versions/2')).body;
    expect(PolicyVersionView.parse(version)).toEqual(version);
  });

  it('is refused by the field when no order would find a source, also when it is taken up again', async () => {
    const nowhere = await own({ constraints: { location_types: ['3pl'] } });
    const refusal = { status: 422, body: { code: 'policy-impossible', problems: [{ field: 'value.policy.constraints.location_types' }] } };
    expect(await set('sourcing', nowhere, 2)).toMatchObject({ ...refusal, body: { ...refusal.body, destination: 'US-NY' } });
    expect(await policyOf('sourcing')).toMatchObject({ version: 2 });
    // A location of that type is not enough while it has nothing of what is ordered and in stock elsewhere.
    await api('POST', '/locations', { location_id: 'partner', name: 'Partner', type: '3pl', country: 'US', region: 'TX' });
    expect(await set('sourcing', nowhere, 2)).toMatchObject(refusal);
    const given = { receipt_id: 'given', lines: [{ sku: 'MUG', location_id: 'partner', quantity: 5 }] };
    expect((await api('POST', '/inventory/receipts', given)).status).toBe(200);
    const taken = await set('sourcing', nowhere, 2);
    expect(taken.status).toBe(200);
    for (const { code } of taken.body.warnings) expect(code).toBe('articles-unsourced');
    expect((await set('sourcing', { preset: 'balanced' }, 3)).status).toBe(200);
    await api('POST', '/locations', { location_id: 'partner', name: 'Partner', type: '3pl', country: 'US', region: 'TX', active: false });
    expect(await api('POST', '/policies/sourcing/restore', { version: 3, note: 'as it was' })).toMatchObject(refusal);
    expect(await policyOf('sourcing')).toMatchObject({ version: 4, value: { preset: 'balanced' } });
  });

  it('is refused by the field that no order could ever be sourced by', async () => {
    const wrong = await set('sourcing', await own({ constraints: { max_parcels: 0 } }), 4);
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'value.policy.constraints.max_parcels' }] } });
  });

  it('is taken with a warning for the destinations that it leaves without a source', async () => {
    const toronto = { name: 'Ada Quill', line1: '1 King Street', city: 'Toronto', region: 'ON', postal_code: 'M5H 1A1', country: 'CA' };
    const abroad = orderBody({ MUG: 1 }, { shipping_address: toronto, channel_order_id: 'abroad' });
    const { order_id: orderId } = (await api('POST', '/orders', abroad)).body;
    await eventually(
      () => api('GET', '/orders'),
      ({ body }) => body.items.some((order: { order_id: string }) => order.order_id === orderId),
    );
    const warned = await set('sourcing', await own({ constraints: { cross_border: false } }), 4);
    expect(warned).toMatchObject({
      status: 200,
      body: {
        warnings: [
          {
            code: 'destination-unsourced',
            field: 'value.policy.constraints.cross_border',
            destination: 'CA-ON',
            orders: 1,
            message: expect.any(String),
          },
        ],
      },
    });
  });
});
