import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import { invalid, refusal, statusNamesV0, type TwinOrder } from './amazon-twin.model.ts';

/** An event as EventBridge hands it over. */
export type TwinEvent = Readonly<Record<string, unknown>>;

export type TwinNotifications = {
  readonly destinations: (request: TwinRequest) => TwinAnswer;
  readonly subscription: (request: TwinRequest) => TwinAnswer;
  readonly unsubscribe: (subscriptionId: string) => TwinAnswer;
  /** Tells the subscribers of a changed order. */
  readonly tell: (order: TwinOrder) => void;
  /** Events since the last call; some of them twice and in another order when asked for. */
  readonly take: (trouble?: { readonly duplicates?: boolean; readonly reordered?: boolean }) => readonly TwinEvent[];
};

type Destination = {
  readonly destinationId: string;
  readonly name: string;
  readonly resource: { readonly eventBridge: Readonly<Record<string, string>> };
};
type Subscription = { readonly subscriptionId: string; readonly payloadVersion: string; readonly destinationId: string };

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

export const createTwinNotifications = (parts: {
  readonly clock: Clock;
  readonly random: Random;
  readonly sellerId: string;
}): TwinNotifications => {
  const { clock, random, sellerId } = parts;
  const known: Destination[] = [];
  let subscribed: Subscription | undefined;
  let events: TwinEvent[] = [];
  const id = (): string => Buffer.from(random.bytes(16)).toString('hex');
  const applicationId = 'amzn1.sellerapps.app.twin';

  const destinations = (request: TwinRequest): TwinAnswer => {
    if (request.method === 'GET') return { status: 200, body: { payload: known } };
    const body = parse(request.body) as
      | { name?: string; resourceSpecification?: { eventBridge?: { accountId?: string; region?: string } } }
      | undefined;
    const { accountId, region } = body?.resourceSpecification?.eventBridge ?? {};
    if (typeof body?.name !== 'string' || !/^\d{12}$/.test(accountId ?? '') || region === undefined)
      return invalid('resourceSpecification');
    if (known.some(({ resource }) => resource.eventBridge['accountId'] === accountId))
      return refusal(409, 'Conflict', 'The destination exists already');
    const name = `aws.partner/sellingpartnerapi.amazon.com/${accountId}/${applicationId}`;
    const destination = { destinationId: id(), name: body.name, resource: { eventBridge: { name, region, accountId: String(accountId) } } };
    known.push(destination);
    return { status: 200, body: { payload: destination } };
  };

  const subscription = (request: TwinRequest): TwinAnswer => {
    if (request.method === 'GET')
      return subscribed ? { status: 200, body: { payload: subscribed } } : refusal(404, 'NotFound', 'There is no subscription');
    const { payloadVersion, destinationId, ...rest } = parse(request.body) ?? {};
    if (Object.keys(rest).length > 0 || payloadVersion !== '1.0' || !known.some((each) => each.destinationId === destinationId))
      return invalid('destinationId');
    if (subscribed) return refusal(409, 'Conflict', 'The subscription exists already');
    subscribed = { subscriptionId: id(), payloadVersion, destinationId: String(destinationId) };
    return { status: 200, body: { payload: subscribed } };
  };

  const notification = (order: TwinOrder): Readonly<Record<string, unknown>> => ({
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    EventTime: clock.now(),
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: 'OrderLevel',
        SellerId: sellerId,
        AmazonOrderId: order.orderId,
        OrderChangeType: 'OrderStatusChange',
        OrderChangeTrigger: { TimeOfOrderChange: order.lastUpdatedTime, ChangeReason: 'OrderStatusChange' },
        Summary: {
          MarketplaceId: order.marketplaceId,
          OrderStatus: statusNamesV0[order.status],
          PurchaseDate: order.createdTime,
          DestinationPostalCode: null,
          FulfillmentType: order.fulfilledBy === 'AMAZON' ? 'AFN' : 'MFN',
          OrderType: 'StandardOrder',
          OrderItems: order.items.map((item) => ({
            OrderItemId: item.orderItemId,
            SellerSKU: item.sku,
            SupplySourceId: null,
            Quantity: item.quantity,
          })),
        },
      },
    },
    NotificationMetadata: {
      ApplicationId: applicationId,
      SubscriptionId: subscribed?.subscriptionId ?? '',
      PublishTime: clock.now(),
      NotificationId: id(),
    },
  });

  return {
    destinations,
    subscription,
    unsubscribe: (subscriptionId) => {
      if (subscribed?.subscriptionId !== subscriptionId) return refusal(404, 'NotFound', 'There is no such subscription');
      subscribed = undefined;
      return { status: 200, body: {} };
    },
    tell: (order) => {
      const bus = known.find(({ destinationId }) => destinationId === subscribed?.destinationId)?.resource.eventBridge;
      if (!bus) return;
      events.push({
        version: '0',
        id: id(),
        'detail-type': 'ORDER_CHANGE',
        source: bus['name'],
        account: bus['accountId'],
        time: clock.now(),
        region: bus['region'],
        resources: [],
        detail: notification(order),
      });
    },
    take: ({ duplicates = false, reordered = false } = {}) => {
      const taken = duplicates ? [...events, ...events] : events;
      events = [];
      return reordered
        ? taken
            .map((event) => ({ event, at: random.next() }))
            .toSorted((left, right) => left.at - right.at)
            .map(({ event }) => event)
        : taken;
    },
  };
};
