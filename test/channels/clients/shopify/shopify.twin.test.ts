import { describe, expect, it } from 'vitest';
import { createWorld, start } from './shopify.world.ts';
import * as noticeDocuments from '../../../../lib/channels/adapters/shopify/shopify.notice-documents.ts';
import * as orderDocuments from '../../../../lib/channels/adapters/shopify/shopify.order-documents.ts';
import type { Operation } from '../../../../lib/channels/adapters/shopify/shopify.api.ts';
import type { ShopifyTwin } from '../../../../bin/demo/twins/shopify/shopify-twin.ts';

type Answer = {
  readonly status: number;
  readonly body: {
    readonly data?: Record<string, unknown>;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    readonly extensions?: {
      readonly cost: {
        readonly requestedQueryCost: number;
        readonly actualQueryCost: number | null;
        readonly throttleStatus: { readonly currentlyAvailable: number };
      };
    };
  };
};

const tokenOf = async (twin: ShopifyTwin): Promise<string> => {
  const answer = await fetch(`${twin.url}/admin/oauth/access_token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'twin-client', client_secret: 'twin-secret' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

const ask = async (twin: ShopifyTwin, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> => {
  const answer = await fetch(`${twin.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': await tokenOf(twin), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
};

const isOperation = (value: unknown): value is Operation => typeof value === 'object' && value !== null && 'document' in value;

const operations = [...Object.values(orderDocuments), ...Object.values(noticeDocuments)].filter(isOperation);

/** Something for every variable that a document declares. */
const someVariables = (document: string): Record<string, unknown> => {
  const values: Record<string, unknown> = {
    'ID!': undefined,
    'String!': 'x',
    String: null,
    'Int!': 1,
    'OrderCancelReason!': 'OTHER',
    'OrderCancelRefundMethodInput!': { originalPaymentMethodsRefund: false },
    'WebhookSubscriptionTopic!': 'ORDERS_CREATE',
    'WebhookSubscriptionInput!': { uri: 'https://oms.example.com' },
    '[MetafieldsSetInput!]!': [],
    'FulfillmentInput!': { lineItemsByFulfillmentOrder: [] },
    'RefundInput!': { orderId: 'gid://shopify/Order/1' },
    'InventorySetQuantitiesInput!': { name: 'available', reason: 'correction', quantities: [] },
  };
  const kinds: Readonly<Record<string, string>> = {
    OrderById: 'Order',
    RefundById: 'Refund',
    ParcelLines: 'Fulfillment',
    FulfillmentOrderLines: 'FulfillmentOrder',
    EditQuantity: 'CalculatedOrder',
    CommitEdit: 'CalculatedOrder',
    UpdateWebhook: 'WebhookSubscription',
  };
  const name = /(?:query|mutation) (\w+)/.exec(document)?.[1] ?? '';
  const declared = [...document.matchAll(/\$(\w+): ([\w[\]!]+)(?=[,)])/g)];
  return Object.fromEntries(
    declared.map(([, variable = '', type = '']) => {
      if (variable === 'query')
        return [
          variable,
          name === 'ChangedOrders' ? "updated_at:>='2026-11-20T14:00:00Z' AND updated_at:<'2026-11-21T14:00:00Z'" : 'sku:"A"',
        ];
      if (variable === 'lineItemId') return [variable, 'gid://shopify/CalculatedLineItem/1'];
      return [variable, type === 'ID!' ? `gid://shopify/${kinds[name] ?? 'Order'}/1` : values[type]];
    }),
  );
};

describe('every document of the client', () => {
  it.each(
    operations.map((operation) => [operation.name, operation] as const),
  )('%s fits the schema and costs no more than it says', async (_name, operation) => {
    const { twin } = await createWorld();
    const answer = await ask(twin, operation.document, someVariables(operation.document));
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.extensions?.cost.requestedQueryCost).toBeLessThanOrEqual(operation.cost);
    expect(operation.cost).toBeLessThanOrEqual(1_000);
  });
});

