// The OpenAPI document of the API, from the routes of every context and the schemas they name.
import * as z from 'zod';
import {
  createDocument,
  type CreateDocumentOptions,
  type ZodObjectInput,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { Problem } from '../../lib/contracts/http/problem.ts';
import { tenantIdPattern } from '../../lib/kernel/ids.ts';
import type { Route, RouteResponse } from '../../lib/platform/http/route.ts';
import type { ContextWiring, HttpWiring } from '../../lib/platform/wiring.ts';
import { operationIdOf } from './operation-id.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

type Documented = HttpWiring & { readonly context: string };

const tags: Readonly<Record<string, string>> = {
  orders: 'Orders: placing, finding, holding, cancelling, and why what happened to them',
  inventory: 'Stock: what is there, what arrives, what is counted, what is reserved',
  fulfilment: 'The work of warehouses and stores',
  catalog: 'Products and locations',
  channels: 'Where orders come from, and what is told there',
  access: 'Who may do what',
  operations: 'How the installation is doing',
};

const tenantHeader = z
  .string()
  .regex(tenantIdPattern)
  .optional()
  .meta({ description: 'The tenant, for people who belong to several; a key belongs to one', param: { id: 'TenantId' } });

const idempotencyKeyHeader = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/)
  .optional()
  .meta({
    description: 'Of your choice. The same request sent again under the same key is carried out once; kept for seven days.',
    param: { id: 'IdempotencyKey' },
  });

const json = 'application/json';
const problemJson = 'application/problem+json';

const problemResponse = (description: string): ZodOpenApiResponseObject => ({
  description,
  content: { [problemJson]: { schema: Problem } },
});
const retryLater = (description: string): ZodOpenApiResponseObject => ({
  ...problemResponse(description),
  headers: { 'Retry-After': { description: 'Seconds to wait before the request is sent again', schema: { type: 'integer', minimum: 0 } } },
});

/** What any route can answer beside what it names itself, and when. */
const general: Readonly<Record<number, { readonly name: string; readonly when: (route: Route) => boolean } & ZodOpenApiResponseObject>> = {
  400: {
    name: 'InvalidInput',
    when: ({ scope, params, query, body }) => scope !== 'public' || [params, query, body].some((schema) => schema !== undefined),
    ...problemResponse('Something is missing or not as it must be; `problems` names each field'),
  },
  401: { name: 'Unauthenticated', when: ({ scope }) => scope !== 'public', ...problemResponse('No valid credentials') },
  403: { name: 'Forbidden', when: ({ scope }) => scope !== 'public', ...problemResponse('The credentials lack the scope') },
  404: { name: 'NotFound', when: ({ scope }) => scope !== 'public', ...problemResponse('No such tenant, or you have no place in it') },
  413: { name: 'TooLarge', when: ({ body }) => body !== undefined, ...problemResponse('The body is too large') },
  429: { name: 'TooManyRequests', when: () => true, ...retryLater('Too many requests') },
  500: { name: 'Defect', when: () => true, ...problemResponse('Something went wrong on our side; `request_id` finds it in the log') },
  503: { name: 'Unavailable', when: () => true, ...retryLater('Not now; nothing is wrong with the request') },
};

/**
 * Not a channel's door, which takes what that channel sends and signs: the channel documents it, and no client may call it. Nor
 * what only leads a browser elsewhere.
 */
const isDocumented = ({ route, channel }: HttpWiring): boolean =>
  !(channel !== undefined && route.scope === 'public') && Object.keys(route.responses).some((status) => Number(status) < 300);

/** Routes that the document describes, in the order of their paths. */
export const documentedRoutes = (wirings: readonly ContextWiring[]): readonly Documented[] =>
  wirings
    .flatMap(({ context, http = [] }) => http.map((entry) => ({ ...entry, context })))
    .filter(isDocumented)
    .sort((left, right) => {
      const [a, b] = [`${left.route.path} ${left.route.method}`, `${right.route.path} ${right.route.method}`];
      return a < b ? -1 : Number(a > b);
    });

const contentOf = (status: number, { schema, contentType }: RouteResponse): ZodOpenApiResponseObject['content'] => {
  if (status >= 400) return { [problemJson]: { schema: schema ?? Problem } };
  if (schema) return { [contentType ?? json]: { schema } };
  if (contentType === undefined) return undefined;
  const isText = contentType.startsWith('text/');
  return { [contentType]: { schema: isText ? { type: 'string' } : { type: 'string', format: 'binary' } } };
};

const responsesOf = (route: Route): ZodOpenApiResponsesObject => {
  const named = Object.entries(route.responses).map(([status, response]) => {
    const content = contentOf(Number(status), response);
    return [status, { description: response.description, ...(content ? { content } : {}) }] as const;
  });
  const known = new Set(named.map(([status]) => status));
  const others = Object.entries(general)
    .filter(([status, { when }]) => !known.has(status) && when(route))
    .map(([status, { name }]) => [status, { $ref: `#/components/responses/${name}` }] as const);
  return Object.fromEntries([...named, ...others].sort(([left], [right]) => Number(left) - Number(right)));
};

