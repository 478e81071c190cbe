import type { Key } from '../ports.ts';
import { compareUtf8 } from '../rules/utf8-order.ts';

export type Bounds = {
  readonly atLeast: readonly string[];
  readonly below: readonly string[];
  readonly atMost: readonly string[];
  readonly above: readonly string[];
  readonly descending: boolean;
};

/** Texts of records by partition, each partition sorted by its sort key. */
export type Partitions = {
  readonly get: (key: Key) => string | undefined;
  /** Undefined removes the record. */
  readonly set: (key: Key, text: string | undefined) => void;
  readonly range: (PK: string, bounds: Bounds) => Iterable<readonly [Key, string]>;
  /** Records of all partitions behind a key. */
  readonly after: (key: Key) => Iterable<readonly [Key, string]>;
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

type Partition = { readonly sortKeys: string[]; readonly texts: Map<string, string> };

export const createPartitions = (): Partitions => {
  const partitions = new Map<string, Partition>();
  const names: string[] = [];

  const open = (PK: string): Partition => {
    const known = partitions.get(PK);
    if (known) return known;
    const made: Partition = { sortKeys: [], texts: new Map() };
    partitions.set(PK, made);
    insert(names, PK);
    return made;
  };

  const pick = function* (PK: string, sortKeys: readonly string[]): Generator<readonly [Key, string]> {
    const texts = partitions.get(PK)?.texts;
    for (const SK of sortKeys) {
      const text = texts?.get(SK);
      if (text !== undefined) yield [{ PK, SK }, text];
    }
  };

  const behind = (texts: readonly string[], text: string): number => {
    const place = placeOf(texts, text);
    return texts[place] === text ? place + 1 : place;
  };

  return {
    get: ({ PK, SK }) => partitions.get(PK)?.texts.get(SK),
    set: ({ PK, SK }, text) => {
      const { sortKeys, texts } = open(PK);
      if (text === undefined) {
        texts.delete(SK);
        remove(sortKeys, SK);
      } else {
        if (!texts.has(SK)) insert(sortKeys, SK);
        texts.set(SK, text);
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
