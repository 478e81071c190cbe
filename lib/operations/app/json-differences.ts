/** Where two JSON values are not the same: a path such as `payload.lines.0.sku`, empty for the whole. A side that has nothing there is left out. */
export type JsonDifference = { readonly path: string; readonly left?: unknown; readonly right?: unknown };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Names such as `toString` are there of every object, and are no member of the value. */
const memberOf = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const sideOf = (name: 'left' | 'right', value: unknown): object => (value === undefined ? {} : { [name]: value });

/** Every innermost difference, in the order of the left value's names and then of those that only the right one has. */
export const jsonDifferences = (left: unknown, right: unknown, path = ''): readonly JsonDifference[] => {
  if (Object.is(left, right)) return [];
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right))
    return [{ path, ...sideOf('left', left), ...sideOf('right', right) }];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => jsonDifferences(memberOf(left, name), memberOf(right, name), below(path, name)));
};
