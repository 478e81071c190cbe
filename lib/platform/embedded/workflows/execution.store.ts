import { toEpochMs } from '../../../kernel/instant.ts';
import {
  ConditionFailedError,
  type Execution,
  type ExecutionStatus,
  type Item,
  type Key,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../../ports.ts';
import { executionDueAt } from './activities.ts';
import type { ExecutionState } from './execution.types.ts';
import { localExecutionId } from './run.ts';

/** An execution as it stands in the table. `revision` guards the next write; `parts` counts the items beside the first. */
export type StoredExecution = { readonly execution: ExecutionState; readonly revision: number; readonly parts: number };

/** An execution has grown beyond what one transaction can hold. */
export class ExecutionTooLargeError extends Error {
  override readonly name = 'ExecutionTooLargeError';
}

const executionIdPattern = /^arn:aws:states:local:000000000000:execution:([A-Za-z0-9_-]{1,80}):([A-Za-z0-9_-]{1,80})$/;

// An item holds 400 KB. The body is JSON inside JSON, where quotation marks take two characters and others up to three bytes.
const partLength = 100_000;
// A step replaces old parts by new ones in one transaction, of at most 100 writes: nearly 5 MB of an execution's data.
const maxParts = 48;

const partitionOf = (machine: string, name: string): string => `WORKFLOW#EXECUTION#${machine}#${name}`;
const stateKey = (machine: string, name: string): Key => ({ PK: partitionOf(machine, name), SK: 'STATE' });
const partKey = (machine: string, name: string, revision: number, part: number): Key => ({
  PK: partitionOf(machine, name),
  SK: `PART#${revision}#${String(part).padStart(2, '0')}`,
});
const listPartition = (machine: string, status: ExecutionStatus): string => `WORKFLOW#LIST#${machine}#${status}`;
const listKey = ({ machine, name, startedAt }: ExecutionState, status: ExecutionStatus): Key => ({
  PK: listPartition(machine, status),
  SK: `${startedAt}#${name}`,
});

const retentionMs = 90 * 24 * 60 * 60 * 1_000;

/** Step Functions keeps an ended execution, and its name taken, for 90 days. */
const expiry = ({ stoppedAt }: ExecutionState): { readonly ttl?: number } =>
  stoppedAt === undefined ? {} : { ttl: Math.floor((toEpochMs(stoppedAt) + retentionMs) / 1_000) };

const split = (body: string): readonly string[] => {
  const parts: string[] = [];
  for (let start = 0; start < body.length; start += partLength) parts.push(body.slice(start, start + partLength));
  return parts;
};

const mainItem = (execution: ExecutionState, revision: number, body: string, parts: number): Item => {
  const dueAt = executionDueAt(execution);
  return {
    ...stateKey(execution.machine, execution.name),
    status: execution.status,
    revision,
    parts,
    body,
    ...(dueAt === undefined ? {} : { due_at: dueAt }),
    ...expiry(execution),
  };
};

const describeState = (execution: ExecutionState): Execution => ({
  executionId: execution.executionId,
  machine: execution.machine,
  machineVersion: execution.machineVersion,
  name: execution.name,
  status: execution.status,
  startedAt: execution.startedAt,
  input: execution.input,
  ...(execution.stoppedAt === undefined ? {} : { stoppedAt: execution.stoppedAt }),
  ...(execution.output === undefined ? {} : { output: execution.output }),
  ...(execution.error === undefined ? {} : { error: execution.error }),
  ...(execution.cause === undefined ? {} : { cause: execution.cause }),
});

const writesFor = (execution: ExecutionState, previous: StoredExecution | undefined): readonly Write[] => {
  const { machine, name, status } = execution;
  const [body = '', ...rest] = split(JSON.stringify(execution));
  if (rest.length > maxParts) throw new ExecutionTooLargeError(`Execution ${name} of ${machine} needs ${rest.length} parts`);
  const revision = (previous?.revision ?? 0) + 1;
  const condition =
    previous === undefined ? ({ kind: 'absent' } as const) : ({ kind: 'equals', attribute: 'revision', value: previous.revision } as const);
  const writes: Write[] = [{ kind: 'put', item: mainItem(execution, revision, body, rest.length), condition }];
  rest.forEach((part, index) =>
    writes.push({ kind: 'put', item: { ...partKey(machine, name, revision, index), body: part, ...expiry(execution) } }),
  );
  for (let part = 0; part < (previous?.parts ?? 0); part += 1)
    writes.push({ kind: 'delete', key: partKey(machine, name, previous?.revision ?? 0, part) });
  if (previous === undefined || status !== 'running')
    writes.push({ kind: 'put', item: { ...listKey(execution, status), execution_name: name, ...expiry(execution) } });
  if (previous !== undefined && status !== 'running') writes.push({ kind: 'delete', key: listKey(execution, 'running') });
  return writes;
};

const bodyOf = async (table: Table, main: Item, machine: string, name: string): Promise<string | undefined> => {
  const parts = Number(main['parts']);
  if (parts === 0) return String(main['body']);
  const keys = Array.from({ length: parts }, (_, part) => partKey(machine, name, Number(main['revision']), part));
  const rest = await table.getMany(keys);
  return rest.every((item) => item !== undefined) ? [main, ...rest].map((item) => String(item['body'])).join('') : undefined;
};

const loadExecution = async (table: Table, executionId: string): Promise<StoredExecution | undefined> => {
  const [, machine, name] = executionIdPattern.exec(executionId) ?? [];
  if (machine === undefined || name === undefined) return undefined;
  // A write between reading the first item and its parts removes the parts that were meant; then the reading is repeated.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const main = await table.get(stateKey(machine, name));
    if (main === undefined) return undefined;
    const body = await bodyOf(table, main, machine, name);
    if (body !== undefined)
      return { execution: JSON.parse(body) as ExecutionState, revision: Number(main['revision']), parts: Number(main['parts']) };
  }
  throw new Error('The parts of an execution changed during five readings');
};

