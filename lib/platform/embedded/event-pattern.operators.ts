// One field's conditions, after EventBridge's comparison operators
// (docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html) and the rules of aws/event-ruler.
import { isWithin, parseCidr, parseIp } from './ip-range.ts';

/** The pattern is not one EventBridge would accept, or uses what this engine does not know. Names the place. */
export class EventPatternError extends Error {
  override readonly name = 'EventPatternError';
  readonly place: string;
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.place = place;
  }
}

export type ValueTest = (value: unknown) => boolean;

export const operatorNames = ['prefix', 'suffix', 'anything-but', 'exists', 'numeric', 'wildcard', 'equals-ignore-case', 'cidr'] as const;

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const requireText = (place: string, value: unknown): string => {
  if (typeof value !== 'string') throw new EventPatternError(place, 'must be text');
  return value;
};

/** The single operator of an object such as `{ "prefix": "a" }`. */
const singleEntry = (place: string, value: Fields): readonly [string, unknown] => {
  const entries = Object.entries(value);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new EventPatternError(place, 'must have exactly one operator');
  return entry;
};

const onText =
  (test: (text: string) => boolean): ValueTest =>
  (value) =>
    typeof value === 'string' && test(value);

const ignoringCase = (expected: string): ((text: string) => boolean) => {
  const lower = expected.toLowerCase();
  return (text) => text.toLowerCase() === lower;
};

/** Text to begin or end with, given plainly or as `{ "equals-ignore-case": … }`. */
const affixTest = (place: string, operand: unknown, matches: (text: string, affix: string) => boolean): ((text: string) => boolean) => {
  if (!isObject(operand)) {
    const affix = requireText(place, operand);
    return (text) => matches(text, affix);
  }
  const [modifier, value] = singleEntry(place, operand);
  if (modifier !== 'equals-ignore-case') throw new EventPatternError(place, `cannot be combined with ${modifier}`);
  const affix = requireText(place, value).toLowerCase();
  return (text) => matches(text.toLowerCase(), affix);
};

const startsWith = (text: string, affix: string): boolean => text.startsWith(affix);
const endsWith = (text: string, affix: string): boolean => text.endsWith(affix);

/** Splits a wildcard text at its stars; `\*` and `\\` stand for the characters themselves. */
const wildcardParts = (place: string, text: string): readonly string[] => {
  const parts = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '*') {
      if (text.charAt(index + 1) === '*') throw new EventPatternError(place, 'has two wildcards in a row');
      parts.push('');
      continue;
    }
    if (character === '\\') {
      index += 1;
      if (text.charAt(index) !== '*' && text.charAt(index) !== '\\')
        throw new EventPatternError(place, 'escapes another character than * and \\');
    }
    parts[parts.length - 1] += text.charAt(index);
  }
  return parts;
};

// Taking each part at its first place is enough, and unlike a regular expression it cannot backtrack.
const wildcardTest = (place: string, operand: unknown): ((text: string) => boolean) => {
  const parts = wildcardParts(place, requireText(place, operand));
  const [first = ''] = parts;
  if (parts.length === 1) return (text) => text === first;
  const last = parts.at(-1) as string;
  const middle = parts.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first)) return false;
    let from = first.length;
    for (const part of middle) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return text.length - last.length >= from && text.endsWith(last);
  };
};

// EventBridge compares numbers within ±5e9 only.
const numericBound = 5e9;

const requireNumber = (place: string, value: unknown): number => {
  if (typeof value !== 'number') throw new EventPatternError(place, 'compares with something that is not a number');
  if (Math.abs(value) > numericBound) throw new EventPatternError(place, `compares with ${value}, which is beyond ±5e9`);
  return value;
};

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const numericTest = (place: string, operand: unknown): ValueTest => {
  if (!Array.isArray(operand)) throw new EventPatternError(place, 'must be a list such as [">", 0, "<=", 5]');
  const [operator, bound, second, secondBound] = operand as readonly unknown[];
  const first = comparisons[String(operator)];
  if (first === undefined) throw new EventPatternError(place, `has the unknown comparison ${JSON.stringify(operator)}`);
  const low = requireNumber(place, bound);
  const onNumber =
    (test: (value: number) => boolean): ValueTest =>
    (value) =>
      typeof value === 'number' && Math.abs(value) <= numericBound && test(value);
  if (operand.length === 2) return onNumber((value) => first(value, low));
  const isRange = operand.length === 4 && (operator === '>' || operator === '>=') && (second === '<' || second === '<=');
  if (!isRange) throw new EventPatternError(place, 'must be one comparison, or > or >= followed by < or <=');
  const high = requireNumber(place, secondBound);
  if (low >= high) throw new EventPatternError(place, 'has a lower bound that is not below its upper bound');
  const upper = comparisons[second as string] as (value: number, bound: number) => boolean;
  return onNumber((value) => first(value, low) && upper(value, high));
};

const cidrTest = (place: string, operand: unknown): ValueTest => {
  const range = parseCidr(requireText(place, operand));
  if (range === undefined) throw new EventPatternError(place, 'must be an address block such as 10.0.0.0/24');
  return onText((text) => {
    const address = parseIp(text);
    return address !== undefined && isWithin(range, address);
  });
};

const requireTexts = (place: string, operand: unknown): readonly string[] => {
  const texts: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (texts.length === 0) throw new EventPatternError(place, 'must not be empty');
  return texts.map((text) => {
    if (requireText(place, text) === '') throw new EventPatternError(place, 'must not have empty text');
    return text as string;
  });
};

const excludedTests: Readonly<Record<string, (place: string, text: string) => (text: string) => boolean>> = {
  prefix: (_place, affix) => (text) => text.startsWith(affix),
  suffix: (_place, affix) => (text) => text.endsWith(affix),
  wildcard: wildcardTest,
  'equals-ignore-case': (_place, expected) => ignoringCase(expected),
};

const anythingButTest = (place: string, operand: unknown): ValueTest => {
  if (isObject(operand)) {
    const [operator, value] = singleEntry(place, operand);
    const excluded = Object.hasOwn(excludedTests, operator) ? excludedTests[operator] : undefined;
    if (excluded === undefined) throw new EventPatternError(place, `cannot be combined with ${operator}`);
    const tests = requireTexts(`${place}.${operator}`, value).map((text) => excluded(`${place}.${operator}`, text));
    return (candidate) => typeof candidate !== 'string' || !tests.some((test) => test(candidate));
  }
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const [kind, ...otherKinds] = new Set(values.map((value) => typeof value));
  if ((kind !== 'string' && kind !== 'number') || otherKinds.length > 0) {
    throw new EventPatternError(place, 'must be texts only or numbers only');
  }
  const excluded = new Set(values);
  return (candidate) => !excluded.has(candidate);
};

/** Compiles `{ "<operator>": … }`, except `exists`, which is about the field and not its value. */
export const operatorTest = (place: string, expression: Fields): ValueTest => {
  const [operator, operand] = singleEntry(place, expression);
  const here = `${place}.${operator}`;
  switch (operator) {
    case 'prefix':
      return onText(affixTest(here, operand, startsWith));
    case 'suffix':
      return onText(affixTest(here, operand, endsWith));
    case 'equals-ignore-case':
      return onText(ignoringCase(requireText(here, operand)));
    case 'wildcard':
      return onText(wildcardTest(here, operand));
    case 'numeric':
      return numericTest(here, operand);
    case 'cidr':
      return cidrTest(here, operand);
    case 'anything-but':
      return anythingButTest(here, operand);
    default:
      throw new EventPatternError(here, 'is not an operator this engine knows');
  }
};
