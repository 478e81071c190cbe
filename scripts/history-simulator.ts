// The past of a simulated retailer, as rows that `oms import-history` reads:
//   node scripts/history-simulator.ts [--days 730] [--orders-per-day 142] [--seed 20261101] [--first-day 2024-11-01] [--wardrobes] [--summary] > history.jsonl
// With --wardrobes each size is a SKU and returns depend on fit and person. The same options make the same bytes. Every figure that shapes the shop stands in lib/intelligence/domain/history/history.setting.ts.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { generateHistory, type HistoryOptions, standardHistory } from '../lib/intelligence/domain/history/index.ts';
import { createRandom } from '../lib/platform/simulation/random.ts';
import { summaryOf } from './history-simulator/summary.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string' },
    'orders-per-day': { type: 'string' },
    seed: { type: 'string' },
    'first-day': { type: 'string' },
    wardrobes: { type: 'boolean', default: false },
    summary: { type: 'boolean', default: false },
  },
});

const refuse = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const whole = (option: string, text: string | undefined, otherwise: number, least: number): number => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= least ? value : refuse(`--${option} takes a whole number from ${least}, not ${text}.`);
};

const firstDay = values['first-day'] ?? standardHistory.firstDay;
if (!/^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(firstDay)) refuse(`--first-day takes a day such as 2024-11-01, not ${firstDay}.`);
const options: HistoryOptions = {
  ...standardHistory,
  seed: whole('seed', values.seed, standardHistory.seed, 0),
  days: whole('days', values.days, standardHistory.days, 1),
  ordersPerDay: whole('orders-per-day', values['orders-per-day'], standardHistory.ordersPerDay, 1),
  firstDay,
  wardrobes: values.wardrobes,
};

const rows = generateHistory(createRandom(options.seed), options);
if (values.summary) {
  console.log(JSON.stringify(summaryOf(rows), null, 2));
} else {
  let chunk = '';
  for (const row of rows) {
    chunk += `${JSON.stringify(row)}\n`;
    if (chunk.length < 1 << 20) continue;
    // Standard output may be slower than the simulation.
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    chunk = '';
  }
  process.stdout.write(chunk);
}
