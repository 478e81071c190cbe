// Phone numbers as services take them: ITU-T E.164, a plus, the country's code and the number, at most 15 digits.

/** Calling code, and the digit that is dialled before a number inside the country and not from abroad. */
const callingCodes: Readonly<Record<string, readonly [code: string, trunk: string]>> = {
  AT: ['43', '0'],
  AU: ['61', '0'],
  BE: ['32', '0'],
  BG: ['359', '0'],
  BR: ['55', '0'],
  CA: ['1', '1'],
  CH: ['41', '0'],
  CY: ['357', ''],
  CZ: ['420', ''],
  DE: ['49', '0'],
  DK: ['45', ''],
  EE: ['372', ''],
  ES: ['34', ''],
  FI: ['358', '0'],
  FR: ['33', '0'],
  GB: ['44', '0'],
  GR: ['30', ''],
  HK: ['852', ''],
  HR: ['385', '0'],
  HU: ['36', '06'],
  IE: ['353', '0'],
  IL: ['972', '0'],
  IN: ['91', '0'],
  // An Italian number keeps its zero from abroad too.
  IT: ['39', ''],
  JP: ['81', '0'],
  KR: ['82', '0'],
  LT: ['370', '0'],
  LU: ['352', ''],
  LV: ['371', ''],
  MT: ['356', ''],
  MX: ['52', ''],
  NL: ['31', '0'],
  NO: ['47', ''],
  NZ: ['64', '0'],
  PL: ['48', ''],
  PT: ['351', ''],
  RO: ['40', '0'],
  SE: ['46', '0'],
  SG: ['65', ''],
  SI: ['386', '0'],
  SK: ['421', '0'],
  TR: ['90', '0'],
  US: ['1', '1'],
  ZA: ['27', '0'],
};

const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * A number as it is dialled from anywhere; undefined for what cannot be one, and for a number without its country where the
 * country is not known or not in the table.
 * @param country where the customer is, ISO 3166-1 alpha-2
 */
export const toE164 = (phone: string, country: string | null): string | undefined => {
  // Some write the trunk digit into an international number: +44 (0)20 …
  const text = phone.trim().replace(/^(\+|00)(.*?)\(0\)/, '$1$2');
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return checked(`+${digits}`);
  if (digits.startsWith('00')) return checked(`+${digits.slice(2)}`);
  const known = callingCodes[country?.toUpperCase() ?? ''];
  if (!known) return undefined;
  const [code, trunk] = known;
  // Within North America the 1 before ten digits is both, the trunk digit and the country's code.
  const national = trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits;
  return code === '1' && national.length !== 10 ? undefined : checked(`+${code}${national}`);
};

const checked = (number: string): string | undefined => (e164.test(number) ? number : undefined);
