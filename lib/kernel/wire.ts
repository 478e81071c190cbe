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

const mapObject = (value: object, rename: (key: string) => string): unknown => {
  const mapped: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const entry = (value as Readonly<Record<string, unknown>>)[key];
    if (entry === undefined) continue;
    const name = rename(key);
    const inside = entry === null || typeof entry !== 'object' ? entry : mapKeys(entry, rename);
    // Assignment would take this one name for the prototype; a member it stays.
    if (name === '__proto__') Object.defineProperty(mapped, name, { value: inside, enumerable: true, configurable: true, writable: true });
    else mapped[name] = inside;
  }
  return mapped;
};

const mapKeys = (value: unknown, rename: (key: string) => string): unknown => {
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map((entry) => mapKeys(entry, rename)) : mapObject(value, rename);
};

/** camelCase value to its snake_case JSON form; `undefined` members are left out. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);

/** snake_case JSON to the camelCase form used inside. The caller names the type, having validated the input before. */
export const fromWire = <T>(value: unknown): T => mapKeys(value, toCamel) as T;
