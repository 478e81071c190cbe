import { type JsonObject, isObject, scalarText } from '../reading/json.ts';

/** An entry of a list with its path in the payload. */
export type Entry = { readonly value: JsonObject; readonly path: string };

export type Entries = {
  readonly entries: readonly Entry[];
  /** False when there is no list, or something in it is no JSON object. */
  readonly whole: boolean;
};

/**
 * Walmart wraps lists: the US and global API send `orderLines: { orderLine: [...] }`, the older API of Mexico the bare
 * list, and a list of one may arrive as the one object. All three read alike.
 */
export const wrappedList = (parent: JsonObject, outer: string, inner: string, path: string): Entries => {
  const value = parent[outer];
  const base = path === '' ? outer : `${path}.${outer}`;
  if (Array.isArray(value)) return fromList(value, base);
  if (!isObject(value)) return { entries: [], whole: value === undefined || value === null };
  const listed = value[inner];
  if (Array.isArray(listed)) return fromList(listed, `${base}.${inner}`);
  return isObject(listed) ? fromList([listed], `${base}.${inner}`) : { entries: [], whole: listed === undefined || listed === null };
};

const fromList = (list: readonly unknown[], path: string): Entries => {
  const entries = list
    .map((value, index) => ({ value, path: `${path}.${index}` }))
    .filter((entry): entry is Entry => isObject(entry.value));
  return { entries, whole: entries.length === list.length };
};

/** Objects at a key that holds one of them or a list of them, such as the taxes of a charge. */
export const oneOrMany = (parent: JsonObject, key: string, path: string): readonly Entry[] => {
  const value = parent[key];
  if (Array.isArray(value)) return fromList(value, `${path}.${key}`).entries;
  return isObject(value) ? [{ value, path: `${path}.${key}` }] : [];
};

/** Text compared without case: statuses arrive as `Created` from the orders API and as `CREATED` in notifications. */
export const wordAt = (parent: JsonObject, key: string): string => (scalarText(parent[key]) ?? '').toLowerCase();
