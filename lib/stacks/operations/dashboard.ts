import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { backgroundFunctionsOf, deadLetterQueuesOf, machinesOf, readersOf, tableNames, type Watched, workQueuesOf } from './alarm-plan.ts';
import type { Alarms } from './alarms.ts';
import { alarmsUrl, budgetsUrl, type ConsolePlace, dashboardUrl, logsInsightsUrl, machineUrl } from './console-links.ts';
import * as metrics from './metrics.ts';
import { runbookDashboardName } from './runbooks.ts';

type Row = readonly IWidget[];

const fiveMinutes = 300;
const height = 6;

const graph = (title: string, left: readonly IMetric[], width: number): IWidget =>
  new GraphWidget({ title, left: [...left], width, height, period: Duration.seconds(fiveMinutes) });

const heading = (markdown: string): Row => [new TextWidget({ markdown, width: 24, height: 1 })];

const link = (text: string, url: string): string => `[${text}](${url})`;

const ageOfOldest = (watched: Watched): readonly IMetric[] =>
  workQueuesOf(watched).map(({ queueName }) => metrics.queueMetric(queueName, 'ApproximateAgeOfOldestMessage', fiveMinutes));

const readerAges = (watched: Watched): readonly IMetric[] =>
  readersOf(watched).map(({ functionName }) => metrics.functionMetric(functionName, 'IteratorAge', 'Maximum', fiveMinutes));

const machine = (watched: Watched, name: string, metric: metrics.MachineMetric, label: string): IMetric =>
  metrics.machineMetric(watched.names.machineArn(name), metric, fiveMinutes).with({ label });

