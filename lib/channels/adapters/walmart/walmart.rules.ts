import type { Clock, HttpResponse } from '../../../platform/ports.ts';
import { readRetryAfter } from '../../../platform/retry-after.ts';
import { judgeByStatus, type Refusal } from '../../api/api-caller.ts';
import type { RateReport, RateRule } from '../../api/rate-limit.ts';
import { isObject, listAt, parseExactJson, textAt } from '../reading/json.ts';
import { readMoment } from './walmart.dates.ts';

/**
 * Where we begin, per minute: the figures of "Synchronous API throttling limits" (orders GET 60, orders POST 750, inventory
 * PUT 1,500, tokens 100 an hour), which Walmart publishes for suppliers. Those of a seller differ by account and endpoint and are learnt from answers.
 */
export const walmartRates = {
  reading: { perSecond: 1, burst: 20 },
  writing: { perSecond: 12, burst: 50 },
  inventory: { perSecond: 25, burst: 100 },
  webhooks: { perSecond: 0.08, burst: 5 },
  token: { perSecond: 0.027, burst: 50 },
} as const satisfies Readonly<Record<string, RateRule>>;

// "Rate limiting" names the second header X-Next-Replenishment-Time, and the error guide x-next-replenish-time.
const replenishHeaders = ['x-next-replenishment-time', 'x-next-replenish-time'];

const retryAfterMsMax = 3_600_000;

/** Milliseconds until Walmart allows calls again; null when it does not say. A moment in milliseconds since 1970, or a date. */
const readReplenish = (answer: HttpResponse, clock: Clock): number | null => {
  const moment = replenishHeaders.map((name) => readMoment(answer.headers[name])).find((found) => found !== undefined);
  if (moment === undefined) return readRetryAfter(answer.headers['retry-after'], clock);
  const ms = Date.parse(moment) - Date.parse(clock.now());
  return Math.min(Math.max(ms, 0), retryAfterMsMax);
};

const bodyMax = 65_536;
const codePattern = /^[A-Za-z0-9_.:-]{1,100}$/;

/** Walmart's own code from `{"errors": [...]}` or the gateway's `{"error": [...]}`; null when the body is neither (XML, nothing). */
export const errorCodeOf = (answer: HttpResponse): string | null => {
  if (answer.body.length > bodyMax) return null;
  const parsed = parseExactJson(new TextDecoder().decode(answer.body));
  if (!parsed.ok || !isObject(parsed.value)) return null;
  const [first] = [...listAt(parsed.value, 'errors'), ...listAt(parsed.value, 'error')];
  const code = first ? textAt(first.value, 'code') : null;
  return code !== null && codePattern.test(code) ? code : null;
};

const locked = 423; // "Error codes": another change of the same record is under way; try again after a short delay.

/** What an answer of Walmart means, after "Error codes" of the US Marketplace documentation. */
export const judgeWalmart =
  (clock: Clock) =>
  (answer: HttpResponse): Refusal | undefined => {
    const refusal = judgeByStatus(answer, clock);
    if (refusal === undefined) return undefined;
    const code = errorCodeOf(answer);
    if (answer.status === 429) return { problem: 'throttled', code, retryAfterMs: readReplenish(answer, clock) };
    if (answer.status === locked) return { problem: 'unavailable', code };
    return { ...refusal, code };
  };

/** For the token endpoint: there Walmart answers refused credentials with 400 as well as 401. */
export const judgeToken =
  (clock: Clock) =>
  (answer: HttpResponse): Refusal | undefined => {
    const refusal = judgeWalmart(clock)(answer);
    return refusal?.problem === 'refused' ? { ...refusal, problem: 'unauthorized' } : refusal;
  };

/** Tokens left of the endpoint's bucket, from `x-current-token-count`. */
export const readWalmartRate = (answer: HttpResponse): RateReport => {
  const text = answer.headers['x-current-token-count'];
  return text !== undefined && /^\d{1,9}$/.test(text) ? { left: Number(text) } : {};
};
