import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';
import { locations } from './retailer.ts';

type Work = {
  readonly fulfillment_order_id: string;
  readonly delivery_method: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
};

export type CrewOptions = {
  readonly api: ApiClient;
  /** Milliseconds between two steps of one parcel. */
  readonly stepMs: number;
  /** True when the location cannot do this work; asked once, when it is first seen. */
  readonly refuses: (locationId: string, work: Work) => boolean;
  readonly signal: AbortSignal;
};

/**
 * People at every location: they take released work, pick, pack, ship and, a little later, the carrier delivers. What customers
 * collect they lay ready.
 */
export const startWarehouseCrew = (options: CrewOptions): Promise<void> => {
  const { api, signal } = options;
  const taken = new Set<string>();
  const carriers = ['ups', 'fedex', 'usps'] as const;
  let parcels = 0;

  const step = async (id: string, verb: string, body: unknown): Promise<boolean> => {
    await sleep(options.stepMs, undefined, { signal });
    // A refusal here means that the order was cancelled meanwhile: the crew puts the goods back and goes on.
    return (await api.send('POST', `/fulfillment-orders/${id}/${verb}`, body)).status === 200;
  };

  const handle = async (locationId: string, work: Work): Promise<void> => {
    const id = work.fulfillment_order_id;
    if (options.refuses(locationId, work)) {
      await step(id, 'reject', { reason: 'damaged' });
      return;
    }
    if (work.delivery_method === 'pickup') {
      if ((await step(id, 'pick', {})) && (await step(id, 'ready', {}))) taken.delete(id);
      return;
    }
    parcels += 1;
    const carrier = carriers[parcels % carriers.length];
    const weight_grams = 400 + work.lines.reduce((sum, line) => sum + line.quantity, 0) * 600;
    const done =
      (await step(id, 'pick', {})) &&
      (await step(id, 'pack', { packages: [{ weight_grams }] })) &&
      (await step(id, 'ship', {
        carrier,
        service: 'ground',
        tracking_number: `${carrier?.toUpperCase()}${id.slice(0, 10).toUpperCase()}`,
      }));
    if (done && (await step(id, 'deliver', {}))) taken.delete(id);
  };

  const look = async (locationId: string, status: string): Promise<void> => {
    const answer = await api.send('GET', `/fulfillment-orders?location_id=${locationId}&status=${status}`);
    for (const work of (answer.body['items'] ?? []) as readonly Work[]) {
      if (taken.has(work.fulfillment_order_id)) continue;
      taken.add(work.fulfillment_order_id);
      void handle(locationId, work).catch(() => taken.delete(work.fulfillment_order_id));
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      // Also work that an earlier run of this process left half done.
      for (const { location_id } of locations)
        for (const status of ['released', 'picking', 'packed', 'shipped']) await look(location_id, status);
      await sleep(250, undefined, { signal });
    }
  };
  return run().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
};
