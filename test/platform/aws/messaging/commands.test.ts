// What the role of a function must allow for each port method it uses. IAM knows the batch commands of SQS under the names
// of the single ones: sqs:SendMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility.
import { expect, it } from 'vitest';
import { startOfTests } from '../../../contract/engine.ts';
import { type AwsReply, type AwsRequest, awsError, createAwsStub } from '../../../support/aws-stub.ts';
import { openAdapters, portCalls } from './calls.ts';
import { md5 } from './fake-sqs.ts';

const startDate = Date.parse(startOfTests) / 1_000;
const executionArn = 'arn:aws:states:eu-central-1:123456789012:execution:waybill-test-order-lifecycle:one';
const message = { MessageId: 'm', Body: 'a', MD5OfBody: md5('a'), ReceiptHandle: 'h' };
const counts = { ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesDelayed: '0', ApproximateNumberOfMessagesNotVisible: '0' };
const done = { Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: md5('a') }], Failed: [] };

const replies: Readonly<Record<string, object>> = {
  PutEvents: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
  SendMessageBatch: done,
  DeleteMessageBatch: done,
  ChangeMessageVisibilityBatch: done,
  ReceiveMessage: { Messages: [{ ...message, Attributes: { SentTimestamp: '1', ApproximateReceiveCount: '1' } }] },
  GetQueueAttributes: { Attributes: counts },
  StartExecution: { executionArn, startDate },
  DescribeExecution: { executionArn, startDate, status: 'RUNNING', input: '{}' },
  ListExecutions: { executions: [{ executionArn, startDate, status: 'RUNNING' }] },
};

/** A schedule that exists, so that scheduling has to replace it. */
const scheduler = ({ method }: AwsRequest): AwsReply =>
  method === 'POST' ? awsError(409, 'ConflictException') : { body: { ScheduleArn: 'arn', ScheduleExpression: 'at(2026-11-20T11:00:00)' } };

const respond = (request: AwsRequest): AwsReply =>
  request.operation === undefined ? scheduler(request) : { body: replies[request.operation] ?? {} };

const expected: Readonly<Record<string, readonly string[]>> = {
  'bus.publish': ['PutEventsCommand'],
  'queue.send': ['SendMessageBatchCommand'],
  'queue.receive': ['ReceiveMessageCommand'],
  'queue.acknowledge': ['DeleteMessageCommand'],
  'queue.changeVisibility': ['ChangeMessageVisibilityCommand'],
  'queue.depth': ['GetQueueAttributesCommand'],
  'queue.browse': ['ReceiveMessageCommand', 'ChangeMessageVisibilityBatchCommand'],
  // Besides, what was received and not sent back is released with ChangeMessageVisibilityBatchCommand, as after a look.
  'queue.redrive': ['ReceiveMessageCommand', 'SendMessageBatchCommand', 'DeleteMessageBatchCommand'],
  'workflows.start': ['StartExecutionCommand'],
  'workflows.succeed': ['SendTaskSuccessCommand'],
  'workflows.fail': ['SendTaskFailureCommand'],
  'workflows.heartbeat': ['SendTaskHeartbeatCommand'],
  'workflows.stop': ['StopExecutionCommand'],
  'workflows.describe': ['DescribeExecutionCommand'],
  'workflows.list': ['ListExecutionsCommand', 'DescribeExecutionCommand'],
  // CreateSchedule and UpdateSchedule also need iam:PassRole on the role of the timers.
  'timers.schedule': ['CreateScheduleCommand', 'UpdateScheduleCommand'],
  'timers.schedule, due soon': ['DeleteScheduleCommand'],
  'timers.cancel': ['DeleteScheduleCommand'],
  'timers.dueAt': ['GetScheduleCommand'],
};

it.each(Object.entries(portCalls))('%s sends its commands and no others', async (method, call) => {
  const adapters = openAdapters(createAwsStub(respond).settings);
  await call(adapters);
  expect(adapters.sent()).toEqual(expected[method]);
});
