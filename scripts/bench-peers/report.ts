// What the runs come to, for a terminal, a program and the page.
import type { Environment } from '../bench/environment.ts';
import { environmentLine } from '../bench/print.ts';
import { percentile, summarize, type Summary } from '../bench/statistics.ts';
import type { Measured } from './client-process.ts';
import { linesPerOrder } from '../bench/goods.ts';
import type { Times } from './messages.ts';
import { skus } from './goods.ts';
import type { PeersOptions } from './options.ts';
import { dependenciesOf, peers } from './systems.ts';

/** One run of one system. */
export type Run = Measured & {
  readonly round: number;
  readonly id: string;
  readonly title: string;
  /** Orders that were tried. */
  readonly orders: number;
};

export type PeersReport = {
  readonly environment: Environment;
  /** Versions of PostgreSQL and Redis, or nothing when no peer ran. */
  readonly databases: string;
  readonly options: Pick<PeersOptions, 'orders' | 'warmUp' | 'rounds' | 'clients'>;
  readonly runs: readonly Run[];
};

/** One line of the table: a system, and until when an order is timed. */
export type Row = {
  readonly id: string;
  readonly title: string;
  readonly until: string;
  readonly ordersPerSecond: Summary;
  /** Milliseconds, of the orders of all rounds together. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
  readonly requestsPerOrder: number;
  /** Processor time of the server side per order, the middle of the rounds; only where all of it falls into the window. */
  readonly cpuMsPerOrder?: number;
};

const isOurs = (id: string): boolean => id === 'waybill';

const rowOf = (runs: readonly Run[], id: string, until: string, timesOf: (run: Run) => Times, withCpu: boolean): Row => {
  const done = ({ orders, errors }: Run): number => orders - errors;
  const tried = runs.reduce((sum, { orders }) => sum + orders, 0);
  const eachMs = runs.flatMap((run) => timesOf(run).eachMs);
  const cpus = runs.flatMap((run) => (run.cpuMs === undefined || done(run) === 0 ? [] : run.cpuMs / done(run)));
  return {
    id,
    title: runs[0]?.title ?? id,
    until,
    ordersPerSecond: summarize(runs.map((run) => (done(run) * 1_000) / timesOf(run).totalMs)),
    p50Ms: percentile(eachMs, 50),
    p99Ms: percentile(eachMs, 99),
    errors: runs.reduce((sum, { errors }) => sum + errors, 0),
    requestsPerOrder: runs.reduce((sum, { requests }) => sum + requests, 0) / tried,
    ...(withCpu && cpus.length > 0 ? { cpuMsPerOrder: percentile(cpus, 50) } : {}),
  };
};

/** The lines of the table: one for a peer, two for us, since we answer before stock is allocated. */
export const rowsOf = (runs: readonly Run[]): readonly Row[] =>
  [...Map.groupBy(runs, ({ id }) => id)].flatMap(([id, own]) => {
    if (!isOurs(id)) return [rowOf(own, id, 'payment authorised, stock allocated', ({ answered }) => answered, true)];
    // The processor's time is counted until the last order is allocated, so it belongs to that line.
    return [
      rowOf(own, 'waybill_answered', 'answered, durable', ({ answered }) => answered, false),
      rowOf(own, 'waybill_allocated', 'stock allocated, routed', ({ allocated, answered }) => allocated ?? answered, true),
    ];
  });

const number = (value: number, decimals: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

const head = ['system', 'timed until', 'orders/s', 'min to max', 'p50 ms', 'p99 ms', 'errors', 'requests per order', 'CPU ms per order'];

const cellsOf = (row: Row): readonly string[] => {
  const { min, median, max, runs } = row.ordersPerSecond;
  return [
    row.title,
    row.until,
    number(median, 1),
    runs === 1 ? 'one run' : `${number(min, 1)} to ${number(max, 1)}`,
    number(row.p50Ms, 0),
    number(row.p99Ms, 0),
    number(row.errors, 0),
    number(row.requestsPerOrder, 1),
    row.cpuMsPerOrder === undefined ? '' : number(row.cpuMsPerOrder, 0),
  ];
};

const versionsLine = (databases: string): string => {
  const named = Object.values(peers).map(
    ({ title, version, released, licence }) => `${title} ${version} (released ${released}, ${licence})`,
  );
  return `${[...named, databases].filter(Boolean).join('; ')}. Dependencies of the peers as of ${dependenciesOf}.`;
};

const settingLine = ({ orders, warmUp, rounds, clients }: PeersReport['options']): string =>
  `${rounds === 1 ? 'One round' : `${rounds} rounds in turn`}, each of ${orders} orders of ${linesPerOrder} lines after ${warmUp} to warm up, ${clients} clients in a process of their own, ${skus} SKUs at 2 locations; one system running at a time.`;

/** The report as a person reads it in a terminal. */
export const printPeers = ({ environment, databases, options, runs }: PeersReport): string => {
  const lines = [head, ...rowsOf(runs).map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const table = lines.map((cells) =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [environmentLine(environment), versionsLine(databases), settingLine(options), '', ...table].join('\n');
};

/** The part of the page that is printed by the command. */
export const peersMarkdown = ({ environment, databases, options, runs }: PeersReport, command: string): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${environmentLine(environment)} Printed by \`${command}\`.`,
    '',
    `${versionsLine(databases)} ${settingLine(options)}`,
    '',
    line(head),
    '|---|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rowsOf(runs).map((row) => line(cellsOf(row))),
  ].join('\n');
};

const roundTo = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** The report for a program. */
export const peersDocument = ({ environment, databases, options, runs }: PeersReport): Readonly<Record<string, unknown>> => ({
  rows: rowsOf(runs).map((row) => ({
    id: row.id,
    title: row.title,
    until: row.until,
    orders_per_s: {
      median: roundTo(row.ordersPerSecond.median, 2),
      min: roundTo(row.ordersPerSecond.min, 2),
      max: roundTo(row.ordersPerSecond.max, 2),
      runs: row.ordersPerSecond.runs,
    },
    p50_ms: roundTo(row.p50Ms, 2),
    p99_ms: roundTo(row.p99Ms, 2),
    errors: row.errors,
    requests_per_order: roundTo(row.requestsPerOrder, 2),
    ...(row.cpuMsPerOrder === undefined ? {} : { cpu_ms_per_order: roundTo(row.cpuMsPerOrder, 1) }),
  })),
  first_errors: runs.flatMap(({ id, round, firstError }) => (firstError === undefined ? [] : [{ id, round, message: firstError }])),
  options: { orders: options.orders, warm_up: options.warmUp, rounds: options.rounds, clients: options.clients },
  peers: Object.values(peers).map(({ title, version, released, licence }) => ({ title, version, released, licence })),
  databases,
  environment: {
    started_at: environment.startedAt,
    cores: environment.cores,
    processor: environment.processor,
    memory_gb: environment.memoryGb,
    node: environment.node,
    system: environment.system,
    commit: environment.commit,
    changed: environment.changed,
    load_before: environment.loadBefore,
  },
});
