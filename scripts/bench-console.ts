// `npm run bench:console [-- --json]`: how long somebody waits for the first page of the console, and what the page takes of the
// browser's memory, with 100,000 orders behind it. Needs Chromium.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { builtConsole } from '../bin/console/built-console.ts';
import { startServer } from './bench/server.ts';
import { percentile } from './bench/statistics.ts';
import { startWatch } from './bench/stopwatch.ts';
import { withTemporaryFolder } from './bench/temporary-folder.ts';
import { load } from './bench/views.ts';
import { chromiumRequirement, openBrowser } from './support/chromium.ts';

const visits = 15;
const pagesShown = 20;
const rowsPerPage = 50;
const bytesPerMb = 1024 * 1024;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, orders: { type: 'string', default: '100000' } } });
const orders = Number(values.orders);
const tell = (line: string): void => console.error(line);

const heapMb = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return usedSize / bytesPerMb;
};

const measure = (): Promise<Readonly<Record<string, number>>> =>
  withTemporaryFolder(async (folder) => {
    // Whoever opens the page after the start finds it built.
    await builtConsole();
    const { apiKey } = await load(folder, orders, tell);
    const server = await startServer(folder, { apiKey });
    const browser = await openBrowser();
    try {
      const firstViews: number[] = [];
      for (let visit = 0; visit <= visits; visit += 1) {
        // Nothing is kept from the visit before: each is somebody's first.
        const page = await (await browser.newContext()).newPage();
        const watch = startWatch();
        await page.goto(`${server.url}/console/#key=${apiKey}`);
        await page.getByRole('region', { name: 'On the way' }).getByRole('link').first().waitFor();
        // The first of all also starts the browser and compiles the functions.
        if (visit > 0) firstViews.push(watch());
        await page.context().close();
      }
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${server.url}/console/#key=${apiKey}`);
      await page.getByRole('link', { name: 'Orders', exact: true }).click();
      for (let shown = 1; shown < pagesShown; shown += 1) {
        await page.getByRole('button', { name: 'Show more' }).click();
        await page
          .locator('[data-row]')
          .nth((shown + 1) * rowsPerPage - 1)
          .waitFor({ timeout: 60_000 });
      }
      const longList = await heapMb(page);
      await page.getByRole('link', { name: 'Pipeline' }).click();
      await page.getByRole('region', { name: 'On the way' }).waitFor();
      return {
        orders,
        first_view_p50_ms: percentile(firstViews, 50),
        first_view_p95_ms: percentile(firstViews, 95),
        [`heap_after_${pagesShown * rowsPerPage}_rows_mb`]: longList,
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  });

const { missing, install } = chromiumRequirement();
if (missing !== undefined) {
  console.error(`Not measured: ${missing}. To measure: ${install}`);
  process.exit(1);
}
const figures = await measure();
if (values.json) console.log(JSON.stringify({ console: figures }, null, 2));
else
  for (const [name, value] of Object.entries(figures))
    console.log(`${`console.${name}`.padEnd(36)} ${value.toFixed(name === 'orders' ? 0 : 1)}`);
