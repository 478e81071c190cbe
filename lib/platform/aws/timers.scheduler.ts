import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Instant, parseInstant, toEpochMs } from '../../kernel/instant.ts';
import { checkMessage, deadLetterQueueOf } from '../rules/queue.rules.ts';
import { type Clock, LimitExceededError, type Timers, UnavailableError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';

export type SchedulerTimersOptions = {
  readonly groupName: string;
  /** ARN of a queue or of its dead-letter queue. @throws Error for a queue that no wiring declares */
  readonly queueArn: (name: string) => string;
  /** Role with which the scheduler sends to these queues. */
  readonly roleArn: string;
  /** Sends to a queue without the scheduler, to be delivered after so many whole seconds. */
  readonly send: (queue: string, body: string, delaySeconds: number) => Promise<void>;
  readonly clock: Clock;
};

const namePattern = /^[A-Za-z0-9_.-]{1,64}$/;
/**
 * The scheduler refuses moments that are past when it looks at them, and is up to a minute late anyway. What is due sooner
 * than this goes to the queue at once, which holds it back until it is due.
 */
const leadSeconds = 30;
/** Tries to send a due timer, over a day at most; then it goes to the queue's dead-letter queue. */
const retryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
/** How often a schedule may come or go between two calls before it is given up. */
const roundsMax = 5;

const checkName = (name: string): void => {
  if (!namePattern.test(name)) throw new LimitExceededError(`${JSON.stringify(name)} is not a timer name: 1 to 64 of A-Za-z0-9_.-`);
};

/** The scheduler knows whole seconds; the next one, because a timer is never early. */
const expressionOf = (at: Instant): string => `at(${new Date(Math.ceil(toEpochMs(at) / 1_000) * 1_000).toISOString().slice(0, 19)})`;

const expressionPattern = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;

/** @throws Error for a schedule that is not one of these timers */
const dueAtOf = (name: string, expression: string | undefined): Instant => {
  const [, moment] = expressionPattern.exec(expression ?? '') ?? [];
  const at = moment === undefined ? undefined : parseInstant(`${moment}Z`);
  if (at === undefined) throw new Error(`The schedule ${JSON.stringify(name)} is not of a timer: ${expression}`);
  return at;
};

/**
 * One-time schedules of EventBridge Scheduler that send to SQS and delete themselves. They fire within a minute after they
 * are due. A timer due within half a minute is handed to its queue at once: it fires on time, and can no longer be cancelled.
 */
export const createSchedulerTimers = (client: SchedulerClient, options: SchedulerTimersOptions): Timers => {
  const { groupName, queueArn, roleArn, send, clock } = options;

  const create = async (input: CreateScheduleCommandInput): Promise<boolean> => {
    try {
      await answered(client.send(new CreateScheduleCommand(input)));
      return true;
    } catch (error) {
      if (isNamed(error, 'ConflictException')) return false;
      throw error;
    }
  };

  const update = async (input: CreateScheduleCommandInput): Promise<boolean> => {
    try {
      await answered(client.send(new UpdateScheduleCommand(input)));
      return true;
    } catch (error) {
      // It fired between the two calls, or another change of it is under way.
      if (isNamed(error, 'ResourceNotFoundException', 'ConflictException')) return false;
      throw error;
    }
  };

  const put = async (input: CreateScheduleCommandInput): Promise<void> => {
    for (let round = 0; round < roundsMax; round += 1) if ((await create(input)) || (await update(input))) return;
    throw new UnavailableError(`The timer ${JSON.stringify(input.Name)} is being changed by others`);
  };

  const remove = async (name: string): Promise<void> => {
    for (let round = 0; round < roundsMax; round += 1) {
      try {
        await answered(client.send(new DeleteScheduleCommand({ GroupName: groupName, Name: name })));
        return;
      } catch (error) {
        if (isNamed(error, 'ResourceNotFoundException')) return;
        if (!isNamed(error, 'ConflictException')) throw error;
      }
    }
    throw new UnavailableError(`The timer ${JSON.stringify(name)} is being changed by others`);
  };

  return {
    schedule: async ({ name, at, queue, body }) => {
      checkName(name);
      checkMessage(false, { body });
      const target = queueArn(queue);
      // A FIFO queue would take two messages of the same text for one, since the scheduler gives them no id.
      if (target.endsWith('.fifo')) throw new TypeError(`Timers send to standard queues; ${JSON.stringify(queue)} is FIFO`);
      const remainingSeconds = Math.ceil((toEpochMs(at) - toEpochMs(clock.now())) / 1_000);
      if (remainingSeconds <= leadSeconds) {
        // Sent before the timer it replaces is removed: an end in between fires twice rather than never.
        await send(queue, body, Math.max(0, remainingSeconds));
        await remove(name);
        return;
      }
      await put({
        GroupName: groupName,
        Name: name,
        ScheduleExpression: expressionOf(at),
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: target,
          RoleArn: roleArn,
          Input: body,
          RetryPolicy: retryPolicy,
          DeadLetterConfig: { Arn: queueArn(deadLetterQueueOf(queue)) },
        },
      });
    },

    cancel: async (name) => {
      checkName(name);
      await remove(name);
    },

    dueAt: async (name) => {
      checkName(name);
      try {
        const schedule = await answered(client.send(new GetScheduleCommand({ GroupName: groupName, Name: name })));
        return dueAtOf(name, schedule.ScheduleExpression);
      } catch (error) {
        if (isNamed(error, 'ResourceNotFoundException')) return undefined;
        throw error;
      }
    },
  };
};
