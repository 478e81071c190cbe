import { expect, it } from 'vitest';
import { createOpenWork } from '../../../lib/fulfilment/index.ts';
import { fulfillmentOrderProjection } from '../../../lib/fulfilment/app/fulfillment-order.projection.ts';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import type { Item, Platform, Query } from '../../../lib/platform/ports.ts';

const main = TenantId('main');
const row = (status: 'open' | 'packed' | 'ready_for_pickup', id: string): readonly Item[] =>
  fulfillmentOrderProjection.rows(
    { ...fulfillmentOrderProjection.initial(id, main), fulfillment_order_id: id, location_id: 'store', status },
    main,
  );

/** A table of rows that answers `limit` of them, and where to go on. */
const workOver = (rows: readonly Item[]) => {
  const query = async ({ PK, limit = rows.length, cursor }: Query & { readonly cursor?: string }) => {
    const own = rows.filter((one) => one.PK === PK);
    const from = Number(cursor ?? 0);
    const items = own.slice(from, from + limit);
    return { items, ...(from + limit < own.length ? { cursor: String(from + limit) } : {}) };
  };
  return createOpenWork({ views: { query } } as unknown as Pick<Platform, 'views'>);
};

it('counts what a location still has to make up, and not what lies ready for customers', async () => {
  const ready = Array.from({ length: 20 }, (_, index) => row('ready_for_pickup', `a${index}`)).flat();
  const openWork = workOver([...ready, ...row('open', 'b'), ...row('packed', 'c')]);
  expect(await openWork(main, LocationId('store'), 10)).toBe(2);
  expect(await openWork(main, LocationId('store'), 1)).toBe(1);
  expect(await openWork(main, LocationId('elsewhere'), 10)).toBe(0);
});
