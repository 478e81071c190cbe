import { expect } from 'vitest';
import { eventually, type Api, type Answer, type Installation, orderBody } from './installation.ts';

type Child = { readonly fulfillment_order_id: string; readonly location_id: string; readonly status: string };

/** Words for what people do with an installation, so that a scenario reads like one. Every step insists on success. */
export const createShop = (installation: Installation, api: Api = installation.api) => {
  let serial = 0;
  const unique = (stem: string): string => `${stem}-${(serial += 1)}`;

  const must = async (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> => {
    const answer = await api(method, path, body, headers);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer;
  };

  const order = async (id: string) => (await must('GET', `/orders/${id}`)).body;
  const work = async (id: string) => (await must('GET', `/fulfillment-orders/${id}`)).body;
  const levels = async (sku: string) => (await must('GET', `/inventory/levels?sku=${encodeURIComponent(sku)}`)).body.levels;

  const post = (verb: string, body: unknown) => async (id: string) => (await must('POST', `/fulfillment-orders/${id}/${verb}`, body)).body;

  return {
    must,
    order,
    work,
    /** Goods arrive; `{ SKU: units }` per location. */
    receive: async (locationId: string, units: Readonly<Record<string, number>>) => {
      const lines = Object.entries(units).map(([sku, quantity]) => ({ sku, location_id: locationId, quantity }));
      await must('POST', '/inventory/receipts', { receipt_id: unique('receipt'), lines });
    },
    count: (locationId: string, sku: string, onHand: number) =>
      must('POST', '/inventory/counts', { count_id: unique('count'), lines: [{ sku, location_id: locationId, on_hand: onHand }] }),
    place: async (lines: Readonly<Record<string, number>>, more: Record<string, unknown> = {}): Promise<string> =>
      (await must('POST', '/orders', orderBody(lines, more), { 'idempotency-key': unique('order') })).body.order_id,
    reaches: (id: string, status: string, withinMs?: number) =>
      eventually(
        () => order(id),
        (found) => found.status === status,
        withinMs,
      ),
    cancel: (id: string) => must('POST', `/orders/${id}/cancel`, { reason: 'customer' }),
    hold: async (id: string, ...blocks: string[]): Promise<string> => {
      const held = await must('POST', `/orders/${id}/holds`, { reason: 'asked to wait', blocks });
      return held.body.holds.at(-1).hold_id;
    },
    release: (id: string, holdId: string) => must('POST', `/orders/${id}/holds/${holdId}/release`),
    events: async (id: string): Promise<string[]> =>
      (await must('GET', `/orders/${id}/events`)).body.events.map(({ type }: { type: string }) => type),
    children: async (id: string): Promise<readonly Child[]> => (await order(id)).fulfillment_orders,
    /** The fulfillment order at a location, once the warehouse can see it. */
    released: async (id: string, locationId: string): Promise<string> => {
      const found = await eventually(
        async () =>
          (await order(id)).fulfillment_orders.find(
            (child: Child) => child.location_id === locationId && !['rejected', 'cancelled', 'withdrawn'].includes(child.status),
          ) as Child | undefined,
        (child) => child !== undefined,
      );
      const fulfillmentOrderId = (found as Child).fulfillment_order_id;
      // The order names it before it is there.
      await eventually(
        () => api('GET', `/fulfillment-orders/${fulfillmentOrderId}`),
        ({ status, body }) => status === 200 && body.status !== 'open',
      );
      return fulfillmentOrderId;
    },
    pick: post('pick', {}),
    pack: post('pack', { packages: [{ weight_grams: 500 }] }),
    ship: async (id: string) => (await must('POST', `/fulfillment-orders/${id}/ship`, { carrier: 'ups', tracking_number: `1Z${id}` })).body,
    deliver: post('deliver', {}),
    reject: (id: string, reason = 'capacity') => must('POST', `/fulfillment-orders/${id}/reject`, { reason }),
    shortPick: (id: string, lineId: string, pickedQuantity: number) =>
      must('POST', `/fulfillment-orders/${id}/short-pick`, { lines: [{ line_id: lineId, picked_quantity: pickedQuantity }] }),
    levels,
    /** On hand and available of a SKU at a location, once the view shows them. */
    stands: (sku: string, locationId: string, onHand: number, available: number) =>
      eventually(
        async () => (await levels(sku)).find((level: { location_id: string }) => level.location_id === locationId),
        (level) => level?.on_hand === onHand && level.available === available,
      ),
  };
};

export type Shop = ReturnType<typeof createShop>;
