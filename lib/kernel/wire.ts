// JSON outside is snake_case and TypeScript inside is camelCase. The mapping is by name only, so it fits objects
// whose keys are field names; data (a SKU, a header name) never stands as a key in what passes through here.

const snakeCache = new Map<string, string>();
const camelCache = new Map<string, string>();

const toSnake = (key: string): string => {
  let found = snakeCache.get(key);
  if (found === undefined) {
    found = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    snakeCache.set(key, found);
  }
  return found;
};

const toCamel = (key: string): string => {
  let found = camelCache.get(key);
  if (found === undefined) {
    found = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelCache.set(key, found);
  }
  return found;
};

const mapKeys = (value: unknown, rename: (key: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((entry) => mapKeys(entry, rename));
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) out[rename(key)] = mapKeys(entry, rename);
  return out;
};

/** camelCase value to its snake_case JSON form; `undefined` members are left out. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);

/** snake_case JSON to the camelCase form used inside. The caller names the type, having validated the input before. */
export const fromWire = <T>(value: unknown): T => mapKeys(value, toCamel) as T;
