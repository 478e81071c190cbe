import { Text } from '@mantine/core';

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  formats.set(currency, made);
  return made;
};

/** Digits after the point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export const digitsOf = (currency: string): number => formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;

/** @param amount integer minor units */
export const moneyText = (amount: number, currency: string): string => {
  try {
    return formatOf(currency).format(amount / 10 ** digitsOf(currency));
  } catch {
    // Not every code that a channel sends is one.
    return `${amount} ${currency}`;
  }
};

/** Reads what a person types, such as `12.50` or `12,50`. @returns integer minor units, or undefined when it is no amount */
export const parseMoney = (text: string, currency: string): number | undefined => {
  const digits = digitsOf(currency);
  const match = /^\s*(\d{1,10})(?:[.,](\d+))?\s*$/.exec(text);
  if (!match || (match[2]?.length ?? 0) > digits) return undefined;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || '0');
};

/** An amount as a field for money has it, and as `parseMoney` reads it. @param amount integer minor units */
export const moneyInputText = (amount: number, currency: string): string => {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
};

export const Money = ({ amount, currency }: { readonly amount: number; readonly currency: string }) => (
  <Text span inherit className="nowrap" style={{ fontVariantNumeric: 'tabular-nums' }}>
    {moneyText(amount, currency)}
  </Text>
);
