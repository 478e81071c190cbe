import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { toEpochMs } from '../../kernel/instant.ts';
import { concurrently } from '../concurrently.ts';
import { type Clock, type Execution, InvalidCursorError, TaskTokenInvalidError, UnavailableError, type Workflows } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';
import type { Names } from './names.ts';
import { payloadText, statusFilterOf, toExecution } from './workflows.step-functions-execution.ts';

export type StepFunctionsOptions = {
  /** Machines are started by their alias, and executions are found under the name of their machine. */
  readonly names: Pick<Names, 'machineName' | 'machineArn' | 'machineAliasArn' | 'executionArn'>;
  readonly clock: Clock;
  /** Waits this many milliseconds; tests need not. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

const executionNamePattern = /^[A-Za-z0-9_-]{1,80}$/;
/** Bounds of Step Functions for what is said about a failure, in characters. */
const errorLengthMax = 256;
const causeLengthMax = 32_768;
/** How far this clock and that of Step Functions may be apart before a start is taken for an earlier one. */
const clockToleranceMs = 10_000;
/** Executions per listing: each has to be described, and accounts may describe some hundred at once and 15 a second. */
const pageMax = 100;
const describedAtOnce = 4;
const describeTriesMax = 8;
const describePauseMs = 200;

const useToken = async (call: Promise<unknown>): Promise<void> => {
  try {
    await answered(call);
  } catch (error) {
    if (isNamed(error, 'InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut'))
      throw new TaskTokenInvalidError('The token is unknown or used, or its task has timed out', { cause: error });
    throw error;
  }
};

/** A report that is too long must not keep the failure from being reported. */
const failureOf = (error: string, cause: string): { readonly error: string; readonly cause: string } => ({
  error: error.slice(0, errorLengthMax),
  cause: cause.slice(0, causeLengthMax),
});

const describeOne = async (client: SFNClient, options: StepFunctionsOptions, executionId: string): Promise<Execution | undefined> => {
  try {
    return toExecution(await answered(client.send(new DescribeExecutionCommand({ executionArn: executionId }))), options.names);
  } catch (error) {
    // What is not the ARN of an execution names none either.
    if (isNamed(error, 'ExecutionDoesNotExist', 'InvalidArn')) return undefined;
    throw error;
  }
};

/** Describes executions in their order, slowing down when Step Functions asks for it. Those that have gone are left out. */
const describeAll = async (
  client: SFNClient,
  options: StepFunctionsOptions,
  executionIds: readonly string[],
): Promise<readonly Execution[]> => {
  const { pause = sleep } = options;
  const found = new Map<string, Execution>();
  await concurrently(executionIds, describedAtOnce, async (executionId) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const execution = await describeOne(client, options, executionId);
        if (execution !== undefined) found.set(executionId, execution);
        return;
      } catch (error) {
        if (!(error instanceof UnavailableError) || attempt === describeTriesMax) throw error;
        await pause(Math.random() * describePauseMs * 2 ** attempt);
      }
    }
  });
  return executionIds.flatMap((executionId) => found.get(executionId) ?? []);
};

/**
 * Step Functions Standard. Ids are ARNs of executions.
 *
 * `started` of a repeated start: Step Functions refuses a name whose execution has ended or had another input, and answers a
 * repetition with the same input, while the execution runs, as it answered the first. The start date then tells them apart,
 * within the tolerance for clocks; of starts closer together than that each may be told that it was the first. The other way
 * round, a first start taken for a repetition, would be worse: its caller would look for an execution that Step Functions,
 * whose descriptions lag behind, may not show yet, and start a second one.
 */
export const createStepFunctions = (client: SFNClient, options: StepFunctionsOptions): Workflows => {
  const { names, clock } = options;

  return {
    start: async ({ machine, name, input }) => {
      if (!executionNamePattern.test(name)) throw new RangeError(`${JSON.stringify(name)} is not 1 to 80 of A-Z a-z 0-9 _ -`);
      const requestedAtMs = toEpochMs(clock.now());
      const command = new StartExecutionCommand({
        stateMachineArn: names.machineAliasArn(machine),
        name,
        input: payloadText(input, 'input'),
      });
      try {
        const { executionArn, startDate } = await answered(client.send(command));
        const startedAtMs = startDate?.getTime() ?? requestedAtMs;
        return { executionId: executionArn ?? names.executionArn(machine, name), started: startedAtMs >= requestedAtMs - clockToleranceMs };
      } catch (error) {
        if (!isNamed(error, 'ExecutionAlreadyExists')) throw error;
        return { executionId: names.executionArn(machine, name), started: false };
      }
    },

    succeed: async (token, output) =>
      useToken(client.send(new SendTaskSuccessCommand({ taskToken: token, output: payloadText(output, 'output') }))),

    fail: (token, error, cause) => useToken(client.send(new SendTaskFailureCommand({ taskToken: token, ...failureOf(error, cause) }))),

    heartbeat: (token) => useToken(client.send(new SendTaskHeartbeatCommand({ taskToken: token }))),

    stop: async (executionId, error, cause) => {
      try {
        await answered(client.send(new StopExecutionCommand({ executionArn: executionId, ...failureOf(error, cause) })));
      } catch (thrown) {
        // Nothing runs under this id, which is what was asked for.
        if (!isNamed(thrown, 'ExecutionDoesNotExist')) throw thrown;
      }
    },

    describe: (execution) =>
      describeOne(client, options, typeof execution === 'string' ? execution : names.executionArn(execution.machine, execution.name)),

    list: async ({ machine, status, limit, cursor }) => {
      const command = new ListExecutionsCommand({
        stateMachineArn: names.machineArn(machine),
        maxResults: Math.min(limit, pageMax),
        ...(status === undefined ? {} : { statusFilter: statusFilterOf(status) }),
        ...(cursor === undefined ? {} : { nextToken: cursor }),
      });
      try {
        const { executions = [], nextToken } = await answered(client.send(command));
        // The listing itself has no inputs, which readers go by.
        const described = await describeAll(
          client,
          options,
          executions.flatMap(({ executionArn }) => executionArn ?? []),
        );
        return { executions: described, ...(nextToken === undefined ? {} : { cursor: nextToken }) };
      } catch (error) {
        if (isNamed(error, 'InvalidToken')) throw new InvalidCursorError('The cursor is not from this listing, or a day old');
        throw error;
      }
    },
  };
};
