import { createHash } from 'node:crypto';

import jsonata from 'jsonata';

import type { Instant } from '../../../kernel/instant.ts';
import type { Assignments, CompiledExpression, Template } from './asl.types.ts';
import { StateFailure } from './state-failure.ts';

/** What an expression may reach besides its data. */
export type ExpressionServices = {
  readonly now: Instant;
  /** Random bytes: `$random` and `$uuid` draw from here, so that a simulation can replay them. */
  readonly randomBytes: (length: number) => Uint8Array;
};

/** `$states`, the workflow variables in scope, and the services. */
export type ExpressionScope = {
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly services: ExpressionServices;
};

// A runaway recursion must end as an error of the expression, not of the process.
const guards = { stack: 400, sequence: 1_000_000 };

const addedFunctionPattern = /\$(partition|range|hash|random|uuid|parse|millis|now)\b/;

/** @throws an object with `message` when the source is not JSONata */
export const compileExpression = (source: string): CompiledExpression => ({
  source,
  expression: jsonata(source, guards),
  callsAdded: addedFunctionPattern.test(source),
});

const asUnitInterval = (bytes: Uint8Array): number => {
  // 48 bits fit a double exactly, so the value is always below 1.
  let value = 0;
  for (const byte of bytes.subarray(0, 6)) value = value * 256 + byte;
  return value / 2 ** 48;
};

const uuidFrom = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes);
  hex[6] = ((hex[6] ?? 0) & 0x0f) | 0x40;
  hex[8] = ((hex[8] ?? 0) & 0x3f) | 0x80;
  const text = hex.toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20, 32)}`;
};

const partition = (values: unknown, size: unknown): unknown[][] | undefined => {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) throw new Error('$partition takes an array and a size');
  if (!Number.isInteger(size) || (size as number) < 1) throw new Error('the size given to $partition must be a whole number above zero');
  const parts: unknown[][] = [];
  for (let start = 0; start < values.length; start += size as number) parts.push(values.slice(start, start + (size as number)));
  return parts;
};

const range = (first: unknown, last: unknown, step: unknown): number[] => {
  if (typeof first !== 'number' || typeof last !== 'number' || typeof step !== 'number' || step === 0) {
    throw new Error('$range takes first, last and a step other than zero');
  }
  const count = Math.floor((last - first) / step) + 1;
  if (count > 1_000) throw new Error('$range gives at most 1,000 values');
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * step);
};

const hashAlgorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const hash = (content: unknown, algorithm: unknown): string | undefined => {
  if (content === undefined) return undefined;
  const name = typeof algorithm === 'string' ? hashAlgorithms[algorithm] : undefined;
  if (typeof content !== 'string' || name === undefined)
    throw new Error('$hash takes a string and one of MD5, SHA-1, SHA-256, SHA-384, SHA-512');
  return createHash(name).update(content, 'utf8').digest('hex');
};

const seededRandom = (seed: number): number => asUnitInterval(createHash('sha256').update(String(seed)).digest());

const formatMillis = jsonata('$fromMillis($ms, $picture, $timezone)');

/** The functions that Step Functions adds to JSONata, and those of JSONata that read the clock or chance. */
const functionsFor = ({ now, randomBytes }: ExpressionServices): Readonly<Record<string, unknown>> => ({
  partition,
  range,
  hash,
  random: (seed?: number) => (typeof seed === 'number' ? seededRandom(seed) : asUnitInterval(randomBytes(6))),
  uuid: () => uuidFrom(randomBytes(16)),
  parse: (text: unknown) => {
    if (text === undefined) return undefined;
    if (typeof text !== 'string') throw new Error('$parse takes a string');
    return JSON.parse(text) as unknown;
  },
  millis: () => Date.parse(now),
  now: (picture?: string, timezone?: string) =>
    picture === undefined ? now : formatMillis.evaluate(undefined, { ms: Date.parse(now), picture, timezone }),
});

/** Plain JSON from JSONata's result, which may hold marked arrays and functions. */
const toJson = (value: unknown, source: string): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.filter((entry) => entry !== undefined).map((entry) => toJson(entry, source));
  if (typeof value === 'object' && !('_jsonata_function' in value) && !('_jsonata_lambda' in value) && !(value instanceof RegExp)) {
    // `fromEntries` defines a member called `__proto__` instead of changing the prototype.
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [key, toJson(entry, source)]),
    );
  }
  throw new StateFailure('States.QueryEvaluationError', `The expression ${JSON.stringify(source)} gives a value that JSON cannot hold`);
};

const evaluateExpression = async ({ source, expression, callsAdded }: CompiledExpression, scope: ExpressionScope): Promise<unknown> => {
  let value: unknown;
  try {
    const added = callsAdded ? functionsFor(scope.services) : {};
    value = await expression.evaluate(undefined, { ...added, ...scope.variables, states: scope.states });
  } catch (thrown) {
    const message = (thrown as { readonly message?: unknown }).message;
    throw new StateFailure(
      'States.QueryEvaluationError',
      `The expression ${JSON.stringify(source)} failed: ${typeof message === 'string' ? message : 'unknown reason'}`,
    );
  }
  if (value === undefined)
    throw new StateFailure('States.QueryEvaluationError', `The expression ${JSON.stringify(source)} returned nothing (undefined)`);
  return toJson(value, source);
};

/**
 * The JSON value of a template. Parts are evaluated in order, so draws from chance are repeatable.
 * @throws StateFailure `States.QueryEvaluationError` when an expression fails, or gives undefined or a function
 */
export const evaluateTemplate = async (template: Template, scope: ExpressionScope): Promise<unknown> => {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return evaluateExpression(template.expression, scope);
    case 'array': {
      const items: unknown[] = [];
      for (const item of template.items) items.push(await evaluateTemplate(item, scope));
      return items;
    }
    case 'object':
      return evaluateEntries(template.entries, scope);
  }
};

/** All entries see the variables as they were before: an assignment is visible from the next state on. */
export const evaluateEntries = async (entries: Assignments, scope: ExpressionScope): Promise<Record<string, unknown>> => {
  const values: [string, unknown][] = [];
  for (const [key, template] of entries) values.push([key, await evaluateTemplate(template, scope)]);
  return Object.fromEntries(values);
};
