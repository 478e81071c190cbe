import { type BenchContext, type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { runClients } from './client-process.ts';
import { linesPerOrder } from './goods.ts';
import { startServer, stockServer } from './server.ts';
import { percentile } from './statistics.ts';
import { perSecond } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const clients = 8;
const skus = 200;

/** Serves one crowd of shops from a fresh folder. */
const serve = (context: BenchContext, name: string, task: { readonly warmUp: number; readonly orders: number; readonly workers: number }) =>
  withTemporaryFolder(async (folder) => {
    const { profileDir } = context;
    const server = await startServer(folder, profileDir === undefined ? {} : { profile: { folder: profileDir, name } });
    try {
      await stockServer(server, skus);
      return await runClients({ url: server.url, apiKey: server.apiKey, clients, skus, seed: 1, ...task });
    } finally {
      await server.stop();
    }
  });

/** How fast orders are taken in over HTTP, while everything that follows from them is being done beside it. */
export const benchIntake: Benchmark = async (context) => {
  const orders = bySize(context.size, { quick: 40, normal: 3_000 });
  const warmUp = bySize(context.size, { quick: 8, normal: 500 });
  const runs = await eachRun(context, async (run): Promise<Readings> => {
    const { placingMs, eachMs, errors } = await serve(context, `intake-${run}`, { orders, warmUp, workers: 0 });
    return {
      'intake.orders_per_s': perSecond(orders - errors, placingMs),
      'intake.p50_ms': percentile(eachMs, 50),
      'intake.p99_ms': percentile(eachMs, 99),
      'intake.errors': errors,
    };
  });
  return {
    runs,
    setting: `${orders} orders of ${linesPerOrder} lines after ${warmUp} to warm up, over HTTP with an API key, by ${clients} clients in a process of their own; \`oms start\` on an empty folder, SQLite with synchronous=FULL, ${skus} SKUs at 2 locations; projector, publisher and workflows at work in the same process`,
  };
};

/** How fast whole lives of orders go through: from the request until the carrier has the goods and nothing is left to do. */
export const benchLifecycle: Benchmark = async (context) => {
  const orders = bySize(context.size, { quick: 6, normal: 500 });
  const warmUp = bySize(context.size, { quick: 2, normal: 100 });
  const workers = 8;
  const runs = await eachRun(context, async (run): Promise<Readings> => {
    const { drainedMs, errors } = await serve(context, `lifecycle-${run}`, { orders, warmUp, workers });
    if (drainedMs === undefined || errors > 0) throw new Error(`${errors} orders were refused`);
    return { 'lifecycle.orders_per_s': perSecond(orders, drainedMs) };
  });
  return {
    runs,
    setting: `${orders} orders of ${linesPerOrder} lines in one shipment each, placed by ${clients} clients, while ${workers} warehouse workers accept, pick, pack and ship through the API; timed until all are shipped and every queue is dry; ${warmUp} orders before, to warm up`,
  };
};
