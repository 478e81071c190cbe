import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, createApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';

type Item = Readonly<Record<string, unknown>>;

const note = (who: string, text: string): void => say(who, text, new Date().toISOString());
const list = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];
const dollars = (minor: unknown): string => `$${(Number(minor) / 100).toFixed(2)}`;

/** Asks again until something is there. @returns undefined when it never came */
const until = async <T>(read: () => Promise<T | undefined>, signal: AbortSignal): Promise<T | undefined> => {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = await read();
    if (found !== undefined) return found;
    await sleep(250, undefined, { signal });
  }
  return undefined;
};

/** Minor units. Reviewers and codes cost this retailer more than usual, so that only what is really unusual stops an order. */
const dearHelp = { review_cost_minor: 900, verification_cost_minor: 150 } as const;

/** From now on the cheapest action is taken by expected cost; before, the costs only stand on the receipt. */
export const letBandsDecide = async (api: ApiClient): Promise<void> => {
  const { items } = await must(api.send('GET', '/policies'), 'the policies');
  const bands = list(items).find(({ name }) => name === 'fraud_bands');
  const value = { ...(bands?.['value'] as Item), mode: 'decide', ...dearHelp };
  const change = { value, note: 'how the demo begins', expected_version: Number(bands?.['version'] ?? 0) };
  await must(api.send('PUT', '/policies/fraud_bands', change), 'policy fraud_bands');
};

/** A buyer with a new address whose bill goes to the other end of the country: worth a code, not worth a refusal. */
const verified = {
  channel: 'web',
  name: 'W-6001',
  lines: [{ sku: 'LAMP-HEAD', quantity: 2 }],
  who: 2,
  known: {
    customer: { email: 'm.voss.orders@example.net', name: 'Mirela Voss', phone: '+15035550148' },
    billing_address: { name: 'M. Voss', line1: '77 Bay Drive', city: 'Miami', region: 'FL', postal_code: '33131', country: 'US' },
    payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
    device: { visitor_id: '0f3c9a5d7e1b4c2680f3c9a5d7e1b4c2' },
    client_ip: '203.0.113.7',
  },
} as const;

/** The customer is sent a code, reads it on the phone, and enters it on the shop's page. */
const confirmByCode = async (api: ApiClient, signal: AbortSignal): Promise<string> => {
  const placed = await placeOrder(api, verified);
  const orderId = String(placed['order_id']);
  const text = await until(async () => {
    const { body } = await api.send('GET', '/outbox?limit=20');
    return list(body['items']).find(({ id }) => String(id).startsWith(orderId));
  }, signal);
  if (text === undefined) return orderId;
  const { verification } = await must(api.send('GET', `/orders/${orderId}/fraud`), 'the case');
  note(`web ${verified.name}`, `text message to the customer: "${String(text['text']).slice(0, 60)}"`);
  await sleep(3_000, undefined, { signal });
  const shopPage = createApiClient(api.url, { token: '' });
  const code = String(text['text']).slice(0, 6);
  const answer = await must(shopPage.send('POST', `/verifications/${String((verification as Item)['token'])}`, { code }), 'the code');
  note(`web ${verified.name}`, `the customer enters ${code} on the shop's page: ${String(answer['status'])}`);
  return orderId;
};

/** What the queue says of an order in review: why, what each action costs, and until when. */
export const tellReview = async (api: ApiClient, orderId: string, name: string, signal: AbortSignal): Promise<void> => {
  const found = await until(async () => {
    const { body } = await api.send('GET', '/fraud/reviews?limit=50');
    return list(body['items']).find(({ order_id: id }) => id === orderId);
  }, signal);
  if (found === undefined) return;
  const costs = found['costs_minor'] as Item | null;
  const [, ...reasons] = found['reasons'] as readonly string[];
  note(name, `in review until ${String(found['due_at']).slice(0, 16).replace('T', ' ')}: ${reasons[0] ?? ''}`);
  if (costs) {
    const expected = ['pass', 'verify', 'decline'].map((action) => `${action} ${dollars(costs[action])}`).join(', ');
    note(name, `expected cost: ${expected}`);
  }
};

/** The bank takes back the money of an order that was delivered; the model learns from it. */
const chargeBack = async (api: ApiClient, orderId: string, name: string, signal: AbortSignal): Promise<void> => {
  const order = await must(api.send('GET', `/orders/${orderId}`), orderId);
  const received = new Date().toISOString();
  const claim = { received_at: received, reason_code: '10.4', amount_minor: Number((order['totals'] as Item)['total']), currency: 'USD' };
  await must(api.send('POST', `/orders/${orderId}/chargebacks`, claim), 'the chargeback');
  const label = await until(async () => {
    const { body } = await api.send('GET', `/orders/${orderId}/fraud`);
    return (body['label'] as Item | null) ?? undefined;
  }, signal);
  note(
    name,
    `CHARGEBACK of ${dollars(claim.amount_minor)}, Visa 10.4: the label is now ${String(label?.['label'])} (${String(label?.['strength'])})`,
  );
};

/** "Why?", as it can be read out to the customer; who disagrees asks for a person, who answers. */
const explain = async (api: ApiClient, operator: ApiClient, orderId: string, name: string): Promise<void> => {
  const why = await must(api.send('GET', `/orders/${orderId}/why`), 'the explanation');
  note(name, 'why?');
  for (const paragraph of list(why['paragraphs'])) note('', `  ${String(paragraph['for_customer'])}`);
  const fraud = list(why['decisions']).find(({ kind }) => kind === 'fraud');
  if (fraud === undefined) return;
  const path = `/orders/${orderId}/decisions/${String(fraud['local_id'])}/contest`;
  const contest = await must(api.send('POST', path, { reason_code: 'wants-explanation' }), 'the contest');
  const answer = `/decisions/${encodeURIComponent(String(contest['decision_id']))}/contests/${String(contest['contest_id'])}/answer`;
  await must(operator.send('POST', answer, { outcome: 'explained' }), 'the answer');
  note(name, 'the customer asks why a code was wanted; the operator explains it, and both stand on the decision');
};

/** A code, a "why?" with its contest, and a chargeback. */
export const playFraud = async (stage: {
  readonly api: ApiClient;
  readonly operator: ApiClient;
  /** An order that was delivered, for the chargeback. */
  readonly delivered: { readonly orderId: string; readonly name: string };
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { api, operator, delivered, signal } = stage;
  const orderId = await confirmByCode(api, signal);
  await sleep(2_500, undefined, { signal });
  await explain(api, operator, orderId, `web ${verified.name}`);
  await sleep(2_500, undefined, { signal });
  await chargeBack(api, delivered.orderId, delivered.name, signal);
};
