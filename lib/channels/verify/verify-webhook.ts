import type { Problem } from '../domain/canonical-order.ts';
import { signedBodyCheck } from './body.signature.ts';
import { checkEasyPost } from './easypost.signature.ts';
import { readWebhookHeaders } from './headers.ts';
import { usableSecrets } from './hmac.ts';
import type { SignatureCheck } from './signature-check.ts';
import { checkStandardWebhooks } from './standard-webhooks.signature.ts';
import { checkStripe } from './stripe.signature.ts';

/** Schemes of signatures that can be checked. */
export const signatureSchemes = ['shopify', 'woocommerce', 'stripe', 'easypost', 'shiphero', 'standard-webhooks'] as const;
type SignatureScheme = (typeof signatureSchemes)[number];

const checks: Readonly<Record<SignatureScheme, SignatureCheck>> = {
  // "Verify webhook deliveries" of Shopify's documentation, and `WC_Webhook::generate_signature` of WooCommerce.
  shopify: /* @__PURE__ */ signedBodyCheck('x-shopify-hmac-sha256'),
  woocommerce: /* @__PURE__ */ signedBodyCheck('x-wc-webhook-signature'),
  stripe: checkStripe,
  easypost: checkEasyPost,
  // "Webhooks", section "Request Verification", of ShipHero's developer resources.
  shiphero: /* @__PURE__ */ signedBodyCheck('x-shiphero-hmac-sha256'),
  'standard-webhooks': checkStandardWebhooks,
};

export type WebhookGiven = {
  /** The headers as a parsed JSON document: an object of names, in any case, and values. */
  readonly headers: unknown;
  /** The bytes as received. */
  readonly rawBody: Uint8Array;
  /** The current secret and, while it is being rotated, those before. Empty ones count as missing. */
  readonly secrets: readonly string[];
  /** When the delivery came, in Unix seconds. */
  readonly nowSeconds: number;
};

export type Verified = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Whether a delivery was signed by who knows one of the secrets, and lately where the scheme signs the time. Never throws.
 * @returns every problem found; messages quote neither secrets nor values of headers
 */
export const verifyWebhook = (scheme: string, given: WebhookGiven): Verified => {
  const known = signatureSchemes.find((one) => one === scheme);
  const headers = readWebhookHeaders(given.headers);
  const secrets = usableSecrets(given.secrets);
  const problems: Problem[] = [];
  if (known === undefined)
    problems.push({
      field: 'scheme',
      code: 'scheme-unknown',
      message: `There is no such scheme; allowed are ${signatureSchemes.join(', ')}`,
    });
  if (secrets.length === 0)
    problems.push({
      field: 'secret',
      code: 'secret-missing',
      message: 'A secret must be given; an empty one is none, as anybody could sign with it',
    });
  if (!headers.ok) problems.push(...headers.error);
  if (known !== undefined && headers.ok && problems.length === 0)
    problems.push(...checks[known]({ headers: headers.value, rawBody: given.rawBody, secrets, nowSeconds: given.nowSeconds }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true };
};
