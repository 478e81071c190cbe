import { isSignedBody } from './hmac.ts';
import { headerMalformed, type SignatureCheck, signatureInvalid, signatureMissing } from './signature-check.ts';

// 32 bytes in base64. The comparison is of texts, so another spelling of the same bytes is no other valid signature.
const base64Pattern = /^[A-Za-z0-9+/]{43}=$/;

/** Checks a header that is the base64 of HMAC-SHA256 over the raw body: nothing but the body is signed, and no time. */
export const signedBodyCheck =
  (header: string): SignatureCheck =>
  ({ headers, rawBody, secrets }) => {
    const given = headers.get(header) ?? '';
    if (given === '') return [signatureMissing(header)];
    if (!base64Pattern.test(given)) return [headerMalformed(header, 'the base64 of 32 bytes, which is 44 characters')];
    return isSignedBody(rawBody, given, secrets) ? [] : [signatureInvalid(header)];
  };
