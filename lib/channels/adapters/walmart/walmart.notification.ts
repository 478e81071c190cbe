import { timingSafeEqual } from 'node:crypto';
import type { Received, SigningSecrets } from '../../app/channel-adapter.ts';
import { isObject, objectAt, parsePayload, textAt } from '../reading/json.ts';

/** Largest notification we read, in bytes. Walmart's carry one order without prices; pages of the API are not sent here. */
export const walmartMaxBodyBytes = 4 * 1024 * 1024;

/** The user under which our subscriptions make Walmart sign in; the password is the account's webhook secret. */
export const walmartWebhookUser = 'waybill';

/**
 * Whether a notification comes with the password that the subscription gave Walmart (`authMethod: BASIC_AUTH`), the current
 * one or the one before. It proves who sent it, over TLS, and nothing about the body. Walmart does publish a signature over
 * method, path, time and body (`WM_SEC.SIGNATURE`), but for performance webhooks alone, and says of `authMethod: HMAC` only
 * that it uses HMACSHA256 with the client secret, not over what. So no content of a notification is ever believed.
 */
export const verifyWalmartAuthorization = (header: string | undefined, secrets: SigningSecrets): boolean => {
  const given = Buffer.from(header ?? '', 'utf8');
  let valid = false;
  for (const secret of [secrets.current, secrets.previous]) {
    // An empty secret is a missing one: anybody could guess it.
    if (secret === undefined || secret === '') continue;
    const expected = Buffer.from(walmartAuthorization(secret), 'utf8');
    if (given.length === expected.length && timingSafeEqual(given, expected)) valid = true;
  }
  return valid;
};

/** What Walmart sends in `Authorization` for a subscription with this password. */
export const walmartAuthorization = (password: string): string =>
  `Basic ${Buffer.from(`${walmartWebhookUser}:${password}`, 'utf8').toString('base64')}`;

const orderEvents: ReadonlySet<string> = new Set([
  'ORDER_UPDATES',
  'PO_CREATED',
  'PO_LINE_AUTOCANCELLED',
  'INTENT_TO_CANCEL',
  'ORDER_INTENT_TO_CANCEL',
]);

/** What an authentic notification is to us: a hint that an order has changed, or of no use. */
export const classifyNotification = (rawBody: Uint8Array): Received => {
  const document = parsePayload(rawBody);
  if (!document.ok || !isObject(document.value)) {
    const message = 'A Walmart notification is a JSON object';
    return { kind: 'malformed', problems: [{ field: '', code: 'not-a-notification', message }] };
  }
  const event = textAt(objectAt(document.value, 'source'), 'eventType');
  // Nothing of it would be believed anyway, and a refusal would only make Walmart send it again and count the failure.
  if (event === null) return { kind: 'ignored', reason: 'No use is made of a notification that names no event' };
  const name = /^[A-Z][A-Z_]{0,59}$/.test(event) ? event : 'unknown';
  if (!orderEvents.has(event)) return { kind: 'ignored', reason: `No use is made of event ${name}` };
  // It has no prices, and nothing in it is proved: the order is fetched from the orders API.
  const channelOrderId = textAt(objectAt(objectAt(document.value, 'payload'), 'order'), 'purchaseOrderId');
  return channelOrderId !== null && /^\d{1,30}$/.test(channelOrderId)
    ? { kind: 'look-up', channelOrderId }
    : { kind: 'ignored', reason: `${name} names no order; changes are found at the next poll` };
};
