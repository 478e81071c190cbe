// Shops that place orders, as a process of its own, so that making requests takes no time from the server's thread.
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { timeEach } from '../bench/stopwatch.ts';
import { type Flow, flowOf } from './flows.ts';
import { peerOrder, type PeerOrder } from './goods.ts';
import { type Ask, openConnections } from './http.ts';
import type { ClientMessage, ClientReport, ClientTask, Times } from './messages.ts';

const pauseMs = 100;
const patienceMs = 120_000;

type Placed = { readonly id: string; readonly askedAt: number };

/** When stock was allocated to an order, by its events, or undefined until then. */
const allocatedAt = async (ask: Ask, apiKey: string, orderId: string): Promise<number | undefined> => {
  const { status, text } = await ask('GET', `/orders/${orderId}/events`, { 'x-api-key': apiKey });
  if (status !== 200) throw new Error(`The events of an order were answered ${status} ${text}`);
  const { events } = JSON.parse(text) as { readonly events: readonly { readonly type: string; readonly recorded_at: string }[] };
  const last = events.findLast(({ type }) => type === 'item.allocated');
  return last && Date.parse(last.recorded_at);
};

/**
 * When stock was allocated to each of the orders. Asks for the last one until it has it, and for the others afterwards,
 * so that asking takes next to no time from the server while it works.
 */
const watchAllocation = async (ask: Ask, apiKey: string, placed: readonly Placed[], startedAt: number): Promise<Times> => {
  const deadline = performance.now() + patienceMs;
  const eachMs: number[] = [];
  let lastAt = startedAt;
  for (const { id, askedAt } of placed.toReversed()) {
    let at = await allocatedAt(ask, apiKey, id);
    while (at === undefined) {
      if (performance.now() > deadline) throw new Error(`Order ${id} was not allocated within ${patienceMs} ms`);
      await sleep(pauseMs);
      at = await allocatedAt(ask, apiKey, id);
    }
    // Both times are of one computer's clock, in whole milliseconds.
    eachMs.push(at - askedAt);
    lastAt = Math.max(lastAt, at);
  }
  return { totalMs: lastAt - startedAt, eachMs };
};

type Attempts = Times & { readonly placed: readonly Placed[]; readonly errors: readonly string[] };

const placeAll = async (flow: Flow, orders: readonly PeerOrder[], clients: number): Promise<Attempts> => {
  const placed: Placed[] = [];
  const errors: string[] = [];
  const times = await timeEach(orders.length, clients, async (index) => {
    const askedAt = Date.now();
    try {
      placed.push({ id: await flow(orders[index] as PeerOrder), askedAt });
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  });
  return { ...times, placed, errors };
};

const work = async (task: ClientTask, say: (message: ClientMessage) => void): Promise<ClientReport> => {
  const { target, clients, warmUp, run } = task;
  const random = createRandom(task.seed);
  // Made beforehand, because making them is not what is measured.
  const ordersOf = (count: number, stem: string) =>
    Array.from({ length: count }, (_, index) => peerOrder(random, `${run}-${stem}-${index}`));
  const [early, orders] = [ordersOf(warmUp, 'warm-up'), ordersOf(task.orders, 'order')];
  const connections = openConnections(target.url, clients);
  const flow = flowOf(target, connections.ask);
  try {
    const warm = await placeAll(flow, early, clients);
    if (warm.placed.length === 0 && early.length > 0) throw new Error(`No order of the warm-up was taken: ${warm.errors[0]}`);
    if (target.kind === 'waybill') await watchAllocation(connections.ask, target.apiKey, warm.placed, Date.now());
    say({ type: 'warm' });
    const before = connections.requests();
    const startedAt = Date.now();
    const { totalMs, eachMs, placed, errors } = await placeAll(flow, orders, clients);
    const requests = connections.requests() - before;
    const allocated = target.kind === 'waybill' ? await watchAllocation(connections.ask, target.apiKey, placed, startedAt) : undefined;
    const [firstError] = errors;
    return {
      answered: { totalMs, eachMs },
      ...(allocated === undefined ? {} : { allocated }),
      errors: errors.length,
      ...(firstError === undefined ? {} : { firstError }),
      requests,
    };
  } finally {
    connections.close();
  }
};

const say = (message: ClientMessage): void => {
  process.send?.(message);
};

if (process.send === undefined) throw new Error('This is started by scripts/bench-peers.ts.');
process.once('message', (task) => {
  void work(task as ClientTask, say).then((report) => say({ type: 'done', report }));
});
