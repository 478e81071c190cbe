import type { Json } from '../../../kernel/canonical-json.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { currencyPattern } from '../../../kernel/money.ts';
import { type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { type Reading, readMinor, refuse } from '../reading/reading.ts';

/** Names of the two members of an amount: `amount` and `currencyCode` in 2026-01-01, in upper case in v0. */
type MoneyNames = { readonly amount: string; readonly currency: string };

export const namesNow: MoneyNames = { amount: 'amount', currency: 'currencyCode' };
export const namesV0: MoneyNames = { amount: 'Amount', currency: 'CurrencyCode' };

/** Currency of an amount at a key; null when there is none that is a currency. */
export const currencyAt = (parent: JsonObject, key: string, names: MoneyNames): string | null => {
  const code = textAt(objectAt(parent, key), names.currency);
  return code !== null && currencyPattern.test(code) ? code : null;
};

/** Minor units of the amount at a key; null when there is none. Another currency than the order's is a problem. */
export const moneyAt = (reading: Reading, parent: JsonObject, key: string, path: string, names: MoneyNames): number | null => {
  const money = objectAt(parent, key);
  const code = textAt(money, names.currency);
  const field = path === '' ? key : `${path}.${key}`;
  if (code !== null && code !== reading.currency)
    refuse(
      reading,
      `${field}.${names.currency}`,
      'currency-differs',
      `An amount must be in the order's currency ${reading.currency} like the others`,
    );
  return readMinor(reading, money[names.amount], `${field}.${names.amount}`);
};

/** Null when there is no text; undefined when it is no moment with a zone. Amazon writes ISO 8601 in UTC. */
export const instantAt = (parent: JsonObject, key: string): Instant | null | undefined => {
  const text = textAt(parent, key);
  return text === null ? null : parseInstant(text);
};

/** The members that say something. */
export const said = (members: Readonly<Record<string, Json | null>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, Json] => entry[1] !== null && entry[1] !== '' && !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  );

/** Texts of a list at a key. */
export const textsAt = (parent: JsonObject, key: string): readonly string[] => {
  const list = parent[key];
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string' && entry.trim() !== '') : [];
};
