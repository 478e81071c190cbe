import type { EventPattern } from '../wiring.ts';
import { EventPatternError, type Fields, isObject, operatorNames, operatorTest, type ValueTest } from './event-pattern.operators.ts';

export { EventPatternError } from './event-pattern.operators.ts';

/** Whether an event, in EventBridge's envelope, is one the pattern asks for. */
export type EventMatcher = (event: Readonly<Record<string, unknown>>) => boolean;

/** A condition on a node of the event. `root` is the whole event, because absence is asked of all of it. */
type NodeTest = (node: unknown, root: unknown) => boolean;

const envelopeFields: ReadonlySet<string> = new Set([
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
  'resources',
  'detail',
  '$or',
]);

const reservedInOr: ReadonlySet<string> = new Set([...operatorNames, 'exactly', '=', '<', '<=', '>', '>=', 'regex']);

/** The values a field has: itself, or for a list, of whatever depth, its elements. */
const elementsOf = (node: unknown): readonly unknown[] => (Array.isArray(node) ? node.flat(Number.POSITIVE_INFINITY) : [node]);

const memberOf = (node: unknown, name: string): unknown => (isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined);

/** Values at a path, where each list on the way stands for its elements. Objects are no values. */
const leavesAt = (node: unknown, path: readonly string[]): readonly unknown[] => {
  const nodes = path.reduce<readonly unknown[]>((found, name) => found.flatMap((each) => elementsOf(memberOf(each, name))), [node]);
  return nodes.filter((each) => each !== undefined && !isObject(each));
};

const placeOf = (path: readonly string[]): string => path.join('.');

const existsTest = (path: readonly string[], expected: unknown): NodeTest => {
  const place = `${placeOf(path)}.exists`;
  if (typeof expected !== 'boolean') throw new EventPatternError(place, 'must be true or false');
  if (!expected) return (_node, root) => leavesAt(root, path).length === 0;
  return (node) => elementsOf(node).some((each) => each !== undefined && !isObject(each));
};

const onLeaves =
  (test: ValueTest): NodeTest =>
  (node) =>
    elementsOf(node).some((each) => each !== undefined && !isObject(each) && test(each));

/** One entry of a field's list: a value to equal, or an operator. */
const alternativeTest = (path: readonly string[], alternative: unknown): NodeTest => {
  if (isObject(alternative)) {
    if (Object.keys(alternative).length === 1 && Object.hasOwn(alternative, 'exists')) return existsTest(path, alternative['exists']);
    return onLeaves(operatorTest(placeOf(path), alternative));
  }
  if (Array.isArray(alternative) || alternative === undefined)
    throw new EventPatternError(placeOf(path), 'may hold texts, numbers, true, false, null and operators');
  return onLeaves((value) => value === alternative);
};

const fieldTest = (path: readonly string[], alternatives: readonly unknown[]): NodeTest => {
  if (alternatives.length === 0) throw new EventPatternError(placeOf(path), 'must not be an empty list');
  const tests = alternatives.map((alternative) => alternativeTest(path, alternative));
  return (node, root) => tests.some((test) => test(node, root));
};

/** Places of the fields that an object has conditions on, outside of its `$or`. */
const fieldPlaces = (path: readonly string[], fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (name === '$or') return [];
    return isObject(value) ? fieldPlaces([...path, name], value) : [placeOf([...path, name])];
  });

/** Where a pattern is being read: inside an `$or` or not, and which fields have conditions around it. */
type Surroundings = { readonly insideOr: boolean; readonly conditioned: ReadonlySet<string> };

const orTest = (path: readonly string[], branches: unknown, { conditioned }: Surroundings): NodeTest => {
  const place = placeOf([...path, '$or']);
  if (!Array.isArray(branches) || branches.length < 2 || !branches.every(isObject)) {
    throw new EventPatternError(place, 'must be a list of at least two objects');
  }
  const tests = branches.map((branch) => {
    // EventBridge lets the condition in the branch replace the other instead of asking both: nobody means that.
    const twice = fieldPlaces(path, branch).find((field) => conditioned.has(field));
    if (twice !== undefined) throw new EventPatternError(twice, 'has conditions both inside and beside $or');
    return objectTest(path, branch, { insideOr: true, conditioned });
  });
  return (node, root) => tests.some((test) => test(node, root));
};

const memberTest = (path: readonly string[], name: string, value: unknown, surroundings: Surroundings): NodeTest => {
  if (name === '$or') return orTest(path, value, surroundings);
  const here = [...path, name];
  if (surroundings.insideOr && reservedInOr.has(name)) {
    throw new EventPatternError(placeOf(here), 'has the name of an operator, which EventBridge refuses inside $or');
  }
  const test = Array.isArray(value) ? fieldTest(here, value) : isObject(value) ? objectTest(here, value, surroundings) : undefined;
  if (test === undefined) throw new EventPatternError(placeOf(here), 'must be a list or an object');
  return (node, root) => test(memberOf(node, name), root);
};

/** All members must hold, of one and the same element where the event has a list. */
const objectTest = (path: readonly string[], fields: Fields, { insideOr, conditioned }: Surroundings): NodeTest => {
  const members = Object.entries(fields);
  if (members.length === 0) throw new EventPatternError(placeOf(path) || 'pattern', 'must not be an empty object');
  const surroundings = { insideOr, conditioned: new Set([...conditioned, ...fieldPlaces(path, fields)]) };
  const tests = members.map(([name, value]) => memberTest(path, name, value, surroundings));
  return (node, root) => {
    const elements = elementsOf(node);
    const candidates = elements.length === 0 ? [undefined] : elements;
    return candidates.some((each) => tests.every((test) => test(each, root)));
  };
};

/**
 * Compiles an EventBridge event pattern: exact values, `prefix`, `suffix` (both also with `equals-ignore-case`),
 * `anything-but` (values, `prefix`, `suffix`, `wildcard`, `equals-ignore-case`, and lists of them), `exists`, `numeric`,
 * `wildcard`, `equals-ignore-case`, `cidr` and `$or`.
 * @throws EventPatternError naming the place, for what is malformed, unknown, or not a field of the envelope
 */
export const compileEventPattern = (pattern: EventPattern): EventMatcher => {
  if (!isObject(pattern)) throw new EventPatternError('pattern', 'must be an object');
  for (const name of Object.keys(pattern)) {
    if (!envelopeFields.has(name)) throw new EventPatternError(name, 'is not a field of an event; did you mean one below detail?');
  }
  const test = objectTest([], pattern, { insideOr: false, conditioned: new Set() });
  return (event) => test(event, event);
};
