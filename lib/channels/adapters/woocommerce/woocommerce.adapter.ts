import { err } from '../../../kernel/result.ts';
import type { ChannelAdapter, Delivery, Received } from '../../app/channel-adapter.ts';
import { normalizeWooCommerceOrder } from './woocommerce.normalize.ts';
import {
  classifyWooCommerceTopic,
  deletedOrderId,
  isUnplacedOrder,
  isWooCommercePing,
  readWooCommerceHeaders,
  verifyWooCommerceHmac,
  wooCommerceMaxBodyBytes,
} from './woocommerce.webhook.ts';

/** An order in the trash still has its content in the API, and counts as cancelled there. */
const inTrash = (rawBody: Uint8Array): Received => {
  const channelOrderId = deletedOrderId(rawBody);
  if (channelOrderId !== undefined) return { kind: 'look-up', channelOrderId };
  return {
    kind: 'malformed',
    problems: [{ field: 'id', code: 'id-missing', message: 'A delivery of order.deleted holds the id of the order' }],
  };
};

const receive = ({ headers, rawBody, account, secrets }: Delivery): Received => {
  // Before anything else is looked at, so that no other answer tells a stranger anything; the ping alone bears no signature.
  const signed = verifyWooCommerceHmac(rawBody, headers['x-wc-webhook-signature']?.trim(), secrets);
  if (!signed) {
    return isWooCommercePing(rawBody, headers)
      ? { kind: 'ignored', reason: 'WooCommerce pings an address when a webhook to it is saved' }
      : { kind: 'unauthentic', code: 'signature-invalid' };
  }
  const delivery = readWooCommerceHeaders(headers);
  if (!delivery.ok) return { kind: 'malformed', problems: delivery.error };
  if (account.shopDomain !== null && delivery.value.sourceHost !== account.shopDomain) return { kind: 'unauthentic', code: 'shop-differs' };
  const topic = classifyWooCommerceTopic(delivery.value.topic);
  if (topic.kind === 'ignored') return topic;
  if (topic.kind === 'deleted') return inTrash(rawBody);
  return isUnplacedOrder(rawBody) ? { kind: 'ignored', reason: 'A draft of the checkout is not an order yet' } : { kind: 'order' };
};

/** WooCommerce: webhooks and REST v3 answers of one shop. */
export const wooCommerceAdapter: ChannelAdapter = {
  channel: 'woocommerce',
  maxBodyBytes: wooCommerceMaxBodyBytes,
  receive,
  normalize: (payload, account) => normalizeWooCommerceOrder(payload, { account }),
  readPrivacyRequest: (request) =>
    err([
      {
        field: '',
        code: 'privacy-request-unknown',
        message: `WooCommerce sends no ${request}; the shop's owner handles such requests in WordPress and asks for them here`,
      },
    ]),
};
