import * as z from 'zod';
import { toEpochMs } from '../../../kernel/instant.ts';
import { type Clock, type Http, type HttpResponse, UnavailableError } from '../../../platform/ports.ts';
import { judgeByStatus } from '../../api/api-caller.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { AmazonCredentials } from './amazon.settings.ts';

/** On the seller's behalf, or the application's own for operations without a seller ("grantless"). */
export type TokenUse = 'seller' | 'notifications';

export type Tokens<Use> = {
  /**
   * A token that is good for another minute at least. Callers at the same time share one request for it.
   * @param refused the token that Amazon did not take, if it is the reason for asking
   * @throws ChannelApiError
   */
  readonly get: (use: Use, refused?: string) => Promise<string>;
};

type Kept = { readonly token: string; readonly goodUntilMs: number };

const earlyMs = 60_000;

/** Keeps tokens until shortly before they expire. */
export const createTokenStore = <Use extends string>(
  clock: Clock,
  fetchToken: (use: Use) => Promise<{ readonly token: string; readonly seconds: number }>,
): Tokens<Use> => {
  const kept = new Map<Use, Kept>();
  const underWay = new Map<Use, Promise<string>>();

  const renew = async (use: Use): Promise<string> => {
    try {
      const { token, seconds } = await fetchToken(use);
      kept.set(use, { token, goodUntilMs: toEpochMs(clock.now()) + seconds * 1_000 - earlyMs });
      return token;
    } finally {
      underWay.delete(use);
    }
  };

  return {
    get: async (use, refused) => {
      const now = kept.get(use);
      // Whoever was refused first has renewed the token for the others: theirs is then another one already.
      if (now && now.token !== refused && toEpochMs(clock.now()) < now.goodUntilMs) return now.token;
      const waiting = underWay.get(use) ?? renew(use);
      underWay.set(use, waiting);
      return waiting;
    },
  };
};

const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Denial = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });

const deadlineMs = 10_000;
const name = 'amazon lwa.token';

const read = <T extends z.ZodType>(schema: T, answer: HttpResponse): z.infer<T> | undefined => {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(answer.body))).data;
  } catch {
    return undefined;
  }
};

const errorOf = (answer: HttpResponse, clock: Clock): ChannelApiError => {
  const code = read(Denial, answer)?.error ?? null;
  const byStatus = judgeByStatus(answer, clock);
  // A wrong secret or a withdrawn authorisation is answered with 400 or 401; only a person can put that right.
  const problem = byStatus === undefined ? 'unavailable' : byStatus.problem === 'refused' ? 'unauthorized' : byStatus.problem;
  return new ChannelApiError(`${name}: ${problem} (${answer.status}${code === null ? '' : `, ${code}`})`, {
    problem,
    status: answer.status,
    code,
    retryAfterMs: byStatus?.retryAfterMs ?? null,
  });
};

/**
 * Access tokens of Login with Amazon, each good for an hour ("Connect to the SP-API": `refresh_token` for a seller,
 * `client_credentials` for operations without one).
 */
export const createLwaTokens = (parts: {
  readonly http: Http;
  readonly clock: Clock;
  readonly tokenUrl: string;
  /** Read again for every token, so that a rotated secret is found. */
  readonly credentials: () => Promise<AmazonCredentials>;
}): Tokens<TokenUse> =>
  createTokenStore<TokenUse>(parts.clock, async (use) => {
    const { clientId, clientSecret, refreshToken } = await parts.credentials();
    const grant =
      use === 'seller'
        ? { grant_type: 'refresh_token', refresh_token: refreshToken }
        : { grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' };
    const body = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' };
    try {
      const answer = await parts.http.send({ method: 'POST', url: parts.tokenUrl, headers, body, deadlineMs });
      const given = answer.status === 200 ? read(Grant, answer) : undefined;
      if (given === undefined) throw errorOf(answer, parts.clock);
      return { token: given.access_token, seconds: given.expires_in };
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      throw new ChannelApiError(`${name}: unavailable`, { problem: 'unavailable', status: 0, cause: error });
    }
  });
