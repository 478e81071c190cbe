import type * as z from 'zod';
import {
  type Clock,
  type Http,
  type HttpRequest,
  type HttpResponse,
  LimitExceededError,
  UnavailableError,
} from '../../../platform/ports.ts';
import { readRetryAfter } from '../../../platform/retry-after.ts';
import { type RatedPlace, RatingError } from '../../app/quotes/rating.ts';

export type RatingParts = { readonly http: Http; readonly clock: Clock };

const refusalOf = (name: string, { status, headers }: HttpResponse, clock: Clock): RatingError | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const message = `${name} answered ${status}`;
  const retryAfterMs = readRetryAfter(headers['retry-after'], clock);
  if (status === 429) return new RatingError(message, 'rate-limited', { retryAfterMs });
  // 402: the account has to be paid for.
  if (status === 401 || status === 402 || status === 403) return new RatingError(message, 'credentials');
  // A redirect is not followed, so that the key goes nowhere else.
  if (status >= 500 || status < 400 || status === 408 || status === 425) return new RatingError(message, 'no-answer', { retryAfterMs });
  return new RatingError(message, 'question');
};

/**
 * Asks once; whoever waits for a decision has no time for a second try.
 * @returns the answer's JSON, checked
 * @throws RatingError
 */
export const askRating = async <Schema extends z.ZodType>(
  { http, clock }: RatingParts,
  name: string,
  schema: Schema,
  request: HttpRequest,
): Promise<z.output<Schema>> => {
  const answer = await http.send(request).catch((error: unknown) => {
    if (error instanceof UnavailableError || error instanceof LimitExceededError)
      throw new RatingError(`${name} did not answer`, 'no-answer', { cause: error });
    throw error;
  });
  const refusal = refusalOf(name, answer, clock);
  if (refusal) throw refusal;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(answer.body).toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below: what is no JSON at all is as unreadable as JSON of another shape.
  }
  throw new RatingError(`${name} answered in a form that is not its own`, 'no-answer');
};

/** The address without a slash at its end. */
export const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Days on the way, where a service names a number that can be one. */
export const daysOf = (days: number | null | undefined): { readonly transitDays?: number } =>
  typeof days === 'number' && days >= 0 && days <= 365 ? { transitDays: days } : {};

/** A subdivision without its country: what stands behind it after ISO 3166-2. */
export const stateOf = ({ country, region }: Pick<RatedPlace, 'country' | 'region'>): string | undefined =>
  region?.startsWith(`${country}-`) ? region.slice(country.length + 1) : region;
