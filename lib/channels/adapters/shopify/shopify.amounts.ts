import { type JsonObject, objectAt } from '../reading/json.ts';
import { type Reading, readMinor } from '../reading/reading.ts';

/**
 * Amount of a field that Shopify sends twice: as plain text in the shop's currency, and in `<field>_set` for both the shop
 * and the customer. The plain one counts; where they differ, the order gets a discrepancy.
 */
export const amountAt = (reading: Reading, parent: JsonObject, key: string, path = ''): number | null => {
  const field = path === '' ? key : `${path}.${key}`;
  const plain = readMinor(reading, parent[key], field);
  const inSet = setAmountAt(reading, parent, `${key}_set`, path);
  if (plain !== null && inSet !== null && plain !== inSet) {
    reading.discrepancies.push({
      code: 'amounts-disagree',
      field,
      message: `${key} and ${key}_set give different amounts in the shop's currency`,
    });
  }
  return plain ?? inSet;
};

/** Amount in the shop's currency from a `…_set`; null when there is none. */
export const setAmountAt = (reading: Reading, parent: JsonObject, key: string, path = ''): number | null => {
  const shopMoney = objectAt(objectAt(parent, key), 'shop_money');
  const field = `${path === '' ? '' : `${path}.`}${key}.shop_money.amount`;
  return readMinor(reading, shopMoney['amount'], field);
};
