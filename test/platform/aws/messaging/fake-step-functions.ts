// Step Functions' protocol in front of the embedded interpreter, so that the adapter meets executions that really run.
import { isDeepStrictEqual } from 'node:util';
import type { Names } from '../../../../lib/platform/aws/names.ts';
import { localExecutionId } from '../../../../lib/platform/embedded/workflows/run.ts';
import { type Execution, TaskTokenInvalidError, type Workflows } from '../../../../lib/platform/ports.ts';
import { type AwsReply, type AwsRequest, awsError } from '../../../support/aws-stub.ts';

type Input = {
  readonly stateMachineArn: string;
  readonly executionArn: string;
  readonly name: string;
  readonly input: string;
  readonly taskToken: string;
  readonly output: string;
  readonly error: string;
  readonly cause: string;
  readonly statusFilter?: string;
  readonly maxResults: number;
  readonly nextToken?: string;
};

/** Dates of this protocol are seconds since 1970. */
const seconds = (instant: string): number => Date.parse(instant) / 1_000;

export const createFakeStepFunctions = (workflows: Workflows, names: Names) => {
  const machineOf = (arn: string): string => (arn.split(':')[6] ?? '').replace(names.machineName(''), '');
  const idOf = (executionArn: string): string => localExecutionId(machineOf(executionArn), executionArn.split(':').at(-1) ?? '');

  const facts = (execution: Execution): object => ({
    executionArn: names.executionArn(execution.machine, execution.name),
    stateMachineArn: names.machineArn(execution.machine),
    stateMachineVersionArn: `${names.machineArn(execution.machine)}:7`,
    name: execution.name,
    status: execution.status.toUpperCase(),
    startDate: seconds(execution.startedAt),
    ...(execution.stoppedAt === undefined ? {} : { stopDate: seconds(execution.stoppedAt) }),
  });

  const details = ({ input, output, error, cause }: Execution): object => ({
    input: JSON.stringify(input),
    ...(output === undefined ? {} : { output: JSON.stringify(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });

  const start = async ({ stateMachineArn, name, input }: Input): Promise<AwsReply> => {
    const machine = machineOf(stateMachineArn);
    if (stateMachineArn !== names.machineAliasArn(machine)) return awsError(400, 'StateMachineDoesNotExist');
    const { executionId, started } = await workflows.start({ machine, name, input: JSON.parse(input) });
    const execution = (await workflows.describe(executionId)) as Execution;
    // A running execution with the same input is answered as its first start was.
    const isRepetition = execution.status === 'running' && isDeepStrictEqual(execution.input, JSON.parse(input));
    if (!started && !isRepetition) return awsError(400, 'ExecutionAlreadyExists');
    return { body: { executionArn: names.executionArn(machine, name), startDate: seconds(execution.startedAt) } };
  };

  const describe = async ({ executionArn }: Input): Promise<AwsReply> => {
    const execution = await workflows.describe(idOf(executionArn));
    return execution === undefined ? awsError(400, 'ExecutionDoesNotExist') : { body: { ...facts(execution), ...details(execution) } };
  };

  const list = async ({ stateMachineArn, statusFilter, maxResults, nextToken }: Input): Promise<AwsReply> => {
    const { executions, cursor } = await workflows.list({
      machine: machineOf(stateMachineArn),
      limit: maxResults,
      ...(statusFilter === undefined ? {} : { status: statusFilter.toLowerCase() as Execution['status'] }),
      ...(nextToken === undefined ? {} : { cursor: nextToken }),
    });
    return { body: { executions: executions.map(facts), ...(cursor === undefined ? {} : { nextToken: cursor }) } };
  };

  const withToken = async (use: () => Promise<void>): Promise<AwsReply> => {
    try {
      await use();
      return { body: {} };
    } catch (error) {
      if (error instanceof TaskTokenInvalidError) return awsError(400, 'TaskTimedOut');
      throw error;
    }
  };

  const stop = async ({ executionArn, error, cause }: Input): Promise<AwsReply> => {
    await workflows.stop(idOf(executionArn), error, cause);
    const stopped = await workflows.describe(idOf(executionArn));
    return stopped?.stoppedAt === undefined ? awsError(400, 'ExecutionDoesNotExist') : { body: { stopDate: seconds(stopped.stoppedAt) } };
  };

  return async ({ operation, json }: AwsRequest): Promise<AwsReply> => {
    const input = json as Input;
    switch (operation) {
      case 'StartExecution':
        return start(input);
      case 'DescribeExecution':
        return describe(input);
      case 'ListExecutions':
        return list(input);
      case 'StopExecution':
        return stop(input);
      case 'SendTaskSuccess':
        return withToken(() => workflows.succeed(input.taskToken, JSON.parse(input.output)));
      case 'SendTaskFailure':
        return withToken(() => workflows.fail(input.taskToken, input.error, input.cause));
      case 'SendTaskHeartbeat':
        return withToken(() => workflows.heartbeat(input.taskToken));
      default:
        return awsError(400, 'UnknownOperationException');
    }
  };
};
