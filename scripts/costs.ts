// What an order costs on AWS: serves orders on this machine with a meter on every port, and prices what was counted.
//   npm run costs -- [--orders 60] [--seed 1] [--orders-per-day 2000 …] [--assume http-ms=80 …] [--json]
import { parseArgs } from 'node:util';
import { type Assumptions, defaultAssumptions, isAssumptionName } from '../lib/operations/domain/costs/assumptions.ts';
import { prices } from '../lib/operations/domain/costs/prices.us-east-1.2026-11.ts';
import { wirings } from '../lib/wirings.ts';
import { estateOf } from './costs/estate.ts';
import { measure } from './costs/measure.ts';
import { printReport, reportJson } from './costs/print.ts';
import { createReport } from './costs/report.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    'orders-per-day': { type: 'string', multiple: true },
    assume: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});

const refuse = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const wholeNumber = (option: string, text: string, least: number): number => {
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= least ? value : refuse(`${option} takes a whole number from ${least}, not ${text}.`);
};

const assumption = (text: string): readonly [string, number] => {
  const [name = '', value = ''] = text.split('=');
  if (!isAssumptionName(name)) return refuse(`There is no assumption ${name}; there are ${Object.keys(defaultAssumptions).join(', ')}.`);
  return [name, wholeNumber(`--assume ${name}`, value, 0)];
};

const orders = wholeNumber('--orders', values.orders, 1);
const seed = wholeNumber('--seed', values.seed, 0);
const ordersPerDay = (values['orders-per-day'] ?? ['2000', '20000', '80000']).map((text) => wholeNumber('--orders-per-day', text, 1));
const assumed: Assumptions = { ...defaultAssumptions, ...Object.fromEntries(values.assume.map(assumption)) };
if (assumed['long-poll-seconds'] === 0) refuse('--assume long-poll-seconds takes a whole number from 1.');
if (assumed['hot-months'] > assumed['retention-months']) refuse('hot-months cannot be more than retention-months.');

const measured = await measure({ orders, seed, assumed, tell: (line) => console.error(line) });
const report = createReport({ measured, seed, estate: estateOf(wirings), list: prices, assumed, ordersPerDay });
console.log(values.json ? reportJson(report) : printReport(report));
