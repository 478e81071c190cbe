/**
 * Why a channel's API did not do what it was asked:
 * - `throttled`: too many calls; ask again after `retryAfterMs`,
 * - `unavailable`: down, slow or broken off; ask again later, what was asked may have been done,
 * - `unauthorized`: the credentials are refused; a person has to renew them, and asking again makes it worse,
 * - `refused`: the request itself is wrong; asking again changes nothing.
 */
export type ChannelApiProblem = 'throttled' | 'unavailable' | 'unauthorized' | 'refused';

/** The message names the channel, the call and the vendor's code, and nothing of a body: that may hold personal data. */
export class ChannelApiError extends Error {
  override readonly name = 'ChannelApiError';
  readonly problem: ChannelApiProblem;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The vendor's own code, if it gave one. */
  readonly code: string | null;
  /** Milliseconds that the channel asked to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    facts: {
      readonly problem: ChannelApiProblem;
      readonly status: number;
      readonly code?: string | null;
      readonly retryAfterMs?: number | null;
      readonly cause?: unknown;
    },
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.problem = facts.problem;
    this.status = facts.status;
    this.code = facts.code ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/** One order that a client cannot read as a whole. It is refused where it is asked for alone, and left out of a page. */
export class OrderUnreadableError extends ChannelApiError {
  declare readonly code: string;

  constructor(message: string, { status, code }: { readonly status: number; readonly code: string }) {
    super(message, { problem: 'refused', status, code });
  }
}
