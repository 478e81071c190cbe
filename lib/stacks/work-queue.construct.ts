import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { acknowledge } from './acknowledge.ts';
import type { QueueWiring } from '../platform/wiring.ts';

export type WorkQueueProps = { readonly wiring: QueueWiring; readonly names: Names; readonly encryptionKey: IKey };

/** The first try and three more. */
const receivesMax = 4;
/** What a consumer may take for a batch, where its wiring says nothing. */
const workSecondsDefault = 30;
/** What AWS advises, so that throttled tries do not use up the receives; with four of them an outage of ten minutes is borne. */
const visibilityPerWork = 6;
/** The most that SQS takes. */
const visibilitySecondsMax = 43_200;
/** How long a message is kept that nobody takes; then SQS drops it without a word. */
export const retentionSeconds = 7 * 24 * 3_600;
/** Where a wiring sets no bound: what the tables behind take without being asked, and a share of a new account's functions. */
const concurrencyDefault = 50;
/** The least that Lambda takes. */
const concurrencyMin = 2;

/** Seconds that a consumer may take for a batch of the queue. */
export const workSecondsOf = ({ visibilitySeconds }: Pick<QueueWiring, 'visibilitySeconds'>): number =>
  visibilitySeconds ?? workSecondsDefault;

/** Seconds that a message stays out of sight while it is handled. */
export const visibilitySecondsOf = (wiring: Pick<QueueWiring, 'visibilitySeconds'>): number =>
  Math.min(visibilityPerWork * workSecondsOf(wiring), visibilitySecondsMax);

/** A queue with its dead letters, which keep what was given up for as long as SQS can. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { wiring, names, encryptionKey }: WorkQueueProps) {
    super(scope, id);
    const { name, fifo = false } = wiring;
    this.deadLetters = WorkQueue.deadLettersOf(this, name, { names, encryptionKey, fifo });
    this.queue = new Queue(this, 'Queue', {
      queueName: names.queueName(name, fifo),
      ...(fifo
        ? { fifo, deduplicationScope: DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID }
        : {}),
      visibilityTimeout: Duration.seconds(visibilitySecondsOf(wiring)),
      // The age of a message goes on counting among the dead letters, which need the longer time.
      retentionPeriod: Duration.seconds(retentionSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: wiring.maxReceiveCount ?? receivesMax },
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /**
   * Lets the function work the queue: batches, of which it says which messages it could not handle.
   * @param enabled whether anything is ever sent to it: looking into a queue costs, also when it is empty
   */
  feed(target: LambdaFunction, { batchSize = 10, concurrency = concurrencyDefault }: QueueWiring, enabled: boolean): void {
    new EventSourceMapping(this, 'Feed', {
      target,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      enabled,
      reportBatchItemFailures: true,
      maxConcurrency: Math.max(concurrencyMin, concurrency),
    });
  }

  /**
   * Lets a rule send to the queue, and to its dead letters what it could not send. CDK's own target would let in rules of any
   * account, since the queue is encrypted; here only the key would still keep them out.
   */
  takeFrom(rule: IRule): void {
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
        }),
      );
    }
  }

  static deadLettersOf(
    scope: Construct,
    name: string,
    { names, encryptionKey, fifo = false }: { readonly names: Names; readonly encryptionKey: IKey; readonly fifo?: boolean },
  ): Queue {
    const ofQueue = scope instanceof WorkQueue;
    const queue = new Queue(scope, ofQueue ? 'DeadLetters' : `DeadLetters-${name}`, {
      queueName: names.queueName(`${name}-dlq`, fifo),
      ...(fifo ? { fifo } : {}),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
    });
    if (!ofQueue) acknowledge(queue, 'AwsSolutions-SQS3', 'Holds the dead letters of a stream reader.');
    return queue;
  }
}