const securityOf = ({ scope }: Route): Pick<ZodOpenApiOperationObject, 'security'> => (scope === 'public' ? { security: [] } : {});

const scopeText = ({ scope }: Route): string => {
  if (scope === 'public') return 'Asks for no credentials.';
  return scope === 'authenticated' ? 'Needs any valid credentials.' : `Needs the scope \`${scope}\`.`;
};

const parametersOf = (route: Route): ZodOpenApiParameters => {
  const header = {
    ...(route.scope === 'public' ? {} : { 'x-tenant-id': tenantHeader }),
    ...(route.takesIdempotencyKey ? { 'idempotency-key': idempotencyKeyHeader } : {}),
  };
  return {
    ...(route.params ? { path: route.params as ZodObjectInput } : {}),
    ...(route.query ? { query: route.query as ZodObjectInput } : {}),
    ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
  };
};

const operationOf = (entry: Documented): ZodOpenApiOperationObject => {
  const { route, context } = entry;
  return {
    operationId: operationIdOf(entry),
    tags: [context],
    summary: route.summary,
    description: scopeText(route),
    'x-scope': route.scope,
    ...securityOf(route),
    requestParams: parametersOf(route),
    ...(route.body ? { requestBody: { required: true, content: { [json]: { schema: route.body } } } } : {}),
    responses: responsesOf(route),
  };
};

const dates = ['date-time', 'date'];

const documentOptions: CreateDocumentOptions = {
  override: ({ jsonSchema, io }) => {
    // zod writes the bounds of safe integers into every integer, and beside a format the pattern it checks it by.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (dates.includes(jsonSchema.format ?? '')) delete jsonSchema.pattern;
    // What is answered may gain fields without notice, so that no client may refuse one that it does not know.
    if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
};

type Schemas = Readonly<Record<string, object>>;

const reference = (name: string): string => `"#/components/schemas/${name}"`;

/** A schema without its name and description, and without what tells what is sent from what is answered: that nothing may stand beside it. */
const shapeOf = (name: string, schema: object): string => {
  const { description: _text, ...rest } = schema as { readonly description?: string };
  const text = JSON.stringify(rest, (member, value: unknown) => (member === 'additionalProperties' && value === false ? undefined : value));
  return text.replaceAll(reference(name), '"itself"').replaceAll('Output"', '"');
};

/**
 * The name under which a component is known already: that of what is sent, where the same is answered, and `JsonValue` for
 * zod's own schema of any JSON, which has no name.
 */
const twinOf = (name: string): string => (name.startsWith('__schema') ? 'JsonValue' : name.replace(/Output$/, ''));

/** What has the same shape is one schema; where defaults are filled in, what is answered is another one. */
const withoutTwins = (document: OpenApiDocument): OpenApiDocument => {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const twins = Object.entries(schemas).flatMap(([name, schema]) => {
    const twin = twinOf(name);
    const known = schemas[twin];
    return twin !== name && known !== undefined && shapeOf(name, schema) === shapeOf(twin, known) ? [{ name, twin }] : [];
  });
  const text = twins.reduce((shorter, { name, twin }) => shorter.replaceAll(reference(name), reference(twin)), JSON.stringify(document));
  const shorter = JSON.parse(text) as OpenApiDocument & { readonly components: { readonly schemas: Record<string, object> } };
  for (const { name } of twins) delete shorter.components.schemas[name];
  return shorter;
};

const introduction = [
  'Amounts are integers in minor units of the currency beside them; instants are RFC 3339 in UTC.',
  'What is answered may gain fields: ignore those that you do not know.',
  "Another tenant's things are answered like things that do not exist.",
  'What goes wrong is answered as `application/problem+json` with a stable `code`.',
  'Lists are paged by `cursor`: send back the one that came with a page; a page without one is the last.',
  'The doors for webhooks of channels are not described here: each takes what its channel sends, signed by it.',
].join(' ');

/** The document; the same for the same code. @throws Error for a schema that has no wire form */
export const createOpenApi = (wirings: readonly ContextWiring[], version: string): OpenApiDocument => {
  const routes = documentedRoutes(wirings);
  const paths: ZodOpenApiPathsObject = {};
  for (const entry of routes) {
    const path = entry.route.path;
    paths[path] = { ...paths[path], [entry.route.method.toLowerCase()]: operationOf(entry) };
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Waybill', version, description: introduction, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [
        {
          url: '{base_url}',
          description: 'Where your installation answers',
          variables: { base_url: { default: 'http://127.0.0.1:4000' } },
        },
      ],
      tags: [...new Set(routes.map(({ context }) => context))]
        .sort()
        .map((name) => ({ name, ...(tags[name] ? { description: tags[name] } : {}) })),
      security: [{ apiKey: [] }, { token: [] }],
      paths,
      components: {
        securitySchemes: {
          apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key for a machine' },
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'What POST /sign-in gives a person' },
        },
        responses: Object.fromEntries(Object.values(general).map(({ name, when: _when, ...response }) => [name, response])),
      },
    },
    documentOptions,
  );
  return withoutTwins(document);
};
