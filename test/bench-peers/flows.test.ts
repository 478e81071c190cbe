import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { flowOf } from '../../scripts/bench-peers/flows.ts';
import { catalogue, peerOrder } from '../../scripts/bench-peers/goods.ts';
import type { Answer, Ask } from '../../scripts/bench-peers/http.ts';
import type { Target } from '../../scripts/bench-peers/messages.ts';

type Request = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

/** A server that answers as told, and remembers what it was asked. */
const server = (answer: (request: Request, number: number) => Partial<Answer> & { readonly body: unknown }) => {
  const requests: Request[] = [];
  const ask: Ask = async (_, path, headers, body) => {
    const request = { path, headers, body: body as Record<string, unknown> };
    requests.push(request);
    const { status = 200, headers: sent = {}, body: said } = answer(request, requests.length);
    return { status, headers: sent, text: JSON.stringify(said) };
  };
  return { ask, requests };
};

const order = peerOrder(createRandom(1), 'one');
const variantIds = Object.fromEntries(catalogue.articles.map(({ sku }) => [sku, `variant-${sku}`]));
const wanted = order.line_items.map(({ sku, quantity }) => [`variant-${sku}`, quantity]);

describe('an order placed with Waybill', () => {
  const target: Target = { kind: 'waybill', url: 'http://127.0.0.1:1', apiKey: 'key' };

  it('takes one request', async () => {
    const { ask, requests } = server(() => ({ status: 201, body: { order_id: 'o1' } }));
    expect(await flowOf(target, ask)(order)).toBe('o1');
    expect(requests).toEqual([{ path: '/orders', headers: { 'x-api-key': 'key' }, body: order }]);
  });

  it('counts as refused unless it was created', async () => {
    const { ask } = server(() => ({ status: 200, body: { order_id: 'o1' } }));
    await expect(flowOf(target, ask)(order)).rejects.toThrow(/placing was answered 200/);
  });
});

describe('an order placed with Vendure', () => {
  const target = (documents: 'each-step' | 'fewest'): Target => ({
    kind: 'vendure',
    url: 'http://127.0.0.1:1',
    documents,
    seeded: { variantIds, shippingMethodId: '1', paymentMethod: 'card' },
  });
  const cart = { addItemsToOrder: { __typename: 'UpdateMultipleOrderItemsResult', order: { code: 'A1' }, errorResults: [] } };
  const step = { __typename: 'Order', code: 'A1', state: 'ArrangingPayment' };
  const paid = { payment: { __typename: 'Order', code: 'A1', state: 'PaymentAuthorized' } };
  const answering =
    (last: unknown = paid, first: unknown = cart) =>
    ({ body }: Request, number: number) => {
      if (number === 1) return { headers: { 'vendure-auth-token': 'session-1' }, body: { data: first } };
      return { body: { data: String(body['query']).includes('addPaymentToOrder') ? last : { step } } };
    };

  it.each([
    ['a request for the cart and one for each step of the checkout', 'each-step', 6],
    ['a request for the cart and one for the checkout', 'fewest', 2],
  ] as const)('takes %s', async (_, documents, count) => {
    const { ask, requests } = server(answering());
    expect(await flowOf(target(documents), ask)(order)).toBe('A1');
    expect(requests).toHaveLength(count);
    const [first, ...later] = requests as [Request, ...Request[]];
    expect((first.body['variables'] as { inputs: { productVariantId: string; quantity: number }[] }).inputs.map(Object.values)).toEqual(
      wanted,
    );
    expect(first.headers).toEqual({});
    for (const { headers } of later) expect(headers).toEqual({ authorization: 'Bearer session-1' });
    const said = later.map(({ body }) => String(body['query'])).join(' ');
    const steps = [
      'setCustomerForOrder',
      'setOrderShippingAddress',
      'setOrderShippingMethod',
      'transitionOrderToState',
      'addPaymentToOrder',
    ];
    const places = steps.map((name) => said.indexOf(name));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  it.each([
    [
      'a line was not taken',
      paid,
      { addItemsToOrder: { ...cart.addItemsToOrder, errorResults: [{ __typename: 'InsufficientStockError' }] } },
    ],
    ['a step was refused', { payment: { __typename: 'OrderPaymentStateError', errorCode: 'ORDER_PAYMENT_STATE_ERROR' } }, cart],
    ['the payment was not authorised', { payment: { ...paid.payment, state: 'ArrangingPayment' } }, cart],
  ])('counts as refused when %s', async (_, last, first) => {
    const { ask } = server(answering(last, first));
    await expect(flowOf(target('each-step'), ask)(order)).rejects.toThrow(/answered 200|ended as ArrangingPayment/);
  });
});

describe('an order placed with Medusa', () => {
  const target: Target = {
    kind: 'medusa',
    url: 'http://127.0.0.1:1',
    seeded: { variantIds, publishableKey: 'pk', regionId: 'us', shippingOptionId: 'so' },
  };
  const answering =
    (completed: unknown) =>
    ({ path }: Request) => {
      if (path.includes('/complete')) return { body: completed };
      if (path === '/store/payment-collections') return { body: { payment_collection: { id: 'pay1' } } };
      return { body: { cart: { id: 'cart1' } } };
    };

  it('takes five requests', async () => {
    const { ask, requests } = server(answering({ type: 'order', order: { id: 'order1' } }));
    expect(await flowOf(target, ask)(order)).toBe('order1');
    expect(requests.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
      '/store/carts',
      '/store/carts/cart1/shipping-methods',
      '/store/payment-collections',
      '/store/payment-collections/pay1/payment-sessions',
      '/store/carts/cart1/complete',
    ]);
    expect((requests[0]!.body['items'] as { variant_id: string; quantity: number }[]).map(Object.values)).toEqual(wanted);
    for (const { headers } of requests) expect(headers).toEqual({ 'x-publishable-api-key': 'pk' });
  });

  it('counts as refused when the cart stays a cart', async () => {
    const { ask } = server(answering({ type: 'cart', cart: { id: 'cart1' }, error: { message: 'no stock' } }));
    await expect(flowOf(target, ask)(order)).rejects.toThrow(/did not become an order/);
  });
});
