// Runs every state machine of a folder through the interpreter's loader and, where a machine calls nothing outside,
// through the interpreter. Files are named `valid-…` or `invalid-…` after what Step Functions makes of them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Instant } from '../../lib/kernel/instant.ts';
import { executionDueAt } from '../../lib/platform/embedded/workflows/activities.ts';
import { loadMachine } from '../../lib/platform/embedded/workflows/asl.load.ts';
import { describeProblem } from '../../lib/platform/embedded/workflows/asl.problems.ts';
import type { Machine, Scope, State } from '../../lib/platform/embedded/workflows/asl.types.ts';
import type { ExecutionState } from '../../lib/platform/embedded/workflows/execution.types.ts';
import { advanceExecution } from '../../lib/platform/embedded/workflows/interpreter.ts';
import { localExecutionId, newFrame } from '../../lib/platform/embedded/workflows/run.ts';
import type { Ids } from '../../lib/platform/ports.ts';

export type Conformance = { readonly file: string; readonly ok: boolean; readonly line: string };

const callsOutside = (scope: Scope): boolean => [...scope.states.values()].some(stateCallsOutside);

const stateCallsOutside = (state: State): boolean => {
  if (state.type === 'Map') return callsOutside(state.processor);
  return state.type === 'Task' || (state.type === 'Parallel' && state.branches.some(callsOutside));
};

const repeatableIds = (): Ids => {
  let count = 0;
  return {
    next: () => `id${(count += 1)}`,
    bytes: (length) =>
      createHash('sha512')
        .update(String((count += 1)))
        .digest()
        .subarray(0, length),
  };
};

/** Members that the machines of public collections read from their input. */
const input = {
  data: { items: [{ name: 'first' }, { name: 'second' }], identity: {}, address: {} },
  items: [1, 2, 3],
  timeout: '2026-11-20T10:00:00Z',
};

/** Runs a machine to its end, jumping to each moment at which something is due. */
const execute = async (machine: Machine): Promise<ExecutionState> => {
  let now = Instant('2026-11-20T10:00:00.000Z');
  const execution: ExecutionState = {
    executionId: localExecutionId('conformance', 'one'),
    machine: 'conformance',
    machineVersion: '1',
    name: 'one',
    input,
    startedAt: now,
    status: 'running',
    nextActivityNumber: 0,
    eventCount: 1,
    transitionCount: 1,
    history: [],
    root: newFrame(machine.startAt, input, now),
  };
  const ids = repeatableIds();
  await advanceExecution({ execution, now, ids, historyLimit: 10 }, machine);
  for (;;) {
    const dueAt = executionDueAt(execution);
    if (dueAt === undefined) return execution;
    now = dueAt;
    await advanceExecution({ execution, now, ids, historyLimit: 10 }, machine);
  }
};

const conformValid = async (text: string): Promise<Omit<Conformance, 'file'>> => {
  const loaded = loadMachine(text);
  if (!loaded.ok) {
    const [first] = loaded.error.filter(({ kind }) => kind === 'invalid').concat(loaded.error);
    return {
      ok: loaded.error.every(({ kind }) => kind === 'unsupported'),
      line: first === undefined ? 'refused without a reason' : `refused as ${describeProblem(first)}`,
    };
  }
  if (callsOutside(loaded.value)) return { ok: true, line: 'loaded; not run, because it calls services' };
  const { status, error } = await execute(loaded.value);
  return {
    ok: status !== 'running' && error !== 'States.Runtime',
    line: `loaded and run: ${status}${error === undefined ? '' : ` with ${error}`}`,
  };
};

const conformInvalid = (text: string): Omit<Conformance, 'file'> => {
  const loaded = loadMachine(text);
  if (loaded.ok) return { ok: false, line: 'loaded, although it is invalid' };
  const [first] = loaded.error.filter(({ kind }) => kind === 'invalid').concat(loaded.error);
  return { ok: first !== undefined, line: first === undefined ? 'refused without a reason' : `refused as ${describeProblem(first)}` };
};

/** Every `valid-*` must load or be refused as unsupported by name; every `invalid-*` must be refused. */
export const conformAsl = async (folder: string): Promise<readonly Conformance[]> => {
  const results: Conformance[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/^(in)?valid-.*\.json$/.test(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    results.push({ file, ...(file.startsWith('valid-') ? await conformValid(text) : conformInvalid(text)) });
  }
  return results;
};

const [, script, folder] = process.argv;
if (script !== undefined && import.meta.filename === script && folder !== undefined) {
  const results = await conformAsl(folder);
  for (const { file, ok, line } of results) console.log(`${ok ? 'ok  ' : 'FAIL'} ${file}: ${line}`);
  const failures = results.filter(({ ok }) => !ok).length;
  console.log(`${results.length} machines, ${failures} not as they should be`);
  process.exitCode = failures === 0 && results.length > 0 ? 0 : 1;
}
