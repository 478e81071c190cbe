import {
  type Arguments,
  type Document,
  GraphqlSyntaxError,
  type Literal,
  parseGraphql,
  type Selection,
  type TypeRef,
} from './shopify-twin.graphql.ts';
import { enumTypes, type FieldType, type InputField, inputTypes, objectTypes } from './shopify-twin.schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** An error of the API itself, as it stands in `errors`. */
export class TwinApiError extends Error {
  override readonly name = 'TwinApiError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a field is resolved to: a value, or a function of its arguments. Connections are lists; nodes have an `id`. */
export type View = Readonly<Record<string, unknown>>;
export type FieldCall = { readonly args: Json; readonly idempotencyKey: string | undefined };

export type Executed = { readonly data: Json; readonly requestedCost: number; readonly actualCost: number };

const scalarCheck: Readonly<Record<string, (value: unknown) => boolean>> = {
  ID: (value) => typeof value === 'string' && value.startsWith('gid://shopify/'),
  String: (value) => typeof value === 'string',
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  Money: (value) => typeof value === 'string' && /^\d{1,15}(\.\d{1,4})?$/.test(value),
  CurrencyCode: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  Int: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  Boolean: (value) => typeof value === 'boolean',
};

const arrayItemsMax = 250;

/** Holds a value against a type of the schema, as strictly as the API does. */
const checkValue = (type: string, value: unknown, path: string): void => {
  const fail = (why: string): never => {
    throw new TwinApiError('INVALID_VARIABLE', `Variable $${path} was provided invalid value (${why})`);
  };
  if (value === null || value === undefined) return;
  const list = /^\[(\w+)!?\]$/.exec(type);
  if (list) {
    if (!Array.isArray(value)) return fail(`Expected a list of ${list[1]}`);
    if (value.length > arrayItemsMax) return fail(`The input array size of ${value.length} is greater than the maximum allowed of 250`);
    for (const [index, item] of value.entries())
      checkValue(list[1] ?? '', item ?? fail('Expected value to not be null'), `${path}.${index}`);
    return;
  }
  const input = inputTypes.get(type);
  if (input) {
    if (typeof value !== 'object' || Array.isArray(value)) return fail(`Expected an object of type ${type}`);
    return checkFields(input, value as Json, path, type);
  }
  const allowed = enumTypes.get(type);
  if (allowed && !(typeof value === 'string' && allowed.has(value)))
    fail(`Expected ${JSON.stringify(value)} to be one of: ${[...allowed].join(', ')}`);
  const check = scalarCheck[type];
  if (check && !check(value)) fail(`Could not coerce value ${JSON.stringify(value)} to ${type}`);
};

const checkFields = (fields: ReadonlyMap<string, InputField>, value: Json, path: string, owner: string): void => {
  for (const key of Object.keys(value)) {
    if (!fields.has(key))
      throw new TwinApiError(
        'INVALID_VARIABLE',
        `Variable $${path} was provided invalid value for ${key} (Field is not defined on ${owner})`,
      );
  }
  for (const [key, { type, required }] of fields) {
    if (required && (value[key] === null || value[key] === undefined))
      throw new TwinApiError('INVALID_VARIABLE', `Variable $${path} was provided invalid value for ${key} (Expected value to not be null)`);
    checkValue(type, value[key], `${path}.${key}`);
  }
};

const plain = (ref: TypeRef): string => (ref.item ? `[${ref.item.name}${ref.item.nonNull ? '!' : ''}]` : ref.name);

const checkVariables = (document: Document, variables: Json): void => {
  for (const key of Object.keys(variables)) {
    if (!document.variables.has(key)) throw new TwinApiError('BAD_REQUEST', `Variable $${key} is not defined by ${document.name}`);
  }
  for (const [name, ref] of document.variables) {
    if (ref.nonNull && (variables[name] === null || variables[name] === undefined))
      throw new TwinApiError('INVALID_VARIABLE', `Variable $${name} of type ${plain(ref)}! was provided invalid value`);
    checkValue(plain(ref), variables[name], name);
  }
};

/** What one execution knows and counts. */
type Run = {
  readonly document: Document;
  readonly variables: Json;
  readonly used: Set<string>;
  readonly generation: number;
  actual: number;
};

const valueOf = (run: Run, literal: Literal): unknown => {
  if (literal.kind === 'list') return literal.items.map((item) => valueOf(run, item));
  if (literal.kind === 'enum') return literal.name;
  if (literal.kind === 'constant') return literal.value;
  return run.variables[literal.name] ?? null;
};

// A variable must be declared as the argument is, and may be stricter.
const checkVariableUse = (run: Run, literal: Literal, { type, required }: InputField): void => {
  if (literal.kind !== 'variable') return;
  run.used.add(literal.name);
  const ref = run.document.variables.get(literal.name);
  if (!ref) throw new TwinApiError('variableNotDefined', `Variable $${literal.name} is used by ${run.document.name} but not declared`);
  if (plain(ref) !== type || (required && !ref.nonNull))
    throw new TwinApiError(
      'variableMismatch',
      `Type mismatch on variable $${literal.name} (${plain(ref)} / ${type}${required ? '!' : ''})`,
    );
};

const argumentsOf = (run: Run, field: FieldType, given: Arguments, owner: string, name: string): Json => {
  const args: Record<string, unknown> = {};
  for (const [key, literal] of given) {
    const declared = field.args.get(key);
    if (!declared) throw new TwinApiError('argumentNotAccepted', `Field '${name}' doesn't accept argument '${key}'`);
    checkVariableUse(run, literal, declared);
    args[key] = valueOf(run, literal);
    checkValue(declared.type, args[key], key);
  }
  for (const [key, { required }] of field.args) {
    if (required && (args[key] === undefined || args[key] === null))
      throw new TwinApiError('missingRequiredArguments', `Field '${name}' on '${owner}' is missing required arguments: ${key}`);
  }
  return args;
};

const fieldOf = (owner: string, selection: Selection): FieldType => {
  const field = objectTypes.get(owner)?.get(selection.name);
  if (!field) throw new TwinApiError('undefinedField', `Field '${selection.name}' doesn't exist on type '${owner}'`);
  const composite = field.shape === 'connection' || objectTypes.has(field.type);
  if (composite && selection.selections.length === 0)
    throw new TwinApiError('selectionMismatch', `Field must have selections (field '${selection.name}' returns ${field.type})`);
  if (!composite && selection.selections.length > 0)
    throw new TwinApiError('selectionMismatch', `Selections can't be made on scalars (field '${selection.name}')`);
  return field;
};

/** Key of an `@idempotent` directive; undefined when there is none. */
const keyOf = (run: Run, selection: Selection): string | undefined => {
  const key = selection.directives.get('idempotent')?.get('key');
  if (!key) return undefined;
  checkVariableUse(run, key, { type: 'String', required: true });
  return String(valueOf(run, key));
};

const sizeOf = (run: Run, selection: Selection): number => {
  const literal = selection.args.get('first');
  const size = literal ? valueOf(run, literal) : null;
  if (typeof size !== 'number' || size < 1 || size > 250)
    throw new TwinApiError('BAD_REQUEST', `you must provide one of first or last, from 1 to 250 (field '${selection.name}')`);
  return size;
};

const nodesOf = (selection: Selection): Selection | undefined => selection.selections.find(({ name }) => name === 'nodes');

/** Points that a field may cost at most: an object one, a connection two and its size times what a node costs. */
const costOf = (run: Run, owner: string, selection: Selection): number => {
  const field = fieldOf(owner, selection);
  argumentsOf(run, field, selection.args, owner, selection.name);
  keyOf(run, selection);
  if (field.shape === 'connection') {
    const size = sizeOf(run, selection);
    const nodes = nodesOf(selection);
    const perNode = nodes ? 1 + costsOf(run, field.type, nodes.selections) : 0;
    return 2 + size * perNode + (selection.selections.some(({ name }) => name === 'pageInfo') ? 1 : 0);
  }
  if (!objectTypes.has(field.type)) return 0;
  const children = costsOf(run, field.type, selection.selections);
  if (owner === 'Mutation') return 10 + children;
  return (field.shape === 'list' && selection.args.has('first') ? sizeOf(run, selection) : 1) * (1 + children);
};

const costsOf = (run: Run, owner: string, selections: readonly Selection[]): number =>
  selections.reduce((sum, selection) => sum + costOf(run, owner, selection), 0);

const cursorOf = (run: Run, node: View): string =>
  Buffer.from(JSON.stringify([run.generation, node['__cursor'] ?? node['id']])).toString('base64');

const startAfter = (run: Run, items: readonly View[], after: unknown): number => {
  if (typeof after !== 'string') return 0;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(after, 'base64').toString('utf8'));
  } catch {
    parsed = undefined;
  }
  if (!Array.isArray(parsed) || parsed[0] !== run.generation)
    throw new TwinApiError('BAD_REQUEST', 'Invalid cursor for current pagination sort.');
  const key = String(parsed[1]);
  // Sorted lists go on behind a value, so that what has moved meanwhile is neither lost nor told twice.
  const index = items.findIndex((item) => (item['__cursor'] === undefined ? item['id'] === key : (item['__cursor'] as string) > key));
  if (index < 0) return items.length;
  return items[index]?.['__cursor'] === undefined ? index + 1 : index;
};

