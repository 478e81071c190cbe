import type { QuoteService } from '../../../kernel/sourcing-policy.ts';

/** One end of a way, as far as a price needs it: no name and no street. */
export type RatedPlace = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Subdivision, such as `KY` or `US-KY`. */
  readonly region?: string;
  readonly postalCode: string;
  readonly city?: string;
};

/** What a parcel would cost. */
export type RatingQuestion = {
  readonly from: RatedPlace;
  readonly to: RatedPlace;
  readonly grams: number;
  /** The service's ids of accounts with carriers; all of them when empty, where the service allows that. */
  readonly carrierAccounts: readonly string[];
};

/** One service of a carrier at its price. */
export type RatedService = {
  readonly carrier: string;
  readonly service: string;
  /** In units of the currency, such as 5.93. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly transitDays?: number;
};

/** How a service is reached. */
export type RatingAccess = { readonly apiKey: string; readonly baseUrl?: string; readonly deadlineMs: number };

/** A service that asks carriers for prices, through its published API. */
export interface RatingClient {
  readonly service: QuoteService;
  /** Every service that carriers offer for the parcel; none where they send it not at all. @throws RatingError */
  rates(question: RatingQuestion, access: RatingAccess): Promise<readonly RatedService[]>;
}

/**
 * Why a service did not answer: `credentials` and `question` are refusals that asking again does not change, the first for any
 * question. The message names the service and the status, and nothing of the question.
 */
export class RatingError extends Error {
  override readonly name = 'RatingError';
  readonly problem: 'no-answer' | 'rate-limited' | 'credentials' | 'question';
  /** Milliseconds that the service asked to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    problem: RatingError['problem'],
    options: { readonly retryAfterMs?: number | null; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.problem = problem;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
