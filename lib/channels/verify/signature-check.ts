import type { Problem } from '../domain/canonical-order.ts';
import type { WebhookHeaders } from './headers.ts';

/** A delivery as it came, and what is known of its sender. */
export type SignedRequest = {
  readonly headers: WebhookHeaders;
  /** The bytes as received: signatures are over them. */
  readonly rawBody: Uint8Array;
  /** At least one, none of them empty: the current secret and, during a rotation, the ones before. */
  readonly secrets: readonly string[];
  /** When the delivery came, in Unix seconds. */
  readonly nowSeconds: number;
};

/** What speaks against a delivery; nothing when it is authentic. Never throws. */
export type SignatureCheck = (request: SignedRequest) => readonly Problem[];

/** How far the time of a signature may be from ours, in seconds: what Stripe and Standard Webhooks both name. */
const toleranceSeconds = 300;

/** More signatures than any rotation of secrets needs, and few enough that a delivery costs us nothing. */
export const signaturesMax = 20;

const problem = (field: string, code: string, message: string): Problem => ({ field, code, message });

export const signatureMissing = (header: string): Problem => problem(header, 'signature-missing', `${header} is missing or empty`);

export const signatureInvalid = (header: string): Problem =>
  problem(header, 'signature-invalid', `${header} was not made with any of the secrets over exactly these bytes`);

export const headerMalformed = (header: string, allowed: string): Problem =>
  problem(header, 'header-malformed', `${header} must be ${allowed}`);

export const timestampMissing = (header: string): Problem =>
  problem(header, 'timestamp-missing', `${header} does not say when it was signed`);

/** Refuses what was signed long ago, as a delivery that was copied and sent again would be, or in a time to come. */
export const checkTimestamp = (header: string, signedAtSeconds: number, nowSeconds: number): readonly Problem[] => {
  const age = nowSeconds - signedAtSeconds;
  if (age > toleranceSeconds)
    return [problem(header, 'timestamp-too-old', `It was signed ${age} seconds ago; at most ${toleranceSeconds} are allowed`)];
  if (age < -toleranceSeconds)
    return [problem(header, 'timestamp-in-future', `It was signed ${-age} seconds ahead of now; at most ${toleranceSeconds} are allowed`)];
  return [];
};

/** Unix seconds as these schemes write them; undefined for anything else. */
export const parseUnixSeconds = (text: string): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) : undefined);
