import { InvalidCursorError, type Item, type Table } from '../../platform/ports.ts';

/** An entry of a list, and its place: the moment by which the list is sorted, then what tells entries of one moment apart. */
export type Placed<Entry> = { readonly place: string; readonly entry: Entry };

/** Entries after a place, oldest first: `limit` of them, where there are as many. */
export type PlacedList<Entry> = (after: string | undefined, limit: number) => Promise<readonly Placed<Entry>[]>;

const placePattern = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[a-z2-7]{26}#[^#]{1,200}$/u;

const placeOf = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!placePattern.test(place)) throw new InvalidCursorError('The cursor is not one of this list');
  return place;
};

/** The place of an entry. @param what tells it from others of the same order and moment; without `#` */
export const placeFrom = (since: string, orderId: string, what: string): string => `${since}#${orderId}#${what}`;

/** Rows whose sort key is their place. */
export const rowsByPlace =
  (table: Table, PK: string): PlacedList<Item> =>
  async (after, limit) => {
    // The row of the place itself comes again.
    const { items } = await table.query({ PK, limit: limit + 1, ...(after === undefined ? {} : { from: after }) });
    return items.filter(({ SK }) => SK !== after).map((entry) => ({ place: entry.SK, entry }));
  };

const byPlace = (left: Placed<unknown>, right: Placed<unknown>): number =>
  left.place < right.place ? -1 : left.place > right.place ? 1 : 0;

/** One page of several lists as if they were one, oldest first; the cursor is a place, which means the same in each of them. */
export const readMerged = async <Entry>(
  lists: readonly PlacedList<Entry>[],
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly entries: readonly Entry[]; readonly cursor?: string }> => {
  const after = page.cursor === undefined ? undefined : placeOf(page.cursor);
  const found = (await Promise.all(lists.map((list) => list(after, page.limit + 1)))).flat().sort(byPlace);
  const shown = found.slice(0, page.limit);
  const last = found.length > page.limit ? shown.at(-1)?.place : undefined;
  return {
    entries: shown.map(({ entry }) => entry),
    ...(last === undefined ? {} : { cursor: Buffer.from(last).toString('base64url') }),
  };
};
