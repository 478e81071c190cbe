// `npm run channel-outage -- --down shopify --hours 30`: a day of four channels on virtual time, with and without an outage
// of one of them, side by side. Nothing may be lost, doubled, or late anywhere else. Exit code 1 when something is.
import { parseArgs } from 'node:util';
import { type ChannelName, channelNames } from '../lib/channels/domain/channel-names.ts';
import { outageText } from './channel-outage/report.ts';
import { type OutageOptions, runOutage } from './channel-outage/scenario.ts';

const usage = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    hours: { type: 'string', default: '30' },
    'orders-per-hour': { type: 'string', default: '20' },
    down: { type: 'string', default: 'shopify' },
    'down-after': { type: 'string', default: '2' },
    'down-hours': { type: 'string', default: '24' },
  },
});

const number = (name: keyof typeof values, min: number, max: number): number => {
  const value = Number(values[name]);
  return Number.isFinite(value) && value >= min && value <= max ? value : usage(`--${name} must be a number from ${min} to ${max}`);
};

const channelNamed = (name: string): ChannelName =>
  channelNames.find((known) => known === name) ?? usage(`--down must be one of ${channelNames.join(', ')}`);

const options: OutageOptions = {
  seed: number('seed', 0, 4_294_967_295),
  hours: number('hours', 1, 240),
  ordersPerHour: number('orders-per-hour', 0.1, 1_000),
  down: channelNamed(values.down),
  downAfterHours: number('down-after', 0, 240),
  downHours: number('down-hours', 0.1, 240),
  faults: new Set(),
};

const calm = await runOutage({ ...options, down: null });
const outage = await runOutage(options);
const { text, problems } = outageText(options, calm, outage);
console.log(text);
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