const listByStatus = async (table: Table, machine: string, status: ExecutionStatus, limit: number, before: string | undefined) => {
  const found: { readonly sortKey: string; readonly name: string }[] = [];
  let cursor: string | undefined;
  do {
    const range = {
      PK: listPartition(machine, status),
      descending: true,
      limit: Math.min(limit + 2, 1_000),
      ...(before === undefined ? {} : { to: before }),
    };
    const page = await table.query({ ...range, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) if (item.SK !== before) found.push({ sortKey: item.SK, name: String(item['execution_name']) });
    cursor = page.cursor;
  } while (cursor !== undefined && found.length <= limit);
  return found;
};

/**
 * Executions in a table: one item each, parts beside it when it is large, and one list entry by machine and status.
 * A step is one conditional write; start and end move the list entry in the same transaction.
 */
export const createExecutionStore = (table: Table) => {
  const load = (executionId: string): Promise<StoredExecution | undefined> => loadExecution(table, executionId);

  return {
    load,

    /**
     * Writes an execution over the stored one it came from (or as a new one).
     * @throws ConditionFailedError when it has changed meanwhile, or exists already
     * @throws ExecutionTooLargeError
     */
    save: async (execution: ExecutionState, previous: StoredExecution | undefined): Promise<StoredExecution> => {
      const writes = writesFor(execution, previous);
      const [first] = writes;
      if (writes.length === 1 && first?.kind === 'put') await table.put(first.item, first.condition);
      else {
        try {
          await table.transact(writes);
        } catch (thrown) {
          if (!(thrown instanceof TransactionCanceledError)) throw thrown;
          throw new ConditionFailedError(stateKey(execution.machine, execution.name), thrown.failures[0]?.existing);
        }
      }
      const [main] = writes;
      return { execution, revision: (previous?.revision ?? 0) + 1, parts: main?.kind === 'put' ? Number(main.item['parts']) : 0 };
    },

    /** Ids of running executions of a machine, the oldest first, a page at a time. */
    running: async (
      machine: string,
      cursor: string | undefined,
    ): Promise<{ readonly executionIds: readonly string[]; readonly cursor?: string }> => {
      const page = await table.query({ PK: listPartition(machine, 'running'), ...(cursor === undefined ? {} : { cursor }) });
      const executionIds = page.items.map((item) => localExecutionId(machine, String(item['execution_name'])));
      return { executionIds, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
    },

    describe: async (executionId: string): Promise<Execution | undefined> => {
      const stored = await load(executionId);
      return stored === undefined ? undefined : describeState(stored.execution);
    },

    /** The newest first. The cursor is the start and name of the last one given. */
    list: async (options: {
      readonly machine: string;
      readonly statuses: readonly ExecutionStatus[];
      readonly limit: number;
      readonly cursor?: string;
    }) => {
      const { machine, statuses, limit, cursor } = options;
      const found = (await Promise.all(statuses.map((status) => listByStatus(table, machine, status, limit, cursor)))).flat();
      found.sort((left, right) => (left.sortKey < right.sortKey ? 1 : left.sortKey > right.sortKey ? -1 : 0));
      const page = found.slice(0, limit);
      const loaded = await Promise.all(page.map(({ name }) => load(localExecutionId(machine, name))));
      const executions = loaded.filter((stored) => stored !== undefined).map(({ execution }) => describeState(execution));
      const last = page.at(-1);
      return { executions, ...(found.length > limit && last !== undefined ? { cursor: last.sortKey } : {}) };
    },
  };
};

export type ExecutionStore = ReturnType<typeof createExecutionStore>;
