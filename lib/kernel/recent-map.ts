/** A map of the entries used last; whatever was not used for the longest time makes room for what is new. */
export type RecentMap<K, V> = {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => void;
};

/** @param max entries kept at most, 1 or more */
export const createRecentMap = <K, V>(max: number): RecentMap<K, V> => {
  // A map remembers the order of insertion, so the first key is the oldest.
  const entries = new Map<K, V>();
  return {
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > max) entries.delete(entries.keys().next().value as K);
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
};
