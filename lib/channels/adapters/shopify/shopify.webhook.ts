import { parseInstant } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import type { SigningSecrets } from '../../app/channel-adapter.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { isSignedBody } from '../../verify/hmac.ts';

/** Largest webhook body we read, in bytes. An order of Shopify's 500 lines with every field filled stays below it. */
export const shopifyMaxBodyBytes = 4 * 1024 * 1024;

/**
 * Whether the body was signed with the app's secret: `X-Shopify-Hmac-Sha256` is the base64 of HMAC-SHA256 over the raw body.
 * While a secret is being rotated Shopify may still sign with the previous one. Every comparison takes the same time.
 * @param rawBody the bytes as received; parsing and printing the JSON again would change them
 * @param header value of the header; a missing one is never valid
 */
export const verifyShopifyHmac = (rawBody: Uint8Array, header: string | undefined, { current, previous }: SigningSecrets): boolean =>
  isSignedBody(rawBody, header, [current, previous]);

/** What a delivery says about itself. */
export type ShopifyDelivery = {
  /** Such as `orders/create`. */
  readonly topic: string;
  /** Such as `example.myshopify.com`, lower case. */
  readonly shopDomain: string;
  readonly signature: string | undefined;
  readonly webhookId: string | null;
  /** Equal for all deliveries of one event. */
  readonly eventId: string | null;
  /** When the event happened; a retry hours later still carries it. */
  readonly triggeredAt: Instant | null;
  readonly apiVersion: string | null;
  /** A notification sent from the shop's settings, about no real order. */
  readonly test: boolean;
};

const topicPattern = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;
const domainPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** Reads the `X-Shopify-…` headers, whatever the case of their names. Topic and shop are required. */
export const readShopifyHeaders = (headers: Readonly<Record<string, string | undefined>>): Result<ShopifyDelivery, readonly Problem[]> => {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value?.trim()]));
  const read = (name: string): string | undefined => byName.get(`x-shopify-${name}`) || undefined;
  const topic = read('topic') ?? '';
  const shopDomain = (read('shop-domain') ?? '').toLowerCase();
  const problems: Problem[] = [];
  if (!topicPattern.test(topic)) problems.push(headerProblem('x-shopify-topic', 'a topic such as orders/create'));
  if (!domainPattern.test(shopDomain)) problems.push(headerProblem('x-shopify-shop-domain', 'a domain such as example.myshopify.com'));
  if (problems.length > 0) return err(problems);
  return ok({
    topic,
    shopDomain,
    signature: read('hmac-sha256'),
    webhookId: read('webhook-id') ?? null,
    eventId: read('event-id') ?? null,
    triggeredAt: parseInstant(read('triggered-at') ?? '') ?? null,
    apiVersion: read('api-version') ?? null,
    test: read('test') === 'true',
  });
};

const headerProblem = (field: string, allowed: string): Problem => ({
  field,
  code: 'header-invalid',
  message: `${field} must be ${allowed}`,
});

export type ShopifyTopic =
  | { readonly kind: 'order'; readonly change: 'created' | 'updated' | 'cancelled' }
  | { readonly kind: 'privacy'; readonly request: 'customer-data-request' | 'customer-redact' | 'shop-redact' }
  | { readonly kind: 'ignored'; readonly reason: string };

const topics: ReadonlyMap<string, ShopifyTopic> = new Map<string, ShopifyTopic>([
  ['orders/create', { kind: 'order', change: 'created' }],
  ['orders/updated', { kind: 'order', change: 'updated' }],
  ['orders/cancelled', { kind: 'order', change: 'cancelled' }],
  ['customers/data_request', { kind: 'privacy', request: 'customer-data-request' }],
  ['customers/redact', { kind: 'privacy', request: 'customer-redact' }],
  ['shop/redact', { kind: 'privacy', request: 'shop-redact' }],
]);

/** What a topic is to us. An unknown one is answered with success all the same, or Shopify would retry it and drop the subscription. */
export const classifyShopifyTopic = (topic: string): ShopifyTopic =>
  topics.get(topic) ?? { kind: 'ignored', reason: `No use is made of topic ${topic}; subscribed are ${[...topics.keys()].join(', ')}` };
