import { describe, expect, it } from 'vitest';
import { createWorld } from './walmart.world.ts';

const common = {
  'WM_QOS.CORRELATION_ID': 'b3261d2d-028a-4ef7-8602-633c23200af6',
  'WM_SVC.NAME': 'Walmart Marketplace',
  accept: 'application/json',
};

describe('the twin of Walmart', () => {
  const enter = async () => {
    const world = await createWorld({ skus: ['KETTLE-1'] });
    const basic = Buffer.from('client-1:secret-1').toString('base64');
    const answer = await fetch(`${world.twin.url}/v3/token`, {
      method: 'POST',
      headers: { ...common, authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const call = async (path: string, init: { method?: string; body?: unknown; headers?: Record<string, string | undefined> } = {}) => {
      const headers = { ...common, 'WM_SEC.ACCESS_TOKEN': token, 'content-type': 'application/json', ...init.headers };
      const given = Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
      const { method = 'GET', body } = init;
      const response = await fetch(`${world.twin.url}${path}`, {
        method,
        headers: given,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const json = (await response.json()) as { errors?: { code: string; field?: string }[] };
      return [response.status, json.errors?.[0]?.code, json.errors?.[0]?.field];
    };
    return { world, call };
  };

  it('wants its headers and a token that is still good', async () => {
    const { world, call } = await enter();
    expect(await call('/v3/orders', { headers: { 'WM_QOS.CORRELATION_ID': 'once' } })).toEqual([
      400,
      'INVALID_REQUEST_HEADER',
      'WM_QOS.CORRELATION_ID',
    ]);
    expect(await call('/v3/orders', { headers: { 'WM_SVC.NAME': undefined } })).toEqual([400, 'MISSING_REQUEST_HEADER', 'WM_SVC.NAME']);
    expect(await call('/v3/orders', { headers: { 'WM_SEC.ACCESS_TOKEN': undefined } })).toEqual([401, 'UNAUTHORIZED', undefined]);
    expect(await call('/v3/orders')).toEqual([200, undefined, undefined]);
    world.clock.advanceMs(900_001);
    expect(await call('/v3/orders')).toEqual([401, 'UNAUTHORIZED', undefined]);
  });

  it('refuses what it does not know, and what is of another type', async () => {
    const { world, call } = await enter();
    const { purchaseOrderId } = world.twin.placeOrder({ lines: [{ sku: 'KETTLE-1', quantity: 1, unitPrice: 5 }] });
    expect(await call('/v3/orders?page=2')).toEqual([400, 'INVALID_REQUEST_PARAM', 'page']);
    expect(await call('/v3/orders?limit=201')).toEqual([400, 'INVALID_REQUEST_PARAM', 'limit']);
    expect(await call('/v3/labels')).toEqual([404, 'URI_NOT_FOUND', undefined]);
    expect(await call('/v3/orders', { method: 'PUT', body: {} })).toEqual([405, 'METHOD_NOT_ALLOWED', undefined]);
    const stock = (amount: unknown, more: object = {}) =>
      call('/v3/inventory?sku=KETTLE-1', { method: 'PUT', body: { sku: 'KETTLE-1', quantity: { unit: 'EACH', amount }, ...more } });
    expect(await stock('7')).toEqual([400, 'INVALID_REQUEST_CONTENT', 'quantity.amount']);
    expect((await stock(7, { note: 'x' }))[1]).toBe('INVALID_REQUEST_CONTENT');
    expect(await stock(7)).toEqual([200, undefined, undefined]);
    expect((await call(`/v3/orders/${purchaseOrderId}/shipping`, { method: 'POST', body: { orderShipment: {} } }))[1]).toBe(
      'INVALID_REQUEST_CONTENT',
    );
  });

  it('gives the same ids for the same seed', async () => {
    const place = async () => {
      const { twin } = await createWorld();
      return twin.placeOrder({ lines: [{ sku: 'KETTLE-1', quantity: 1, unitPrice: 5 }] }).purchaseOrderId;
    };
    expect(await place()).toBe(await place());
  });
});
