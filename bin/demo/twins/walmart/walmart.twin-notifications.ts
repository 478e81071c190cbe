import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import type { TwinOrder } from './walmart.twin-orders.ts';
import { failure, readBody, SubscribeBody, type TwinSubscription, UpdateSubscriptionBody } from './walmart.twin-requests.ts';

/** A notification as Walmart would post it. */
export type TwinDelivery = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

export type TwinNotifications = {
  readonly subscriptions: readonly TwinSubscription[];
  /** Something happened to an order: every active subscription gets a notification. */
  readonly note: (subEventType: string, order: TwinOrder) => void;
  /** Takes what is to be delivered, some of it twice or out of order when asked for. */
  readonly take: (trouble?: { readonly duplicates?: number; readonly reordered?: boolean }) => readonly TwinDelivery[];
  /** Answers calls of `/v3/webhooks`; undefined for any other path. */
  readonly answer: (request: TwinRequest) => TwinAnswer | undefined;
};

const subscriptionPath = /^\/v3\/webhooks\/subscriptions\/([^/]+)$/;
const partnerId = '10000000042';

const bodyOf = (subEventType: string, order: TwinOrder, eventId: string, eventTime: string): string =>
  JSON.stringify({
    source: { eventType: 'ORDER_UPDATES', eventVersion: 'V1', eventTime, eventId },
    payload: {
      subEventType,
      partnerId,
      order: {
        purchaseOrderId: order.purchaseOrderId,
        customerOrderId: order.customerOrderId,
        orderLines: order.lines.map((line) => ({
          lineNumber: line.number,
          sku: line.sku,
          quantity: { unitOfMeasure: 'EACH', measurementValue: String(line.quantity) },
        })),
      },
    },
  });

/** The notification side of a twin: subscriptions under `/v3/webhooks` and what is sent to them. */
export const createTwinNotifications = ({ clock, random }: { readonly clock: Clock; readonly random: Random }): TwinNotifications => {
  const subscriptions: TwinSubscription[] = [];
  let waiting: TwinDelivery[] = [];
  const nextId = (): string => Buffer.from(random.bytes(16)).toString('hex');

  const note = (subEventType: string, order: TwinOrder): void => {
    for (const { eventUrl, status, eventType, authDetails } of subscriptions) {
      if (status !== 'ACTIVE' || eventType !== 'ORDER_UPDATES') continue;
      const basic = Buffer.from(`${authDetails?.userName ?? ''}:${authDetails?.password ?? ''}`).toString('base64');
      const headers = { 'content-type': 'application/json', ...(authDetails ? { authorization: `Basic ${basic}` } : {}) };
      waiting.push({ url: eventUrl, headers, body: bodyOf(subEventType, order, nextId(), clock.now()) });
    }
  };

  const create = (text: string): TwinAnswer => {
    const read = readBody(SubscribeBody, text);
    if ('answer' in read) return read.answer;
    const taken = read.body.events.find(({ eventType }) => subscriptions.some((known) => known.eventType === eventType));
    if (taken) return failure(400, 'INVALID_REQUEST_CONTENT', 'eventType');
    const created = read.body.events.map((wanted) => ({ ...wanted, subscriptionId: nextId(), partnerId }));
    subscriptions.push(...created);
    return { status: 200, body: { events: created } };
  };

  const update = (subscriptionId: string, text: string): TwinAnswer => {
    const read = readBody(UpdateSubscriptionBody, text);
    if ('answer' in read) return read.answer;
    const index = subscriptions.findIndex((known) => known.subscriptionId === subscriptionId);
    const known = subscriptions[index];
    if (!known) return failure(404, 'CONTENT_NOT_FOUND', 'subscriptionId');
    subscriptions[index] = { ...known, ...read.body } as TwinSubscription;
    return { status: 200, body: subscriptions[index] };
  };

  return {
    subscriptions,
    note,
    take: ({ duplicates = 0, reordered = false } = {}) => {
      const taken = waiting.flatMap((delivery) => (random.chance(duplicates) ? [delivery, delivery] : [delivery]));
      waiting = [];
      if (!reordered) return taken;
      return taken
        .map((delivery) => ({ delivery, place: random.next() }))
        .toSorted((left, right) => left.place - right.place)
        .map(({ delivery }) => delivery);
    },
    answer: ({ method, path, body }) => {
      if (path === '/v3/webhooks/subscriptions')
        return method === 'GET'
          ? { status: 200, body: { events: subscriptions } }
          : method === 'POST'
            ? create(body)
            : failure(405, 'METHOD_NOT_ALLOWED');
      const one = subscriptionPath.exec(path);
      if (!one) return undefined;
      return method === 'PATCH' ? update(decodeURIComponent(one[1] ?? ''), body) : failure(405, 'METHOD_NOT_ALLOWED');
    },
  };
};
