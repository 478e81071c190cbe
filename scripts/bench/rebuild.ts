import { compose } from '../../lambdas/composition.ts';
import { composeMaintenance } from '../../lambdas/operations/maintenance.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import type { Item, Table } from '../../lib/platform/ports.ts';
import { isSnapshot } from '../../lib/platform/projection/snapshot-rows.ts';
import { type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { runClients } from './client-process.ts';
import { linesPerOrder } from './goods.ts';
import { profiled } from './profile.ts';
import { startServer, stockServer } from './server.ts';
import { perSecond, startWatch } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const skus = 200;

const everyItem = async (table: Table): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

/** Lets an installation live for a while, so that what is rebuilt are histories that really happened. */
const livedIn = async (folder: string, orders: number): Promise<void> => {
  const server = await startServer(folder);
  try {
    await stockServer(server, skus);
    const task = { url: server.url, apiKey: server.apiKey, clients: 8, workers: 8, warmUp: 0, skus, seed: 1, orders };
    const { errors } = await runClients(task);
    if (errors > 0) throw new Error(`${errors} orders were refused`);
  } finally {
    await server.stop();
  }
};

/** How fast every view is made anew from nothing but events. */
export const benchRebuild: Benchmark = (context) =>
  withTemporaryFolder(async (folder) => {
    const orders = bySize(context.size, { quick: 5, normal: 600 });
    await livedIn(folder, orders);
    context.tell(`${orders} orders have lived`);
    const runtime = openProduct(folder);
    try {
      const { platform } = compose(runtime.platform);
      const { rebuildViews } = composeMaintenance(platform);
      let setting = '';
      const runs = await eachRun(context, async (run): Promise<Readings> => {
        const rows = (await everyItem(platform.views)).filter((row) => !isSnapshot(row));
        await Promise.all(rows.map(({ PK, SK }) => platform.views.delete({ PK, SK })));
        const watch = startWatch();
        const report = await profiled(context, `rebuild-${run}`, () => rebuildViews({ check: false, settlingMs: 0 }));
        const ms = watch();
        if (report.written !== rows.length) throw new Error(`${report.written} rows were written, ${rows.length} had been deleted`);
        setting = `${report.events} events of ${report.streams} streams, the whole lives of ${orders} orders of ${linesPerOrder} lines up to shipping, folded into ${report.written} rows of views that had been deleted, and every row checked; by the use case of \`oms rebuild-views\` on SQLite`;
        return { 'rebuild.events_per_s': perSecond(report.events, ms) };
      });
      return { runs, setting };
    } finally {
      await runtime.stop();
    }
  });
