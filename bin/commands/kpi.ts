import type { Command } from 'commander';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { Kpis } from '../../lib/operations/index.ts';
import { counted, paragraphs, table } from './output.ts';
import { instant } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type Options = { readonly from?: Instant; readonly to?: Instant };
type Latency = Kpis['latency']['receivedToShipped'];

const steps = [
  ['received → recorded', 'receivedToRecorded'],
  ['received → allocated', 'receivedToAllocated'],
  ['  undisturbed', 'undisturbedReceivedToAllocated'],
  ['received → shipped', 'receivedToShipped'],
] as const satisfies readonly (readonly [string, keyof Kpis['latency']])[];

const unknown = '–';

/** Milliseconds as people read them: `840 ms`, `12.5 s`, `3.2 h`. */
const duration = (ms: number | null): string => {
  if (ms === null) return unknown;
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 7_200_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
};

const ordersLine = ({ orders, from, to }: Kpis): string => {
  const placed = `${orders.isEstimate ? 'About ' : ''}${counted(orders.inRange, 'order')} placed from ${from} to ${to}`;
  return orders.isSample ? `${placed}; measured on a sample of ${orders.read}.` : `${placed}.`;
};

const deliveryLine = ({ eventDelivery: { successPercent, deliveries, givenUp } }: Kpis): string =>
  successPercent === null
    ? 'Event delivery: nothing was to be delivered.'
    : `Event delivery: ${successPercent} %; ${givenUp} of ${counted(deliveries, 'delivery', 'deliveries')} given up.`;

const latencyRow = (name: string, { orders, waiting, p95Ms, p99Ms }: Latency): readonly string[] => [
  name,
  duration(p95Ms),
  duration(p99Ms),
  String(orders),
  String(waiting),
];

const messagesLine = ({ messages: { failed, hasMoreFailed, replayed } }: Kpis): string =>
  `Messages: ${hasMoreFailed ? 'at least ' : ''}${failed} failed, ${replayed} replayed.`;

const seconds = (value: number | null): string => duration(value === null ? null : value * 1_000);

const recoveryLines = ({ recovery: { outages, meanSeconds, longestSeconds, open } }: Kpis): string =>
  [
    outages === 0
      ? 'Integration MTTR: no outage of a channel ended.'
      : `Integration MTTR: ${seconds(meanSeconds)} over ${counted(outages, 'outage')}, the longest ${seconds(longestSeconds)}.`,
    ...open.map(({ channel, account, from, problem }) => `${channel}/${account} has been failing since ${from}: ${problem}.`),
  ].join('\n');

/** The figures on a page. */
export const kpiPage = (kpis: Kpis): string =>
  paragraphs(
    ordersLine(kpis),
    deliveryLine(kpis),
    table(
      ['Latency', 'p95', 'p99', 'Orders', 'Waiting'],
      steps.map(([name, key]) => latencyRow(name, kpis.latency[key])),
      ['p95', 'p99', 'Orders', 'Waiting'],
    ),
    [
      messagesLine(kpis),
      ...kpis.messages.queues.map(({ queue, failed, replayed }) => `  ${queue}: ${failed} failed, ${replayed} replayed`),
    ].join('\n'),
    recoveryLines(kpis),
  );

/** `oms kpi`: how well the parts work together. */
export const registerKpi = (program: Command, session: Session): void => {
  program
    .command('kpi')
    .summary('event delivery, latency, failed and replayed messages, time to recovery')
    .description('Measures the integration over a range of at most 31 days, by default the last 24 hours. docs/kpis.md has the formulas.')
    .option('--from <instant>', 'beginning of the range; by default 24 hours before its end', instant)
    .option('--to <instant>', 'end of the range; by default now', instant)
    .action(
      action<Options>(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ openKpis }, { kpiRange }] = await Promise.all([
            import('../../lambdas/operations/kpis.ts'),
            import('../../lib/operations/index.ts'),
          ]);
          const range = kpiRange(platform.clock.now(), call.options);
          if (!range.ok) throw new CommandError(range.error.code, `--from ${range.error.message}.`, exitCodes.usage);
          const kpis = await openKpis(platform)(call.tenantId, range.value);
          call.print(kpis, () => kpiPage(kpis));
        }),
      ),
    );
};