const connection = (run: Run, field: FieldType, selection: Selection, items: readonly View[], args: Json): Json => {
  const start = startAfter(run, items, args['after']);
  const page = items.slice(start, start + Number(args['first']));
  run.actual += 2 + page.length;
  const answer: Record<string, unknown> = {};
  for (const part of selection.selections) {
    if (part.name === 'nodes') answer['nodes'] = page.map((node) => objectValue(run, field.type, part.selections, node));
    else if (part.name === 'pageInfo') {
      const last = page.at(-1);
      const info = {
        hasNextPage: start + page.length < items.length,
        hasPreviousPage: start > 0,
        startCursor: null,
        endCursor: last ? cursorOf(run, last) : null,
      };
      answer['pageInfo'] = objectValue(run, 'PageInfo', part.selections, info);
    } else throw new TwinApiError('undefinedField', `Field '${part.name}' doesn't exist on type '${field.type}Connection'`);
  }
  return answer;
};

const fieldValue = (run: Run, owner: string, selection: Selection, source: View): unknown => {
  const field = fieldOf(owner, selection);
  const args = argumentsOf(run, field, selection.args, owner, selection.name);
  const resolver = source[selection.name];
  const call: FieldCall = { args, idempotencyKey: keyOf(run, selection) };
  const value: unknown = typeof resolver === 'function' ? (resolver as (call: FieldCall) => unknown)(call) : resolver;
  if (field.shape === 'connection') return connection(run, field, selection, (value ?? []) as readonly View[], args);
  if (value === null || value === undefined) return field.shape === 'list' ? [] : null;
  if (!objectTypes.has(field.type)) return value;
  if (field.shape === 'single') {
    run.actual += 1;
    return objectValue(run, field.type, selection.selections, value as View);
  }
  const items = (value as readonly View[]).slice(0, typeof args['first'] === 'number' ? args['first'] : undefined);
  run.actual += Math.max(1, items.length);
  return items.map((item) => objectValue(run, field.type, selection.selections, item));
};

