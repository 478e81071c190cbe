/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * JSON with sorted keys and no white space, after RFC 8785: equal values give equal text, so hashes can be compared.
 * Members that are `undefined` are left out, as `JSON.stringify` does.
 * @throws TypeError on what JSON cannot hold: NaN, Infinity, bigints, functions, and objects of a class such as Date or
 * Map, which would otherwise all read as `{}`
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (entry) => (entry === undefined ? 'null' : canonicalJson(entry))).join(',')}]`;
  if (isPlainObject(value)) {
    const parts: string[] = [];
    for (const key of Object.keys(value).sort()) {
      if (value[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    }
    return `{${parts.join(',')}}`;
  }
  throw new TypeError(`${typeof value === 'object' ? value.constructor.name : typeof value} has no JSON form`);
};
