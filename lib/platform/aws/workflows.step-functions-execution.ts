import type { DescribeExecutionOutput, ExecutionStatus as SfnStatus } from '@aws-sdk/client-sfn';
import { fromEpochMs } from '../../kernel/instant.ts';
import { type Execution, type ExecutionStatus, LimitExceededError, UnavailableError } from '../ports.ts';
import { executionUrl } from './console-pages.ts';
import type { Names } from './names.ts';

/** What Step Functions takes as input or output. */
const payloadBytesMax = 262_144;

const statuses: Readonly<Record<SfnStatus, ExecutionStatus>> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed_out',
  ABORTED: 'aborted',
  // Only children of a distributed map wait for a redrive, and they have failed.
  PENDING_REDRIVE: 'failed',
};

const filters: Readonly<Record<ExecutionStatus, SfnStatus>> = {
  running: 'RUNNING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  timed_out: 'TIMED_OUT',
  aborted: 'ABORTED',
};

export const statusFilterOf = (status: ExecutionStatus): SfnStatus => filters[status];

/** JSON text of an input or output. @throws LimitExceededError above 256 KiB */
export const payloadText = (value: unknown, what: string): string => {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > payloadBytesMax) throw new LimitExceededError(`The ${what} is larger than ${payloadBytesMax} bytes`);
  return text;
};

/** Name of the machine in an execution's ARN, as the product calls it. */
const machineOf = (executionArn: string, names: Pick<Names, 'machineName'>): string => {
  const deployed = executionArn.split(':')[6] ?? '';
  const prefix = names.machineName('');
  return deployed.startsWith(prefix) ? deployed.slice(prefix.length) : deployed;
};

/** The number behind the last colon of a version's ARN; executions that were started without an alias have none. */
const versionOf = (versionArn: string | undefined): string => versionArn?.split(':').at(-1) ?? 'unpublished';

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

/** @throws UnavailableError for a description that lacks what every execution has */
export const toExecution = (description: DescribeExecutionOutput, names: Pick<Names, 'machineName'>): Execution => {
  const { executionArn, name, status, startDate, stopDate, input, output, error, cause, stateMachineVersionArn } = description;
  if (executionArn === undefined || status === undefined || startDate === undefined)
    throw new UnavailableError('Step Functions described an execution without its ARN, status or start');
  return {
    executionId: executionArn,
    machine: machineOf(executionArn, names),
    machineVersion: versionOf(stateMachineVersionArn),
    name: name ?? executionArn.split(':').at(-1) ?? '',
    status: statuses[status],
    startedAt: fromEpochMs(startDate.getTime()),
    input: parsed(input),
    ...(stopDate === undefined ? {} : { stoppedAt: fromEpochMs(stopDate.getTime()) }),
    ...(output === undefined ? {} : { output: parsed(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    pageUrl: executionUrl(executionArn),
  };
};
