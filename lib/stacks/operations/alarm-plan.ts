import { type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { authorizer } from '../../access/wiring.ts';
import type { Names, TableName } from '../../platform/aws/names.ts';
import { functionsOf } from '../../platform/wiring.functions.ts';
import type { AlarmWiring, CloudAlarmWiring, ContextWiring, ExecutionOutcome, QueueWiring } from '../../platform/wiring.ts';
import { retentionSeconds, visibilitySecondsOf } from '../work-queue.construct.ts';
import * as metrics from './metrics.ts';

/** One alarm of CloudWatch, before it is one of CloudFormation. */
export type PlannedAlarm = {
  /** `<alarm>`, or `<alarm>-<resource>` where the wiring's alarm becomes several. */
  readonly name: string;
  readonly alarm: AlarmWiring | CloudAlarmWiring;
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many of the latest periods have to be over the threshold, and of how many. */
  readonly periods: readonly [over: number, of: number];
  /** What silence means is decided for each kind, because each kind is silent for a reason of its own. */
  readonly missing: TreatMissingData;
  /** A percentile of a handful of requests says nothing; the state then stays as it is. */
  readonly ignoreFewSamples?: true;
};

/** What the alarms of a region are generated from. */
export type Watched = { readonly wirings: readonly ContextWiring[]; readonly names: Names; readonly httpApiId: string };

type Evaluation = Pick<PlannedAlarm, 'threshold' | 'periods' | 'missing'>;

/** CloudWatch refuses an alarm over more metrics. */
export const metricsPerAlarmMax = 10;

/** Tables in the order of what it costs to lose them. */
export const tableNames: readonly TableName[] = ['ledger', 'vault', 'views'];

// What the engine asks of DynamoDB. Scans are left out: only maintenance makes them, and it tells by itself.
const operations = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];

const executionMetrics: Readonly<Record<ExecutionOutcome, metrics.MachineMetric>> = {
  failed: 'ExecutionsFailed',
  'timed-out': 'ExecutionsTimedOut',
  aborted: 'ExecutionsAborted',
  throttled: 'ExecutionThrottled',
};

// A counter that has nothing to count is not published, so silence is the good case.
const silenceIsGood = TreatMissingData.NOT_BREACHING;

const count = (threshold: number, periods: PlannedAlarm['periods']): Evaluation => ({ threshold, periods, missing: silenceIsGood });

const sumOf = (parts: readonly IMetric[], label: string): IMetric => {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  // Most of the metrics have no value in most periods, and a sum with a gap would be a gap.
  const usingMetrics = Object.fromEntries(parts.map((part, index) => [`m${index}`, part]));
  return new MathExpression({ expression: 'SUM(FILL(METRICS(), 0))', usingMetrics, label });
};

const inGroups = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

const queuesOf = ({ wirings }: Watched): readonly QueueWiring[] => wirings.flatMap(({ queues = [] }) => queues);
const streamsOf = ({ wirings }: Watched) => wirings.flatMap(({ streams = [] }) => streams);

/** Machines of the wirings. */
export const machinesOf = ({ wirings }: Pick<Watched, 'wirings'>) => wirings.flatMap(({ machines = [] }) => machines);

/** The archive of events, which has dead letters and no queue of its own. */
const archiveName = 'event-archive';

/** Every dead-letter queue, with the queue, stream or archive that it belongs to. */
export const deadLetterQueuesOf = (watched: Watched): readonly { readonly of: string; readonly queueName: string }[] =>
  [...queuesOf(watched), ...[...streamsOf(watched), { name: archiveName }].map(({ name }) => ({ name, fifo: false }))].map(
    ({ name, fifo = false }) => ({
      of: name,
      queueName: watched.names.queueName(`${name}-dlq`, fifo),
    }),
  );

/** Every queue with a consumer. */
export const workQueuesOf = (watched: Watched): readonly { readonly queue: QueueWiring; readonly queueName: string }[] =>
  queuesOf(watched).map((queue) => ({ queue, queueName: watched.names.queueName(queue.name, queue.fifo ?? false) }));

/** Readers of the ledger, with the function that reads. */
export const readersOf = (watched: Watched) =>
  streamsOf(watched).map(({ name, handler }) => ({ name, functionName: watched.names.functionName(handler) }));

