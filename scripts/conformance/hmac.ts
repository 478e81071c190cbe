import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { verifyShopifyHmac } from '../../lib/channels/adapters/shopify/shopify.webhook.ts';
import { accepted, failed, jsonFiles, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

type Vector = { readonly secret: string; readonly body: string; readonly header: string; readonly valid: boolean };
type VectorFile = { readonly scheme?: string; readonly published_vectors?: readonly Vector[] };

/** Runs published signature vectors through our verification, with the secret as the current and as the previous one. */
export const conformHmac = async (folder: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const name of await jsonFiles(folder)) {
    outcomes.push(check(`hmac/${name}`, JSON.parse(await readFile(path.join(folder, name), 'utf8')) as VectorFile));
  }
  return outcomes;
};

const check = (file: string, { scheme = '', published_vectors: vectors = [] }: VectorFile): Outcome => {
  if (!scheme.startsWith('Shopify webhook')) return refused(file, `no channel signs this way: ${scheme}`);
  if (vectors.length === 0) return failed(file, 'no vectors to run');
  const wrong = vectors.map((vector, index) => ({ vector, index })).filter(({ vector }) => !agrees(vector));
  if (wrong.length > 0) return failed(file, `vectors ${wrong.map(({ index }) => index).join(', ')} verify otherwise than published`);
  const valid = vectors.filter((vector) => vector.valid).length;
  return accepted(file, `${valid} valid and ${vectors.length - valid} invalid signatures told apart`);
};

const agrees = ({ secret, body, header, valid }: Vector): boolean => {
  const bytes = new TextEncoder().encode(body);
  const asCurrent = verifyShopifyHmac(bytes, header, { current: secret });
  const asPrevious = verifyShopifyHmac(bytes, header, { current: `${secret}-next`, previous: secret });
  return asCurrent === valid && asPrevious === valid;
};
