import { Sku, skuPattern } from '../../../kernel/ids.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, StockNotice, StockOutcome } from '../../app/channel-client.ts';
import { type JsonObject, listAt, textAt } from '../reading/json.ts';
import { type AmazonApi, orUndefined } from './amazon.api.ts';
import type { AmazonSettings } from './amazon.settings.ts';

const base = '/listings/2021-08-01/items';
const identifiersMax = 20;

const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

const itemPath = (settings: AmazonSettings, sku: string): string =>
  `${base}/${encodeURIComponent(settings.sellerId)}/${encodeURIComponent(sku)}`;

const marketplaceOfStock = (settings: AmazonSettings): string => settings.marketplaceIds[0] ?? '';

/**
 * Sets what a seller's own warehouse can deliver, one listing at a time (Listings Items API 2021-08-01, patchListingsItem).
 * The feed JSON_LISTINGS_FEED would take thousands at once, but answers after minutes and may be created once in two; a
 * patch is answered at once, for each article, at five a second, and repeating an absolute number does no harm.
 */
export const createSetStock = (api: AmazonApi, settings: AmazonSettings) => {
  const setOne = async ({ sku, channelLocationId, quantity }: StockNotice): Promise<NoticeOutcome> => {
    if (channelLocationId !== null)
      return refused('locations-unsupported', 'Stock is set for the account as a whole, not by supply source');
    // "merge" leaves handling time and restock date alone; "replace" would take them away (June 2025).
    const value = [{ fulfillment_channel_code: 'DEFAULT', quantity }];
    try {
      const answer = await api.json('patchListingsItem', {
        method: 'PATCH',
        path: itemPath(settings, sku),
        query: { marketplaceIds: marketplaceOfStock(settings) },
        body: { productType: 'PRODUCT', patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value }] },
        repeatable: true,
      });
      return textAt(answer, 'status') === 'ACCEPTED' ? { kind: 'done', reference: textAt(answer, 'submissionId') } : invalid(answer);
    } catch (error) {
      if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
      if (error.status === 404) return refused('article-unknown', 'The account has no listing with this SKU');
      return refused('stock-refused', `Amazon refused the number (${error.status}, ${error.code ?? 'no code'})`);
    }
  };

  return async (notices: readonly StockNotice[]): Promise<readonly StockOutcome[]> => {
    const outcomes: StockOutcome[] = [];
    // In order: the same article twice in one batch must end on the later number.
    for (const notice of notices) outcomes.push({ sku: notice.sku, outcome: await setOne(notice) });
    return outcomes;
  };
};

const invalid = (answer: JsonObject): NoticeOutcome => {
  const codes = listAt(answer, 'issues')
    .filter(({ value }) => textAt(value, 'severity') === 'ERROR')
    .map(({ value }) => textAt(value, 'code') ?? 'unknown')
    .filter((code) => /^\w{1,20}$/.test(code));
  return refused('listing-invalid', `Amazon does not accept the listing (${codes.slice(0, 5).join(', ') || 'no code'})`);
};

/** What Amazon shows for sale from the seller's own warehouse; articles that only Amazon stocks are left out. */
export const createReadStock = (api: AmazonApi, settings: AmazonSettings) => {
  const marketplaceIds = marketplaceOfStock(settings);
  const search = async (skus: readonly Sku[]): Promise<readonly StockNotice[]> => {
    const query = {
      marketplaceIds,
      identifiers: skus,
      identifiersType: 'SKU',
      includedData: 'fulfillmentAvailability',
      pageSize: String(identifiersMax),
    };
    const answer = await api.json('searchListingsItems', { path: `${base}/${encodeURIComponent(settings.sellerId)}`, query });
    return listAt(answer, 'items').flatMap(({ value }) => stockOf(value));
  };
  const getOne = async (sku: Sku): Promise<readonly StockNotice[]> => {
    const query = { marketplaceIds, includedData: 'fulfillmentAvailability' };
    const answer = await orUndefined(() => api.json('getListingsItem', { path: itemPath(settings, sku), query }));
    return answer === undefined ? [] : stockOf(answer);
  };

  return async (skus: readonly Sku[]): Promise<readonly StockNotice[]> => {
    // A list in a query is cut at commas, so an article with one in its SKU is asked for alone.
    const listed = skus.filter((sku) => !sku.includes(','));
    const found: StockNotice[] = [];
    for (let start = 0; start < listed.length; start += identifiersMax)
      found.push(...(await search(listed.slice(start, start + identifiersMax))));
    for (const sku of skus.filter((each) => each.includes(','))) found.push(...(await getOne(sku)));
    return found;
  };
};

const stockOf = (item: JsonObject): readonly StockNotice[] => {
  const sku = textAt(item, 'sku');
  if (sku === null || !skuPattern.test(sku)) return [];
  return listAt(item, 'fulfillmentAvailability')
    .filter(({ value }) => textAt(value, 'fulfillmentChannelCode') === 'DEFAULT')
    .map(({ value }) => ({
      sku: Sku(sku),
      channelLocationId: null,
      quantity: Math.max(0, Math.trunc(Number(value['quantity'] ?? 0)) || 0),
    }));
};
