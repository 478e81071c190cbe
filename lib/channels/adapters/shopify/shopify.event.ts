import { err, ok, type Result } from '../../../kernel/result.ts';
import type { PrivacyRequestKind } from '../../app/channel-adapter.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { isObject, type JsonObject, objectAt, parsePayload, scalarText, textAt } from '../reading/json.ts';
import { classifyShopifyTopic, readShopifyHeaders, type ShopifyDelivery } from './shopify.webhook.ts';

/** What Shopify sends through an EventBridge partner source. The body is what a webhook of the same topic would hold. */
export type ShopifyEvent =
  | ({ readonly kind: 'order'; readonly change: 'created' | 'updated' | 'cancelled'; readonly body: Uint8Array } & Envelope)
  | ({ readonly kind: 'privacy'; readonly request: PrivacyRequestKind; readonly body: Uint8Array } & Envelope)
  | ({ readonly kind: 'ignored'; readonly reason: string } & Envelope);

type Envelope = Pick<ShopifyDelivery, 'topic' | 'shopDomain' | 'eventId' | 'triggeredAt' | 'test'>;

const sourcePattern = /^aws\.partner\/shopify\.com\/\S{1,200}$/;

const refusal = (field: string, code: string, message: string): Problem => ({ field, code, message });

const problemsOf = (event: JsonObject): readonly Problem[] => {
  const problems: Problem[] = [];
  // Nobody but Shopify can write to its partner source, and EventBridge sets the name itself: it stands for the signature,
  // which is over bytes that EventBridge has parsed.
  if (!sourcePattern.test(textAt(event, 'source') ?? ''))
    problems.push(
      refusal('source', 'source-not-shopify', 'The event must come from a partner source such as aws.partner/shopify.com/123/main'),
    );
  if (textAt(event, 'detail-type') !== 'shopifyWebhook')
    problems.push(refusal('detail-type', 'not-a-webhook', 'The detail-type of an event of Shopify is shopifyWebhook'));
  if (!isObject(objectAt(event, 'detail')['payload']))
    problems.push(refusal('detail.payload', 'payload-missing', 'The event must hold the body of the webhook as a JSON object'));
  return problems;
};

// An integer that was parsed into a number beyond 2^53 has lost digits. Printed again it would look exact; left out, the
// adapter takes the id from `admin_graphql_api_id`, which is text.
const withoutLostDigits = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? null : value;

/** The payload as the body of a webhook; undefined when it is nested deeper than can be printed. */
const bodyOf = (payload: unknown): Uint8Array | undefined => {
  try {
    return new TextEncoder().encode(JSON.stringify(payload, withoutLostDigits));
  } catch {
    return undefined;
  }
};

/**
 * Reads an event of Shopify's EventBridge partner source. Never throws.
 * @param event as text or bytes, so that ids beyond 2^53 stay exact, or parsed already
 */
export const readShopifyEvent = (event: unknown): Result<ShopifyEvent, readonly Problem[]> => {
  const parsed = parsePayload(event);
  if (!parsed.ok) return err([parsed.error]);
  if (!isObject(parsed.value)) return err([refusal('', 'not-an-object', 'An event is a JSON object')]);
  const problems = problemsOf(parsed.value);
  const detail = objectAt(parsed.value, 'detail');
  const headers = Object.entries(objectAt(detail, 'metadata')).map(([name, value]) => [name, scalarText(value) ?? undefined] as const);
  const delivery = readShopifyHeaders(Object.fromEntries(headers));
  if (!delivery.ok)
    return err([...problems, ...delivery.error.map((problem) => ({ ...problem, field: `detail.metadata.${problem.field}` }))]);
  if (problems.length > 0) return err(problems);

  const { topic, shopDomain, eventId, triggeredAt, test } = delivery.value;
  const envelope = { topic, shopDomain, eventId, triggeredAt, test };
  const known = classifyShopifyTopic(topic);
  if (known.kind === 'ignored') return ok({ kind: 'ignored', reason: known.reason, ...envelope });
  const body = bodyOf(detail['payload']);
  if (body === undefined) return err([refusal('detail.payload', 'too-deep', 'The payload is nested deeper than any webhook of Shopify')]);
  return known.kind === 'order'
    ? ok({ kind: 'order', change: known.change, body, ...envelope })
    : ok({ kind: 'privacy', request: known.request, body, ...envelope });
};
