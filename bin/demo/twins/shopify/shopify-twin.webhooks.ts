import { createHmac } from 'node:crypto';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import type { TwinOrder } from './shopify-twin.model.ts';
import { webhookBody } from './shopify-twin.rest.ts';

export type TwinSubscription = {
  readonly id: string;
  /** As the enum names it, such as `ORDERS_CREATE`. */
  readonly topic: string;
  uri: string;
  format: string;
  filter: string | null;
  includeFields: readonly string[];
};

/** A delivery as it goes out. */
export type TwinDelivery = {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type TwinWebhooks = {
  readonly subscriptions: TwinSubscription[];
  /** An order has changed: every subscription to the topic gets a delivery. */
  readonly announce: (topic: 'orders/create' | 'orders/updated' | 'orders/cancelled', order: TwinOrder) => void;
  /**
   * Deliveries that wait, signed; they are then no longer waiting. Shopify promises neither order nor uniqueness, so
   * `duplicates` (0 to 1) of them come twice, and all in any order when `shuffled`.
   */
  readonly take: (options?: { readonly duplicates?: number; readonly shuffled?: boolean }) => readonly TwinDelivery[];
};

const nameOf = (topic: string): string => topic.toUpperCase().replace('/', '_');

/** The same delivery as an event of an EventBridge partner source, in the text that a function is invoked with. */
export const partnerEvent = (delivery: TwinDelivery): string => {
  const event = {
    version: '0',
    id: delivery.headers['X-Shopify-Event-Id'],
    'detail-type': 'shopifyWebhook',
    source: 'aws.partner/shopify.com/1234567/twin',
    account: '123456789012',
    time: delivery.headers['X-Shopify-Triggered-At'],
    region: 'us-east-1',
    resources: [],
    detail: { payload: '@payload@', metadata: { 'Content-Type': 'application/json', ...delivery.headers } },
  };
  // The body goes in as text, so that its large ids keep their digits.
  return JSON.stringify(event).replace('"@payload@"', () => delivery.body);
};

export const createTwinWebhooks = (options: {
  readonly secret: string;
  readonly shopDomain: string;
  readonly apiVersion: string;
  readonly clock: Clock;
  readonly random: Random;
}): TwinWebhooks => {
  const { secret, shopDomain, apiVersion, clock, random } = options;
  const subscriptions: TwinSubscription[] = [];
  let waiting: TwinDelivery[] = [];
  const uuid = (): string => Buffer.from(random.bytes(16)).toString('hex');

  const delivery = (uri: string, topic: string, order: TwinOrder, eventId: string): TwinDelivery => {
    const body = webhookBody(order);
    return {
      uri,
      body,
      headers: {
        'X-Shopify-Topic': topic,
        'X-Shopify-Shop-Domain': shopDomain,
        'X-Shopify-API-Version': apiVersion,
        'X-Shopify-Webhook-Id': uuid(),
        'X-Shopify-Event-Id': eventId,
        'X-Shopify-Triggered-At': clock.now(),
        'X-Shopify-Order-Id': order.id,
        'X-Shopify-Test': String(order.test),
        'X-Shopify-Hmac-SHA256': createHmac('sha256', secret).update(body).digest('base64'),
      },
    };
  };

  return {
    subscriptions,
    announce: (topic, order) => {
      const eventId = uuid();
      const told = subscriptions.filter((one) => one.topic === nameOf(topic));
      waiting.push(...told.map(({ uri }) => delivery(uri, topic, order, eventId)));
    },
    take: ({ duplicates = 0, shuffled = false } = {}) => {
      const sent = waiting.flatMap((one) => (random.chance(duplicates) ? [one, one] : [one]));
      waiting = [];
      if (!shuffled) return sent;
      return sent
        .map((one) => ({ one, place: random.next() }))
        .toSorted((left, right) => left.place - right.place)
        .map(({ one }) => one);
    },
  };
};
