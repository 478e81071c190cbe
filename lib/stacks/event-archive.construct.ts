import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, LogStream, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { acknowledge } from './acknowledge.ts';

export type EventArchiveProps = { readonly bus: EventBus; readonly bucket: Bucket; readonly messageKey: Key; readonly names: Names };

/** Where events go that could not be archived; watched like every other dead-letter queue. */
const archiveDeadLetters = 'event-archive-dlq';

/** Everything that happened, on the bus under a source of ours. */
const productEvents = [{ prefix: 'oms.' }];

/**
 * Every event of the product, compressed and by day, in the bucket whose objects grow colder and are gone after seven years.
 * It reads the bus, not the ledger, which has two readers and no more.
 */
export class EventArchive extends Construct {
  constructor(scope: Construct, id: string, { bus, bucket, messageKey, names }: EventArchiveProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const bound = { conditions: { StringEquals: { 'aws:SourceAccount': account } } };
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/kinesisfirehose/${names.prefix}-archive`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logStream = new LogStream(this, 'LogStream', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const delivery = new Role(this, 'DeliveryRole', {
      assumedBy: new ServicePrincipal('firehose.amazonaws.com', bound),
      description: `Writes the archive of ${names.prefix}, and nothing else`,
      inlinePolicies: {
        archive: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: [bucket.arnForObjects('*')] }),
            new PolicyStatement({
              actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
              resources: [bucket.bucketArn],
            }),
            new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] }),
          ],
        }),
      },
    });
    acknowledge(
      delivery,
      `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(bucket.node.defaultChild as never)}.Arn>/*]`,
      'Objects are named after the hour.',
    );
    const stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: names.archiveStreamName,
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: bucket.bucketArn,
        roleArn: delivery.roleArn,
        prefix: 'events/!{timestamp:yyyy/MM/dd}/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
        compressionFormat: 'GZIP',
        bufferingHints: { intervalInSeconds: 900, sizeInMBs: 64 },
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.logGroupName, logStreamName: logStream.logStreamName },
        // One event a line.
        processingConfiguration: {
          enabled: true,
          processors: [{ type: 'AppendDelimiterToRecord', parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }] }],
        },
      },
    });
    stream.node.addDependency(delivery);
    this.feed({ bus, bucket, messageKey, names }, stream, bound);
  }

  private feed({ bus, messageKey, names }: EventArchiveProps, stream: CfnDeliveryStream, bound: object): void {
    const sender = new Role(this, 'SenderRole', {
      assumedBy: new ServicePrincipal('events.amazonaws.com', bound),
      inlinePolicies: {
        archive: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], resources: [stream.attrArn] })],
        }),
      },
    });
    const failed = new Queue(this, 'Failed', {
      queueName: names.queueName(archiveDeadLetters, false),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: messageKey,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
    });
    acknowledge(failed, 'AwsSolutions-SQS3', 'Holds the events that could not be archived.');
    const rule = new Rule(this, 'Rule', {
      ruleName: `${names.prefix}-archive`,
      eventBus: bus,
      eventPattern: { source: productEvents as never },
    });
    rule.addTarget({
      bind: () => ({
        arn: stream.attrArn,
        role: sender,
        deadLetterConfig: { arn: failed.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      }),
    });
    failed.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [failed.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
  }
}
