import { useCallback, useState } from 'react';

/** Text kept in this browser; where it keeps nothing, for as long as the page is open. */
export const readKept = (name: string, store: () => Storage = () => localStorage): string | undefined => {
  try {
    return store().getItem(`waybill.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
};

export const keep = (name: string, value: string | undefined, store: () => Storage = () => localStorage): void => {
  try {
    if (value === undefined) store().removeItem(`waybill.${name}`);
    else store().setItem(`waybill.${name}`, value);
  } catch {
    // Storage may be forbidden or full: the page works all the same.
  }
};

/** A choice of this browser's user. Never of anything personal. */
export const useRemembered = (name: string, otherwise = ''): readonly [string, (value: string) => void] => {
  const [value, setValue] = useState(() => readKept(name) ?? otherwise);
  const change = useCallback(
    (next: string): void => {
      setValue(next);
      keep(name, next);
    },
    [name],
  );
  return [value, change];
};
