// One-time schedules in memory, behind the paths of EventBridge Scheduler.
import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import { type AwsReply, type AwsRequest, awsError } from '../../../support/aws-stub.ts';

export type FakeSchedule = {
  readonly GroupName?: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly ActionAfterCompletion: string;
  readonly FlexibleTimeWindow: { readonly Mode: string };
  readonly Target: {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly Input: string;
    readonly RetryPolicy?: object;
    readonly DeadLetterConfig?: object;
  };
};

const dueMsOf = ({ ScheduleExpression }: FakeSchedule): number => Date.parse(`${ScheduleExpression.slice(3, -1)}Z`);

/** Precision is a minute at AWS; here a schedule fires as soon as `fireDue` is called after its moment. */
export const createFakeScheduler = (clock: Clock, groupName: string, deliver: (queueArn: string, body: string) => void) => {
  const schedules = new Map<string, FakeSchedule>();
  const now = (): number => toEpochMs(clock.now());

  const put = (name: string, schedule: FakeSchedule, isNew: boolean): AwsReply => {
    if (schedule.GroupName !== groupName) return awsError(404, 'ResourceNotFoundException', 'The group does not exist.');
    if (isNew && schedules.has(name)) return awsError(409, 'ConflictException', 'The schedule exists.');
    if (!isNew && !schedules.has(name)) return awsError(404, 'ResourceNotFoundException', 'The schedule does not exist.');
    if (dueMsOf(schedule) <= now()) return awsError(400, 'ValidationException', 'The moment is past.');
    schedules.set(name, schedule);
    return { body: { ScheduleArn: `arn:aws:scheduler:eu-central-1:123456789012:schedule/${groupName}/${name}` } };
  };

  return {
    schedules: schedules as ReadonlyMap<string, FakeSchedule>,
    respond: ({ method, path, query, json }: AwsRequest): AwsReply => {
      const name = decodeURIComponent(path.split('/').at(-1) ?? '');
      if (method === 'POST' || method === 'PUT') return put(name, json as FakeSchedule, method === 'POST');
      const schedule = query['groupName'] === groupName ? schedules.get(name) : undefined;
      if (schedule === undefined) return awsError(404, 'ResourceNotFoundException', 'The schedule does not exist.');
      if (method === 'GET') return { body: { Name: name, ...schedule } };
      schedules.delete(name);
      return { body: {} };
    },
    fireDue: (): void => {
      for (const [name, schedule] of schedules) {
        if (dueMsOf(schedule) > now()) continue;
        deliver(schedule.Target.Arn, schedule.Target.Input);
        if (schedule.ActionAfterCompletion === 'DELETE') schedules.delete(name);
      }
    },
  };
};
