// How each sender signs, written down a second time: nothing of it is taken from the code under test.
import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** A delivery as its sender made it. */
export type Genuine = {
  readonly scheme: string;
  /** The sender's own headers, names in lower case. Those that are signed, and the one with the signature. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signatureHeader: string;
  readonly body: Buffer;
  /** What the receiver has to know to believe it. */
  readonly secret: string;
  readonly signedAtSeconds: number;
  /** Whether the scheme signs a time, so that an old delivery must be refused. */
  readonly timed: boolean;
  /** Parts of a header's value that must be there unchanged, where it may hold others too. */
  readonly tokens: readonly string[];
  readonly separator: string;
};

export type Signer = (body: Buffer, signedAtSeconds: number, which: number) => Genuine;

const textSecrets = ['a secret', 'another sécret', 'whsec_0123456789'];
const secretOf = (which: number): string => textSecrets[which % textSecrets.length] ?? '';

const hmac = (encoding: 'hex' | 'base64', key: string | Buffer, parts: readonly (string | Buffer)[]): string => {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest(encoding);
};

const bodySigner =
  (scheme: string, header: string): Signer =>
  (body, signedAtSeconds, which) => {
    const secret = secretOf(which);
    const signature = hmac('base64', secret, [body]);
    return {
      scheme,
      headers: { [header]: signature },
      signatureHeader: header,
      body,
      secret,
      signedAtSeconds,
      timed: false,
      tokens: [signature],
      separator: '',
    };
  };

const stripe: Signer = (body, signedAtSeconds, which) => {
  const secret = secretOf(which);
  const signature = hmac('hex', secret, [`${signedAtSeconds}.`, body]);
  const tokens = [`t=${signedAtSeconds}`, `v1=${signature}`];
  const header = 'stripe-signature';
  return {
    scheme: 'stripe',
    headers: { [header]: tokens.join(',') },
    signatureHeader: header,
    body,
    secret,
    signedAtSeconds,
    timed: true,
    tokens,
    separator: ',',
  };
};

const easyPostFirst: Signer = (body, signedAtSeconds, which) => {
  const secret = secretOf(which);
  const signature = `hmac-sha256-hex=${hmac('hex', secret.normalize('NFKD'), [body])}`;
  const header = 'x-hmac-signature';
  return {
    scheme: 'easypost',
    headers: { [header]: signature },
    signatureHeader: header,
    body,
    secret,
    signedAtSeconds,
    timed: false,
    tokens: [signature],
    separator: '',
  };
};

const easyPostSecond: Signer = (given, signedAtSeconds, which) => {
  const secret = secretOf(which);
  // EasyPost sends nothing but objects.
  const body = given[0] === 0x7b ? given : Buffer.concat([Buffer.from('{'), given]);
  const timestamp = new Date(signedAtSeconds * 1_000).toUTCString().replace('GMT', '-0000');
  const path = '/webhooks/easypost?from=easypost';
  const signature = `hmac-sha256-hex=${hmac('hex', secret.normalize('NFKD'), [timestamp, 'POST', path, body])}`;
  const header = 'x-hmac-signature-v2';
  const headers = { 'x-timestamp': timestamp, 'x-path': path, [header]: signature };
  return {
    scheme: 'easypost',
    headers,
    signatureHeader: header,
    body,
    secret,
    signedAtSeconds,
    timed: true,
    tokens: [signature],
    separator: '',
  };
};

const standard = (
  body: Buffer,
  signedAtSeconds: number,
  secret: string,
  token: (content: readonly (string | Buffer)[]) => string,
): Genuine => {
  const id = `msg_${signedAtSeconds % 1_000}`;
  const tokens = [token([`${id}.${signedAtSeconds}.`, body])];
  const header = 'webhook-signature';
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(signedAtSeconds), [header]: tokens.join(' ') };
  return {
    scheme: 'standard-webhooks',
    headers,
    signatureHeader: header,
    body,
    secret,
    signedAtSeconds,
    timed: true,
    tokens,
    separator: ' ',
  };
};

const standardSecret: Signer = (body, signedAtSeconds, which) => {
  const key = Buffer.from(secretOf(which));
  return standard(body, signedAtSeconds, `whsec_${key.toString('base64')}`, (content) => `v1,${hmac('base64', key, content)}`);
};

// RFC 8410: an Ed25519 private key is these bytes and its 32 of its own. Fixed, so that every run signs the same.
const privateKeys = [7, 8, 9].map((byte) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  }),
);
const publicKeys = privateKeys.map((key) => createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64'));

const standardKey: Signer = (body, signedAtSeconds, which) => {
  const at = which % privateKeys.length;
  const key = privateKeys[at];
  if (key === undefined) throw new Error('There is no such key');
  const token = (content: readonly (string | Buffer)[]): string =>
    `v1a,${sign(null, Buffer.concat(content.map((part) => Buffer.from(part))), key).toString('base64')}`;
  return standard(body, signedAtSeconds, `whpk_${publicKeys[at] ?? ''}`, token);
};

export const signers: readonly Signer[] = [
  bodySigner('shopify', 'x-shopify-hmac-sha256'),
  bodySigner('woocommerce', 'x-wc-webhook-signature'),
  bodySigner('shiphero', 'x-shiphero-hmac-sha256'),
  stripe,
  easyPostFirst,
  easyPostSecond,
  standardSecret,
  standardKey,
];
