import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import { createSchedulerTimers } from '../../../../lib/platform/aws/timers.scheduler.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { startOfTests } from '../../../contract/engine.ts';
import { type AwsResponder, awsError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { openTimersEngine } from './engines.ts';

const timer = { name: 'one', queue: 'reminders', body: '{"kind":"complete"}' };
const inSeconds = (seconds: number): Instant => plusMs(startOfTests, seconds * 1_000);

const scripted = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  const timers = createSchedulerTimers(new SchedulerClient(stub.settings), {
    groupName: 'waybill-test',
    roleArn: 'arn:aws:iam::123456789012:role/timers',
    queueArn: (name) => `arn:aws:sqs:eu-central-1:123456789012:${name}`,
    send: async () => undefined,
    clock: createVirtualClock(startOfTests),
  });
  return { timers, stub };
};

describe('timers on EventBridge Scheduler', () => {
  it('create a schedule that fires once, deletes itself, and parks what cannot be sent', async () => {
    const { timers, scheduler } = openTimersEngine();
    await timers.schedule({ ...timer, at: Instant('2026-11-20T11:00:00.000Z') });
    expect(scheduler.schedules.get('one')).toMatchObject({
      GroupName: 'waybill-test',
      ScheduleExpression: 'at(2026-11-20T11:00:00)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: 'arn:aws:sqs:eu-central-1:123456789012:reminders',
        RoleArn: 'arn:aws:iam::123456789012:role/waybill-test-timers-eu-central-1',
        Input: '{"kind":"complete"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-central-1:123456789012:reminders-dlq' },
      },
    });
  });

  it('round up to the next second, and say so', async () => {
    const { timers } = openTimersEngine();
    await timers.schedule({ ...timer, at: Instant('2026-11-20T11:00:00.001Z') });
    expect(await timers.dueAt('one')).toBe('2026-11-20T11:00:01.000Z');
  });

  it('leave to the queue what is due sooner than the scheduler can take it, and remove what it replaces', async () => {
    const { timers, scheduler, queue, clock } = openTimersEngine();
    await timers.schedule({ ...timer, at: inSeconds(600) });
    await timers.schedule({ ...timer, at: plusMs(startOfTests, 29_001) });
    expect(scheduler.schedules.size).toBe(0);
    clock.advanceMs(29_999);
    expect(await queue('reminders').receive({ max: 10, visibilitySeconds: 30 })).toEqual([]);
    clock.advanceMs(1);
    expect(await queue('reminders').receive({ max: 10, visibilitySeconds: 30 })).toMatchObject([{ body: timer.body }]);
  });

  it('refuse a FIFO queue, to which the scheduler can give no deduplication id', async () => {
    const { timers, schedulerStub } = openTimersEngine();
    await expect(timers.schedule({ ...timer, queue: 'ordered', at: inSeconds(600) })).rejects.toThrow(TypeError);
    expect(schedulerStub.requests).toEqual([]);
  });

  it('create anew what fired while it was being replaced', async () => {
    const { timers, stub } = scripted(
      inTurn(awsError(409, 'ConflictException'), awsError(404, 'ResourceNotFoundException'), { body: { ScheduleArn: 'arn' } }),
    );
    await timers.schedule({ ...timer, at: inSeconds(600) });
    expect(stub.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'POST']);
  });

  it('give up on a name that others keep changing', async () => {
    const { timers, stub } = scripted(inTurn(awsError(409, 'ConflictException')));
    await expect(timers.schedule({ ...timer, at: inSeconds(600) })).rejects.toThrow(UnavailableError);
    await expect(timers.cancel('one')).rejects.toThrow(UnavailableError);
    expect(stub.requests).toHaveLength(15);
  });

  it('tell when the group is missing, which no retry mends', async () => {
    const scheduling = scripted(inTurn(awsError(404, 'ResourceNotFoundException'))).timers.schedule({ ...timer, at: inSeconds(600) });
    await expect(scheduling).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('do not guess when a schedule of another kind is due', async () => {
    const { timers } = scripted(inTurn({ body: { ScheduleExpression: 'rate(5 minutes)' } }));
    await expect(timers.dueAt('one')).rejects.toThrow('rate(5 minutes)');
  });
});
