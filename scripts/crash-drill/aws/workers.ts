import { setTimeout as sleep } from 'node:timers/promises';
import type { InvokeFunction } from '../../../lib/platform/embedded/workflows/caller.ts';
import { FunctionDiedError } from '../../../lib/platform/simulation/functions.ts';
import type { Random } from '../../../lib/platform/simulation/random.ts';
import { type Child, startChild } from '../child.ts';

/** What a process runs: requests, queues, readers of the ledger's stream, or tasks of workflows. */
export const roles = ['gateway', 'queues', 'streams', 'tasks'] as const;
export type Role = (typeof roles)[number];

export type WorkerHello = { readonly url?: string };

export type Workers = {
  /** Starts those that do not run. */
  readonly start: () => Promise<void>;
  /** Where the process of this role listens; undefined while it is dead. */
  readonly urlOf: (role: Role) => string | undefined;
  /** Ends one of them or several, at once. @returns which */
  readonly kill: (random: Random) => Promise<readonly Role[]>;
  /** @returns those that did not end by themselves */
  readonly stop: () => Promise<readonly Role[]>;
  /** Calls a function in the process for tasks, as Step Functions calls Lambda. */
  readonly invoke: InvokeFunction;
};

const stopMsMax = 10_000;
/** A function that cannot be called yet is not a failed one: Lambda starts another process for the call. */
const startedWithinMs = 60_000;
const lookEveryMs = 20;
const killProbability = 0.5;

type Outcome = { readonly answer?: unknown; readonly error?: { readonly name: string; readonly message: string } };

const isRefused = (error: unknown): boolean =>
  ((error as { readonly cause?: { readonly code?: string } }).cause?.code ?? '') === 'ECONNREFUSED';

const call = async (url: string, name: string, payload: unknown): Promise<unknown> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ name, payload }) });
  const { answer, error } = (await response.json()) as Outcome;
  if (error === undefined) return answer;
  throw Object.assign(new Error(error.message), { name: error.name });
};

/** The four processes of the installation. */
export const createWorkers = (options: {
  readonly streamArn: string;
  readonly envOf: (role: Role) => NodeJS.ProcessEnv;
  /** Descriptor of the file that takes their logs. */
  readonly output: number;
  readonly onCollapse: (role: Role, how: string) => void;
}): Workers => {
  const running = new Map<Role, Child<WorkerHello>>();

  const startOne = async (role: Role): Promise<void> => {
    if (running.get(role)?.runs() === true) return;
    const child = await startChild<WorkerHello>({
      module: new URL('worker.ts', import.meta.url),
      args: [role, options.streamArn],
      env: options.envOf(role),
      output: options.output,
      onCollapse: (how) => options.onCollapse(role, how),
    });
    running.set(role, child);
  };

  const urlOf = (role: Role): string | undefined => {
    const child = running.get(role);
    return child?.runs() === true ? child.hello.url : undefined;
  };

  const invoke = async (name: string, payload: unknown): Promise<unknown> => {
    const deadline = performance.now() + startedWithinMs;
    for (;;) {
      const url = urlOf('tasks');
      try {
        if (url !== undefined) return await call(url, name, payload);
      } catch (error) {
        // What the function itself has thrown.
        if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
        if (!isRefused(error)) throw new FunctionDiedError(`The process of ${name} ended before it answered`, { cause: error });
      }
      if (performance.now() > deadline) throw new FunctionDiedError(`No process for ${name} came up`);
      await sleep(lookEveryMs);
    }
  };

  return {
    start: async () => {
      await Promise.all(roles.map(startOne));
    },
    urlOf,
    kill: async (random) => {
      const chosen = roles.filter(() => random.chance(killProbability));
      const victims = chosen.length > 0 ? chosen : [random.pick(roles)];
      await Promise.all(victims.map(async (role) => running.get(role)?.kill()));
      return victims;
    },
    stop: async () => {
      const ended = await Promise.all(roles.map(async (role) => ({ role, isEnded: (await running.get(role)?.stop(stopMsMax)) ?? true })));
      return ended.filter(({ isEnded }) => !isEnded).map(({ role }) => role);
    },
    invoke,
  };
};
