// The world outside, as a process of its own: shops that place orders and, if wanted, warehouses that ship them.
import { Agent, request } from 'node:http';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import type { ClientReport, ClientTask } from './client-messages.ts';
import { orderRequest } from './goods.ts';
import { startWatch, timeEach } from './stopwatch.ts';
import { type Answer, type Ask, shipEverything } from './warehouse.ts';

/** Requests over connections that stay open, one for each of those who ask. */
const createAsk = ({ url, apiKey, clients, workers }: ClientTask): { readonly ask: Ask; readonly close: () => void } => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: clients + workers + 1 });
  const ask: Ask = (method, path, body) =>
    new Promise<Answer>((resolve, reject) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const headers = {
        'x-api-key': apiKey,
        ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      };
      const call = request({ agent, hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      });
      call.once('error', reject);
      call.end(text);
    });
  return { ask, close: () => agent.destroy() };
};

const work = async (task: ClientTask): Promise<ClientReport> => {
  const random = createRandom(task.seed);
  // Made beforehand, because making them is not the server's work and would take the processor from it.
  const bodyOf = (stem: string) => (_: unknown, index: number) => JSON.stringify(orderRequest(random, `${stem}-${index}`, task.skus));
  const [early, bodies] = [Array.from({ length: task.warmUp }, bodyOf('warm-up')), Array.from({ length: task.orders }, bodyOf('order'))];
  const { ask, close } = createAsk(task);
  let errors = 0;
  const place = async (body: string | undefined): Promise<void> => {
    const { status } = await ask('POST', '/orders', body);
    if (status !== 201) errors += 1;
  };
  await timeEach(early.length, task.clients, (index) => place(early[index]));
  if (errors > 0) throw new Error(`${errors} orders of the warm-up were refused`);
  const { warmUp, orders, workers } = task;
  if (workers > 0) await shipEverything(ask, { orders: warmUp, shipped: warmUp, workers });
  const watch = startWatch();
  const placing = timeEach(bodies.length, task.clients, (index) => place(bodies[index]));
  const shipping = workers > 0 ? shipEverything(ask, { orders, shipped: warmUp + orders, workers }) : undefined;
  const [placed] = await Promise.all([placing, shipping]);
  const drainedMs = shipping && watch();
  close();
  return { placingMs: placed.totalMs, eachMs: placed.eachMs, errors, ...(drainedMs === undefined ? {} : { drainedMs }) };
};

if (process.send === undefined) throw new Error('This is started by scripts/bench.ts.');
process.once('message', (task) => {
  void work(task as ClientTask).then((report) => process.send?.(report));
});
