import { createHmac, sign as signWith, type KeyObject } from 'node:crypto';
import { type Verified, verifyWebhook, type WebhookGiven } from '../../../lib/channels/verify/verify-webhook.ts';

// What senders do, written down a second time: nothing of it is taken from the code under test.

export const nowSeconds = 1_795_000_000;
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const hmac = (encoding: 'hex' | 'base64', key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): string =>
  createHmac('sha256', key)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest(encoding);

export const ed25519 = (privateKey: KeyObject, ...parts: readonly (string | Uint8Array)[]): string =>
  signWith(null, Buffer.concat(parts.map((part) => Buffer.from(part))), privateKey).toString('base64');

export const verified = (scheme: string, given: Partial<WebhookGiven>): Verified =>
  verifyWebhook(scheme, { headers: {}, rawBody: bytes('{}'), secrets: ['secret'], nowSeconds, ...given });

/** Code and field of each problem; `ok` when there is none. */
export const verdict = (result: Verified): 'ok' | readonly string[] =>
  result.ok ? 'ok' : result.problems.map(({ code, field }) => `${code} ${field}`);
