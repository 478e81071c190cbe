import * as z from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import { holdsCardNumber } from '../../kernel/card-number.ts';
import { FulfillmentOrderId, HoldId, holdIdPattern, OrderId, orderIdPattern } from '../../kernel/ids.ts';
import { parseInstant } from '../../kernel/instant.ts';

/** What a member may hold whose meaning is the sender's. */
export const JsonValue: z.ZodType<Json> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(JsonValue), z.record(z.string(), JsonValue)]))
  .meta({ id: 'JsonValue', description: 'Any JSON value' });

/** An object whose names and values are the sender's. */
export const JsonObject = z.record(z.string(), JsonValue);

/** RFC 3339 with a zone; given on as our own form. */
export const moment = z
  .string()
  .transform((text, context) => {
    const instant = parseInstant(text);
    if (instant !== undefined) return instant;
    context.issues.push({ code: 'custom', input: text, message: 'must be a moment with a zone that exists, such as 2026-11-20T14:23:33Z' });
    return z.NEVER;
  })
  .meta({ description: 'RFC 3339 with a zone', format: 'date-time', type: 'string' });

const orderIdText = z.string().regex(orderIdPattern, 'must be an order id: 26 characters a–z, 2–7');
export const OrderPath = z.object({ id: orderIdText.transform(OrderId) });
export const HoldPath = OrderPath.extend({ hold_id: z.string().regex(holdIdPattern).transform(HoldId) });
export const FulfillmentOrderPath = z.object({
  id: z.string().regex(orderIdPattern, 'must be a fulfillment order id: 26 characters a–z, 2–7').transform(FulfillmentOrderId),
});

export const pageLimit = z.coerce.number().int().min(1).max(200).default(50);
export const pageCursor = z.string().min(1).max(2_000).optional();

/** Descriptions of the refusals that every route with a principal can answer. */
export const refused = {
  401: { description: 'No valid credentials' },
  403: { description: 'The credentials lack the scope' },
} as const;
export const notFoundResponse = { 404: { description: 'No such thing in this tenant' } } as const;
export const rejectedResponse = { 422: { description: 'The state does not allow it; `code` says why' } } as const;

/** Text that says something: without blanks around it, not empty, and of at most so many characters. */
export const text = (maxLength: number) =>
  z.string().trim().min(1, 'must not be empty').max(maxLength, `must have at most ${maxLength} characters`);

/** Words of a person that are kept. The number of a payment card is never taken, wherever somebody puts it. */
export const words = (maxLength: number) =>
  text(maxLength).refine((said) => !holdsCardNumber(said), 'must not hold the number of a payment card');