describe('the twin refuses', () => {
  it.each([
    ['a field that there is not', 'query A { orders(first: 1, sortKey: UPDATED_AT) { nodes { id secret } } }', {}, 'undefinedField'],
    ['an argument that there is not', 'query A { orders(first: 1, colour: "red") { nodes { id } } }', {}, 'argumentNotAccepted'],
    ['an object without selections', 'query A { order(id: "gid://shopify/Order/1") { customer } }', {}, 'selectionMismatch'],
    ['selections of a scalar', 'query A { order(id: "gid://shopify/Order/1") { id { id } } }', {}, 'selectionMismatch'],
    ['a connection without a size', 'query A { orders { nodes { id } } }', {}, 'BAD_REQUEST'],
    ['a missing argument', 'query A { order { id } }', {}, 'missingRequiredArguments'],
    ['a variable of another type', 'query A($id: String!) { order(id: $id) { id } }', { id: 'gid://shopify/Order/1' }, 'variableMismatch'],
    [
      'a variable that is declared and not used',
      'query A($id: ID!, $x: Int) { order(id: $id) { id } }',
      { id: 'gid://shopify/Order/1' },
      'variableNotUsed',
    ],
    ['a value of another type', 'query A($id: ID!) { order(id: $id) { id } }', { id: 7 }, 'INVALID_VARIABLE'],
    ['an id of another kind', 'query A($id: ID!) { order(id: $id) { id } }', { id: 'gid://shopify/Product/7' }, 'RESOURCE_NOT_FOUND'],
    [
      'an input with an unknown field',
      'mutation A($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }',
      { input: { orderId: 'gid://shopify/Order/1', colour: 1 } },
      'INVALID_VARIABLE',
    ],
    [
      'a refund without a key',
      'mutation A($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }',
      { input: { orderId: 'gid://shopify/Order/1' } },
      'BAD_REQUEST',
    ],
    ['what is no GraphQL', 'query A { orders( }', {}, 'PARSE_ERROR'],
    [
      'a query that costs too much',
      'query A { orders(first: 250, sortKey: UPDATED_AT) { nodes { lineItems(first: 50) { nodes { id } } } } }',
      {},
      'MAX_COST_EXCEEDED',
    ],
  ])('%s', async (_what, query, variables, code) => {
    const { twin } = await createWorld();
    const answer = await ask(twin, query, variables);
    expect(answer.status).toBe(200);
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('calls without a token, with an old one, of another version or another type', async () => {
    const { twin, time } = await createWorld();
    const query = 'query A { locations(first: 1) { nodes { id } } }';
    expect((await ask(twin, query, {}, { 'x-shopify-access-token': 'guess' })).status).toBe(401);
    const token = await tokenOf(twin);
    time.advance(86_400_000);
    expect((await ask(twin, query, {}, { 'x-shopify-access-token': token })).status).toBe(401);
    expect((await ask(twin, query, {}, { 'content-type': 'text/plain' })).status).toBe(415);
    const old = await fetch(`${twin.url}/admin/api/2020-01/graphql.json`, { method: 'POST', body: '{}' });
    expect(old.status).toBe(404);
    await old.text();
  });

  it('another question under the same key, and gives the first answer to the same one', async () => {
    const { twin } = await createWorld();
    twin.addItem('A', 1);
    const [item] = twin.shop.items;
    const document =
      'mutation A($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field } } }';
    const input = (quantity: number) => ({
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          inventoryItemId: `gid://shopify/InventoryItem/${item?.id}`,
          locationId: `gid://shopify/Location/${twin.shop.locations[0]}`,
          quantity,
          changeFromQuantity: null,
        },
      ],
    });
    const first = await ask(twin, document, { input: input(5), key: 'k' });
    item?.available.set(twin.shop.locations[0] ?? '', 2);
    expect((await ask(twin, document, { input: input(5), key: 'k' })).body.data).toEqual(first.body.data);
    expect(twin.stock('A')).toBe(2);
    const other = await ask(twin, document, { input: input(6), key: 'k' });
    expect(JSON.stringify(other.body.data)).toContain('IDEMPOTENCY_KEY_PARAMETER_MISMATCH');
  });
});

describe('the twin counts', () => {
  it('what a query could cost, gives back what it did not, and throttles with what is left', async () => {
    const { twin, time } = await createWorld({ twin: { bucket: { perSecond: 50, burst: 300 } } });
    const query = 'query A { orders(first: 250, sortKey: UPDATED_AT) { nodes { id } } }';
    const first = await ask(twin, query);
    expect(first.body.extensions?.cost).toMatchObject({
      requestedQueryCost: 252,
      actualQueryCost: 2,
      throttleStatus: { currentlyAvailable: 298 },
    });
    for (let asked = 0; asked < 24; asked += 1) await ask(twin, query);
    const throttled = await ask(twin, query);
    expect(throttled.body.errors?.[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
    expect(throttled.body.extensions?.cost.actualQueryCost).toBeNull();
    time.advance(1_000);
    expect((await ask(twin, query)).body.errors).toBeUndefined();
  });

  it('everything by its seed and the clock, so that two shops of one seed are one', async () => {
    const tell = async (): Promise<unknown> => {
      const { twin } = await createWorld({ seed: 5 });
      twin.webhooks.subscriptions.push({
        id: '1',
        topic: 'ORDERS_CREATE',
        uri: 'https://oms.example.com',
        format: 'JSON',
        filter: null,
        includeFields: [],
      });
      for (let index = 0; index < 5; index += 1) twin.placeOrder({ lines: [{ sku: `A-${index}`, price: 100, quantity: 1 }] });
      return twin.webhooks.take({ duplicates: 0.5, shuffled: true });
    };
    expect(await tell()).toEqual(await tell());
  });

  it('changes by whole seconds, as Shopify does', async () => {
    const { twin, time } = await createWorld();
    time.advance(250);
    const order = twin.placeOrder({ lines: [{ sku: 'A', price: 100, quantity: 1 }] });
    expect(order.updatedAt).toBe(start);
    twin.changeOrder(order.id, { kind: 'touch' });
    expect(order.updatedAt).toBe('2026-11-20T14:00:01.000Z');
    expect(twin.changeOrder(order.id, { kind: 'cancel', reason: 'FRAUD' }).cancelledAt).toBe(order.updatedAt);
  });
});
