import type { Condition, Item, Key, Table } from '../ports.ts';

const keysPerRead = 100;

/** Rows in the order of the keys asked for. */
export const readRows = async (views: Table, keys: readonly Key[]): Promise<readonly (Item | undefined)[]> => {
  const stored: (Item | undefined)[] = [];
  for (let start = 0; start < keys.length; start += keysPerRead) {
    stored.push(...(await views.getMany(keys.slice(start, start + keysPerRead).map(({ PK, SK }) => ({ PK, SK })))));
  }
  return stored;
};

/** Version with which a stored row came to stand; 0 for one that no projector has written. */
export const sinceOf = (row: Item): number => (typeof row['since'] === 'number' ? row['since'] : 0);

/** Holds as long as nobody has written the row after it was read: whoever writes it anew gives it another `since`. */
export const asRead = (row: Item | undefined): Condition => {
  if (!row) return { kind: 'absent' };
  const since = row['since'];
  return typeof since === 'number'
    ? { kind: 'equals', attribute: 'since', value: since }
    : { kind: 'attribute-absent', attribute: 'since' };
};
