const names = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' });
const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

// Codes that have a name but are no country to send a parcel to: groups of countries, parts of one, and pseudo-regions for tests.
const noCountries: ReadonlySet<string> = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

/** A code that has been replaced, such as BU, is said to be its successor's. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;

export type Country = { readonly code: string; readonly name: string };

let known: readonly Country[] | undefined;

/** Countries after ISO 3166-1 by their name in the viewer's language. */
export const countries = (): readonly Country[] => {
  known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = noCountries.has(code) ? undefined : names.of(code);
      return name !== undefined && name !== code && isCurrent(code) ? [{ code, name }] : [];
    })
    .toSorted((left, right) => left.name.localeCompare(right.name));
  return known;
};

export const countryName = (code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
};

/** Currencies that the browser knows, by code. */
export const currencies = (): readonly string[] => Intl.supportedValuesOf('currency');
