// List prices of us-east-1 in US dollars, as read on the day below. Never edit a price in place: add a file with a new
// date, so that what an older report said can still be followed.
import type { PriceList } from './bill.ts';

const gigabyte = 1_073_741_824;
const gigabyteSecond = 1_024_000;

/** Where a figure of AWS's own price list was found quoted, word for word with its usage type, in public source code. */
const priceListEntry = (usageType: string): string => `AWS Price List, usage type ${usageType}, as quoted in public source code`;

export const prices: PriceList = {
  region: 'us-east-1',
  readOn: '2026-11-22',
  prices: {
    'dynamodb.write-units': {
      usdE10: 6_250_000_000,
      per: 1_000_000,
      unit: 'write request unit, on demand, after the cut of November 2024',
      source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
    },
    'dynamodb.read-units': {
      usdE10: 1_250_000_000,
      per: 1_000_000,
      unit: 'read request unit, on demand, strongly consistent',
      source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
    },
    'dynamodb.storage-byte-months': {
      usdE10: 2_500_000_000,
      per: gigabyte,
      unit: 'GB-month, Standard table class',
      source: 'https://aws.amazon.com/dynamodb/pricing/',
    },
    'dynamodb.backup-byte-months': {
      usdE10: 2_000_000_000,
      per: gigabyte,
      unit: 'GB-month under point-in-time recovery',
      source: priceListEntry('TimedPITRStorage-ByteHrs'),
    },
    'lambda.requests': {
      usdE10: 2_000_000_000,
      per: 1_000_000,
      unit: 'invocation; readers of DynamoDB Streams pay no stream reads',
      source: 'https://git.mcrn.ar/mariano/lambda_local_runner/src/branch/main/docs/lambdas-md/lambda-13-cost.md',
    },
    'lambda.mb-ms': {
      usdE10: 133_334,
      per: gigabyteSecond,
      unit: 'GB-second, arm64',
      source: 'https://git.mcrn.ar/mariano/lambda_local_runner/src/branch/main/docs/lambdas-md/lambda-13-cost.md',
    },
    'step-functions.transitions': {
      usdE10: 250_000_000,
      per: 1_000,
      unit: 'state transition, Standard workflows',
      source: 'https://aws.amazon.com/step-functions/pricing/',
    },
    'eventbridge.events': {
      usdE10: 10_000_000_000,
      per: 1_000_000,
      unit: 'custom event, per 64 KB; delivery within the account is free',
      source: 'https://cloudburn.io/blog/amazon-eventbridge-pricing',
    },
    // AWS's pricing page has the rounding of each record up to 5 KB; the price itself could not be read there.
    'firehose.bytes': { usdE10: 290_000_000, per: gigabyte, unit: 'GB taken in, each record in steps of 5 KB', source: 'recalled' },
    'scheduler.invocations': {
      usdE10: 10_000_000_000,
      per: 1_000_000,
      unit: 'scheduled invocation',
      source: 'https://cloudburn.io/blog/amazon-eventbridge-pricing',
    },
    'sqs.standard-requests': {
      usdE10: 4_000_000_000,
      per: 1_000_000,
      unit: 'request, per 64 KB; a batch is one request',
      source: 'https://www.factualminds.com/blog/amazon-sqs-pricing-64kb-rule-fifo-vs-standard/',
    },
    'sqs.fifo-requests': {
      usdE10: 5_000_000_000,
      per: 1_000_000,
      unit: 'request, per 64 KB; a batch is one request',
      source: 'https://www.factualminds.com/blog/amazon-sqs-pricing-64kb-rule-fifo-vs-standard/',
    },
    'http-api.requests': {
      usdE10: 10_000_000_000,
      per: 1_000_000,
      unit: 'request, per 512 KB',
      source:
        'https://docs.aws.amazon.com/pt_br/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html',
    },
    'cloudfront.requests': {
      usdE10: 100_000_000,
      per: 10_000,
      unit: 'HTTPS request from the United States',
      source: priceListEntry('US-Requests-Tier2-HTTPS'),
    },
    'cloudfront.bytes-out': {
      usdE10: 850_000_000,
      per: gigabyte,
      unit: 'GB to the internet, first 10 TB a month',
      source: 'https://aws.amazon.com/cloudfront/pricing',
    },
    'waf.requests': {
      usdE10: 6_000_000_000,
      per: 1_000_000,
      unit: 'request inspected',
      source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
    },
    'waf.acl-months': { usdE10: 50_000_000_000, per: 1, unit: 'web ACL a month', source: 'https://c3x.dev/blog/aws-waf-cost-explained/' },
    'waf.rule-months': {
      usdE10: 10_000_000_000,
      per: 1,
      unit: 'rule or managed rule group a month',
      source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
    },
    'kms.requests': {
      usdE10: 300_000_000,
      per: 10_000,
      unit: 'request with a symmetric key',
      source: 'https://www.wring.co/blog/aws-kms-pricing-guide',
    },
    'kms.key-months': {
      usdE10: 10_000_000_000,
      per: 1,
      unit: 'customer managed key a month',
      source: 'https://aws.amazon.com/kms/pricing/',
    },
    's3.put-requests': {
      usdE10: 50_000_000,
      per: 1_000,
      unit: 'PUT or LIST request, Standard class',
      source: priceListEntry('Requests-Tier1'),
    },
    's3.get-requests': { usdE10: 4_000_000, per: 1_000, unit: 'GET request, Standard class', source: priceListEntry('Requests-Tier2') },
    's3.standard-byte-months': {
      usdE10: 230_000_000,
      per: gigabyte,
      unit: 'GB-month, Standard, first 50 TB',
      source: 'https://cloudburn.io/blog/amazon-s3-pricing',
    },
    's3.infrequent-byte-months': {
      usdE10: 125_000_000,
      per: gigabyte,
      unit: 'GB-month, Standard-IA, in objects of 128 KB and more',
      source: priceListEntry('TimedStorage-SIA-ByteHrs'),
    },
    'secrets-manager.calls': {
      usdE10: 500_000_000,
      per: 10_000,
      unit: 'API call',
      source: 'https://techoral.com/aws/aws-parameter-store-vs-secrets.html',
    },
    'secrets-manager.secret-months': {
      usdE10: 4_000_000_000,
      per: 1,
      unit: 'secret a month',
      source: 'https://techoral.com/aws/aws-parameter-store-vs-secrets.html',
    },
    'parameter-store.calls': {
      usdE10: 0,
      per: 1,
      unit: 'call for a standard parameter',
      source: 'https://techoral.com/aws/aws-parameter-store-vs-secrets.html',
    },
    'cloudwatch.log-bytes': {
      usdE10: 5_000_000_000,
      per: gigabyte,
      unit: 'GB of logs taken in, Standard class',
      source: 'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/',
    },
    'cloudwatch.log-byte-months': {
      usdE10: 300_000_000,
      per: gigabyte,
      unit: 'GB-month of logs kept, counted uncompressed',
      source: 'https://wallstrdev.de/are-your-aws-lambda-functions-leaking-money-the-hidden-cost-of-cloudwatch-report-logs-2/',
    },
    'cloudwatch.metric-months': {
      usdE10: 3_000_000_000,
      per: 1,
      unit: 'custom metric a month, first 10,000',
      source: 'https://signoz.io/guides/cloudwatch-pricing',
    },
    'cloudwatch.alarm-months': {
      usdE10: 1_000_000_000,
      per: 1,
      unit: 'standard-resolution alarm on one metric a month',
      source: priceListEntry('CW:AlarmMonitorUsage'),
    },
    'cloudwatch.dashboard-months': {
      usdE10: 30_000_000_000,
      per: 1,
      unit: 'dashboard a month',
      source: 'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/',
    },
    'x-ray.traces': {
      usdE10: 50_000_000_000,
      per: 1_000_000,
      unit: 'trace recorded',
      source: 'https://aws.amazon.com/de/xray/pricing/',
    },
    'sagemaker.mb-ms': { usdE10: 200_000, per: gigabyteSecond, unit: 'GB-second of serverless inference', source: 'recalled' },
    'sagemaker.training-seconds': {
      usdE10: 1_150_000_000,
      per: 3_600,
      unit: 'hour of an ml.m5.large for training, on demand; spot, which jobs ask for, is less',
      source: 'recalled',
    },
    'cognito.users': {
      usdE10: 150_000_000,
      per: 1,
      unit: 'monthly active user, Essentials',
      source: priceListEntry('USE1-CognitoEssentialsMAU'),
    },
  },
};
