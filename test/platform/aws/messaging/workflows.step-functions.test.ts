import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../../lib/platform/aws/names.ts';
import { createStepFunctions } from '../../../../lib/platform/aws/workflows.step-functions.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { InvalidCursorError, LimitExceededError, TaskTokenInvalidError, UnavailableError } from '../../../../lib/platform/ports.ts';
import { startOfTests } from '../../../contract/engine.ts';
import { type AwsResponder, awsError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
const executionArn = 'arn:aws:states:eu-central-1:123456789012:execution:waybill-test-order-lifecycle:o1-1';
const startSeconds = Date.parse(startOfTests) / 1_000;
const start = { machine: 'order-lifecycle', name: 'o1-1', input: { order_id: 'o1' } };

const open = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  const clock = createVirtualClock(startOfTests);
  return { workflows: createStepFunctions(new SFNClient(stub.settings), { names, clock, pause: async () => undefined }), stub };
};

describe('starting on Step Functions', () => {
  it('starts the published version, by the alias', async () => {
    const { workflows, stub } = open(inTurn({ body: { executionArn, startDate: startSeconds + 0.2 } }));
    expect(await workflows.start(start)).toEqual({ executionId: executionArn, started: true });
    expect(stub.requests[0]?.json).toEqual({
      stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:waybill-test-order-lifecycle:live',
      name: 'o1-1',
      input: '{"order_id":"o1"}',
    });
  });

  it('knows the id of what exists already, although the refusal does not give it', async () => {
    const { workflows } = open(inTurn(awsError(400, 'ExecutionAlreadyExists')));
    expect(await workflows.start(start)).toEqual({ executionId: executionArn, started: false });
  });

  it.each([
    ['that began a minute ago', -60, false],
    // A clock that is a little off must not turn a first start into a repetition.
    ['that began a second ago by another clock', -1, true],
  ])('says of a running execution %s whether it was started now', async (_case, seconds, started) => {
    const { workflows } = open(inTurn({ body: { executionArn, startDate: startSeconds + seconds } }));
    expect(await workflows.start(start)).toEqual({ executionId: executionArn, started });
  });

  it('refuses names and inputs beyond the bounds before any call', async () => {
    const { workflows, stub } = open(inTurn());
    await expect(workflows.start({ ...start, name: 'a b' })).rejects.toThrow(RangeError);
    await expect(workflows.start({ ...start, name: 'x'.repeat(81) })).rejects.toThrow(RangeError);
    await expect(workflows.start({ ...start, input: 'x'.repeat(256 * 1_024) })).rejects.toThrow(LimitExceededError);
    expect(stub.requests).toEqual([]);
  });
});

describe('task tokens on Step Functions', () => {
  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('takes %s for a token that is over', async (code) => {
    const { workflows } = open(inTurn(awsError(400, code)));
    await expect(workflows.succeed('t', {})).rejects.toThrow(TaskTokenInvalidError);
    await expect(workflows.fail('t', 'Error', 'cause')).rejects.toThrow(TaskTokenInvalidError);
    await expect(workflows.heartbeat('t')).rejects.toThrow(TaskTokenInvalidError);
  });

  it('refuses an output over 256 KB, and takes one of exactly so much', async () => {
    const { workflows, stub } = open(inTurn({ body: {} }));
    await expect(workflows.succeed('t', 'x'.repeat(256 * 1_024 - 1))).rejects.toThrow(LimitExceededError);
    await workflows.succeed('t', 'x'.repeat(256 * 1_024 - 2));
    expect(stub.requests).toHaveLength(1);
  });

  it('sends null for no output, because the service takes JSON only', async () => {
    const { workflows, stub } = open(inTurn({ body: {} }));
    await workflows.succeed('t', undefined);
    expect(stub.requests[0]?.json).toEqual({ taskToken: 't', output: 'null' });
  });

  it('shortens a failure that is too long to be told', async () => {
    const { workflows, stub } = open(inTurn({ body: {} }));
    await workflows.fail('t', 'e'.repeat(300), 'c'.repeat(40_000));
    expect(stub.requests[0]?.json).toEqual({ taskToken: 't', error: 'e'.repeat(256), cause: 'c'.repeat(32_768) });
  });
});

const description = {
  executionArn,
  stateMachineArn: names.machineArn('order-lifecycle'),
  name: 'o1-1',
  status: 'TIMED_OUT',
  startDate: startSeconds,
  stopDate: startSeconds + 1.5,
  input: '{"order_id":"o1"}',
  error: 'States.Timeout',
};

describe('looking at executions of Step Functions', () => {
  it('reads machine, version and times', async () => {
    const versionArn = `${names.machineArn('order-lifecycle')}:12`;
    const { workflows } = open(inTurn({ body: { ...description, stateMachineVersionArn: versionArn } }, { body: description }));
    expect(await workflows.describe(executionArn)).toEqual({
      executionId: executionArn,
      machine: 'order-lifecycle',
      machineVersion: '12',
      name: 'o1-1',
      status: 'timed_out',
      startedAt: '2026-11-20T10:00:00.000Z',
      stoppedAt: '2026-11-20T10:00:01.500Z',
      input: { order_id: 'o1' },
      error: 'States.Timeout',
      pageUrl: `https://console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/${executionArn}`,
    });
    expect((await workflows.describe(executionArn))?.machineVersion).toBe('unpublished');
  });

  it.each(['ExecutionDoesNotExist', 'InvalidArn'])('knows nothing of an id answered with %s', async (code) => {
    expect(await open(inTurn(awsError(400, code))).workflows.describe('nonsense')).toBeUndefined();
  });

  it('does not take an empty description for an execution', async () => {
    await expect(open(inTurn({ body: {} })).workflows.describe(executionArn)).rejects.toThrow(UnavailableError);
  });

  it('waits when it describes a listing faster than the account may, and keeps its order', async () => {
    const arns = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => names.executionArn('order-lifecycle', name));
    const throttled = new Set<string>();
    const { workflows, stub } = open(({ operation, json }) => {
      if (operation === 'ListExecutions') return { body: { executions: arns.map((arn) => ({ ...description, executionArn: arn })) } };
      const arn = (json as { executionArn: string }).executionArn;
      if (throttled.has(arn)) return { body: { ...description, executionArn: arn } };
      throttled.add(arn);
      return awsError(400, 'ThrottlingException');
    });
    const { executions, cursor } = await workflows.list({ machine: 'order-lifecycle', limit: 500 });
    expect(executions.map(({ executionId }) => executionId)).toEqual(arns);
    expect(executions.every(({ input }) => (input as { order_id: string }).order_id === 'o1')).toBe(true);
    expect(cursor).toBeUndefined();
    expect(stub.requests[0]?.json).toMatchObject({ stateMachineArn: names.machineArn('order-lifecycle'), maxResults: 100 });
  });

  it('refuses a cursor that the service refuses', async () => {
    const listing = open(inTurn(awsError(400, 'InvalidToken'))).workflows.list({ machine: 'order-lifecycle', limit: 1, cursor: 'old' });
    await expect(listing).rejects.toThrow(InvalidCursorError);
  });

  it('takes an execution that is not there for stopped', async () => {
    await expect(
      open(inTurn(awsError(400, 'ExecutionDoesNotExist'))).workflows.stop(executionArn, 'Operator', ''),
    ).resolves.toBeUndefined();
  });
});
