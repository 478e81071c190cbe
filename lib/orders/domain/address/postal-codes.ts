/** The form of a country's postal codes. */
export type PostalForm = {
  /** Of a code in upper case without blanks at its ends. */
  readonly pattern: RegExp;
  /** In words, for whoever corrects one. */
  readonly allowed: string;
  /** Whether mail without a code does not arrive. */
  readonly required: boolean;
};

const digits = (count: number, words: string, required = true): PostalForm => ({
  pattern: new RegExp(`^(?:[A-Z]{1,3}[- ]?)?\\d{${count}}$`),
  allowed: words,
  required,
});

const three = digits(3, 'three digits');
const four = digits(4, 'four digits');
const five = digits(5, 'five digits');
const six = digits(6, 'six digits');
const threeAndTwo: PostalForm = {
  pattern: /^(?:[A-Z]{1,3}[- ]?)?\d{3}[ -]?\d{2}$/,
  allowed: 'five digits, such as 123 45',
  required: true,
};

/**
 * Postal codes by country. The forms are those of postalCodeData in the Unicode CLDR and of the address data of
 * libaddressinput, made wider where people write a code in more than one way: with the sign of the country before it, with or
 * without the blank. A country that is not here has no rule.
 */
const forms: Readonly<Record<string, PostalForm>> = {
  US: { pattern: /^\d{5}(?:[- ]?\d{4})?$/, allowed: 'five digits, or nine as 12345-6789', required: true },
  CA: {
    pattern: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$/,
    allowed: 'letter, digit, letter, digit, letter, digit, such as K1A 0B1',
    required: true,
  },
  GB: {
    pattern: /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA|BFPO ?\d{1,4})$/,
    allowed: 'a code such as SW1A 1AA',
    required: true,
  },
  NL: { pattern: /^(?:NL[- ]?)?\d{4} ?[A-Z]{2}$/, allowed: 'four digits and two letters, such as 1012 AB', required: true },
  IE: { pattern: /^(?:[A-Z]\d{2}|D6W) ?[A-Z\d]{4}$/, allowed: 'an Eircode such as D02 AF30', required: false },
  JP: { pattern: /^〒? ?\d{3}-?\d{4}$/, allowed: 'seven digits, such as 100-0001', required: true },
  KR: { pattern: /^\d{5}$|^\d{3}-?\d{3}$/, allowed: 'five digits', required: true },
  BR: { pattern: /^\d{5}-?\d{3}$/, allowed: 'eight digits, such as 01310-100', required: true },
  PT: { pattern: /^(?:P[T]?[- ]?)?\d{4}(?:[- ]?\d{3})?$/, allowed: 'seven digits, such as 1000-205', required: true },
  PL: { pattern: /^(?:PL[- ]?)?\d{2}[- ]?\d{3}$/, allowed: 'five digits, such as 00-950', required: true },
  IN: { pattern: /^\d{3} ?\d{3}$/, allowed: 'six digits', required: true },
  TW: { pattern: /^\d{3}(?:[- ]?\d{2,3})?$/, allowed: 'three, five or six digits', required: false },
  IL: { pattern: /^\d{5}(?:\d{2})?$/, allowed: 'seven digits', required: false },
  IS: { ...three, required: false },
  CZ: threeAndTwo,
  SK: threeAndTwo,
  SE: threeAndTwo,
  GR: threeAndTwo,
  AT: four,
  AU: { pattern: /^\d{4}$/, allowed: 'four digits', required: true },
  BE: four,
  BG: four,
  CH: four,
  DK: four,
  HU: four,
  LU: four,
  NO: four,
  NZ: four,
  SI: four,
  ZA: { ...four, required: false },
  DE: five,
  EE: five,
  ES: five,
  FI: five,
  FR: { pattern: /^(?:F[R]?[- ]?)?\d{2} ?\d{3}$/, allowed: 'five digits', required: true },
  HR: five,
  IT: five,
  LT: five,
  MX: five,
  TH: five,
  TR: five,
  LV: four,
  RO: six,
  CN: { ...six, required: false },
  SG: { pattern: /^\d{6}$/, allowed: 'six digits', required: true },
};

/** The form of the country's postal codes; undefined for a country without a rule. */
export const postalFormOf = (country: string): PostalForm | undefined => (Object.hasOwn(forms, country) ? forms[country] : undefined);

// City states, and countries whose addresses often stand in their lines alone.
const withoutCity: ReadonlySet<string> = new Set(['SG', 'JP', 'TW', 'KR', 'CN']);

/** Whether an address of the country is delivered to by its city. */
export const needsCity = (country: string): boolean => postalFormOf(country) !== undefined && !withoutCity.has(country);
