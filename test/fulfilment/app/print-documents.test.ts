import { expect, it } from 'vitest';
import { createPrintDocuments } from '../../../lib/fulfilment/index.ts';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

it('a pick list in a status that hardly any of much work is in comes to an end', async () => {
  const looks: (string | undefined)[] = [];
  const print = createPrintDocuments({
    fulfillmentOrders: { get: async () => undefined },
    // More work of other statuses than anybody would wait for.
    workList: async (_tenantId, _wanted, { cursor }) => {
      looks.push(cursor);
      return { items: [], cursor: `${looks.length}` };
    },
    catalog: { getProducts: async () => new Map(), getLocation: async () => ({ name: 'Newark' }) as never },
    orders: { ordersOf: async () => new Map() } as never,
    printer: { pickList: async () => new Uint8Array([1]), packingSlip: async () => new Uint8Array() },
    clock: { now: () => Instant('2026-11-20T10:00:00.000Z') } as never,
  });
  const choice = { locationId: LocationId('east'), paper: 'a4', status: 'released', limit: 20 } as const;
  expect(await print.pickList(TenantId('main'), choice)).toEqual({ ok: true, value: new Uint8Array([1]) });
  expect(looks).toEqual([undefined, '1', '2', '3']);
});
