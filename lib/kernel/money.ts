import type { Brand } from './ids.ts';

/** ISO 4217 alphabetic code, upper case. */
export type CurrencyCode = Brand<string, 'CurrencyCode'>;

/** An amount in minor units (cents, fils; whole yen) of one currency. Never a fraction, never a float. */
export type Money = { readonly amountMinor: number; readonly currency: CurrencyCode };

export class MoneyError extends Error {
  override readonly name = 'MoneyError';
}

// Minor-unit digits after ISO 4217 table A.1; every currency not listed here has two.
const currenciesByDigits: readonly (readonly [number, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];
const digitsByCurrency = new Map(currenciesByDigits.flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, digits] as const)));

export const currencyPattern = /^[A-Z]{3}$/;

export const CurrencyCode = (code: string): CurrencyCode => {
  if (!currencyPattern.test(code)) throw new MoneyError(`currency ${JSON.stringify(code)} is not three upper-case letters`);
  return code as CurrencyCode;
};

export const minorDigits = (currency: CurrencyCode): number => digitsByCurrency.get(currency) ?? 2;

export const money = (amountMinor: number, currency: CurrencyCode): Money => {
  if (!Number.isSafeInteger(amountMinor)) throw new MoneyError(`${amountMinor} is not a safe integer of minor units`);
  // -0 would print as 0 and yet hash differently.
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
};

const decimalPattern = /^([+-]?)(\d{1,15})(?:\.(\d{1,20}))?$/;

/**
 * Minor units from decimal text such as `"46.80"`, exactly. Digits beyond the currency's own must be zeros:
 * rounding a channel's figure would hide that it is wrong.
 * @returns undefined when the text is not such an amount
 */
export const parseMinor = (text: string, currency: CurrencyCode): number | undefined => {
  const match = decimalPattern.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const amount = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(amount)) return undefined;
  return sign === '-' && amount !== 0 ? -amount : amount;
};

/** Decimal text of an amount, such as `46.80`, `-0.05` or `1500` (yen): what `parseMinor` reads back. */
export const decimalMinor = (amountMinor: number, currency: CurrencyCode): string => {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const unsigned = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return amountMinor < 0 ? `-${unsigned}` : unsigned;
};

/** An amount as a sentence for people has it, such as `USD 8.20` or `JPY 1500`. */
export const amountInWords = (amountMinor: number, currency: CurrencyCode): string => `${currency} ${decimalMinor(amountMinor, currency)}`;

const sameCurrency = (left: Money, right: Money): CurrencyCode => {
  if (left.currency !== right.currency) throw new MoneyError(`cannot combine ${left.currency} with ${right.currency}`);
  return left.currency;
};

export const addMoney = (left: Money, right: Money): Money => money(left.amountMinor + right.amountMinor, sameCurrency(left, right));
export const subtractMoney = (left: Money, right: Money): Money => money(left.amountMinor - right.amountMinor, sameCurrency(left, right));

/** Hundredths of a percent: 825 is 8.25 %. */
export type BasisPoints = Brand<number, 'BasisPoints'>;
export const basisPoints = (value: number): BasisPoints => {
  if (!Number.isSafeInteger(value)) throw new MoneyError(`${value} is not a whole number of basis points`);
  return value as BasisPoints;
};

/** Share of an amount, rounded half to even (banker's rounding) on the exact quotient. */
export const percentOf = (amount: Money, share: BasisPoints): Money => {
  const product = BigInt(amount.amountMinor) * BigInt(share);
  const divisor = 10_000n;
  const quotient = product / divisor;
  const remainder = product % divisor;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const away = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  const rounded = away ? quotient + (product < 0n ? -1n : 1n) : quotient;
  return money(Number(rounded), amount.currency);
};

/**
 * Splits an amount by weights so that the parts sum to it exactly (largest remainder; ties to the earlier part).
 * @param weights non-negative integers, not all zero
 */
export const allocate = (amount: Money, weights: readonly number[]): readonly Money[] => {
  const valid = weights.length > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0);
  const sum = valid ? weights.reduce((left, right) => left + BigInt(right), 0n) : 0n;
  if (sum === 0n) throw new MoneyError('weights must be non-negative integers, at least one above zero');
  const total = BigInt(amount.amountMinor);
  const magnitude = total < 0n ? -total : total;
  const shares = weights.map((weight) => (magnitude * BigInt(weight)) / sum);
  const remainders = weights.map((weight, index) => ({ index, left: (magnitude * BigInt(weight)) % sum }));
  let missing = Number(magnitude - shares.reduce((left, right) => left + right, 0n));
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  for (const { index } of remainders) {
    if (missing === 0) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    missing -= 1;
  }
  return shares.map((share) => money(Number(total < 0n ? -share : share), amount.currency));
};
