import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over the parts, one after the other. @param key text is taken in UTF-8 */
export const hmacSha256 = (key: string | Uint8Array, parts: readonly (string | Uint8Array)[]): Buffer => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

/**
 * Whether one of the given texts is one of the expected. Every pair is compared, and each comparison takes the same time
 * wherever the two differ, so that nobody can guess a signature character by character.
 */
export const holdsExpected = (given: readonly string[], expected: readonly string[]): boolean => {
  const wanted = expected.map((text) => Buffer.from(text, 'utf8'));
  let found = false;
  for (const text of given) {
    const bytes = Buffer.from(text, 'utf8');
    for (const one of wanted) {
      if (bytes.length === one.length && timingSafeEqual(bytes, one)) found = true;
    }
  }
  return found;
};

/** Without those that are missing. An empty secret is a missing one: anybody could sign with it. */
export const usableSecrets = (secrets: readonly (string | undefined)[]): readonly string[] =>
  secrets.filter((secret): secret is string => secret !== undefined && secret !== '');

/**
 * Whether a header is the base64 of HMAC-SHA256 over the raw body, under any of the secrets.
 * @param rawBody the bytes as received; parsing and printing the JSON again would change them
 * @param header value of the header; a missing one is never valid
 * @param secrets the current one and, while it is being rotated, the ones before
 */
export const isSignedBody = (rawBody: Uint8Array, header: string | undefined, secrets: readonly (string | undefined)[]): boolean =>
  holdsExpected(
    [header ?? ''],
    usableSecrets(secrets).map((secret) => hmacSha256(secret, [rawBody]).toString('base64')),
  );
