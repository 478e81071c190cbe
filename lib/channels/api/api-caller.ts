import { createCircuitBreaker } from '../../platform/circuit-breaker.ts';
import { readRetryAfter } from '../../platform/retry-after.ts';
import { type Clock, type Http, type HttpRequest, type HttpResponse, UnavailableError } from '../../platform/ports.ts';
import { ChannelApiError, type ChannelApiProblem } from './channel-api-error.ts';
import type { RateLimit, RateReport } from './rate-limit.ts';

export type ApiCall = {
  /** What is done, for messages and metrics, such as `orders.list`. */
  readonly name: string;
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Doing it twice does no harm, so a failure may be tried again here. Default: GET and HEAD only. */
  readonly repeatable?: boolean;
  /** Points of the rate limit, default 1. */
  readonly cost?: number;
};

/** What a vendor's answer means. Undefined when it did what it was asked. */
export type Refusal = { readonly problem: ChannelApiProblem; readonly code?: string | null; readonly retryAfterMs?: number | null };

/** What is special about one vendor. */
export type VendorRules = {
  /** Such as `shopify`; begins every message. */
  readonly channel: string;
  /** Headers that authenticate a call. `renew` when the ones given before have been refused. */
  readonly authorize: (renew: boolean) => Promise<Readonly<Record<string, string>>>;
  /** Also for answers of status 200: some vendors refuse in the body. */
  readonly judge: (answer: HttpResponse) => Refusal | undefined;
  readonly readRate: (answer: HttpResponse) => RateReport;
};

export type ApiCallerParts = VendorRules & {
  readonly http: Http;
  readonly clock: Clock;
  readonly limit: RateLimit;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1, for delays that differ between callers. */
  readonly random: () => number;
  /** Milliseconds that one call has, waiting and repeating included; default 25 seconds. */
  readonly deadlineMs?: number;
};

export type ApiCaller = {
  /** @throws ChannelApiError */
  readonly call: (call: ApiCall) => Promise<HttpResponse>;
};

const deadlineMsDefault = 25_000;
const answerMsMax = 15_000;
const triesMax = 4;
const firstDelayMs = 250;
const breakerRule = { failuresMax: 5, pauseMs: 30_000 };

/** What any vendor's status means, for those that have nothing more to say. `retry-after` is in seconds or a date. */
export const judgeByStatus = (answer: HttpResponse, clock: Clock): Refusal | undefined => {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const retryAfterMs = readRetryAfter(answer.headers['retry-after'], clock);
  if (status === 429) return { problem: 'throttled', retryAfterMs };
  if (status === 401 || status === 403) return { problem: 'unauthorized' };
  if (status === 408 || status === 425 || status >= 500) return { problem: 'unavailable', retryAfterMs };
  return { problem: 'refused' };
};

/**
 * Calls a vendor's API for one account: within its rate limit, with credentials that are renewed once when they are
 * refused, repeated with growing delays where that does no harm, and not at all for half a minute after five failures.
 */
export const createApiCaller = (parts: ApiCallerParts): ApiCaller => {
  const { channel, http, clock, limit, pause, random, deadlineMs = deadlineMsDefault } = parts;
  const breaker = createCircuitBreaker({ ...breakerRule, clock });
  const nowMs = (): number => Date.parse(clock.now());

  const errorOf = (call: ApiCall, { problem, code = null, retryAfterMs = null }: Refusal, status: number): ChannelApiError =>
    new ChannelApiError(`${channel} ${call.name}: ${problem}${status === 0 ? '' : ` (${status}${code === null ? '' : `, ${code}`})`}`, {
      problem,
      status,
      code,
      retryAfterMs,
    });

  const awaitLimit = async (call: ApiCall, endMs: number): Promise<void> => {
    const waitMs = limit.take(call.cost);
    if (waitMs === 0) return;
    if (nowMs() + waitMs >= endMs) {
      // What is not called is not counted: or each caller that gives up would make the next one wait longer.
      limit.take(-(call.cost ?? 1));
      throw errorOf(call, { problem: 'throttled', retryAfterMs: waitMs }, 0);
    }
    await pause(waitMs);
  };

  /** @returns the answer, or why there is none that helps */
  const attempt = async (call: ApiCall, renew: boolean, endMs: number): Promise<HttpResponse | ChannelApiError> => {
    await awaitLimit(call, endMs);
    const { method, url, body } = call;
    try {
      const headers = { ...(await parts.authorize(renew)), ...call.headers };
      const leftMs = Math.max(1, Math.min(answerMsMax, endMs - nowMs()));
      const answer = await http.send({ method, url, headers, deadlineMs: leftMs, ...(body === undefined ? {} : { body }) });
      limit.learn(parts.readRate(answer));
      const refusal = parts.judge(answer);
      return refusal ? errorOf(call, refusal, answer.status) : answer;
    } catch (error) {
      if (error instanceof ChannelApiError) return error;
      if (error instanceof UnavailableError) return errorOf(call, { problem: 'unavailable' }, 0);
      throw error;
    }
  };

  /** Milliseconds until the next try; undefined when there is to be none. */
  const delayBefore = (next: number, call: ApiCall, error: ChannelApiError, endMs: number): number | undefined => {
    const mayRepeat = error.problem === 'throttled' || (error.problem === 'unavailable' && (call.repeatable ?? call.method === 'GET'));
    if (!mayRepeat || next > triesMax) return undefined;
    // Full jitter: many callers that failed at once must not come back at once.
    const backOffMs = firstDelayMs * 2 ** (next - 2) * (0.5 + random());
    const delayMs = Math.max(error.retryAfterMs ?? 0, backOffMs);
    return nowMs() + delayMs < endMs ? delayMs : undefined;
  };

  return {
    call: async (call) => {
      if (!breaker.allows()) throw errorOf(call, { problem: 'unavailable', code: 'breaker-open', retryAfterMs: breakerRule.pauseMs }, 0);
      const endMs = nowMs() + deadlineMs;
      let renew = false;
      for (let tries = 1; ; tries += 1) {
        const answer = await attempt(call, renew, endMs);
        if (!(answer instanceof ChannelApiError)) {
          breaker.succeeded();
          return answer;
        }
        if (answer.problem === 'unavailable') breaker.failed();
        else breaker.succeeded();
        if (answer.problem === 'throttled') limit.pause(answer.retryAfterMs ?? firstDelayMs);
        if (answer.problem === 'unauthorized' && !renew) {
          renew = true;
          continue;
        }
        const delayMs = delayBefore(tries + 1, call, answer, endMs);
        if (delayMs === undefined) throw answer;
        await pause(delayMs);
        renew = false;
      }
    },
  };
};
