import type { Problem } from '../domain/canonical-order.ts';
import { hmacSha256, holdsExpected } from './hmac.ts';
import {
  checkTimestamp,
  headerMalformed,
  type SignatureCheck,
  type SignedRequest,
  signatureInvalid,
  signatureMissing,
  timestampMissing,
} from './signature-check.ts';

// The first scheme is that of `validate_webhook` in EasyPost's client libraries; the second that of the article
// "Webhook HMAC Validation" of its help centre, which names the headers. A delivery bears both.

const first = 'x-hmac-signature';
const second = 'x-hmac-signature-v2';
const timestampHeader = 'x-timestamp';
const pathHeader = 'x-path';
const prefix = 'hmac-sha256-hex=';
const signaturePattern = /^hmac-sha256-hex=[0-9a-f]{64}$/;
const signatureShape = `${prefix} and 64 hexadecimal digits in lower case`;

/** EasyPost's libraries bring a secret into this form before its bytes are taken, so that `é` is the same however it was typed. */
const keyOf = (secret: string): string => secret.normalize('NFKD');

const expectedOver = ({ secrets }: SignedRequest, parts: readonly (string | Uint8Array)[]): readonly string[] =>
  secrets.map((secret) => prefix + hmacSha256(keyOf(secret), parts).toString('hex'));

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const datePattern =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-])(\d{2})(\d{2})$/;

/** Unix seconds of a date after RFC 2822, such as `Tue, 19 Aug 2025 20:37:09 -0000`; undefined when it is none. */
const parseMailDate = (text: string): number | undefined => {
  const [, day = '', month = '', year = '', time = '', sign = '', hours = '', minutes = ''] = datePattern.exec(text) ?? [];
  const monthNumber = String(months.indexOf(month) + 1).padStart(2, '0');
  const milliseconds = Date.parse(`${year}-${monthNumber}-${day.padStart(2, '0')}T${time}Z`);
  const offsetSeconds = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000 - offsetSeconds;
};

const checkFirst = (request: SignedRequest): readonly Problem[] => {
  const given = request.headers.get(first) ?? '';
  if (given === '') return [signatureMissing(first)];
  if (!signaturePattern.test(given)) return [headerMalformed(first, signatureShape)];
  return holdsExpected([given], expectedOver(request, [request.rawBody])) ? [] : [signatureInvalid(first)];
};

// Nothing stands between the path and the body in what is signed. A path without a brace and a body that begins with one can
// be told apart all the same, so that no byte is moved from one to the other under the same signature.
const pathPattern = /^\/[\w.~!$&'()*+,;=:@%/?-]*$/;
const openingBrace = 0x7b;

const checkSecond = (request: SignedRequest): readonly Problem[] => {
  const { headers, rawBody, nowSeconds } = request;
  const given = headers.get(second) ?? '';
  const timestamp = headers.get(timestampHeader) ?? '';
  const path = headers.get(pathHeader) ?? '';
  const signedAt = parseMailDate(timestamp);
  const problems: Problem[] = [];
  if (!signaturePattern.test(given)) problems.push(headerMalformed(second, signatureShape));
  if (timestamp === '') problems.push(timestampMissing(timestampHeader));
  else if (signedAt === undefined) problems.push(headerMalformed(timestampHeader, 'a date such as Tue, 19 Aug 2025 20:37:09 -0000'));
  if (!pathPattern.test(path)) problems.push(headerMalformed(pathHeader, 'the path that EasyPost called, such as /webhooks/easypost'));
  if (rawBody[0] !== openingBrace)
    problems.push({ field: 'body', code: 'body-malformed', message: 'An event of EasyPost is a JSON object' });
  if (problems.length > 0 || signedAt === undefined) return problems;
  const signed = holdsExpected([given], expectedOver(request, [`${timestamp}POST${path}`, rawBody]));
  return [...(signed ? [] : [signatureInvalid(second)]), ...checkTimestamp(timestampHeader, signedAt, nowSeconds)];
};

/**
 * EasyPost. `X-Hmac-Signature: hmac-sha256-hex=<hex>` is HMAC-SHA256 over the body; `X-Hmac-Signature-V2` is over the time, the
 * method, the path and the body. Where the second is there it decides, so that nobody gets round its time by the first.
 */
export const checkEasyPost: SignatureCheck = (request) => (request.headers.has(second) ? checkSecond(request) : checkFirst(request));
