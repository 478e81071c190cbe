import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type { ChannelAdapter, Delivery, PrivacyRequest, Received } from '../../app/channel-adapter.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { normalizeShopifyOrder } from './shopify.normalize.ts';
import { readPrivacyRequest, type ShopifyPrivacyRequest } from './shopify.privacy.ts';
import { classifyShopifyTopic, readShopifyHeaders, shopifyMaxBodyBytes, verifyShopifyHmac } from './shopify.webhook.ts';

const receive = ({ headers, rawBody, account, secrets }: Delivery): Received => {
  // Before anything else is looked at, so that no other answer tells a stranger anything.
  const signed = verifyShopifyHmac(rawBody, headers['x-shopify-hmac-sha256']?.trim(), secrets);
  if (!signed) return { kind: 'unauthentic', code: 'signature-invalid' };
  const delivery = readShopifyHeaders(headers);
  if (!delivery.ok) return { kind: 'malformed', problems: delivery.error };
  if (account.shopDomain !== null && delivery.value.shopDomain !== account.shopDomain) return { kind: 'unauthentic', code: 'shop-differs' };
  const topic = classifyShopifyTopic(delivery.value.topic);
  return topic.kind === 'order' ? { kind: 'order' } : topic;
};

const toRequest = (found: ShopifyPrivacyRequest): PrivacyRequest => {
  switch (found.request) {
    case 'customer-redact':
      return { request: found.request, customer: found.customer, channelOrderIds: found.orderIds };
    case 'customer-data-request':
      return { request: found.request, customer: found.customer, channelOrderIds: found.orderIds, requestId: found.dataRequestId };
    case 'shop-redact':
      return { request: found.request };
    default:
      return assertNever(found);
  }
};

/** Shopify signs bodies, not headers: what erases data must name its shop in the body too. */
const aboutShop = (found: ShopifyPrivacyRequest, shopDomain: string | null): Result<PrivacyRequest, readonly Problem[]> =>
  shopDomain === null || found.shopDomain === shopDomain
    ? ok(toRequest(found))
    : err([{ field: 'shop_domain', code: 'shop-differs', message: 'The request is about another shop than the account it came to' }]);

export const shopifyAdapter: ChannelAdapter = {
  channel: 'shopify',
  maxBodyBytes: shopifyMaxBodyBytes,
  receive,
  normalize: (payload, account) => normalizeShopifyOrder(payload, { account }),
  readPrivacyRequest: (request, rawBody, account) => {
    const found = readPrivacyRequest(request, rawBody);
    return found.ok ? aboutShop(found.value, account.shopDomain) : found;
  },
};
