import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { WebhookState } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { callForJson, withJson } from './walmart.api.ts';
import { walmartWebhookUser } from './walmart.notification.ts';
import type { OrdersParts } from './walmart.orders.ts';

// Since February 2026 one event for all that happens to an order; PO_CREATED and the like end on 15 December 2026
// ("New: Order management webhook event").
const event = { eventType: 'ORDER_UPDATES', eventVersion: 'V1', resourceName: 'ORDER' } as const;

const passwordLengthMin = 16;

const matches = (found: JsonObject, callbackUrl: string, password: string): boolean => {
  const auth = objectAt(found, 'authDetails');
  const shown = textAt(auth, 'password');
  return (
    textAt(found, 'eventUrl') === callbackUrl &&
    textAt(found, 'status') === 'ACTIVE' &&
    textAt(auth, 'authMethod') === 'BASIC_AUTH' &&
    textAt(auth, 'userName') === walmartWebhookUser &&
    // Where Walmart hides passwords there is nothing to compare.
    (shown === null || /^\*+$/.test(shown) || shown === password)
  );
};

const passwordOf = async (signingSecret: () => Promise<string>): Promise<string> => {
  const password = await signingSecret();
  if (password.length >= passwordLengthMin) return password;
  const message = `walmart webhooks: the signing secret needs ${passwordLengthMin} characters, or anybody could guess it and send notifications`;
  throw new ChannelApiError(message, { problem: 'unauthorized', status: 0, code: 'webhook-password-weak' });
};

const subscriptionsUrl = ({ settings }: OrdersParts): string => `${settings.baseUrl}/v3/webhooks/subscriptions`;

const subscriptionsOf = async (parts: OrdersParts): Promise<readonly JsonObject[]> => {
  const listed = await callForJson(parts.api.webhooks, { name: 'webhooks.list', method: 'GET', url: subscriptionsUrl(parts) });
  return listAt(listed, 'events')
    .map(({ value }) => value)
    .filter((found) => textAt(found, 'eventType') === event.eventType);
};

/** Topics of which Walmart does not tell at the address with our password. Changes nothing. */
export const missingWalmartWebhooks = async (
  parts: OrdersParts,
  signingSecret: () => Promise<string>,
  callbackUrl: string,
): Promise<readonly string[]> => {
  const password = await passwordOf(signingSecret);
  return (await subscriptionsOf(parts)).some((found) => matches(found, callbackUrl, password)) ? [] : [event.eventType];
};

/** Makes sure that Walmart tells of orders at this address and signs in with our password. Notifications exist in the US alone. */
export const ensureWalmartWebhooks = async (
  parts: OrdersParts,
  /** Password with which Walmart signs in to us: the account's signing secret. */
  signingSecret: () => Promise<string>,
  callbackUrl: string,
): Promise<readonly WebhookState[]> => {
  const { settings, api } = parts;
  if (settings.market !== 'us') return [];
  const webhookPassword = await passwordOf(signingSecret);
  const url = subscriptionsUrl(parts);
  const ours = await subscriptionsOf(parts);
  const wanted = {
    eventUrl: callbackUrl,
    status: 'ACTIVE',
    authDetails: { authMethod: 'BASIC_AUTH', authHeaderName: 'Authorization', userName: walmartWebhookUser, password: webhookPassword },
  };
  if (ours.some((found) => matches(found, callbackUrl, webhookPassword))) return [{ topic: event.eventType, state: 'present' }];
  const subscriptionId = ours.map((found) => textAt(found, 'subscriptionId')).find((id) => id !== null);
  if (subscriptionId !== undefined && subscriptionId !== null) {
    const call = {
      name: 'webhooks.update',
      method: 'PATCH',
      url: `${url}/${encodeURIComponent(subscriptionId)}`,
      repeatable: true,
    } as const;
    await api.webhooks.call(withJson(call, wanted));
    return [{ topic: event.eventType, state: 'corrected' }];
  }
  await api.webhooks.call(withJson({ name: 'webhooks.create', method: 'POST', url }, { events: [{ ...event, ...wanted }] }));
  return [{ topic: event.eventType, state: 'created' }];
};
