/**
 * What AWS bills, each counted in whole units: requests, transitions, bytes, byte-months, megabyte-milliseconds. Memory
 * that was held for a time is counted in MB × ms, storage in bytes × months, so that no count is ever a fraction.
 */
export const meters = [
  'dynamodb.write-units',
  'dynamodb.read-units',
  'dynamodb.storage-byte-months',
  'dynamodb.backup-byte-months',
  'lambda.requests',
  'lambda.mb-ms',
  'step-functions.transitions',
  'eventbridge.events',
  'firehose.bytes',
  'scheduler.invocations',
  'sqs.standard-requests',
  'sqs.fifo-requests',
  'http-api.requests',
  'cloudfront.requests',
  'cloudfront.bytes-out',
  'waf.requests',
  'waf.acl-months',
  'waf.rule-months',
  'kms.requests',
  'kms.key-months',
  's3.put-requests',
  's3.get-requests',
  's3.standard-byte-months',
  's3.infrequent-byte-months',
  'secrets-manager.calls',
  'secrets-manager.secret-months',
  'parameter-store.calls',
  'cloudwatch.log-bytes',
  'cloudwatch.log-byte-months',
  'cloudwatch.metric-months',
  'cloudwatch.alarm-months',
  'cloudwatch.dashboard-months',
  'x-ray.traces',
  'sagemaker.mb-ms',
  'sagemaker.training-seconds',
  'cognito.users',
] as const;

export type Meter = (typeof meters)[number];

/** Counts by meter; a meter that is missing stands at 0. */
export type Usage = Readonly<Partial<Record<Meter, number>>>;

/** The service a meter belongs to, such as `dynamodb`. */
export const serviceOf = (meter: Meter): string => meter.slice(0, meter.indexOf('.'));

export const addUsage = (...all: readonly Usage[]): Usage => {
  const sum: Partial<Record<Meter, number>> = {};
  for (const usage of all) for (const meter of meters) if (usage[meter] !== undefined) sum[meter] = (sum[meter] ?? 0) + usage[meter];
  return sum;
};

/** What was counted between two readings of the same meters. */
export const usageSince = (before: Usage, after: Usage): Usage =>
  Object.fromEntries(meters.flatMap((meter) => (after[meter] === undefined ? [] : [[meter, after[meter] - (before[meter] ?? 0)]])));
