/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const isPlainObject = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

// What JSON escapes: quotes, backslashes, control characters, and halves of pairs that stand alone. Whole pairs match too,
// which costs time and no correctness.
const mayNeedEscapes = /["\\\u0000-\u001f\ud800-\udfff]/;

const quoted = (text: string): string => (mayNeedEscapes.test(text) ? JSON.stringify(text) : `"${text}"`);

// Records are of few shapes, so the sorted order of the members of each is remembered. The bounds keep names that a stranger
// invents from filling the memory; what is not remembered is sorted each time.
const orderedShapesMax = 2_000;
const shapesPerNameMax = 16;
const namesPerShapeMax = 64;
const nameLengthMax = 64;

/** Members as an object has them, and as they are written. */
type Shape = { readonly names: readonly string[]; readonly sorted: readonly string[]; readonly labels: readonly string[] };

const shapesByLastName = new Map<string, Shape[]>();
let orderedShapes = 0;

const isOf = ({ names }: Shape, wanted: readonly string[]): boolean => {
  if (names.length !== wanted.length) return false;
  for (let index = 0; index < names.length; index += 1) if (names[index] !== wanted[index]) return false;
  return true;
};

const shapeOf = (names: readonly string[]): Shape => {
  const lastName = names.at(-1) ?? '';
  const alike = shapesByLastName.get(lastName);
  if (alike) for (let index = 0; index < alike.length; index += 1) if (isOf(alike[index] as Shape, names)) return alike[index] as Shape;
  const sorted = names.toSorted();
  const shape = { names, sorted, labels: sorted.map((name) => `${JSON.stringify(name)}:`) };
  const small = names.length <= namesPerShapeMax && names.every((name) => name.length <= nameLengthMax);
  if (small && orderedShapes < orderedShapesMax && (alike?.length ?? 0) < shapesPerNameMax) {
    orderedShapes += 1;
    if (alike) alike.push(shape);
    else shapesByLastName.set(lastName, [shape]);
  }
  return shape;
};

const objectJson = (value: Readonly<Record<string, unknown>>): string => {
  const { sorted, labels } = shapeOf(Object.keys(value));
  let text = '';
  for (let index = 0; index < sorted.length; index += 1) {
    const member = value[sorted[index] as string];
    if (member === undefined) continue;
    text += (text === '' ? '' : ',') + (labels[index] as string) + canonicalJson(member);
  }
  return `{${text}}`;
};

const arrayJson = (value: readonly unknown[]): string => {
  let text = '';
  for (let index = 0; index < value.length; index += 1) {
    const entry = value[index];
    text += (index === 0 ? '' : ',') + (entry === undefined ? 'null' : canonicalJson(entry));
  }
  return `[${text}]`;
};

/**
 * JSON with sorted keys and no white space, after RFC 8785: equal values give equal text, so hashes can be compared.
 * Members that are `undefined` are left out, as `JSON.stringify` does.
 * @throws TypeError on what JSON cannot hold: NaN, Infinity, bigints, functions, and objects of a class such as Date or
 * Map, which would otherwise all read as `{}`
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return `${value}`;
  }
  if (value === null || typeof value === 'boolean') return `${value}`;
  if (typeof value === 'object') {
    if (Array.isArray(value)) return arrayJson(value);
    if (isPlainObject(value)) return objectJson(value);
  }
  throw new TypeError(`${typeof value === 'object' ? value.constructor.name : typeof value} has no JSON form`);
};
