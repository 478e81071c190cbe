// What differs between two values of JSON, path by path.
import { canonicalJson } from '../../kernel/canonical-json.ts';

/** `before` and `after` are JSON; null where there was, or is, nothing. */
export type JsonChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names such as `toString` are there of every object, and are no member of the value. */
const memberOf = (value: Members, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

const same = (left: unknown, right: unknown): boolean => left === right || canonicalJson(left ?? null) === canonicalJson(right ?? null);

/** The name under which every entry of both lists has an id of its own; undefined when there is none. */
const idNameOf = (left: readonly unknown[], right: readonly unknown[], idNames: readonly string[]): string | undefined =>
  idNames.find((name) =>
    [left, right].every((list) => {
      const ids = list.map((entry) => (isObject(entry) ? entry[name] : undefined));
      return ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length;
    }),
  );

const byId = (list: readonly unknown[], idName: string): ReadonlyMap<string, unknown> =>
  new Map((list as readonly Members[]).map((entry) => [String(entry[idName]), entry]));

/**
 * Changes in the order of their paths: `totals.total` for a member, `holds[abc].outcome` for a member of a list whose entries
 * have ids. Other lists, and whatever came or went as a whole, are one change.
 * @param idNames names of members that tell entries of a list apart
 */
export const jsonChanges = (before: unknown, after: unknown, idNames: readonly string[], path = ''): readonly JsonChange[] => {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      jsonChanges(memberOf(before, name), memberOf(after, name), idNames, path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const idName = idNameOf(before, after, idNames);
    if (idName !== undefined) {
      const [left, right] = [byId(before, idName), byId(after, idName)];
      const ids = [...new Set([...left.keys(), ...right.keys()])];
      return ids.flatMap((id) => jsonChanges(left.get(id), right.get(id), idNames, `${path}[${id}]`));
    }
  }
  return [{ path, before: before ?? null, after: after ?? null }];
};
