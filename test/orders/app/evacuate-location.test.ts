import { describe, expect, it } from 'vitest';
import type { FulfillmentOrders, WorkList } from '../../../lib/fulfilment/index.ts';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createEvacuateLocation } from '../../../lib/orders/app/evacuate-location.ts';
import { createFollowLocation, type LocationLook } from '../../../lib/orders/app/location-standing.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import type { Platform } from '../../../lib/platform/ports.ts';

const tenantId = TenantId('main');
const east = LocationId('east');
const caller = systemCaller(tenantId, 'operator', { correlationId: 'operator', causationId: 'operator' });

type Work = { readonly id: string; status: string; readonly deliveryMethod: 'ship' | 'pickup' };

/** A list that looks at 500 rows for a page, as the true one does, and work that leaves it when it is taken back. */
const workAt = (rows: readonly Work[]) => {
  const find = (id: string): Work | undefined => rows.find((row) => row.id === id);
  const workList = (async (...[, { status, orStatuses = [] }, { limit, cursor }]: Parameters<WorkList>) => {
    const items: Work[] = [];
    let at = Number(cursor ?? 0);
    for (let looked = 0; at < rows.length && items.length < limit && looked < 500; looked += 1, at += 1) {
      const row = rows[at] as Work;
      if ([status, ...orStatuses].some((one) => one === row.status)) items.push(row);
    }
    return {
      items: items.map(({ id, deliveryMethod }) => ({ fulfillment_order_id: id, delivery_method: deliveryMethod })),
      ...(at < rows.length ? { cursor: String(at) } : {}),
    };
  }) as unknown as WorkList;
  const fulfillmentOrders = {
    get: async (_tenant: TenantId, id: string) => ({ fulfillmentOrder: { ...find(id) } }),
    apply: async (_caller: unknown, id: string) => {
      Object.assign(find(id) ?? {}, { status: 'cancelled' });
      return { ok: true };
    },
  } as unknown as FulfillmentOrders;
  return { workList, fulfillmentOrders };
};

const works = (name: string, count: number, status: string, deliveryMethod: Work['deliveryMethod'] = 'ship'): readonly Work[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${name}-${index}`, status, deliveryMethod }));

/** Takes back until the answer says that all was looked at. */
const evacuateAll = async (rows: readonly Work[]): Promise<{ readonly recalled: number; readonly left: number }> => {
  const evacuate = createEvacuateLocation(workAt(rows));
  let recalled = 0;
  let left = 0;
  let cursor: string | undefined;
  for (let calls = 0; calls < 100; calls += 1) {
    const done = await evacuate(caller, east, 'location-inactive', cursor);
    recalled += done.recalled.length;
    left += done.left;
    if (!done.more) return { recalled, left };
    ({ cursor } = done);
  }
  throw new Error('it went on for ever');
};

describe('work taken back from a location', () => {
  it('is reached behind any number of parcels that were begun', async () => {
    const rows = [...works('begun', 1_200, 'picking'), ...works('ready', 300, 'released')];
    expect(await evacuateAll(rows)).toEqual({ recalled: 300, left: 0 });
  });

  it('is reached behind pickups, which stay where their customers come', async () => {
    const rows = [...works('pickup', 150, 'released', 'pickup'), ...works('parcel', 250, 'open')];
    expect(await evacuateAll(rows)).toEqual({ recalled: 250, left: 150 });
  });

  it('is a hundred pieces a call at most', async () => {
    const evacuate = createEvacuateLocation(workAt(works('parcel', 250, 'open')));
    const { recalled, more } = await evacuate(caller, east, 'location-inactive');
    expect({ recalled: recalled.length, more }).toEqual({ recalled: 100, more: true });
  });
});

describe('a location that is followed', () => {
  const follow = async (rows: readonly Work[]): Promise<{ readonly asked: number; readonly later: number }> => {
    const queue: LocationLook[] = [{ tenant_id: tenantId, location_id: east, quiet_looks: 0 }];
    let asked = 0;
    let later = 0;
    const platform = {
      queue: () => ({
        send: async ([message]: readonly { readonly body: string }[]) => {
          asked += 1;
          queue.push(JSON.parse(message?.body ?? '') as LocationLook);
        },
      }),
      timers: {
        schedule: async ({ body }: { readonly body: string }) => {
          later += 1;
          queue.push(JSON.parse(body) as LocationLook);
        },
      },
      clock: { now: () => Instant('2026-11-20T10:00:00.000Z') },
      sha256: (text: string) => text.padEnd(64, '0'),
      observability: { metrics: { addMetric: () => undefined }, logger: { info: () => undefined } },
    } as unknown as Platform;
    const look = createFollowLocation({
      ...workAt(rows),
      platform,
      locations: { standingOf: async () => 'inactive' },
      store: { loadMany: async () => [] },
      inventory: { stockLevels: async () => [] },
      offerUnits: async () => undefined,
    });
    for (let looks = 0; looks < 100; looks += 1) {
      const next = queue.shift();
      if (!next) return { asked, later };
      await look(next);
    }
    throw new Error('it is looked at for ever');
  };

  it('is left alone after three looks that found nothing, whatever pickups lie there', async () => {
    expect(await follow(works('pickup', 150, 'open', 'pickup'))).toEqual({ asked: 0, later: 2 });
  });

  it('gives back all that lies behind what was begun', async () => {
    const rows = [...works('begun', 3_000, 'packed'), ...works('parcel', 250, 'open')];
    await follow(rows);
    expect(rows.filter(({ status }) => status === 'open')).toEqual([]);
  });
});
