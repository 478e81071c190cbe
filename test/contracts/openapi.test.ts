import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wirings } from '../../lib/wirings.ts';
import { createOpenApi, documentedRoutes } from '../../scripts/docs/openapi.ts';
import { operationIdOf } from '../../scripts/docs/operation-id.ts';

type Node = Readonly<Record<string, unknown>>;
type Operation = Node & {
  readonly operationId: string;
  readonly parameters?: readonly Node[];
  readonly responses: Readonly<Record<string, Node>>;
};

const document = createOpenApi(wirings, '1.2.3') as unknown as Node & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
};
const routes = documentedRoutes(wirings);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every object in a value, with its path. */
const nodesIn = (value: unknown, path = ''): readonly { readonly path: string; readonly node: Node }[] =>
  isNode(value)
    ? [
        ...(Array.isArray(value) ? [] : [{ path, node: value }]),
        ...Object.entries(value).flatMap(([name, inner]) => nodesIn(inner, `${path}/${name}`)),
      ]
    : [];

const at = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, name) => (isNode(node) ? node[name] : undefined), document);

/** What a reference stands for, however many lie between. */
const resolved = (node: Node): Node => (typeof node['$ref'] === 'string' ? resolved(at(node['$ref']) as Node) : node);

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: `${method.toUpperCase()} ${path}` })),
);

/** Schemas below which nothing may be left open, but for what is somebody else's JSON. */
const isOpen = ({ path, node }: { readonly path: string; readonly node: Node }): boolean =>
  /\/(schema|items|additionalProperties|properties\/[^/]+|(anyOf|oneOf|allOf)\/\d+)$/.test(path) && Object.keys(node).length === 0;

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and the same each time', () => {
    expect(document['openapi']).toMatch(/^3\.1\.\d$/);
    expect(document['info']).toMatchObject({ title: 'Waybill', version: '1.2.3' });
    expect(JSON.stringify(createOpenApi(wirings, '1.2.3'))).toBe(JSON.stringify(document));
  });

  it('describes every route but the doors of channels and what only leads a browser elsewhere', () => {
    const left = wirings.flatMap(({ http = [] }) => http.map(({ route }) => `${route.method} ${route.path}`));
    const described = operations.map(({ name }) => name);
    expect(left.filter((name) => !described.includes(name)).sort()).toEqual([
      'GET /',
      'POST /webhooks/shopify/{account}',
      'POST /webhooks/walmart/{account}',
      'POST /webhooks/woocommerce/{account}',
    ]);
    expect(described).toHaveLength(routes.length);
  });

  it('refers to nothing that is not there', () => {
    const references = nodesIn(document).flatMap(({ node }) => (typeof node['$ref'] === 'string' ? [node['$ref']] : []));
    expect(references.length).toBeGreaterThan(100);
    expect([...new Set(references)].filter((reference) => !reference.startsWith('#/') || at(reference) === undefined)).toEqual([]);
  });

  it('holds no schema that nothing refers to, and none without a name of its own', () => {
    const text = JSON.stringify(document);
    const names = Object.keys(document.components['schemas'] ?? {});
    expect(names.filter((name) => !text.includes(`"#/components/schemas/${name}"`))).toEqual([]);
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  });

  it.each(operations)('$name declares each parameter of its path, and no other', ({ path, operation }) => {
    const declared = (operation.parameters ?? []).map(resolved).filter((parameter) => parameter['in'] === 'path');
    expect(declared.map((parameter) => `{${String(parameter['name'])}}`).sort()).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
    expect(declared.every((parameter) => parameter['required'] === true && isNode(parameter['schema']))).toBe(true);
  });

  it.each(operations)('$name says exactly what it answers', ({ operation }) => {
    for (const [status, response] of Object.entries(operation.responses)) {
      const { content, description } = resolved(response);
      expect(description).toMatch(/\S/);
      if (Number(status) >= 400) {
        expect(Object.keys(content as Node)).toEqual(['application/problem+json']);
        continue;
      }
      const isEmpty = ['204', '304'].includes(status);
      expect(content === undefined, `${status} has ${isEmpty ? 'a body' : 'neither schema nor content type'}`).toBe(isEmpty);
      expect(nodesIn(content).filter(isOpen)).toEqual([]);
    }
  });

  it('leaves nothing open in what it names, but what is the sender’s own JSON', () => {
    const { JsonValue: _anything, ...schemas } = document.components['schemas'] ?? {};
    expect(nodesIn(schemas).filter(isOpen)).toEqual([]);
  });

  it('asks for the scope that the route asks for, and for no credentials where it is public', () => {
    for (const { route } of routes) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      expect(operation?.['x-scope']).toBe(route.scope);
      expect(operation?.['security']).toEqual(route.scope === 'public' ? [] : undefined);
      expect(operation?.['description']).toContain(
        route.scope === 'public' ? 'no credentials' : route.scope === 'authenticated' ? 'any valid' : route.scope,
      );
    }
    expect(document['security']).toEqual([{ apiKey: [] }, { token: [] }]);
    expect(document.components['securitySchemes']).toMatchObject({
      apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      token: { type: 'http', scheme: 'bearer' },
    });
  });
});

describe('the name of an operation', () => {
  it('is its own, in camelCase', () => {
    const ids = routes.map(operationIdOf);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id))).toEqual([]);
    expect(ids).toContain('placeOrder');
  });

  it.each([
    ['POST', 'orders/place-order', 'placeOrder'],
    ['GET', 'orders/list-orders', 'listOrders'],
    ['GET', 'operations/status', 'getStatus'],
  ] as const)('of a %s by %s is %s', (method, handler, expected) => {
    const route = { method, path: '/', scope: 'public', summary: '', responses: {} } as const;
    expect(operationIdOf({ route, handler })).toBe(expected);
    expect(operationIdOf({ route: { ...route, operationId: 'ownName' }, handler })).toBe('ownName');
  });
});

it('a function that reads an idempotency key stands behind a route that says so, and no other does', () => {
  const lambdas = join(import.meta.dirname, '..', '..', 'lambdas');
  for (const { route, handler } of routes) {
    const source = readFileSync(join(lambdas, `${handler}.handler.ts`), 'utf8');
    expect(/idempotency-?key/i.test(source), `${handler}: takesIdempotencyKey`).toBe(route.takesIdempotencyKey === true);
  }
});
