import type { Problem } from '../domain/canonical-order.ts';
import { hmacSha256, holdsExpected } from './hmac.ts';
import {
  checkTimestamp,
  headerMalformed,
  parseUnixSeconds,
  type SignatureCheck,
  signatureInvalid,
  signatureMissing,
  signaturesMax,
  timestampMissing,
} from './signature-check.ts';

// After the page "Resolve webhook signature verification errors", section "Verify manually", of Stripe's documentation.

const header = 'stripe-signature';
const hexPattern = /^[0-9a-f]{64}$/;

/** Values of `t=…,v1=…,v1=…` by their key. Any other scheme, such as the `v0` of test events, must be ignored: it is weaker. */
const valuesOf = (text: string, key: string): readonly string[] =>
  text
    .split(',')
    .filter((item) => item.startsWith(`${key}=`))
    .map((item) => item.slice(key.length + 1));

const shapeProblems = (times: readonly string[], signatures: readonly string[]): readonly Problem[] => {
  const problems: Problem[] = [];
  const [time] = times;
  if (time === undefined) problems.push(timestampMissing(header));
  // With two times it would be open which of them was signed.
  else if (times.length > 1 || parseUnixSeconds(time) === undefined)
    problems.push(headerMalformed(header, 'with one t=, the Unix seconds of the signature'));
  if (signatures.length === 0) problems.push(signatureMissing(header));
  else if (signatures.length > signaturesMax || !signatures.some((signature) => hexPattern.test(signature)))
    problems.push(headerMalformed(header, `with 1 to ${signaturesMax} v1=, each of 64 hexadecimal digits in lower case`));
  return problems;
};

/** Stripe: `Stripe-Signature: t=<Unix seconds>,v1=<hex>`, the hex of HMAC-SHA256 over `<t>.<body>`, a v1 for each active secret. */
export const checkStripe: SignatureCheck = ({ headers, rawBody, secrets, nowSeconds }) => {
  const text = headers.get(header) ?? '';
  if (text === '') return [signatureMissing(header)];
  const times = valuesOf(text, 't');
  const signatures = valuesOf(text, 'v1');
  const problems = shapeProblems(times, signatures);
  const [time = ''] = times;
  if (problems.length > 0) return problems;
  const expected = secrets.map((secret) => hmacSha256(secret, [`${time}.`, rawBody]).toString('hex'));
  return [
    ...(holdsExpected(signatures, expected) ? [] : [signatureInvalid(header)]),
    ...checkTimestamp(header, parseUnixSeconds(time) ?? 0, nowSeconds),
  ];
};