/**
 * Functions that nobody waits for, by context. A failing function behind the API is an `api-errors` already; counting it
 * twice would cost as much again, since CloudWatch charges an alarm by its metrics.
 */
export const backgroundFunctionsOf = ({ wirings, names }: Watched): ReadonlyMap<string, readonly string[]> => {
  const uses = functionsOf(wirings, authorizer).filter(({ trigger }) => trigger !== 'http' && trigger !== 'authorizer');
  return new Map(
    [...Map.groupBy(uses, ({ context }) => context)].map(([context, group]) => [
      context,
      group.map(({ handler }) => names.functionName(handler)),
    ]),
  );
};

// A message may be as old as all of its tries take, and somewhat older. Where that is longer than SQS keeps it, somebody has to
// know while there still is time.
const ageLimit = (queue: QueueWiring, atLeastSeconds: number): number =>
  Math.min(retentionSeconds / 2, Math.max(atLeastSeconds, visibilitySecondsOf(queue) * (queue.maxReceiveCount ?? 4)));

const planCount = (
  alarm: CloudAlarmWiring,
  when: Exclude<Extract<CloudAlarmWiring['when'], { readonly periodSeconds: number }>, { readonly kind: 'backups-failed' }>,
  watched: Watched,
): readonly PlannedAlarm[] => {
  const { names, httpApiId } = watched;
  const { kind, periodSeconds, atLeast } = when;
  const repeated = count(atLeast, [2, 3]);
  switch (kind) {
    case 'function-errors':
      return [...backgroundFunctionsOf(watched)].flatMap(([context, functions]) =>
        inGroups(functions, metricsPerAlarmMax).map((group, index) => ({
          name: `${alarm.name}-${context}${index === 0 ? '' : `-${index + 1}`}`,
          alarm,
          metric: sumOf(
            group.map((name) => metrics.functionMetric(name, 'Errors', 'Sum', periodSeconds)),
            context,
          ),
          ...repeated,
        })),
      );
    case 'function-throttles':
      // The sum of the whole account, because it is the account's limit that runs out, whoever uses it up.
      return [{ name: alarm.name, alarm, metric: metrics.functionMetric(undefined, 'Throttles', 'Sum', periodSeconds), ...repeated }];
    case 'table-throttles':
      return tableNames.map((table) => ({
        name: `${alarm.name}-${table}`,
        alarm,
        metric: sumOf(
          (['ReadThrottleEvents', 'WriteThrottleEvents'] as const).map((metric) =>
            metrics.tableMetric(names.tableName(table), metric, periodSeconds),
          ),
          table,
        ),
        ...repeated,
      }));
    case 'table-errors':
      return tableNames.map((table) => ({
        name: `${alarm.name}-${table}`,
        alarm,
        metric: sumOf(
          operations.map((operation) => metrics.tableErrorMetric(names.tableName(table), operation, periodSeconds)),
          table,
        ),
        ...repeated,
      }));
    case 'api-errors':
      return [{ name: alarm.name, alarm, metric: metrics.apiMetric(httpApiId, '5xx', 'Sum', periodSeconds), ...repeated }];
    case 'executions':
      return machinesOf(watched).flatMap((machine) =>
        when.outcomes.map((outcome) => ({
          name: `${alarm.name}-${machine.name}${when.outcomes.length === 1 ? '' : `-${outcome}`}`,
          alarm,
          metric: metrics.machineMetric(names.machineArn(machine.name), executionMetrics[outcome], periodSeconds),
          ...count(atLeast, [1, 1]),
        })),
      );
    case 'edge-blocked':
      return [];
  }
};

