import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { verifyShopifyHmac } from '../../lib/channels/adapters/shopify/shopify.webhook.ts';
import { verifyWebhook } from '../../lib/channels/index.ts';
import { accepted, failed, jsonFiles, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

type ShopifyVector = { readonly secret: string; readonly body: string; readonly header: string; readonly valid: boolean };
type StandardVector = {
  readonly id: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
  readonly now: number;
  readonly valid: boolean;
};
type VectorFile = {
  readonly scheme?: string;
  readonly secret?: string;
  readonly published_vectors?: readonly ShopifyVector[];
  readonly cases?: readonly StandardVector[];
};

/** Runs published signature vectors through our verification, with the secret as the current and as the previous one. */
export const conformHmac = async (folder: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const name of await jsonFiles(folder)) {
    outcomes.push(check(`hmac/${name}`, JSON.parse(await readFile(path.join(folder, name), 'utf8')) as VectorFile));
  }
  return outcomes;
};

const check = (file: string, { scheme = '', secret = '', published_vectors: shopify = [], cases = [] }: VectorFile): Outcome => {
  if (scheme.startsWith('Shopify webhook')) return tell(file, shopify, shopifyAgrees);
  if (scheme.startsWith('Standard Webhooks')) return tell(file, cases, (vector) => standardAgrees(secret, vector));
  return refused(file, `nobody here is known to sign this way: ${scheme}`);
};

const tell = <Vector extends { readonly valid: boolean }>(
  file: string,
  vectors: readonly Vector[],
  agrees: (vector: Vector) => boolean,
): Outcome => {
  if (vectors.length === 0) return failed(file, 'no vectors to run');
  const wrong = vectors.map((vector, index) => ({ vector, index })).filter(({ vector }) => !agrees(vector));
  if (wrong.length > 0) return failed(file, `vectors ${wrong.map(({ index }) => index).join(', ')} verify otherwise than published`);
  const valid = vectors.filter((vector) => vector.valid).length;
  return accepted(file, `${valid} valid and ${vectors.length - valid} invalid signatures told apart`);
};

const shopifyAgrees = ({ secret, body, header, valid }: ShopifyVector): boolean => {
  const rawBody = new TextEncoder().encode(body);
  const next = `${secret}-next`;
  const received = [
    verifyShopifyHmac(rawBody, header, { current: secret }),
    verifyShopifyHmac(rawBody, header, { current: next, previous: secret }),
    verifyWebhook('shopify', { headers: { 'X-Shopify-Hmac-SHA256': header }, rawBody, secrets: [next, secret], nowSeconds: 0 }).ok,
  ];
  return received.every((found) => found === valid);
};

const standardAgrees = (secret: string, { id, timestamp, body, signature, now, valid }: StandardVector): boolean => {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const rawBody = new TextEncoder().encode(body);
  const next = `whsec_${Buffer.from('the one that comes next').toString('base64')}`;
  return [[secret], [next, secret]].every(
    (secrets) => verifyWebhook('standard-webhooks', { headers, rawBody, secrets, nowSeconds: now }).ok === valid,
  );
};
