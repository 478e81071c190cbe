// Notifications of the Notifications API v1. Amazon delivers them to EventBridge as a partner event source, or to SQS; the
// shape of ORDER_CHANGE is in amzn/selling-partner-api-models, OrderChangeNotification.json.
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { isObject, type JsonObject, objectAt, parsePayload, textAt } from '../reading/json.ts';
import type { AmazonStatus } from './amazon.order.ts';
import { statusNamedV0 } from './amazon.orders-v0.ts';

/** The source of EventBridge events begins so: `aws.partner/sellingpartnerapi.amazon.com/<aws account>/<application>`. */
export const amazonEventSourcePrefix = 'aws.partner/sellingpartnerapi.amazon.com/';

export type AmazonNotification =
  | {
      readonly kind: 'order-changed';
      /** Unique for the notification; a repeated delivery has the same. */
      readonly notificationId: string;
      readonly sellerId: string;
      readonly channelOrderId: string;
      readonly marketplaceId: string | null;
      readonly change: 'OrderStatusChange' | 'BuyerRequestedChange' | 'DeliveryTipChange';
      readonly status: AmazonStatus;
      /** Null when Amazon does not date the change. */
      readonly changedAt: Instant | null;
    }
  | { readonly kind: 'ignored'; readonly reason: string };

const changes = ['OrderStatusChange', 'BuyerRequestedChange', 'DeliveryTipChange'] as const;

/**
 * Reads a notification: an event of EventBridge, or the bare body as SQS carries it. It names the order, which has then to be
 * fetched; what it says of the order itself is too little for one. Who may put events on the bus is for the bus to know.
 * @param event the event as an object, or as JSON text
 */
export const readAmazonNotification = (event: unknown): Result<AmazonNotification, readonly Problem[]> => {
  const parsed = parsePayload(event);
  if (!parsed.ok) return err([parsed.error]);
  if (!isObject(parsed.value)) return err([problem('', 'not-an-object', 'A notification is a JSON object')]);
  const body = bodyOf(parsed.value);
  if (!body.ok) return body;
  const type = textAt(body.value, 'NotificationType') ?? textAt(body.value, 'notificationType');
  if (type === null) return err([problem('NotificationType', 'type-missing', 'A notification names its type')]);
  if (type === 'ORDER_STATUS_CHANGE')
    return ignored('ORDER_STATUS_CHANGE has been replaced by ORDER_CHANGE; the subscription should be for that');
  return type === 'ORDER_CHANGE'
    ? readOrderChange(body.value)
    : ignored(`No use is made of ${type.slice(0, 60)}; subscribed is ORDER_CHANGE`);
};

const bodyOf = (event: JsonObject): Result<JsonObject, readonly Problem[]> => {
  if (!('detail-type' in event)) return ok(event);
  const source = textAt(event, 'source') ?? '';
  if (!source.startsWith(amazonEventSourcePrefix))
    return err([problem('source', 'source-differs', `The source of an event of Amazon begins with ${amazonEventSourcePrefix}`)]);
  return isObject(event['detail']) ? ok(event['detail']) : err([problem('detail', 'not-an-object', 'The detail must be the notification')]);
};

const readOrderChange = (body: JsonObject): Result<AmazonNotification, readonly Problem[]> => {
  const change = objectAt(objectAt(body, 'Payload'), 'OrderChangeNotification');
  const base = 'Payload.OrderChangeNotification';
  const notificationId = textAt(objectAt(body, 'NotificationMetadata'), 'NotificationId');
  const sellerId = textAt(change, 'SellerId');
  const channelOrderId = textAt(change, 'AmazonOrderId');
  const kind = changes.find((known) => known === textAt(change, 'OrderChangeType'));
  if (notificationId === null || sellerId === null || channelOrderId === null) {
    const missing = Object.entries({
      'NotificationMetadata.NotificationId': notificationId,
      [`${base}.SellerId`]: sellerId,
      [`${base}.AmazonOrderId`]: channelOrderId,
    });
    return err(missing.filter(([, value]) => value === null).map(([field]) => problem(field, 'member-missing', `${field} is missing`)));
  }
  if (kind === undefined) return ignored('This kind of change of an order is not known');
  const summary = objectAt(change, 'Summary');
  const status = statusNamedV0(textAt(summary, 'OrderStatus'));
  if (status === 'pending') return ignored('The payment is not authorised yet; another notification follows when the order may be shipped');
  return ok({
    kind: 'order-changed',
    notificationId,
    sellerId,
    channelOrderId,
    marketplaceId: textAt(summary, 'MarketplaceId'),
    change: kind,
    status,
    changedAt: parseInstant(textAt(objectAt(change, 'OrderChangeTrigger'), 'TimeOfOrderChange') ?? '') ?? null,
  });
};

const ignored = (reason: string): Result<AmazonNotification, readonly Problem[]> => ok({ kind: 'ignored', reason });
const problem = (field: string, code: string, message: string): Problem => ({ field, code, message });
