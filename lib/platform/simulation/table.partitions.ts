import type { Item, Key } from '../ports.ts';
import { compareUtf8 } from '../rules/utf8-order.ts';

export type Bounds = {
  readonly atLeast: readonly string[];
  readonly below: readonly string[];
  readonly atMost: readonly string[];
  readonly above: readonly string[];
  readonly descending: boolean;
};

/** A record as JSON, and the same record frozen, so that every reader can be given the one object. */
export type Row = { readonly text: string; readonly item: Item };

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

/** A record read from JSON that `serializeItem` has made. */
export const rowOf = (text: string): Row => ({ text, item: frozen(JSON.parse(text) as Item) });

/** Records by partition, each partition sorted by its sort key. */
export type Partitions = {
  readonly get: (key: Key) => Row | undefined;
  /** Undefined removes the record. */
  readonly set: (key: Key, row: Row | undefined) => void;
  readonly range: (PK: string, bounds: Bounds) => Iterable<readonly [Key, Row]>;
  /** Records of all partitions behind a key. */
  readonly after: (key: Key) => Iterable<readonly [Key, Row]>;
};

// Comparing bytes costs two buffers; for the characters that nearly all keys are made of, JavaScript's order is the same.
const plain = /^[\u0000-\ud7ff]*$/;
const compare = (left: string, right: string): number => {
  if (left === right) return 0;
  return plain.test(left) && plain.test(right) ? (left < right ? -1 : 1) : compareUtf8(left, right);
};

/** Index of the first text that is not below `text`. */
const placeOf = (texts: readonly string[], text: string): number => {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(texts[middle] as string, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const insert = (texts: string[], text: string): void => {
  const place = placeOf(texts, text);
  if (texts[place] !== text) texts.splice(place, 0, text);
};

const remove = (texts: string[], text: string): void => {
  const place = placeOf(texts, text);
  if (texts[place] === text) texts.splice(place, 1);
};

type Partition = { readonly sortKeys: string[]; readonly rows: Map<string, Row> };

export const createPartitions = (): Partitions => {
  const partitions = new Map<string, Partition>();
  const names: string[] = [];

  const open = (PK: string): Partition => {
    const known = partitions.get(PK);
    if (known) return known;
    const made: Partition = { sortKeys: [], rows: new Map() };
    partitions.set(PK, made);
    insert(names, PK);
    return made;
  };

  const pick = function* (PK: string, sortKeys: readonly string[]): Generator<readonly [Key, Row]> {
    const rows = partitions.get(PK)?.rows;
    for (const SK of sortKeys) {
      const row = rows?.get(SK);
      if (row !== undefined) yield [{ PK, SK }, row];
    }
  };

  const behind = (texts: readonly string[], text: string): number => {
    const place = placeOf(texts, text);
    return texts[place] === text ? place + 1 : place;
  };

  return {
    get: ({ PK, SK }) => partitions.get(PK)?.rows.get(SK),
    set: ({ PK, SK }, row) => {
      const { sortKeys, rows } = open(PK);
      if (row === undefined) {
        rows.delete(SK);
        remove(sortKeys, SK);
      } else {
        if (!rows.has(SK)) insert(sortKeys, SK);
        rows.set(SK, row);
      }
    },
    range: (PK, { atLeast, below, atMost, above, descending }) => {
      const { sortKeys } = partitions.get(PK) ?? { sortKeys: [] };
      const first = Math.max(0, ...atLeast.map((bound) => placeOf(sortKeys, bound)), ...above.map((bound) => behind(sortKeys, bound)));
      const end = Math.min(
        sortKeys.length,
        ...below.map((bound) => placeOf(sortKeys, bound)),
        ...atMost.map((bound) => behind(sortKeys, bound)),
      );
      const chosen = sortKeys.slice(first, Math.max(first, end));
      return pick(PK, descending ? chosen.reverse() : chosen);
    },
    after: function* ({ PK, SK }) {
      const first = placeOf(names, PK);
      for (const name of names.slice(first)) {
        const sortKeys = partitions.get(name)?.sortKeys ?? [];
        yield* pick(name, name === PK ? sortKeys.slice(behind(sortKeys, SK)) : [...sortKeys]);
      }
    },
  };
};
