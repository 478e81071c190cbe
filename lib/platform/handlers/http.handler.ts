import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { speakPlainly } from '../../contracts/issue-words.ts';
import { safelyParse } from '../../contracts/safely-parse.ts';
import type { CommandContext } from '../event-store/event-record.ts';
import { readJson } from '../http/json-body.ts';
import { actorOf, type Principal, requireScope } from '../http/principal.ts';
import { type FieldProblem, invalidInput, type Refusal } from '../http/refusal.ts';
import { defectReply, problemReply, type Reply, unavailableReply } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { InvalidCursorError, type Platform, UnavailableError } from '../ports.ts';
import { type LambdaHandler, stack } from './stack.ts';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A request that has passed authentication, scope, size and schema. */
export type Call<R extends Route> = {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  readonly rawBody: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Undefined on public routes only. */
  readonly principal: R['scope'] extends 'public' ? Principal | undefined : Principal;
  readonly requestId: string;
  readonly sourceIp: string;
};

export type HttpEvent = APIGatewayProxyEventV2;

const defaultMaxBodyBytes = 256 * 1024;

/** Wraps a use case for one route: everything that is the same for all routes happens here. */
export const httpHandler = <const R extends Route>(
  platform: Platform,
  route: R,
  run: (call: Call<R>) => Promise<Reply>,
): LambdaHandler<HttpEvent, Reply> =>
  stack(platform, async (event) => {
    const requestId = event.requestContext.requestId;
    try {
      const call = readCall(route, event);
      return 'refusal' in call ? problemReply(call.refusal, requestId) : await run(call.call);
    } catch (error) {
      return answerError(platform, route, error, requestId);
    }
  });

/** Context of the commands that a request leads to. */
export const commandContext = (call: { readonly principal: Principal; readonly requestId: string }): CommandContext => ({
  actor: actorOf(call.principal),
  correlationId: call.requestId,
  causationId: call.requestId,
});

const readCall = <R extends Route>(route: R, event: HttpEvent): { readonly call: Call<R> } | { readonly refusal: Refusal } => {
  const { principal, refusal } = authorizationOf(event);
  if (route.scope !== 'public') {
    if (!principal) return { refusal: refusal ?? credentialsMissing };
    const missing = requireScope(principal, route.scope);
    if (missing) return { refusal: missing };
  }
  const rawBody = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const maxBytes = route.maxBodyBytes ?? defaultMaxBodyBytes;
  if (rawBody.length > maxBytes) {
    return {
      refusal: {
        kind: 'too-large',
        code: 'body-too-large',
        message: `The body has ${rawBody.length} bytes; at most ${maxBytes} are allowed.`,
      },
    };
  }
  const problems: FieldProblem[] = [];
  const params = parse(route.params, event.pathParameters ?? {}, 'path', problems);
  const query = parse(route.query, event.queryStringParameters ?? {}, 'query', problems);
  const body = route.body ? parseBody(route.body, rawBody, problems) : undefined;
  if (problems.length > 0) return { refusal: invalidInput(problems) };
  return {
    call: {
      params,
      query,
      body,
      rawBody,
      headers: lowerCase(event.headers),
      principal,
      requestId: event.requestContext.requestId,
      sourceIp: event.requestContext.http.sourceIp,
    } as Call<R>,
  };
};

const lowerCase = (headers: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

speakPlainly();

const credentialsMissing: Refusal = {
  kind: 'unauthenticated',
  code: 'credentials-missing',
  message: 'Send an API key or a bearer token.',
};

type Authorization = { readonly principal?: Principal; readonly refusal?: Refusal };

/** The authorizer runs before and leaves in the request context who sends it, or why nobody is believed to. */
const authorizationOf = (event: HttpEvent): Authorization => {
  type Context = { readonly authorizer?: { readonly lambda?: { readonly principal?: string; readonly refusal?: string } | null } };
  const { principal, refusal } = (event.requestContext as Context).authorizer?.lambda ?? {};
  return {
    ...(principal === undefined ? {} : { principal: JSON.parse(principal) as Principal }),
    ...(refusal === undefined ? {} : { refusal: JSON.parse(refusal) as Refusal }),
  };
};

const parseBody = (schema: z.ZodType, rawBody: Uint8Array, problems: FieldProblem[]): unknown => {
  const json = readJson(rawBody);
  if ('value' in json) return parse(schema, json.value, '', problems);
  problems.push(json.problem);
  return undefined;
};

const parse = (schema: z.ZodType | undefined, value: unknown, where: string, problems: FieldProblem[]): unknown => {
  if (!schema) return undefined;
  const parsed = safelyParse(schema, value);
  if (parsed.success) return parsed.data;
  problems.push(...fieldProblems(parsed.error, where));
  return undefined;
};

export const fieldProblems = (error: z.ZodError, where = ''): FieldProblem[] =>
  error.issues.map((issue) => ({
    field: [where, ...issue.path.map(String)].filter((part) => part !== '').join('.') || 'body',
    code: issue.code.replaceAll('_', '-'),
    message: issue.message,
  }));

const answerError = (platform: Platform, route: Route, error: unknown, requestId: string): Reply => {
  const { logger } = platform.observability;
  if (error instanceof InvalidCursorError) {
    return problemReply(
      invalidInput([{ field: 'query.cursor', code: 'cursor-invalid', message: 'must be the cursor of the page before, unchanged' }]),
      requestId,
    );
  }
  if (error instanceof UnavailableError) {
    logger.warn('request could not be served', { route: `${route.method} ${route.path}`, request_id: requestId, error_name: error.name });
    return unavailableReply(requestId);
  }
  platform.observability.metrics.addMetric('RequestsFailed', 'Count', 1);
  logger.error('request failed', { route: `${route.method} ${route.path}`, request_id: requestId, error: error as Error });
  return defectReply(requestId);
};