const planCloud = (alarm: CloudAlarmWiring, watched: Watched): readonly PlannedAlarm[] => {
  const { when } = alarm;
  switch (when.kind) {
    case 'queue-age':
      // A queue without traffic stops reporting after six hours.
      return workQueuesOf(watched).map(({ queue, queueName }) => ({
        name: `${alarm.name}-${queue.name}`,
        alarm,
        metric: metrics.queueMetric(queueName, 'ApproximateAgeOfOldestMessage', 60),
        ...count(ageLimit(queue, when.atLeastSeconds), [3, 3]),
      }));
    case 'stream-age':
      // Only an invocation reports the age. A reader that is late and then falls silent has not caught up: the state stays.
      return readersOf(watched).map(({ name, functionName }) => ({
        name: `${alarm.name}-${name}`,
        alarm,
        metric: metrics.functionMetric(functionName, 'IteratorAge', 'Maximum', 60),
        threshold: when.atLeastSeconds * 1_000,
        periods: [3, 3],
        missing: TreatMissingData.IGNORE,
      }));
    case 'api-latency':
      return [
        {
          name: alarm.name,
          alarm,
          metric: metrics.apiMetric(watched.httpApiId, 'Latency', 'p99', 300),
          // Without requests nobody waits.
          ...count(when.atLeastMs, [3, 3]),
          ignoreFewSamples: true,
        },
      ];
    case 'backups-failed':
      return (
        [
          ['copies', 'NumberOfBackupJobsFailed'],
          ['deletions', 'NumberOfRecoveryPointsExpired'],
        ] as const
      ).map(([what, metricName]) => ({
        name: `${alarm.name}-${what}`,
        alarm,
        metric: metrics.backupMetric(watched.names.prefix, metricName, when.periodSeconds),
        ...count(when.atLeast, [1, 1]),
      }));
    case 'archive-age':
      return [
        {
          name: alarm.name,
          alarm,
          metric: metrics.archiveAgeMetric(watched.names.archiveStreamName, 900),
          ...count(when.atLeastSeconds, [2, 2]),
        },
      ];
    // Not of this region, not of CloudWatch, or made of the others.
    case 'edge-errors':
    case 'budget':
    case 'any-of':
      return [];
    default:
      return planCount(alarm, when, watched);
  }
};

const planShared = (alarm: AlarmWiring, watched: Watched): readonly PlannedAlarm[] => {
  const { when } = alarm;
  switch (when.kind) {
    case 'metric-sum':
    case 'metric-max':
      return [
        {
          name: alarm.name,
          alarm,
          metric: metrics.ownMetric(watched.names, when.metric, when.periodSeconds, when.kind === 'metric-sum' ? 'Sum' : 'Maximum'),
          ...count(when.atLeast, [1, 1]),
        },
      ];
    case 'dead-letters':
      return deadLetterQueuesOf(watched).map(({ of, queueName }) => ({
        name: `${alarm.name}-${of}`,
        alarm,
        metric: metrics.queueMetric(queueName, 'ApproximateNumberOfMessagesVisible', 60),
        ...count(when.atLeast, [1, 1]),
      }));
    case 'queue-backlog':
      // A burst works itself off within minutes.
      return workQueuesOf(watched).map(({ queue, queueName }) => ({
        name: `${alarm.name}-${queue.name}`,
        alarm,
        metric: metrics.queueMetric(queueName, 'ApproximateNumberOfMessagesVisible', 60),
        ...count(when.atLeast, [5, 5]),
      }));
  }
};

/** Every alarm over metrics of the region, generated from what the wirings declare and from what they consist of. */
export const planAlarms = (watched: Watched): readonly PlannedAlarm[] =>
  watched.wirings.flatMap(({ alarms = [], cloudAlarms = [] }) => [
    ...cloudAlarms.flatMap((alarm) => planCloud(alarm, watched)),
    ...alarms.flatMap((alarm) => planShared(alarm, watched)),
  ]);

/** The alarms over what stands at the edge; their metrics are in us-east-1, whatever the region of the rest. */
export const planEdgeAlarms = (
  wirings: readonly ContextWiring[],
  edge: { readonly distributionId: string; readonly webAclMetricName: string },
): readonly PlannedAlarm[] =>
  wirings
    .flatMap(({ cloudAlarms = [] }) => cloudAlarms)
    .flatMap((alarm): readonly PlannedAlarm[] => {
      const { when } = alarm;
      if (when.kind === 'edge-errors') {
        const metric = metrics.distributionMetric(edge.distributionId, '5xxErrorRate', 300);
        return [{ name: alarm.name, alarm, metric, ...count(when.atLeastPercent, [2, 3]) }];
      }
      if (when.kind === 'edge-blocked') {
        const metric = metrics.blockedMetric(edge.webAclMetricName, when.periodSeconds);
        return [{ name: alarm.name, alarm, metric, ...count(when.atLeast, [2, 3]) }];
      }
      return [];
    });
