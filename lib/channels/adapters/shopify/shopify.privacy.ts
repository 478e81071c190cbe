import * as z from 'zod';
import { safelyParse } from '../../../contracts/safely-parse.ts';
import { assertNever, err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { parseExactJson } from '../reading/json.ts';

// Ids come as numbers, and above 2^53 as the text that `parseExactJson` keeps.
const Id = z.union([z.int(), z.string().regex(/^[^\u0000-\u001f\u007f]{1,128}$/u)]).transform(String);
const OptionalText = z
  .string()
  .trim()
  .max(320)
  .nullish()
  .transform((text) => text || null);

const Customer = z
  .object({ id: Id.nullish().transform((id) => id ?? null), email: OptionalText, phone: OptionalText })
  .refine(({ id, email, phone }) => id !== null || email !== null || phone !== null, 'must name the customer by id, email or phone');
const Shop = { shop_id: Id, shop_domain: z.string().trim().toLowerCase().min(1).max(253) };
const OrderIds = z
  .array(Id)
  .max(100_000)
  .nullish()
  .transform((ids) => ids ?? []);

const DataRequest = z.object({
  ...Shop,
  customer: Customer,
  orders_requested: OrderIds,
  data_request: z.object({ id: Id }).nullish().catch(null),
});
const CustomerRedact = z.object({ ...Shop, customer: Customer, orders_to_redact: OrderIds });
const ShopRedact = z.object(Shop);

/** A person as the shop knows them; at least one of the three is there. */
export type PrivacySubject = { readonly id: string | null; readonly email: string | null; readonly phone: string | null };

type OfShop = { readonly shopId: string; readonly shopDomain: string };

type OfCustomer = { readonly customer: PrivacySubject; readonly orderIds: readonly string[] };

export type ShopifyPrivacyRequest =
  /** `dataRequestId` is what the shop's owner is asked to quote; null when Shopify leaves it out. */
  | ({ readonly request: 'customer-data-request'; readonly dataRequestId: string | null } & OfCustomer & OfShop)
  | ({ readonly request: 'customer-redact' } & OfCustomer & OfShop)
  | ({ readonly request: 'shop-redact' } & OfShop);

/**
 * Reads the body of `customers/data_request`, `customers/redact` or `shop/redact`. Fields beside the documented ones are
 * ignored: the duty to answer must not hang on them.
 */
export const readPrivacyRequest = (
  request: ShopifyPrivacyRequest['request'],
  rawBody: string | Uint8Array,
): Result<ShopifyPrivacyRequest, readonly Problem[]> => {
  const document = parseExactJson(typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody));
  if (!document.ok) return err([document.error]);
  switch (request) {
    case 'shop-redact':
      return read(ShopRedact, document.value, (body) => ({ request, ...shopOf(body) }));
    case 'customer-redact':
      return read(CustomerRedact, document.value, (body) => ({
        request,
        ...shopOf(body),
        customer: body.customer,
        orderIds: body.orders_to_redact,
      }));
    case 'customer-data-request':
      return read(DataRequest, document.value, (body) => ({
        request,
        ...shopOf(body),
        customer: body.customer,
        orderIds: body.orders_requested,
        dataRequestId: body.data_request?.id ?? null,
      }));
    default:
      return assertNever(request);
  }
};

const read = <Body>(
  schema: z.ZodType<Body>,
  value: unknown,
  toRequest: (body: Body) => ShopifyPrivacyRequest,
): Result<ShopifyPrivacyRequest, readonly Problem[]> => {
  const parsed = safelyParse(schema, value);
  return parsed.success ? ok(toRequest(parsed.data)) : err(toProblems(parsed.error));
};

const shopOf = (body: { readonly shop_id: string; readonly shop_domain: string }): OfShop => ({
  shopId: body.shop_id,
  shopDomain: body.shop_domain,
});

const toProblems = (error: z.ZodError): readonly Problem[] =>
  error.issues.map((issue) => ({ field: issue.path.join('.'), code: 'privacy-request-invalid', message: issue.message }));
