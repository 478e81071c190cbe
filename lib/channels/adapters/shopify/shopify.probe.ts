import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChannelProbe } from '../../app/channel-probe.ts';
import { listAt, objectAt, textAt } from '../reading/json.ts';
import type { ShopParts } from './shopify.api.ts';
import { accessScopesOperation } from './shopify.notice-documents.ts';
import { missingWebhooks } from './shopify.webhooks-api.ts';

/** What docs/channels/shopify.md has the app ask for. */
const neededScopes = [
  'write_orders',
  'write_order_edits',
  'read_payment_terms',
  'read_customers',
  'write_merchant_managed_fulfillment_orders',
  'write_inventory',
  'read_products',
  'read_locations',
  'read_orders',
  'read_merchant_managed_fulfillment_orders',
  'read_inventory',
] as const;

/** Whoever may write may read, whether or not Shopify lists both. */
const isGranted = (granted: ReadonlySet<string>, scope: string): boolean =>
  granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));

/** Asks a shop for the rights that it has given us: that takes a good token and tells of nobody's orders. */
export const createShopifyProbe = (shop: ShopParts): ChannelProbe => {
  const grantedScopes = async (): Promise<ReadonlySet<string>> => {
    const installation = objectAt(await shop.api.run(accessScopesOperation, {}), 'currentAppInstallation');
    const handles = listAt(installation, 'accessScopes').map(({ value }) => textAt(value, 'handle'));
    if (handles.length > 0) return new Set(handles.filter((handle) => handle !== null));
    throw new ChannelApiError('shopify AccessScopes: unavailable (200, answer-unreadable)', {
      problem: 'unavailable',
      status: 200,
      code: 'answer-unreadable',
    });
  };
  let granted: ReadonlySet<string> | undefined;
  return {
    read: async () => {
      granted = await grantedScopes();
    },
    missingScopes: async () => {
      const known = granted ?? (await grantedScopes());
      return neededScopes.filter((scope) => !isGranted(known, scope));
    },
    missingWebhooks: (callbackUrl) => missingWebhooks(shop, callbackUrl),
  };
};
