import * as z from 'zod';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Problem } from '../../domain/canonical-order.ts';

/** How one seller's account is reached. */
export const AmazonSettings = z.strictObject({
  region: z.enum(['na', 'eu', 'fe']),
  /** The merchant token, such as `A2EXAMPLE`. */
  sellerId: z.string().regex(/^[A-Z0-9]{5,30}$/),
  /** Marketplaces whose orders are taken. Stock is set in the first of them. */
  marketplaceIds: z
    .array(z.string().regex(/^[A-Z0-9]{5,30}$/))
    .min(1)
    .max(50),
  /** v0 for applications that may not use the newer version yet; its reads end on 27 March 2027. */
  ordersApi: z.enum(['2026-01-01', 'v0']).default('2026-01-01'),
  /** False when the application has no right to personal data: orders then come without buyer and address. */
  personalData: z.boolean().default(true),
  /** Where notifications of changed orders are delivered; without it there are none. */
  eventBridge: z
    .strictObject({ accountId: z.string().regex(/^\d{12}$/), region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/) })
    .nullable()
    .default(null),
  /** Instead of the region's own address. */
  baseUrl: z.url().nullable().default(null),
  /** Instead of Login with Amazon. */
  tokenUrl: z.url().nullable().default(null),
});

export type AmazonSettings = z.infer<typeof AmazonSettings>;

const Credentials = z.strictObject({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  refresh_token: z.string().min(1),
});

/** Secrets of the application and of its authorisation by the seller (Login with Amazon). */
export type AmazonCredentials = { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string };

/** Reads the JSON text of the secret. Problems name members and never values. */
export const parseAmazonCredentials = (text: string): Result<AmazonCredentials, readonly Problem[]> => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return err([{ field: '', code: 'not-json', message: 'The secret must be a JSON object' }]);
  }
  const read = Credentials.safeParse(document);
  if (!read.success)
    return err(
      read.error.issues.map(({ path }) => ({
        field: path.join('.'),
        code: 'member-invalid',
        message: 'The secret needs client_id, client_secret and refresh_token',
      })),
    );
  return ok({ clientId: read.data.client_id, clientSecret: read.data.client_secret, refreshToken: read.data.refresh_token });
};
