import type { Clock, HttpResponse } from '../../../platform/ports.ts';
import { judgeByStatus, type Refusal } from '../../api/api-caller.ts';
import type { RateReport, RateRule } from '../../api/rate-limit.ts';
import { isObject, type JsonObject, listAt, objectAt, parseExactJson, textAt } from '../reading/json.ts';

/**
 * Points of the standard plan ("GraphQL Admin API rate limits"): 100 a second, and 20 seconds' worth at once. Larger plans
 * say so in every answer.
 */
export const shopifyRate: RateRule = { perSecond: 100, burst: 2_000 };

// An answer is judged, measured and read: it is parsed once.
const parsedAnswers = new WeakMap<HttpResponse, JsonObject | null>();

/** The JSON object of an answer; null when it is none. Integers beyond 2^53 are text. */
export const jsonOf = (answer: HttpResponse): JsonObject | null => {
  const known = parsedAnswers.get(answer);
  if (known !== undefined) return known;
  const parsed = parseExactJson(new TextDecoder().decode(answer.body));
  const json = parsed.ok && isObject(parsed.value) ? parsed.value : null;
  parsedAnswers.set(answer, json);
  return json;
};

const numberAt = (parent: JsonObject, key: string): number | undefined => {
  const value = parent[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

const throttleStatusOf = (json: JsonObject): JsonObject => objectAt(objectAt(objectAt(json, 'extensions'), 'cost'), 'throttleStatus');

/** What is left of the bucket, from `extensions.cost.throttleStatus`. */
export const readShopifyRate = (answer: HttpResponse): RateReport => {
  const status = throttleStatusOf(jsonOf(answer) ?? {});
  const left = numberAt(status, 'currentlyAvailable');
  const perSecond = numberAt(status, 'restoreRate');
  const burst = numberAt(status, 'maximumAvailable');
  return {
    ...(left === undefined ? {} : { left }),
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(burst === undefined ? {} : { burst }),
  };
};

/** Milliseconds until the bucket holds what the refused query could cost; null when Shopify does not say. */
const throttledForMs = (json: JsonObject): number | null => {
  const requested = numberAt(objectAt(objectAt(json, 'extensions'), 'cost'), 'requestedQueryCost');
  const available = numberAt(throttleStatusOf(json), 'currentlyAvailable');
  const perSecond = numberAt(throttleStatusOf(json), 'restoreRate');
  if (requested === undefined || available === undefined || perSecond === undefined || perSecond <= 0) return null;
  return Math.max(0, Math.ceil(((requested - available) / perSecond) * 1_000));
};

const codePattern = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

// Codes of "Status and error codes" in the reference of the GraphQL Admin API. Any other one is a fault of the request.
const problems: Readonly<Record<string, Refusal['problem']>> = {
  THROTTLED: 'throttled',
  ACCESS_DENIED: 'unauthorized',
  SHOP_INACTIVE: 'unauthorized',
  INTERNAL_SERVER_ERROR: 'unavailable',
  TIMEOUT: 'unavailable',
};

const judgeErrors = (json: JsonObject): Refusal | undefined => {
  if (json['errors'] === undefined) return isObject(json['data']) ? undefined : { problem: 'unavailable', code: 'answer-unreadable' };
  const codes = listAt(json, 'errors').map(({ value }) => textAt(objectAt(value, 'extensions'), 'code') ?? '');
  // Among several errors the one that says to wait or to ask again comes first: the others may be its consequence.
  const code = codes.find((one) => problems[one] !== undefined) ?? codes.find((one) => codePattern.test(one)) ?? null;
  const problem = (code === null ? undefined : problems[code]) ?? 'refused';
  return { problem, code, retryAfterMs: problem === 'throttled' ? throttledForMs(json) : null };
};

// "Response status codes": a shop that has not paid, is locked or is gone comes back only when a person sees to it, and
// refusing our notices for good meanwhile would lose them.
const personStatuses: Readonly<Record<number, string>> = { 402: 'shop-frozen', 404: 'shop-not-found', 423: 'shop-locked' };

const securityRejection = 430;

/** What an answer of the GraphQL Admin API means: its errors come with status 200 too. */
export const judgeShopify =
  (clock: Clock) =>
  (answer: HttpResponse): Refusal | undefined => {
    const { status } = answer;
    const personCode = personStatuses[status];
    if (personCode !== undefined) return { problem: 'unauthorized', code: personCode };
    if (status === securityRejection) return { problem: 'throttled', code: 'security-rejection' };
    const byStatus = judgeByStatus(answer, clock);
    if (byStatus) return byStatus;
    const json = jsonOf(answer);
    // Something in between has answered, such as a page that says to come back later.
    return json === null ? { problem: 'unavailable', code: 'answer-unreadable' } : judgeErrors(json);
  };

/** For the token endpoint, where whatever is refused are the credentials. */
export const judgeShopifyToken =
  (clock: Clock) =>
  (answer: HttpResponse): Refusal | undefined => {
    const refusal = judgeByStatus(answer, clock);
    return refusal?.problem === 'refused' ? { ...refusal, problem: 'unauthorized' } : refusal;
  };
