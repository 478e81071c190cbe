// How an order is placed with each system, through its public API, in the requests that its own guides use.
import type { PeerOrder } from './goods.ts';
import type { Answer, Ask } from './http.ts';
import type { Target } from './messages.ts';

/** Places one order. @returns its id, @throws Error when it was refused at any step */
export type Flow = (order: PeerOrder) => Promise<string>;

const refused = (step: string, { status, text }: Pick<Answer, 'status' | 'text'>): Error =>
  new Error(`${step} was answered ${status} ${text.slice(0, 300)}`);

const parse = <T>(step: string, answer: Answer, status: number): T => {
  if (answer.status !== status) throw refused(step, answer);
  return JSON.parse(answer.text) as T;
};

const waybillFlow =
  (ask: Ask, { apiKey }: Extract<Target, { kind: 'waybill' }>): Flow =>
  async (order) => {
    const answer = await ask('POST', '/orders', { 'x-api-key': apiKey }, order);
    return parse<{ readonly order_id: string }>('placing', answer, 201).order_id;
  };

type Step = { readonly name: string; readonly input: string; readonly call: string; readonly variable: unknown };

// Every mutation answers an order, or an error result that is no GraphQL error.
const outcome = '{ __typename ... on Order { code state } ... on ErrorResult { errorCode message } }';

type MutationResult = {
  readonly __typename: string;
  readonly code?: string;
  readonly state?: string;
  readonly errorResults?: readonly unknown[];
};

const namesOf = (name: string) => {
  const space = name.lastIndexOf(' ');
  return { first: name.slice(0, space), last: name.slice(space + 1) };
};

/** The checkout after the cart is filled, in the order of Vendure's storefront guide. */
const vendureSteps = (order: PeerOrder, { seeded }: Extract<Target, { kind: 'vendure' }>): readonly Step[] => {
  const { customer, shipping_address: address } = order;
  const { first, last } = namesOf(customer.name);
  const orderAddress = {
    fullName: address.name,
    streetLine1: address.line1,
    city: address.city,
    province: address.region,
    postalCode: address.postal_code,
    countryCode: address.country,
  };
  return [
    {
      name: 'customer',
      input: 'CreateCustomerInput!',
      call: 'setCustomerForOrder(input: $customer)',
      variable: { emailAddress: customer.email, firstName: first, lastName: last },
    },
    { name: 'address', input: 'CreateAddressInput!', call: 'setOrderShippingAddress(input: $address)', variable: orderAddress },
    { name: 'method', input: '[ID!]!', call: 'setOrderShippingMethod(shippingMethodId: $method)', variable: [seeded.shippingMethodId] },
    { name: 'state', input: 'String!', call: 'transitionOrderToState(state: $state)', variable: 'ArrangingPayment' },
    {
      name: 'payment',
      input: 'PaymentInput!',
      call: 'addPaymentToOrder(input: $payment)',
      variable: { method: seeded.paymentMethod, metadata: {} },
    },
  ];
};

/** One document that does the steps one after the other, as GraphQL has it for mutations. */
const documentOf = (steps: readonly Step[]) => ({
  query: `mutation (${steps.map(({ name, input }) => `$${name}: ${input}`).join(', ')}) { ${steps
    .map(({ name, call }) => `${name}: ${call} ${outcome}`)
    .join(' ')} }`,
  variables: Object.fromEntries(steps.map(({ name, variable }) => [name, variable])),
});

const vendureFlow =
  (ask: Ask, target: Extract<Target, { kind: 'vendure' }>): Flow =>
  async (order) => {
    // Each order is a guest's of its own, so each has a session of its own; the first answer names it.
    let session: string | undefined;
    const mutate = async (step: string, body: unknown): Promise<Readonly<Record<string, MutationResult>>> => {
      const answer = await ask('POST', '/shop-api', session === undefined ? {} : { authorization: `Bearer ${session}` }, body);
      const token = answer.headers['vendure-auth-token'];
      if (typeof token === 'string') session ??= token;
      const { data, errors } = parse<{ readonly data?: Record<string, MutationResult>; readonly errors?: unknown }>(step, answer, 200);
      const results = Object.values(data ?? {});
      const isOrder = ({ __typename: type, errorResults }: MutationResult) =>
        type.startsWith('Order') && !type.endsWith('Error') && !errorResults;
      const isCart = ({ __typename: type, errorResults }: MutationResult) =>
        type === 'UpdateMultipleOrderItemsResult' && errorResults?.length === 0;
      if (errors !== undefined || results.length === 0 || !results.every((result) => isOrder(result) || isCart(result)))
        throw refused(step, answer);
      return data ?? {};
    };
    await mutate('cart', {
      query: `mutation ($inputs: [AddItemInput!]!) { addItemsToOrder(inputs: $inputs) { __typename order { code } errorResults { __typename } } }`,
      variables: {
        inputs: order.line_items.map(({ sku, quantity }) => ({ productVariantId: target.seeded.variantIds[sku], quantity })),
      },
    });
    const steps = vendureSteps(order, target);
    const documents = target.documents === 'fewest' ? [steps] : steps.map((step) => [step]);
    let last: MutationResult | undefined;
    for (const document of documents) {
      last = (await mutate(document.map(({ name }) => name).join(', '), documentOf(document)))['payment'];
    }
    if (last?.state !== 'PaymentAuthorized' || last.code === undefined) throw new Error(`The order ended as ${String(last?.state)}`);
    return last.code;
  };

const medusaFlow =
  (ask: Ask, { seeded }: Extract<Target, { kind: 'medusa' }>): Flow =>
  async (order) => {
    const post = async <T>(step: string, path: string, body: unknown): Promise<T> =>
      parse<T>(step, await ask('POST', path, { 'x-publishable-api-key': seeded.publishableKey }, body), 200);
    const { customer, shipping_address: address } = order;
    const { first, last } = namesOf(address.name);
    // Only what is used later is asked for, so that answering costs as little as it can.
    const { cart } = await post<{ readonly cart: { readonly id: string } }>('cart', '/store/carts?fields=id', {
      region_id: seeded.regionId,
      email: customer.email,
      items: order.line_items.map(({ sku, quantity }) => ({ variant_id: seeded.variantIds[sku], quantity })),
      shipping_address: {
        first_name: first,
        last_name: last,
        address_1: address.line1,
        city: address.city,
        province: `${address.country}-${address.region}`.toLowerCase(),
        postal_code: address.postal_code,
        country_code: address.country.toLowerCase(),
      },
    });
    await post('shipping', `/store/carts/${cart.id}/shipping-methods?fields=id`, { option_id: seeded.shippingOptionId });
    type Collection = { readonly payment_collection: { readonly id: string } };
    const { payment_collection: collection } = await post<Collection>('payment', '/store/payment-collections', { cart_id: cart.id });
    await post('payment session', `/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: 'pp_system_default' });
    type Completed = { readonly type: string; readonly order?: { readonly id: string } };
    const completed = await post<Completed>('completion', `/store/carts/${cart.id}/complete?fields=id`, {});
    // A cart that could not be completed is answered 200 as well, with the cart in it.
    if (completed.type !== 'order' || completed.order === undefined) throw new Error('The cart did not become an order');
    return completed.order.id;
  };

/** The flow for a target. */
export const flowOf = (target: Target, ask: Ask): Flow => {
  switch (target.kind) {
    case 'waybill':
      return waybillFlow(ask, target);
    case 'vendure':
      return vendureFlow(ask, target);
    case 'medusa':
      return medusaFlow(ask, target);
  }
};
