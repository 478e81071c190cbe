import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingRequest, StockAt } from './sourcing.request.ts';

// The hash is over canonical JSON in which each list stands as the sorted texts of its entries, so that the order in which
// things were read does not count. Of stock levels there are many, so their texts are put together from parts: every
// location, SKU and amount is written once, and numbers are sorted instead of texts.

const sortedTexts = (entries: readonly unknown[]): string => canonicalJson(entries.map(canonicalJson).sort());

/** The different values of a member, numbered as they were met. */
const createNumbering = <T>() => {
  const numbers = new Map<T, number>();
  return {
    numberOf: (value: T): number => {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, numbers.size);
      return numbers.size - 1;
    },
    values: (): readonly T[] => [...numbers.keys()],
  };
};

/** Place of each text in sorted order. None begins another but as a shorter number, and the comma after it sorts before digits. */
const ranksOf = (texts: readonly string[]): Int32Array => {
  const ranks = new Int32Array(texts.length);
  const order = [...texts.keys()].sort((left, right) => ((texts[left] as string) < (texts[right] as string) ? -1 : 1));
  for (const [rank, number] of order.entries()) ranks[number] = rank;
  return ranks;
};

const inOrder = <T>(values: readonly T[], ranks: Int32Array): readonly T[] => {
  const ordered: T[] = new Array(values.length);
  for (const [number, value] of values.entries()) ordered[ranks[number] as number] = value;
  return ordered;
};

const isPlainLevel = (level: StockAt): boolean =>
  Number.isSafeInteger(level.available) &&
  typeof level.sku === 'string' &&
  typeof level.locationId === 'string' &&
  Object.keys(level).length === 3;

/** The same text as `sortedTexts`. */
const sortedLevels = (levels: readonly StockAt[]): string => {
  if (!levels.every(isPlainLevel)) return sortedTexts(levels);
  const [amounts, locations, skus] = [createNumbering<number>(), createNumbering<string>(), createNumbering<string>()];
  const numbers = new Int32Array(levels.length * 3);
  for (let index = 0; index < levels.length; index += 1) {
    const { available, locationId, sku } = levels[index] as StockAt;
    numbers[index * 3] = amounts.numberOf(available);
    numbers[index * 3 + 1] = locations.numberOf(locationId);
    numbers[index * 3 + 2] = skus.numberOf(sku);
  }
  const texts = [amounts, locations, skus].map((numbering) => numbering.values().map((value: number | string) => canonicalJson(value)));
  const [amountTexts = [], locationTexts = [], skuTexts = []] = texts;
  const [amountRanks, locationRanks, skuRanks] = [ranksOf(amountTexts), ranksOf(locationTexts), ranksOf(skuTexts)];
  const [locationCount, skuCount] = [locationTexts.length, skuTexts.length];
  const keys = new Float64Array(levels.length);
  for (let index = 0; index < levels.length; index += 1) {
    const amount = amountRanks[numbers[index * 3] as number] as number;
    const location = locationRanks[numbers[index * 3 + 1] as number] as number;
    keys[index] = (amount * locationCount + location) * skuCount + (skuRanks[numbers[index * 3 + 2] as number] as number);
  }
  keys.sort();
  // Each text stands as a string within the list, so its quotes are escaped.
  const within = (text: string): string => JSON.stringify(text).slice(1, -1);
  const heads = inOrder(
    amountTexts.map((text) => `"${within(`{"available":${text}`)}`),
    amountRanks,
  );
  const middles = inOrder(
    locationTexts.map((text) => within(`,"locationId":${text}`)),
    locationRanks,
  );
  const tails = inOrder(
    skuTexts.map((text) => `${within(`,"sku":${text}}`)}"`),
    skuRanks,
  );
  let written = '';
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as number;
    const place = Math.floor(key / skuCount);
    const amount = Math.floor(place / locationCount);
    written +=
      (index === 0 ? '' : ',') +
      (heads[amount] as string) +
      (middles[place - amount * locationCount] as string) +
      (tails[key - place * skuCount] as string);
  }
  return `[${written}]`;
};

/** SHA-256 of all that a decision rests on, whatever its name and in whatever order it was listed. */
export const inputsHash = (request: SourcingRequest, policy: SourcingPolicy, sha256: Sha256Hex): string => {
  const { decisionId: _name, lines, locations, availability, excluded, ...others } = request;
  const { futureValue, learned, returns } = request;
  const written: Readonly<Record<string, string>> = {
    lines: sortedTexts(lines),
    locations: sortedTexts(locations),
    availability: sortedLevels(availability),
    excluded: sortedTexts(excluded),
    // There are as many of them as of stock levels, and of the same form.
    ...(futureValue
      ? {
          futureValue: `[${JSON.stringify(futureValue.version)},${sortedLevels(
            futureValue.of.map(({ sku, locationId, valueMinor }) => ({ sku, locationId, available: valueMinor })),
          )}]`,
        }
      : {}),
    ...(returns ? { returns: `[${JSON.stringify(returns.version)},${sortedTexts(returns.of)}]` } : {}),
    // Its version is the hash of it.
    ...(learned ? { learned: JSON.stringify(learned.version) } : {}),
  };
  const members: Readonly<Record<string, unknown>> = { ...others, ...written, policy };
  const texts = Object.keys(members)
    .toSorted()
    .flatMap((name) => (members[name] === undefined ? [] : [`${JSON.stringify(name)}:${written[name] ?? canonicalJson(members[name])}`]));
  return sha256(`{${texts.join(',')}}`);
};