const objectValue = (run: Run, owner: string, selections: readonly Selection[], source: View): Json =>
  Object.fromEntries(selections.map((selection) => [selection.name, fieldValue(run, owner, selection, source)]));

const validated = (source: string, operationName: unknown, variables: Json, generation: number): Run => {
  let document: Document;
  try {
    document = parseGraphql(source);
  } catch (error) {
    if (error instanceof GraphqlSyntaxError) throw new TwinApiError('PARSE_ERROR', error.message);
    throw error;
  }
  if (operationName !== undefined && operationName !== null && operationName !== document.name)
    throw new TwinApiError('BAD_REQUEST', `No operation named ${JSON.stringify(operationName)}`);
  checkVariables(document, variables);
  return { document, variables, used: new Set(), generation, actual: 0 };
};

/**
 * Runs an operation over the twin's state, once it has been let in.
 * @param admit called with the points that it could cost, before anything is done; it throws to keep the operation out
 * @throws TwinApiError
 */
export const executeGraphql = (
  request: { readonly query: string; readonly operationName: unknown; readonly variables: Json; readonly generation: number },
  roots: { readonly query: View; readonly mutation: View },
  admit: (requestedCost: number) => void,
): Executed => {
  const run = validated(request.query, request.operationName, request.variables, request.generation);
  const { document } = run;
  const owner = document.kind === 'query' ? 'QueryRoot' : 'Mutation';
  const requestedCost = Math.max(1, costsOf(run, owner, document.selections));
  const unused = [...document.variables.keys()].find((name) => !run.used.has(name));
  if (unused !== undefined) throw new TwinApiError('variableNotUsed', `Variable $${unused} is declared by ${document.name} but not used`);
  admit(requestedCost);
  run.actual = document.kind === 'mutation' ? 10 : 0;
  const data = objectValue(run, owner, document.selections, roots[document.kind]);
  return { data, requestedCost, actualCost: Math.min(Math.max(1, run.actual), requestedCost) };
};
