import type { WebhookState } from '../../app/channel-client.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import { type JsonObject, textAt } from '../reading/json.ts';
import { allNodes, connectionAt, type ShopParts } from './shopify.api.ts';
import { webhookCreateOperation, webhooksOperation, webhookUpdateOperation } from './shopify.notice-documents.ts';
import { userErrorsOf } from './shopify.outcomes.ts';

// `orders/updated` comes with every refund and edit too, and its body is the order; those of `refunds/create` and
// `orders/edited` are not. The three topics of privacy are set in the app's configuration, and in no other way.
const topics: ReadonlyMap<string, string> = new Map([
  ['orders/create', 'ORDERS_CREATE'],
  ['orders/updated', 'ORDERS_UPDATED'],
  ['orders/cancelled', 'ORDERS_CANCELLED'],
]);

const pathOf = (uri: string): string | undefined => {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.pathname : undefined;
};

/** Whole bodies as JSON, of every order. */
const isWhole = (subscription: JsonObject): boolean => {
  const fields = subscription['includeFields'];
  return subscription['format'] === 'JSON' && textAt(subscription, 'filter') === null && (!Array.isArray(fields) || fields.length === 0);
};

const failOn = (name: string, data: JsonObject, mutation: string): void => {
  const [error] = userErrorsOf(data, mutation);
  if (!error) return;
  throw new ChannelApiError(`shopify ${name}: refused (${error.field}: ${error.message})`, {
    problem: 'refused',
    status: 200,
    code: 'webhook-refused',
  });
};

const ensureTopic = async (
  { api }: ShopParts,
  present: readonly JsonObject[],
  topic: string,
  uri: string,
): Promise<WebhookState['state']> => {
  const exact = present.find((one) => textAt(one, 'uri') === uri);
  if (exact && isWhole(exact)) return 'present';
  const webhook = { uri, format: 'JSON', includeFields: null, filter: null };
  // The same path at another host is this account at an address that it has left.
  const ours =
    exact ?? present.find((one) => pathOf(textAt(one, 'uri') ?? '') !== undefined && pathOf(textAt(one, 'uri') ?? '') === pathOf(uri));
  if (ours) {
    failOn('webhooks', await api.run(webhookUpdateOperation, { id: String(ours['id']), webhook }), 'webhookSubscriptionUpdate');
    return 'corrected';
  }
  failOn('webhooks', await api.run(webhookCreateOperation, { topic, webhook }), 'webhookSubscriptionCreate');
  return 'created';
};

const subscriptionsOf = async ({ api }: ShopParts): Promise<readonly JsonObject[]> =>
  (await allNodes(async (after) => connectionAt(await api.run(webhooksOperation, { after }), 'webhookSubscriptions'))) ?? [];

/** Topics of which Shopify does not send whole orders to the address. Changes nothing. */
export const missingWebhooks = async (parts: ShopParts, callbackUrl: string): Promise<readonly string[]> => {
  const nodes = await subscriptionsOf(parts);
  const isThere = (name: string): boolean =>
    nodes.some((one) => one['topic'] === name && textAt(one, 'uri') === callbackUrl && isWhole(one));
  return [...topics].filter(([, name]) => !isThere(name)).map(([topic]) => topic);
};

/**
 * Makes sure that Shopify sends whole orders to the address: an HTTPS URL, or the ARN of an EventBridge partner source.
 * @throws ChannelApiError, `refused`, when Shopify does not take the address
 */
export const ensureWebhooks = async (parts: ShopParts, callbackUrl: string): Promise<readonly WebhookState[]> => {
  const nodes = await subscriptionsOf(parts);
  const states: WebhookState[] = [];
  for (const [topic, name] of topics) {
    const present = nodes.filter((one) => one['topic'] === name);
    states.push({ topic, state: await ensureTopic(parts, present, name, callbackUrl) });
  }
  return states;
};
