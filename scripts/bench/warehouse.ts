import { setTimeout as sleep } from 'node:timers/promises';
import { warehouses } from './goods.ts';

export type Answer = { readonly status: number; readonly text: string };
export type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>;

type Work = { readonly fulfillment_order_id: string };
type Status = {
  readonly queues: readonly { readonly waiting: number; readonly in_flight: number }[];
};

const pauseMs = 20;
const patienceMs = 600_000;

const read = async <T>(ask: Ask, path: string): Promise<T> => {
  const { status, text } = await ask('GET', path);
  if (status !== 200) throw new Error(`GET ${path} was answered ${status} ${text}`);
  return JSON.parse(text) as T;
};

/** What the people of a warehouse do with one piece of work. @throws Error when a step is refused */
const handle = async (ask: Ask, id: string): Promise<void> => {
  const steps = [
    ['accept', {}],
    ['pick', {}],
    ['pack', { packages: [{ weight_grams: 900 }] }],
    ['ship', { carrier: 'ups', tracking_number: `1Z${id.slice(0, 16).toUpperCase()}` }],
  ] as const;
  for (const [step, body] of steps) {
    const { status, text } = await ask('POST', `/fulfillment-orders/${id}/${step}`, body);
    if (status !== 200) throw new Error(`${step} was answered ${status} ${text}`);
  }
};

type Page = { readonly items: readonly unknown[]; readonly cursor?: string };

/** One by one, because the pipeline is counted now and then, and time is taken here. */
const countShipped = async (ask: Ask): Promise<number> => {
  let [count, cursor] = [0, ''];
  do {
    const page: Page = await read<Page>(ask, `/orders?status=shipped&limit=200${cursor}`);
    count += page.items.length;
    cursor = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
  } while (cursor !== '');
  return count;
};

const isDrained = async (ask: Ask, orders: number): Promise<boolean> => {
  const { queues } = await read<Status>(ask, '/status');
  return queues.every(({ waiting, in_flight: inFlight }) => waiting + inFlight === 0) && (await countShipped(ask)) === orders;
};

/**
 * Works off the lists of every warehouse until `orders` pieces of work have left, `shipped` orders are shipped in all, and
 * every queue is dry.
 * @throws Error after ten minutes
 */
export const shipEverything = async (
  ask: Ask,
  wanted: { readonly orders: number; readonly shipped: number; readonly workers: number },
): Promise<void> => {
  const deadline = performance.now() + patienceMs;
  const taken = new Set<string>();
  const waiting: string[] = [];
  const day = { isOver: false };

  const look = async (): Promise<boolean> => {
    const lists = await Promise.all(
      warehouses.map(({ location_id: locationId }) =>
        read<{ readonly items: readonly Work[] }>(ask, `/fulfillment-orders?location_id=${locationId}&status=released&limit=100`),
      ),
    );
    const fresh = lists.flatMap(({ items }) => items.map((item) => item.fulfillment_order_id)).filter((id) => !taken.has(id));
    for (const id of fresh) taken.add(id);
    waiting.push(...fresh);
    return fresh.length > 0;
  };

  const staff = Array.from({ length: wanted.workers }, async () => {
    while (!day.isOver) {
      const id = waiting.shift();
      if (id === undefined) await sleep(pauseMs);
      else await handle(ask, id);
    }
  });
  const foreman = async (): Promise<void> => {
    while (!day.isOver) {
      // Looking at the list while there is work on the desk would only cost the server time.
      const busy = waiting.length > wanted.workers || (await look());
      if (!busy && taken.size >= wanted.orders) day.isOver = await isDrained(ask, wanted.shipped);
      if (performance.now() > deadline) throw new Error('Not every order was shipped within ten minutes');
      if (!day.isOver) await sleep(pauseMs);
    }
  };
  try {
    await Promise.all([foreman(), ...staff]);
  } finally {
    day.isOver = true;
  }
};
