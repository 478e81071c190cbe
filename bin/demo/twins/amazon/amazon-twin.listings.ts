import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import { invalid, refusal } from './amazon-twin.model.ts';

export type TwinListing = {
  readonly channel: 'DEFAULT' | 'AMAZON_NA';
  quantity: number;
  /** A change of the number must leave it alone. */
  readonly handlingDays: number;
};

export type TwinListings = {
  readonly listings: ReadonlyMap<string, TwinListing>;
  readonly patch: (request: TwinRequest, sku: string) => TwinAnswer;
  readonly get: (request: TwinRequest, sku: string) => TwinAnswer;
  readonly search: (request: TwinRequest) => TwinAnswer;
};

const view = (sku: string, listing: TwinListing): unknown => ({
  sku,
  fulfillmentAvailability: [
    { fulfillmentChannelCode: listing.channel, ...(listing.channel === 'DEFAULT' ? { quantity: listing.quantity } : {}) },
  ],
});

/** The new number of a patch, or what is wrong with it. */
const readPatch = (body: string): number | string => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return 'The body is no JSON document';
  }
  const { productType, patches, ...rest } = parsed as { productType?: unknown; patches?: unknown };
  const [patch, ...others] = Array.isArray(patches) ? (patches as Record<string, unknown>[]) : [];
  if (Object.keys(rest).length > 0 || typeof productType !== 'string' || patch === undefined || others.length > 0)
    return 'productType or patches';
  if (patch['op'] !== 'merge' || patch['path'] !== '/attributes/fulfillment_availability') return 'Only the availability is taken here';
  const [value] = Array.isArray(patch['value']) ? (patch['value'] as Record<string, unknown>[]) : [];
  const quantity = value?.['quantity'];
  if (value?.['fulfillment_channel_code'] !== 'DEFAULT' || Object.keys(value).length !== 2) return 'fulfillment_channel_code';
  return typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 0 ? quantity : 'quantity';
};

export const createTwinListings = (options: {
  readonly marketplaceId: string;
  readonly listings: ReadonlyMap<string, TwinListing>;
  readonly submissionId: () => string;
}): TwinListings => {
  const { listings, marketplaceId } = options;
  const here = ({ query }: TwinRequest): boolean => query.get('marketplaceIds') === marketplaceId;
  const missing = (sku: string): TwinAnswer => refusal(404, 'NOT_FOUND', `SKU '${sku}' not found in marketplace ${marketplaceId}`);
  return {
    listings,
    patch: (request, sku) => {
      const listing = listings.get(sku);
      const quantity = readPatch(request.body);
      if (!here(request)) return invalid('marketplaceIds');
      if (typeof quantity === 'string') return invalid(quantity);
      if (!listing) return missing(sku);
      const answer = { sku, submissionId: options.submissionId() };
      if (listing.channel !== 'DEFAULT')
        return {
          status: 200,
          body: { ...answer, status: 'INVALID', issues: [{ code: '90220', message: 'Not fulfilled by the merchant', severity: 'ERROR' }] },
        };
      listing.quantity = quantity;
      return { status: 200, body: { ...answer, status: 'ACCEPTED', issues: [] } };
    },
    get: (request, sku) => {
      const listing = listings.get(sku);
      if (!here(request)) return invalid('marketplaceIds');
      return listing ? { status: 200, body: view(sku, listing) } : missing(sku);
    },
    search: (request) => {
      const { query } = request;
      const skus = (query.get('identifiers') ?? '').split(',');
      if (!here(request) || query.get('identifiersType') !== 'SKU' || skus.length > 20) return invalid('identifiers');
      const found = skus.flatMap((sku) => {
        const listing = listings.get(sku);
        return listing ? [view(sku, listing)] : [];
      });
      const size = Number(query.get('pageSize') ?? '10');
      return { status: 200, body: { numberOfResults: found.length, items: found.slice(0, size) } };
    },
  };
};
