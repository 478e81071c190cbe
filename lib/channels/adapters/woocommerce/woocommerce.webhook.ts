import type { SigningSecrets } from '../../app/channel-adapter.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { isSignedBody } from '../../verify/hmac.ts';
import { isObject, parseExactJson, scalarText } from '../reading/json.ts';

// After `WC_Webhook` in plugins/woocommerce/includes/class-wc-webhook.php (WooCommerce 11.2) and the page "Webhooks" of REST v3.

/** Largest webhook body we read, in bytes. An order of a thousand lines with long metadata stays below it. */
export const wooCommerceMaxBodyBytes = 4 * 1024 * 1024;

/**
 * Whether the body was signed with the webhook's secret: `X-WC-Webhook-Signature` is the base64 of HMAC-SHA256 over the raw
 * body. Both secrets are tried while one is being rotated, and every comparison takes the same time.
 * @param rawBody the bytes as received
 * @param header value of the header; a missing one is never valid
 */
export const verifyWooCommerceHmac = (rawBody: Uint8Array, header: string | undefined, { current, previous }: SigningSecrets): boolean =>
  isSignedBody(rawBody, header, [current, previous]);

const pingPattern = /^webhook_id=\d{1,20}$/;
const pingBytesMax = 40;

/**
 * Whether this is the ping that WooCommerce sends when a webhook is saved: a form with the webhook's id, without any of the
 * `X-WC-…` headers and so without a signature. It says nothing about an order, and must be answered with 200.
 */
export const isWooCommercePing = (rawBody: Uint8Array, headers: Readonly<Record<string, string | undefined>>): boolean =>
  headers['x-wc-webhook-topic'] === undefined &&
  rawBody.length <= pingBytesMax &&
  pingPattern.test(new TextDecoder().decode(rawBody).trim());

export type WooCommerceDelivery = {
  /** Such as `order.updated`. */
  readonly topic: string;
  /** Host of the shop, lower case; null when the header is missing or no address. */
  readonly sourceHost: string | null;
};

const topicPattern = /^[a-z_]{1,60}\.[a-z0-9_]{1,100}$/;

/** Reads the headers of a signed delivery; names in lower case. */
export const readWooCommerceHeaders = (
  headers: Readonly<Record<string, string | undefined>>,
): Result<WooCommerceDelivery, readonly Problem[]> => {
  const topic = headers['x-wc-webhook-topic']?.trim() ?? '';
  if (!topicPattern.test(topic)) {
    const message = 'x-wc-webhook-topic must be a topic such as order.updated';
    return err([{ field: 'x-wc-webhook-topic', code: 'header-invalid', message }]);
  }
  const source = headers['x-wc-webhook-source']?.trim() ?? '';
  return ok({ topic, sourceHost: URL.canParse(source) ? new URL(source).hostname : null });
};

/** Topics whose body is an order, as `ensureWebhooks` subscribes to them, and the one that only says that an order is gone. */
export const wooCommerceTopics = ['order.created', 'order.updated', 'order.restored', 'order.deleted'] as const;

export type WooCommerceTopic = { readonly kind: 'order' | 'deleted' } | { readonly kind: 'ignored'; readonly reason: string };

/** What a topic is to us. Any other answer than 2xx counts as a failure, and after five in a row WooCommerce stops to deliver. */
export const classifyWooCommerceTopic = (topic: string): WooCommerceTopic => {
  if (topic === 'order.deleted') return { kind: 'deleted' };
  if (wooCommerceTopics.some((known) => known === topic)) return { kind: 'order' };
  return { kind: 'ignored', reason: `No use is made of topic ${topic}; subscribed are ${wooCommerceTopics.join(', ')}` };
};

/** Id of the order that a delivery of `order.deleted` is about; its body holds nothing else. */
export const deletedOrderId = (rawBody: Uint8Array): string | undefined => {
  const document = parseExactJson(new TextDecoder().decode(rawBody));
  const id = document.ok && isObject(document.value) ? scalarText(document.value['id']) : null;
  return id !== null && /^\d{1,20}$/.test(id) ? id : undefined;
};

/** Statuses of carts and unfinished entries that have never been placed as an order. */
export const unplacedStatuses: ReadonlySet<string> = new Set(['checkout-draft', 'auto-draft', 'draft', 'new']);

/**
 * Whether a signed body is the draft that the block checkout saves while the customer still types. WooCommerce announces it
 * like an order; sent to quarantine, every abandoned cart would wait there for a person.
 */
export const isUnplacedOrder = (rawBody: Uint8Array): boolean => {
  const text = new TextDecoder().decode(rawBody);
  // Almost no order is one, and parsing takes longer than searching.
  if (!/"(?:checkout-draft|auto-draft|draft|new)"/.test(text)) return false;
  const document = parseExactJson(text);
  if (!document.ok || !isObject(document.value)) return false;
  const { status } = document.value;
  return typeof status === 'string' && unplacedStatuses.has(status);
};
