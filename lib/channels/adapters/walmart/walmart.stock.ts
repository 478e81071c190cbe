import { Sku, skuPattern } from '../../../kernel/ids.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, StockNotice, StockOutcome } from '../../app/channel-client.ts';
import { objectAt, textAt } from '../reading/json.ts';
import { callForJson, withJson } from './walmart.api.ts';
import { done, refusalOf } from './walmart.notices.ts';
import type { OrdersParts } from './walmart.orders.ts';

// Walmart asks for `%20`, not `+`.
const inventoryUrl = ({ settings }: OrdersParts, sku: Sku, shipNode: string | null): string =>
  `${settings.baseUrl}/v3/inventory?sku=${encodeURIComponent(sku)}${shipNode === null ? '' : `&shipNode=${encodeURIComponent(shipNode)}`}`;

const setOne = async (parts: OrdersParts, { sku, channelLocationId, quantity }: StockNotice): Promise<NoticeOutcome> => {
  const call = {
    name: 'inventory.put',
    method: 'PUT',
    url: inventoryUrl(parts, sku, channelLocationId),
    // The number is absolute, so setting it twice does no harm.
    repeatable: true,
  } as const;
  try {
    await parts.api.inventory.call(withJson(call, { sku, quantity: { unit: 'EACH', amount: quantity } }));
    return done(null);
  } catch (error) {
    return refusalOf(error);
  }
};

/**
 * Sets what may be sold, one article after the other by `PUT /v3/inventory`. Feeds would take thousands at once, but are done
 * hours later, ten an hour at most, and their outcome by article comes by asking again: too late for a number that must not oversell.
 */
export const setWalmartStock = async (parts: OrdersParts, notices: readonly StockNotice[]): Promise<readonly StockOutcome[]> => {
  const outcomes: StockOutcome[] = [];
  for (const notice of notices) outcomes.push({ sku: notice.sku, outcome: await setOne(parts, notice) });
  return outcomes;
};

const readOne = async (parts: OrdersParts, sku: Sku): Promise<StockNotice | undefined> => {
  try {
    const json = await callForJson(parts.api.inventory, { name: 'inventory.get', method: 'GET', url: inventoryUrl(parts, sku, null) });
    const amount = textAt(objectAt(json, 'quantity'), 'amount');
    const named = textAt(json, 'sku') ?? sku;
    if (amount === null || !/^\d{1,9}$/.test(amount) || !skuPattern.test(named)) return undefined;
    return { sku: Sku(named), channelLocationId: null, quantity: Number(amount) };
  } catch (error) {
    if (error instanceof ChannelApiError && error.problem === 'refused' && (error.status === 404 || error.code === 'CONTENT_NOT_FOUND'))
      return undefined;
    throw error;
  }
};

/** What Walmart has for sale at the account's default ship node; articles that it does not know are left out. */
export const readWalmartStock = async (parts: OrdersParts, skus: readonly Sku[]): Promise<readonly StockNotice[]> => {
  const found: StockNotice[] = [];
  for (const sku of skus) {
    const stock = await readOne(parts, sku);
    if (stock) found.push(stock);
  }
  return found;
};
