import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toWire } from '../../kernel/wire.ts';
import { type Refusal, statusOf } from './refusal.ts';

export type Reply = APIGatewayProxyStructuredResultV2;

const problemBase = 'https://waybill.dev/problems/';
const noStore = { 'cache-control': 'no-store' };

/** `body` is camelCase and goes out as snake_case. */
export const reply = (statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  rawReply(statusCode, toWire(body), headers);

/** `body` is already in its wire form: stored events, canonical orders, anything whose keys are data. */
export const rawReply = (statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...noStore, ...headers },
  body: JSON.stringify(body),
});

export const noContent = (): Reply => ({ statusCode: 204, headers: noStore });

/** Facts of a refusal under their wire names; a domain's own `status` would read as the HTTP status and is called `state`. */
const factsOf = ({ data = {} }: Refusal): object => {
  const { status: state, ...rest } = toWire(data) as Readonly<Record<string, unknown>>;
  return state === undefined ? rest : { ...rest, state };
};

/** `application/problem+json` after RFC 9457. */
export const problemReply = (refusal: Refusal, instance?: string): Reply => ({
  statusCode: statusOf[refusal.kind],
  headers: {
    'content-type': 'application/problem+json',
    ...noStore,
    ...(refusal.retryAfterSeconds === undefined ? {} : { 'retry-after': String(refusal.retryAfterSeconds) }),
    ...(refusal.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
  },
  body: JSON.stringify({
    // First, so that no fact can take the place of a member that RFC 9457 defines.
    ...factsOf(refusal),
    type: `${problemBase}${refusal.code}`,
    title: refusal.message,
    status: statusOf[refusal.kind],
    code: refusal.code,
    ...(instance === undefined ? {} : { instance }),
    ...(refusal.problems === undefined ? {} : { problems: refusal.problems }),
  }),
});

/** Nothing is wrong with the request; it can be sent again in a moment. */
export const unavailableReply = (requestId: string): Reply =>
  problemReply({ kind: 'unavailable', code: 'unavailable', message: 'Try again in a moment.', retryAfterSeconds: 1 }, requestId);

/** A defect: nothing of it is told outside but the request id that finds it in the log. */
export const defectReply = (requestId: string): Reply => ({
  statusCode: 500,
  headers: { 'content-type': 'application/problem+json', ...noStore },
  body: JSON.stringify({
    type: `${problemBase}defect`,
    title: 'Something went wrong on our side.',
    status: 500,
    code: 'defect',
    request_id: requestId,
  }),
});
