import { createHash } from 'node:crypto';
import type { WebhookState } from '../../app/channel-client.ts';
import { type JsonObject, textAt } from '../reading/json.ts';
import type { WooCommerceApi } from './woocommerce.api.ts';
import { idOf } from './woocommerce.fields.ts';
import { wooCommerceTopics } from './woocommerce.webhook.ts';

// After `WC_REST_Webhooks_V1_Controller` (its v2 and v3 only change fields) and `WC_Webhook::failed_delivery`.

// WooCommerce never shows a webhook's secret again, so its name tells which secret it was given: eight digits of a hash.
const nameOf = (topic: string, secret: string): string =>
  `Waybill ${topic} ${createHash('sha256').update(secret).digest('hex').slice(0, 8)}`;

/**
 * Makes sure that every topic is delivered here, under the current secret. A webhook that somebody paused, or that WooCommerce
 * disabled after more than five failed deliveries in a row, is made active again; a deleted one is created anew.
 */
export const ensureWebhooks = async (api: WooCommerceApi, callbackUrl: string, secret: string): Promise<readonly WebhookState[]> => {
  const webhooks = await webhooksOf(api);
  const states: WebhookState[] = [];
  for (const topic of wooCommerceTopics) states.push({ topic, state: await ensure(api, webhooks, { topic, callbackUrl, secret }) });
  return states;
};

const webhooksOf = (api: WooCommerceApi): Promise<readonly JsonObject[]> => api.list('webhooks.list', 'wc/v3/webhooks', { status: 'all' });

/** Topics of which the shop does not tell at the address under the current secret. Changes nothing. */
export const missingWebhooks = async (api: WooCommerceApi, callbackUrl: string, secret: string): Promise<readonly string[]> => {
  const webhooks = await webhooksOf(api);
  return wooCommerceTopics.filter((topic) => !webhooks.some((webhook) => isGood(webhook, { topic, callbackUrl, secret })));
};

type Wanted = { readonly topic: string; readonly callbackUrl: string; readonly secret: string };

const isAt = (webhook: JsonObject, { topic, callbackUrl }: Wanted): boolean =>
  textAt(webhook, 'topic') === topic && textAt(webhook, 'delivery_url') === callbackUrl;

const isGood = (webhook: JsonObject, wanted: Wanted): boolean =>
  isAt(webhook, wanted) && textAt(webhook, 'status') === 'active' && textAt(webhook, 'name') === nameOf(wanted.topic, wanted.secret);

const ensure = async (api: WooCommerceApi, webhooks: readonly JsonObject[], wanted: Wanted): Promise<WebhookState['state']> => {
  const { topic, callbackUrl, secret } = wanted;
  const name = nameOf(topic, secret);
  const ours = webhooks.filter((webhook) => isAt(webhook, wanted));
  if (ours.some((webhook) => isGood(webhook, wanted))) return 'present';
  const other = ours.find((webhook) => textAt(webhook, 'status') === 'active') ?? ours[0];
  const body = { name, topic, delivery_url: callbackUrl, secret, status: 'active' };
  if (other === undefined) {
    await api.write('webhooks.create', 'POST', 'wc/v3/webhooks', body, { repeatable: false });
    return 'created';
  }
  await api.write('webhooks.update', 'PUT', `wc/v3/webhooks/${idOf(other) ?? ''}`, body, { repeatable: true });
  return 'corrected';
};
