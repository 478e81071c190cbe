// JSON outside is snake_case and TypeScript inside is camelCase. The mapping is by name only, so it fits objects
// whose keys are field names; data (a SKU, a header name) never stands as a key in what passes through here.

// Field names are few; the bound keeps names that a stranger invents from filling the memory.
const maxCachedNames = 10_000;

const cached = (rename: (key: string) => string): ((key: string) => string) => {
  const cache = new Map<string, string>();
  return (key) => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const renamed = rename(key);
    if (cache.size < maxCachedNames) cache.set(key, renamed);
    return renamed;
  };
};

const toSnake = cached((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const toCamel = cached((key) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));

const mapKeys = (value: unknown, rename: (key: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((entry) => mapKeys(entry, rename));
  if (value === null || typeof value !== 'object') return value;
  const entries: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) entries.push([rename(key), mapKeys(entry, rename)]);
  // Unlike assignment, this keeps a member named `__proto__` a member.
  return Object.fromEntries(entries);
};

/** camelCase value to its snake_case JSON form; `undefined` members are left out. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);

/** snake_case JSON to the camelCase form used inside. The caller names the type, having validated the input before. */
export const fromWire = <T>(value: unknown): T => mapKeys(value, toCamel) as T;
