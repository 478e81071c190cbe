import type { LocationId, TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import type { FulfillmentOrderStatus } from '../domain/fulfillment-order.values.ts';
import { type FulfillmentOrderRow, fulfillmentOrderProjection, isNewestFirst, workListKeys } from './fulfillment-order.projection.ts';

export type WorkPage = { readonly items: readonly (FulfillmentOrderRow & { readonly version: number })[]; readonly cursor?: string };

export type WorkList = (
  tenantId: TenantId,
  wanted: {
    readonly locationId: LocationId;
    readonly status: FulfillmentOrderStatus;
    /** Statuses wanted as well; they have to stand in the same list as the first. */
    readonly orStatuses?: readonly FulfillmentOrderStatus[];
  },
  page: { readonly limit: number; readonly cursor?: string | undefined },
) => Promise<WorkPage>;

/** Rows looked at for one page; a page that is not full by then is answered with the place to go on from. */
const rowsMax = 500;

/** Work of a location in one status, or in some that stand in the same list, from the location's lists and the streams that stand in them. */
export const createWorkList =
  (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>): WorkList =>
  async (tenantId, wanted, page) => {
    const { locationId, status } = wanted;
    const statuses: ReadonlySet<FulfillmentOrderStatus> = new Set([status, ...(wanted.orStatuses ?? [])]);
    const items: (FulfillmentOrderRow & { readonly version: number })[] = [];
    let { cursor } = page;
    let looked = 0;
    do {
      const rows = await platform.views.query({
        PK: workListKeys.work(tenantId, locationId, status),
        descending: isNewestFirst(status),
        // No more than fit, so that the place of the last row read is the place to go on from.
        limit: page.limit - items.length,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const found of await readListed(platform, fulfillmentOrderProjection, rows.items))
        if (found && statuses.has(found.view.status)) items.push({ ...found.view, version: found.version });
      looked += rows.items.length;
      cursor = rows.cursor;
    } while (cursor !== undefined && items.length < page.limit && looked < rowsMax);
    return { items, ...(cursor === undefined ? {} : { cursor }) };
  };
