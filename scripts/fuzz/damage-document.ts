// Damage to the document in a payload: the JSON stays well formed, and what it says becomes wrong, odd or hostile.
import type { Chance } from './chance.ts';

type Holder = Record<string, unknown>;
type Place = { readonly holder: Holder; readonly key: string };

/** Stands for what JSON can say and a parsed number cannot hold; printed as itself. */
const raw = (text: string): string => `@raw ${text}@`;

const scalars = [null, true, false, 0, -1, 1, 1e21, 1e308, 2 ** 53, Number.MAX_SAFE_INTEGER, 0.1, 12.345];
const amounts = ['0', '0.00', '-5.00', '12.345', '1e5', '1,50', '9'.repeat(15), '999999999', '9'.repeat(400), '-0', 'NaN', 'Infinity'];
const moments = ['2026-11-20T10:00:00', '2026-02-30T10:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z'];
const words = ['', ' ', '__proto__', 'constructor', 'toString', '#', 'USD', 'JPY', 'XXX', 'KWD', 'ORDER_CHANGE', 'orders/create'];
const texts = ['\ud800', 'a\u0000b', '\u202e', 'é'.repeat(300), 'x'.repeat(5_000)];
// What is compared by its length, or made into text, before anybody has asked what it is.
const holders: readonly unknown[] = [
  [],
  {},
  [null],
  [[]],
  [{}],
  { length: 5 },
  { toString: null },
  { length: { toString: null } },
  { size: { toString: null } },
];
const rawNumbers = ['9007199254740993', '1e999', '-0', '0.1e-400', '123456789012345678901234567890'].map(raw);
const odd: readonly unknown[] = [...scalars, ...amounts, ...moments, ...words, ...texts, ...holders, ...rawNumbers];

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** A place somewhere below; deep places are as likely as the ways there. */
const somewhere = (document: unknown, chance: Chance): Place | undefined => {
  if (!isHolder(document)) return undefined;
  let holder = document;
  for (;;) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return undefined;
    const key = chance.pick(keys);
    const value = holder[key];
    if (!isHolder(value) || Object.keys(value).length === 0 || chance.happens(0.15)) return { holder, key };
    holder = value;
  }
};

/** As a member of its own, also for `__proto__`, which an assignment would take for something else. */
const put = (holder: Holder, key: string, value: unknown): void => {
  // A list prints its numbered members alone, and others would only confuse what is done to it here.
  if (Array.isArray(holder) && !/^\d+$/.test(key)) return;
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
};

const remove = ({ holder, key }: Place): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
};

type Damage = (place: Place, chance: Chance, document: unknown) => void;

const replace: Damage = ({ holder, key }, chance) => put(holder, key, structuredClone(chance.pick(odd)));

const leaveOut: Damage = (place) => remove(place);

/** A number a little or much beside what it was, in the form that it had. */
const shift: Damage = ({ holder, key }, chance) => {
  const value = holder[key];
  const by = chance.pick([1, -1, 0.01, -0.01, 100, -100]);
  if (typeof value === 'number') put(holder, key, chance.happens(0.2) ? -value : value + by);
  else if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && value.length < 15)
    put(holder, key, chance.happens(0.2) ? `-${value}` : (Number(value) + by).toFixed(value.split('.')[1]?.length ?? 0));
  else replace({ holder, key }, chance, undefined);
};

const duplicate: Damage = ({ holder, key }, chance) => {
  const times = chance.happens(0.02) ? 1_100 : 1 + chance.below(3);
  if (Array.isArray(holder)) holder.push(...Array.from({ length: times }, () => structuredClone(holder[Number(key)] as unknown)));
  else put(holder, `${key}_${times}`, structuredClone(holder[key]));
};

const exchange: Damage = ({ holder, key }, chance, document) => {
  const other = somewhere(document, chance);
  if (other === undefined) return;
  const value = structuredClone(holder[key]);
  put(holder, key, structuredClone(other.holder[other.key]));
  put(other.holder, other.key, value);
};

const rename: Damage = ({ holder, key }, chance) => {
  const value = holder[key];
  remove({ holder, key });
  put(holder, chance.pick(['__proto__', 'constructor', 'prototype', key.toUpperCase(), `${key} `, '']), value);
};

const addHostile: Damage = ({ holder }, chance) =>
  put(
    holder,
    chance.pick(['__proto__', 'constructor', 'toJSON', 'length', 'then']),
    chance.pick([{ polluted: true }, { prototype: { polluted: true } }, null, 'x']),
  );

const wrap: Damage = ({ holder, key }, chance) => put(holder, key, chance.happens(0.5) ? [holder[key]] : { value: holder[key] });

const frequent: readonly Damage[] = [replace, leaveOut, shift, shift, shift, duplicate, exchange];
const rare: readonly Damage[] = [rename, addHostile, wrap];

/** Text of the document after one to five changes. @param document is changed in place */
export const damagedDocument = (document: unknown, chance: Chance): string => {
  const steps = 1 + chance.below(5);
  for (let step = 0; step < steps; step += 1) {
    const place = somewhere(document, chance);
    if (place !== undefined) chance.pick(chance.happens(0.85) ? frequent : rare)(place, chance, document);
  }
  return (JSON.stringify(document) ?? 'null').replace(/"@raw ([^@"]*)@"/g, '$1');
};
