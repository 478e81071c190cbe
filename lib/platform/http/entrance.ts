import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../ports.ts';

/** Secret that whatever stands before the API adds to every request, so that the API can tell who came past it. */
export const originSecretName = 'internal/origin-verify';
export const originHeader = 'x-origin-verify';

const equal = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Whether a request came in by the entrance. Where no such secret is set up nothing stands before the API, and every request
 * did. While the secret is changed, the one before holds too.
 * @param headers names in lower case
 */
export const cameByTheEntrance = async (secrets: Secrets, headers: Readonly<Record<string, string | undefined>>): Promise<boolean> => {
  const secret = await secrets.get(originSecretName);
  if (secret === undefined) return true;
  const shown = headers[originHeader];
  if (shown === undefined) return false;
  return equal(shown, secret.current) || (secret.previous !== undefined && equal(shown, secret.previous));
};
