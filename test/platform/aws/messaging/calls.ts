// Every method of the four messaging ports, called once in such a way that it sends all that it ever sends.
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { createEventBridgeBus } from '../../../../lib/platform/aws/event-bus.eventbridge.ts';
import { namesOf } from '../../../../lib/platform/aws/names.ts';
import { createSqsQueues } from '../../../../lib/platform/aws/queue.sqs.ts';
import { createSchedulerTimers } from '../../../../lib/platform/aws/timers.scheduler.ts';
import { createStepFunctions } from '../../../../lib/platform/aws/workflows.step-functions.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { startOfTests } from '../../../contract/engine.ts';
import { type createAwsStub, recordCommands } from '../../../support/aws-stub.ts';
import { fakeQueueUrl } from './fake-sqs.ts';

type Settings = ReturnType<typeof createAwsStub>['settings'];

/** The adapters over clients with these settings, and the commands they have sent. */
export const openAdapters = (settings: Settings) => {
  const clock = createVirtualClock(startOfTests);
  const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
  const pause = async (): Promise<undefined> => undefined;
  const clients = {
    bus: new EventBridgeClient(settings),
    queue: new SQSClient(settings),
    workflows: new SFNClient(settings),
    timers: new SchedulerClient(settings),
  };
  const commands = Object.values(clients).map((client) => recordCommands(client));
  const queues = createSqsQueues(clients.queue, { queueUrl: fakeQueueUrl, clock, pause });
  return {
    bus: createEventBridgeBus(clients.bus, { busName: names.busName }),
    queue: queues('work'),
    deadLetters: queues('work-dlq'),
    workflows: createStepFunctions(clients.workflows, { names, clock, pause }),
    timers: createSchedulerTimers(clients.timers, {
      groupName: names.timerGroup,
      roleArn: names.timerRoleArn,
      queueArn: (name) => names.queueArn(name, false),
      send: async () => undefined,
      clock,
    }),
    sent: (): readonly string[] => commands.flat(),
  };
};

type Adapters = ReturnType<typeof openAdapters>;

/** A receipt that is good at the start of the tests. */
const receipt = `${Date.parse(startOfTests) + 60_000}.handle`;
const timer = { name: 'one', queue: 'work', body: '{}' };
const executionId = 'arn:aws:states:eu-central-1:123456789012:execution:waybill-test-order-lifecycle:one';

export const portCalls: Readonly<Record<string, (adapters: Adapters) => Promise<unknown>>> = {
  'bus.publish': ({ bus }) => bus.publish([{ source: 'oms.orders', detailType: 'OrderCreated', detail: {} }]),
  'queue.send': ({ queue }) => queue.send([{ body: 'a' }]),
  'queue.receive': ({ queue }) => queue.receive({ max: 10, visibilitySeconds: 30 }),
  'queue.acknowledge': ({ queue }) => queue.acknowledge(receipt),
  'queue.changeVisibility': ({ queue }) => queue.changeVisibility(receipt, 60),
  'queue.depth': ({ queue }) => queue.depth(),
  'queue.browse': ({ deadLetters }) => deadLetters.browse(1),
  'queue.redrive': ({ deadLetters }) => deadLetters.redrive({ limit: 1 }),
  'workflows.start': ({ workflows }) => workflows.start({ machine: 'order-lifecycle', name: 'one', input: {} }),
  'workflows.succeed': ({ workflows }) => workflows.succeed('token', {}),
  'workflows.fail': ({ workflows }) => workflows.fail('token', 'Error', 'cause'),
  'workflows.heartbeat': ({ workflows }) => workflows.heartbeat('token'),
  'workflows.stop': ({ workflows }) => workflows.stop(executionId, 'Operator', 'by hand'),
  'workflows.describe': ({ workflows }) => workflows.describe(executionId),
  'workflows.list': ({ workflows }) => workflows.list({ machine: 'order-lifecycle', limit: 1 }),
  'timers.schedule': ({ timers }) => timers.schedule({ ...timer, at: plusMs(startOfTests, 600_000) }),
  'timers.schedule, due soon': ({ timers }) => timers.schedule({ ...timer, at: startOfTests }),
  'timers.cancel': ({ timers }) => timers.cancel('one'),
  'timers.dueAt': ({ timers }) => timers.dueAt('one'),
};
