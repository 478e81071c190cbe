import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Names } from '../../platform/aws/names.ts';

/** Namespace and only dimension of the metrics that the functions count, as `createAwsObservability` writes them. */
export const ownNamespace = 'Waybill';
export const ownDimensions = ({ prefix }: Pick<Names, 'prefix'>) => ({ service: prefix }) as const;

// None has a label: CloudFormation would then write even a plain alarm as one over an expression, which emulators refuse.
const over = (statistic: string, periodSeconds: number): Pick<MetricOptions, 'statistic' | 'period'> => ({
  statistic,
  period: Duration.seconds(periodSeconds),
});

/** A metric that the product counts itself, or measures where another statistic than the sum is asked for. */
export const ownMetric = (
  names: Pick<Names, 'prefix'>,
  metricName: string,
  periodSeconds: number,
  statistic: 'Sum' | 'Maximum' = 'Sum',
): Metric =>
  new Metric({
    namespace: ownNamespace,
    metricName,
    dimensionsMap: ownDimensions(names),
    ...over(statistic, periodSeconds),
  });

/** @param queueName in full, such as `waybill-prod-orders-intake` */
export const queueMetric = (
  queueName: string,
  metricName: 'ApproximateNumberOfMessagesVisible' | 'ApproximateAgeOfOldestMessage',
  periodSeconds: number,
): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queueName },
    ...over('Maximum', periodSeconds),
  });

/** Without a name, the sum over every function of account and region. */
export const functionMetric = (
  functionName: string | undefined,
  metricName: 'Errors' | 'Throttles' | 'Duration' | 'IteratorAge' | 'ConcurrentExecutions',
  statistic: string,
  periodSeconds: number,
): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    ...(functionName === undefined ? {} : { dimensionsMap: { FunctionName: functionName } }),
    ...over(statistic, periodSeconds),
  });

export type TableMetric = 'ReadThrottleEvents' | 'WriteThrottleEvents' | 'ConsumedReadCapacityUnits' | 'ConsumedWriteCapacityUnits';

export const tableMetric = (tableName: string, metricName: TableMetric, periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: tableName },
    ...over('Sum', periodSeconds),
  });

/** DynamoDB counts its own errors for each operation only. */
export const tableErrorMetric = (tableName: string, operation: string, periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: 'SystemErrors',
    dimensionsMap: { TableName: tableName, Operation: operation },
    ...over('Sum', periodSeconds),
  });

/**
 * How a rule of the product's bus brings its events to their queue. Both are sent only when they are not zero.
 * @param ruleName in full, such as `waybill-prod-order-events`
 */
export const ruleMetric = (
  eventBusName: string,
  ruleName: string,
  metricName: 'Invocations' | 'FailedInvocations',
  periodSeconds: number,
): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName,
    dimensionsMap: { EventBusName: eventBusName, RuleName: ruleName },
    ...over('Sum', periodSeconds),
  });

export type MachineMetric =
  | 'ExecutionsStarted'
  | 'ExecutionsSucceeded'
  | 'ExecutionsFailed'
  | 'ExecutionsTimedOut'
  | 'ExecutionsAborted'
  | 'ExecutionThrottled';

/** Copies of the vault: those that failed, and those that AWS Backup could not delete in time. */
export const backupMetric = (
  backupVaultName: string,
  metricName: 'NumberOfBackupJobsFailed' | 'NumberOfRecoveryPointsExpired',
  periodSeconds: number,
): Metric =>
  new Metric({
    namespace: 'AWS/Backup',
    metricName,
    dimensionsMap: { BackupVaultName: backupVaultName },
    ...over('Maximum', periodSeconds),
  });

/** Seconds that the oldest event has waited to be archived. */
export const archiveAgeMetric = (deliveryStreamName: string, periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/Firehose',
    metricName: 'DeliveryToS3.DataFreshness',
    dimensionsMap: { DeliveryStreamName: deliveryStreamName },
    ...over('Maximum', periodSeconds),
  });

/** Over all versions of the machine. */
export const machineMetric = (machineArn: string, metricName: MachineMetric, periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/States',
    metricName,
    dimensionsMap: { StateMachineArn: machineArn },
    ...over('Sum', periodSeconds),
  });

/** Milliseconds from the start of an execution to its end, of those that ended. */
export const executionTimeMetric = (machineArn: string, statistic: 'p95' | 'p99', periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: 'ExecutionTime',
    dimensionsMap: { StateMachineArn: machineArn },
    ...over(statistic, periodSeconds),
  });

export const apiMetric = (
  apiId: string,
  metricName: 'Count' | '4xx' | '5xx' | 'Latency',
  statistic: string,
  periodSeconds: number,
): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: apiId },
    ...over(statistic, periodSeconds),
  });

/** CloudFront is counted in us-east-1 only, under the region `Global`. */
export const distributionMetric = (distributionId: string, metricName: '5xxErrorRate', periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    ...over('Average', periodSeconds),
  });

/** Requests that any rule of a web ACL in front of CloudFront blocked; such an ACL has no dimension for the region. */
export const blockedMetric = (webAclMetricName: string, periodSeconds: number): Metric =>
  new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: webAclMetricName, Rule: 'ALL' },
    ...over('Sum', periodSeconds),
  });
