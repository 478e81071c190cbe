import { useSearchParams } from 'react-router';

/** Changes single values of the query; null, undefined and '' take one out. */
export type ChangeQuery = (changes: Readonly<Record<string, string | null | undefined>>, options?: { readonly replace?: boolean }) => void;

/**
 * The query of the page's address, and how to change some of it and leave the rest. By default the change takes the place of the
 * address in the browser's history.
 */
export const useAddressQuery = (): readonly [URLSearchParams, ChangeQuery] => {
  const [query, setQuery] = useSearchParams();
  const change: ChangeQuery = (changes, { replace = true } = {}) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === undefined || value === '') after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace },
    );
  return [query, change];
};