const failingExecutions = (watched: Watched): readonly IMetric[] =>
  machinesOf(watched).flatMap(({ name }) =>
    (['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] as const).map((metric) =>
      machine(watched, name, metric, `${name} ${metric}`),
    ),
  );

// The workflows themselves count what flows, at no price: an order's execution begins when it is accepted, a shipment's when
// the order is confirmed and has its stock, and that one succeeds when the parcel has left.
const flow = (watched: Watched, alarms: Alarms, place: ConsolePlace): readonly Row[] => {
  const { names } = watched;
  const links = [
    link('Runbooks', dashboardUrl(place, runbookDashboardName(names))),
    link('Alarms', alarmsUrl(place)),
    link('Logs', logsInsightsUrl(place)),
    ...machinesOf(watched).map(({ name }) => link(name, machineUrl(place, names.machineArn(name)))),
  ];
  const oldest = new MathExpression({
    expression: 'MAX(FILL(METRICS(), 0))',
    usingMetrics: Object.fromEntries(ageOfOldest(watched).map((metric, index) => [`m${index}`, metric])),
    label: 'seconds',
    period: Duration.seconds(fiveMinutes),
  });
  return [
    [
      new AlarmStatusWidget({ title: 'Are orders flowing?', alarms: [...alarms.values()], width: 5, height }),
      graph(
        'Orders per five minutes',
        [
          metrics.ownMetric(names, 'ChannelOrdersReceived', fiveMinutes),
          machine(watched, 'order-lifecycle', 'ExecutionsStarted', 'orders begun'),
          machine(watched, 'shipment-lifecycle', 'ExecutionsStarted', 'shipments of confirmed orders'),
          machine(watched, 'shipment-lifecycle', 'ExecutionsSucceeded', 'shipments that left'),
          machine(watched, 'order-lifecycle', 'ExecutionsSucceeded', 'orders done'),
        ],
        7,
      ),
      new SingleValueWidget({ title: 'Oldest message not handled', metrics: [oldest], width: 3, height }),
      graph('Readers behind the ledger (ms)', readerAges(watched), 4),
      graph('Workflows that ended without finishing', failingExecutions(watched), 5),
    ],
    heading(links.join(' · ')),
  ];
};

const api = ({ httpApiId, names }: Watched): readonly Row[] => [
  heading('## API'),
  [
    graph(
      'Requests',
      (['Count', '4xx', '5xx'] as const).map((name) =>
        metrics.apiMetric(httpApiId, name, name === 'Count' ? 'SampleCount' : 'Sum', fiveMinutes),
      ),
      8,
    ),
    graph(
      'Latency (ms)',
      ['p50', 'p99'].map((statistic) => metrics.apiMetric(httpApiId, 'Latency', statistic, fiveMinutes)),
      8,
    ),
    graph(
      'Webhooks',
      ['ChannelOrdersReceived', 'WebhookSignatureInvalid', 'WebhookSecretMissing'].map((name) =>
        metrics.ownMetric(names, name, fiveMinutes),
      ),
      8,
    ),
  ],
];

// What is asked of channels through their APIs, beside what they send by themselves.
const channels = ({ names }: Watched): readonly Row[] => [
  heading('## Channels'),
  [
    graph('Behind a channel at most (s)', [metrics.ownMetric(names, 'ChannelLagSeconds', fiveMinutes, 'Maximum')], 8),
    graph(
      'Reading that failed',
      ['ChannelPollsFailed', 'ChannelCredentialsRefused', 'ChannelWebhookChecksFailed', 'ChannelEventsRefused'].map((name) =>
        metrics.ownMetric(names, name, fiveMinutes),
      ),
      8,
    ),
    graph(
      'Orders that had to be looked for, and subscriptions put right',
      ['ChannelOrdersRecovered', 'ChannelWebhooksMended'].map((name) => metrics.ownMetric(names, name, fiveMinutes)),
      8,
    ),
  ],
  [
    graph(
      'Notices given, and those that wait or were refused',
      ['ChannelNoticesGiven', 'ChannelNoticesLate', 'ChannelNoticesRefused', 'ChannelNoticesLeftOut'].map((name) =>
        metrics.ownMetric(names, name, fiveMinutes),
      ),
      8,
    ),
    graph(
      'From a change of stock until the channel has it, at most (s)',
      [metrics.ownMetric(names, 'ChannelStockLagSeconds', fiveMinutes, 'Maximum')],
      8,
    ),
    graph(
      'Stock told, refused, found to differ, shown otherwise, and oversold',
      ['ChannelStockPublished', 'ChannelStockRefused', 'ChannelStockDiffering', 'ChannelStockDrift', 'ChannelOversells'].map((name) =>
        metrics.ownMetric(names, name, fiveMinutes),
      ),
      8,
    ),
  ],
];

const rulesOf = ({ wirings, names }: Watched): readonly string[] =>
  wirings
    .flatMap(({ subscriptions = [] }) => subscriptions)
    .filter(({ bus }) => bus !== 'aws')
    .map(({ name }) => `${names.prefix}-${name}`);

// What AWS itself has of the figures that `GET /kpis` measures: of all tenants together, and without a sample.
const integration = (watched: Watched): readonly Row[] => {
  const { names } = watched;
  const rules = rulesOf(watched);
  const ofRules = (id: string, metric: 'Invocations' | 'FailedInvocations') =>
    Object.fromEntries(rules.map((rule, index) => [`${id}${index}`, metrics.ruleMetric(names.busName, rule, metric, fiveMinutes)]));
  const delivered = new MathExpression({
    // Failures are reported only where there are some, and a quiet five minutes has no share.
    expression: '100 - 100 * SUM(FILL(METRICS("failed"), 0)) / SUM(METRICS("invoked"))',
    usingMetrics: { ...ofRules('failed', 'FailedInvocations'), ...ofRules('invoked', 'Invocations') },
    label: 'percent',
    period: Duration.seconds(fiveMinutes),
  });
  const times = machinesOf(watched).flatMap(({ name }) =>
    (['p95', 'p99'] as const).map((statistic) =>
      metrics.executionTimeMetric(names.machineArn(name), statistic, fiveMinutes).with({ label: `${name} ${statistic}` }),
    ),
  );
  const deadLetters = deadLetterQueuesOf(watched).map(({ queueName }) =>
    metrics.queueMetric(queueName, 'ApproximateNumberOfMessagesVisible', fiveMinutes),
  );
  const failed = new MathExpression({
    expression: 'SUM(FILL(METRICS(), 0))',
    usingMetrics: Object.fromEntries(deadLetters.map((metric, index) => [`d${index}`, metric])),
    label: 'dead letters',
    period: Duration.seconds(fiveMinutes),
  });
  return [
    heading('## Integration (the figures of `oms kpi`, as far as AWS has them)'),
    [
      graph('Events that the bus delivered (%)', [delivered], 8),
      graph('Time of workflows from begin to end (ms)', times, 8),
      graph('Failed messages, and tries of channels that failed', [failed, metrics.ownMetric(names, 'ChannelPollsFailed', fiveMinutes)], 8),
    ],
  ];
};

const queues = (watched: Watched): readonly Row[] => {
  const visible = (queueName: string): IMetric => metrics.queueMetric(queueName, 'ApproximateNumberOfMessagesVisible', fiveMinutes);
  return [
    heading('## Queues'),
    [
      graph(
        'Waiting',
        workQueuesOf(watched).map(({ queueName }) => visible(queueName)),
        8,
      ),
      graph('Age of the oldest (s)', ageOfOldest(watched), 8),
      graph(
        'Dead letters',
        deadLetterQueuesOf(watched).map(({ queueName }) => visible(queueName)),
        8,
      ),
    ],
  ];
};

const workflows = (watched: Watched): readonly Row[] => {
  const per = (metric: metrics.MachineMetric): readonly IMetric[] =>
    machinesOf(watched).map(({ name }) => machine(watched, name, metric, name));
  return [
    heading('## Workflows'),
    [
      graph('Begun', per('ExecutionsStarted'), 8),
      graph('Finished', per('ExecutionsSucceeded'), 8),
      graph('Slowed down', per('ExecutionThrottled'), 8),
    ],
  ];
};

const functions = (watched: Watched): readonly Row[] => {
  const names = [...backgroundFunctionsOf(watched).values()].flat();
  return [
    heading('## Functions behind the API'),
    [
      graph(
        'Errors',
        names.map((name) => metrics.functionMetric(name, 'Errors', 'Sum', fiveMinutes)),
        8,
      ),
      graph(
        'Duration, p99 (ms)',
        names.map((name) => metrics.functionMetric(name, 'Duration', 'p99', fiveMinutes)),
        8,
      ),
      graph(
        'Whole account',
        [
          metrics.functionMetric(undefined, 'ConcurrentExecutions', 'Maximum', fiveMinutes),
          metrics.functionMetric(undefined, 'Throttles', 'Sum', fiveMinutes),
        ],
        8,
      ),
    ],
  ];
};

const tables = ({ names }: Watched): readonly Row[] => {
  const of = (...wanted: readonly metrics.TableMetric[]): readonly IMetric[] =>
    tableNames.flatMap((table) => wanted.map((metric) => metrics.tableMetric(names.tableName(table), metric, fiveMinutes)));
  return [
    heading('## Tables'),
    [
      graph('Write units', of('ConsumedWriteCapacityUnits'), 8),
      graph('Read units', of('ConsumedReadCapacityUnits'), 8),
      graph('Turned away', of('ReadThrottleEvents', 'WriteThrottleEvents'), 8),
    ],
  ];
};

const models = ({ names }: Watched): readonly Row[] => [
  heading('## Models'),
  [
    graph(
      'Answered without the endpoint',
      ['ScoringFallbacks', 'ScoringBreakerOpen'].map((name) => metrics.ownMetric(names, name, fiveMinutes)),
      12,
    ),
    graph('Stock that was gone when reserved', [metrics.ownMetric(names, 'ReservationsContended', fiveMinutes)], 12),
  ],
];

const cost = (place: ConsolePlace): readonly Row[] => [
  heading('## Cost'),
  [
    new TextWidget({
      markdown: [
        'CloudWatch has no figure for money. What is spent follows the orders begun and the write units above.',
        `${link('Budget of this installation', budgetsUrl(place))}: filtered by the tag \`waybill:stage\`. In Cost Explorer, group by the tag \`waybill:component\`.`,
      ].join('\n\n'),
      width: 24,
      height: 3,
    }),
  ],
];

/** The page that answers, from top to bottom: do orders flow, and if not, where do they stand? */
export const createDashboard = (scope: Construct, watched: Watched, alarms: Alarms, place: ConsolePlace): Dashboard => {
  const rows = [
    ...flow(watched, alarms, place),
    ...api(watched),
    ...channels(watched),
    ...integration(watched),
    ...queues(watched),
    ...workflows(watched),
    ...functions(watched),
    ...tables(watched),
    ...models(watched),
    ...cost(place),
  ];
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: watched.names.dashboardName,
    defaultInterval: Duration.hours(6),
    widgets: rows.map((row) => [...row]),
  });
};
