import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSqsQueues } from '../../../../lib/platform/aws/queue.sqs.ts';
import { createSchedulerTimers } from '../../../../lib/platform/aws/timers.scheduler.ts';
import { createVirtualClock, type VirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import type { Queue } from '../../../../lib/platform/ports.ts';
import { startOfTests } from '../../../contract/engine.ts';
import { type AwsReply, type AwsRequest, createAwsStub } from '../../../support/aws-stub.ts';
import { createFakeScheduler } from './fake-scheduler.ts';
import { createFakeSqs, type FakeQueueDefinition, fakeQueueUrl } from './fake-sqs.ts';

const accountId = '123456789012';

/** A queue and its dead-letter queue, both of one kind. */
export const withDeadLetters = (name: string, maxReceiveCount: number, fifo = false): readonly FakeQueueDefinition[] => {
  const suffix = fifo ? '.fifo' : '';
  return [{ name: `${name}${suffix}`, maxReceiveCount, deadLetters: `${name}-dlq${suffix}` }, { name: `${name}-dlq${suffix}` }];
};

export type SqsEngine = {
  readonly clock: VirtualClock;
  readonly client: SQSClient;
  readonly sqs: ReturnType<typeof createFakeSqs>;
  readonly stub: ReturnType<typeof createAwsStub>;
  readonly queue: (name: string) => Queue;
  /** ARN of a queue. @throws Error for an unknown name */
  readonly queueArn: (name: string) => string;
};

/** Answers a request in place of the service, or undefined to let the service do it. */
export type Fault = (request: AwsRequest) => AwsReply | undefined;

/** The real adapter over the real client over an SQS in memory. */
export const openSqsEngine = (definitions: readonly FakeQueueDefinition[], fault: Fault = () => undefined): SqsEngine => {
  const clock = createVirtualClock(startOfTests);
  const sqs = createFakeSqs(clock, definitions);
  const stub = createAwsStub((request) => fault(request) ?? sqs.respond(request));
  const client = new SQSClient(stub.settings);
  const deployedName = (name: string): string => {
    const found = definitions.find((definition) => definition.name.replace('.fifo', '') === name);
    if (found === undefined) throw new Error(`No wiring declares the queue ${JSON.stringify(name)}`);
    return found.name;
  };
  return {
    clock,
    client,
    sqs,
    stub,
    queue: createSqsQueues(client, { queueUrl: (name) => fakeQueueUrl(deployedName(name)), clock, pause: async () => undefined }),
    queueArn: (name) => `arn:aws:sqs:eu-central-1:${accountId}:${deployedName(name)}`,
  };
};

/** The timers adapter over a scheduler in memory, which sends to the SQS in memory. */
export const openTimersEngine = () => {
  const engine = openSqsEngine([...withDeadLetters('reminders', 4), ...withDeadLetters('ordered', 4, true)]);
  const { clock, sqs, queue, queueArn } = engine;
  const scheduler = createFakeScheduler(clock, 'waybill-test', (arn, body) => sqs.deliver(arn.split(':').at(-1) ?? '', body));
  const stub = createAwsStub(scheduler.respond);
  const client = new SchedulerClient(stub.settings);
  const timers = createSchedulerTimers(client, {
    groupName: 'waybill-test',
    roleArn: `arn:aws:iam::${accountId}:role/waybill-test-timers-eu-central-1`,
    queueArn,
    send: (name, body, delaySeconds) => queue(name).send([{ body, delaySeconds }]),
    clock,
  });
  return { ...engine, scheduler, schedulerClient: client, schedulerStub: stub, timers };
};
