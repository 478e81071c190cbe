import { readFileSync } from 'node:fs';
import { toEpochMs } from '../../kernel/instant.ts';
import { createEmbeddedWorkflows, type EmbeddedWorkflows } from '../embedded/workflows/workflows.embedded.ts';
import type { Functions } from '../embedded/runtime/functions.ts';
import type { Ids } from '../ports.ts';
import type { ContextWiring } from '../wiring.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { createModelTable } from './table.model.ts';
import { machineSubstitution } from '../wiring.functions.ts';

/** What Step Functions says when the service of the functions fails: the call may have been made. */
class FunctionServiceError extends Error {
  override readonly name = 'Lambda.ServiceException';
}

export type ModelWorkflows = {
  readonly workflows: EmbeddedWorkflows;
  /** Makes the machines' definitions the current version; `release` tells one version from another. */
  readonly release: (release: number) => Promise<void>;
};

const taskMs = { from: 5, to: 30 } as const;

/** The interpreter of the machines on virtual time. As a service of the region it neither crashes nor forgets. */
export const createModelWorkflows = (parts: {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  readonly functions: () => Functions;
  readonly wirings: readonly ContextWiring[];
  readonly machinesUrl: URL;
  readonly onError: (error: unknown) => void;
}): ModelWorkflows => {
  const { scheduler, faults, random } = parts;
  let ticksAtMs: number | undefined;
  let looking = false;

  const invoke = async (name: string, payload: unknown): Promise<unknown> => {
    const outageMs = Math.max(0, faults.outageUntilMs() - scheduler.nowMs());
    await scheduler.sleep(outageMs + random.between(taskMs.from, taskMs.to), `workflow invokes ${name}`);
    if (faults.strikes('drop')) throw new FunctionServiceError('The call was lost');
    const answer = await parts.functions().invoke(name, payload);
    if (faults.strikes('lost-reply')) throw new FunctionServiceError('The answer was lost');
    return answer;
  };

  // The engine knows its next moment only once it has stored the step, so the look comes a little later.
  const look = (): void => {
    if (looking) return;
    looking = true;
    scheduler.after(1, 'workflows look ahead', () => {
      looking = false;
      arm();
    });
  };

  const arm = (): void => {
    const due = workflows.nextDueAt();
    if (due === undefined) return;
    const dueMs = Math.max(toEpochMs(due), scheduler.nowMs(), faults.outageUntilMs());
    if (ticksAtMs !== undefined && ticksAtMs <= dueMs) return;
    ticksAtMs = dueMs;
    scheduler.after(dueMs - scheduler.nowMs(), 'workflows tick', () => {
      if (ticksAtMs === dueMs) ticksAtMs = undefined;
      void workflows.tick().then(look, parts.onError);
    });
  };

  const { table } = createModelTable({ nowMs: scheduler.nowMs, onCommitted: look });
  const workflows = createEmbeddedWorkflows({
    table,
    clock: scheduler.clock,
    ids: parts.ids,
    sha256: parts.sha256,
    invoke,
    maxResident: 100_000,
    maxConcurrentInvocations: 1_000,
    onError: (error) => {
      parts.onError(error);
      look();
    },
  });

  return {
    workflows,
    release: async (release) => {
      const machines = parts.wirings.flatMap((wiring) => wiring.machines ?? []);
      const tasks = parts.wirings.flatMap((wiring) => wiring.tasks ?? []).map((task): [string, string] => [task.name, task.handler]);
      const names = machines.map((machine): [string, string] => [machineSubstitution(machine.name), machine.name]);
      const substitutions = Object.fromEntries([...tasks, ...names]);
      for (const { name, definition: file } of machines) {
        const definition = JSON.parse(readFileSync(new URL(file, parts.machinesUrl), 'utf8')) as Record<string, unknown>;
        const comment = `${String(definition['Comment'])} Release ${release}.`;
        await workflows.register(name, { definition: JSON.stringify({ ...definition, Comment: comment }), substitutions });
      }
    },
  };
};
