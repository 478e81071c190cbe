import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Problem } from '../domain/canonical-order.ts';
import { hmacSha256, holdsExpected } from './hmac.ts';
import {
  checkTimestamp,
  headerMalformed,
  parseUnixSeconds,
  type SignatureCheck,
  type SignedRequest,
  signatureInvalid,
  signatureMissing,
  signaturesMax,
  timestampMissing,
} from './signature-check.ts';

// After version 1.0.0 of the specification (standard-webhooks/standard-webhooks, spec/standard-webhooks.md).

const idHeader = 'webhook-id';
const timestampHeader = 'webhook-timestamp';
const signatureHeader = 'webhook-signature';

/** What a secret is for is said by its prefix alone: a public key must never be taken for a secret that anybody then knows. */
type Key = { readonly version: 'v1'; readonly secret: Buffer } | { readonly version: 'v1a'; readonly publicKey: KeyObject };

const ed25519KeyBytes = 32;
const ed25519SignatureBytes = 64;

/** Bytes of base64 in its one proper spelling, padding optional; undefined for anything else, and for no bytes at all. */
const bytesOf = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  const proper = bytes.toString('base64');
  return bytes.length > 0 && (text === proper || text === proper.replace(/=+$/, '')) ? bytes : undefined;
};

const malformed = (message: string): Result<Key, Problem> => err({ field: 'secret', code: 'secret-malformed', message });

const readPublicKey = (text: string): Result<Key, Problem> => {
  const bytes = bytesOf(text);
  if (bytes?.length !== ed25519KeyBytes) return malformed(`A public key is whpk_ and the base64 of ${ed25519KeyBytes} bytes`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return ok({ version: 'v1a', publicKey: createPublicKey({ key: jwk, format: 'jwk' }) });
};

const readKey = (text: string): Result<Key, Problem> => {
  if (text.startsWith('whsk_'))
    return malformed("whsk_ is the sender's private key, which nobody else should have; the public one is whpk_");
  if (text.startsWith('whpk_')) return readPublicKey(text.slice('whpk_'.length));
  const secret = bytesOf(text.startsWith('whsec_') ? text.slice('whsec_'.length) : text);
  return secret === undefined ? malformed('A secret is whsec_ and base64, or the base64 alone') : ok({ version: 'v1', secret });
};

/** Signatures of one version, as they stand in the header. Versions that are not known are for others. */
const signaturesOf = (text: string, version: Key['version']): readonly string[] =>
  text
    .split(' ')
    .filter((item) => item.startsWith(`${version},`))
    .map((item) => item.slice(version.length + 1));

const isSigned = (key: Key, text: string, content: Buffer): boolean => {
  const given = signaturesOf(text, key.version);
  if (key.version === 'v1') return holdsExpected(given, [hmacSha256(key.secret, [content]).toString('base64')]);
  return given.some((signature) => {
    const bytes = bytesOf(signature);
    // The proper spelling alone, so that one signature is one text.
    return bytes?.length === ed25519SignatureBytes && signature.endsWith('==') && verify(null, content, key.publicKey, bytes);
  });
};

const shapeProblems = ({ headers }: SignedRequest, keys: readonly Key[]): readonly Problem[] => {
  const id = headers.get(idHeader) ?? '';
  const timestamp = headers.get(timestampHeader) ?? '';
  const signature = headers.get(signatureHeader) ?? '';
  const problems: Problem[] = [];
  // What is signed is the three with full stops between them, so a full stop inside would blur where one ends.
  if (!/^[^\s.]{1,256}$/.test(id)) problems.push(headerMalformed(idHeader, '1 to 256 characters without spaces and full stops'));
  if (timestamp === '') problems.push(timestampMissing(timestampHeader));
  else if (parseUnixSeconds(timestamp) === undefined) problems.push(headerMalformed(timestampHeader, 'Unix seconds'));
  if (signature === '') problems.push(signatureMissing(signatureHeader));
  else if (signature.split(' ').length > signaturesMax)
    problems.push(headerMalformed(signatureHeader, `at most ${signaturesMax} signatures with a space between them`));
  else if (keys.every(({ version }) => signaturesOf(signature, version).length === 0))
    problems.push({
      field: signatureHeader,
      code: 'signature-missing',
      message: `${signatureHeader} has no signature for this kind of secret: whsec_ needs v1,… and whpk_ needs v1a,…`,
    });
  return problems;
};

/**
 * Standard Webhooks: `webhook-signature` lists `v1,<base64 of HMAC-SHA256>` and `v1a,<base64 of Ed25519>`, over
 * `<webhook-id>.<webhook-timestamp>.<body>`.
 */
export const checkStandardWebhooks: SignatureCheck = (request) => {
  const { headers, rawBody, nowSeconds } = request;
  const read = request.secrets.map(readKey);
  const wrong = read.flatMap((one) => (one.ok ? [] : [one.error]));
  const keys = read.flatMap((one) => (one.ok ? [one.value] : []));
  const problems = wrong.length > 0 ? wrong : shapeProblems(request, keys);
  if (problems.length > 0) return problems;
  const timestamp = headers.get(timestampHeader) ?? '';
  const signature = headers.get(signatureHeader) ?? '';
  const content = Buffer.concat([Buffer.from(`${headers.get(idHeader) ?? ''}.${timestamp}.`, 'utf8'), rawBody]);
  return [
    ...(keys.some((key) => isSigned(key, signature, content)) ? [] : [signatureInvalid(signatureHeader)]),
    ...checkTimestamp(timestampHeader, parseUnixSeconds(timestamp) ?? 0, nowSeconds),
  ];
};
