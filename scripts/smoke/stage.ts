// The deployed stage as its users see it: the command line, the HTTP API, and the ports through the product's own adapters.
import { setTimeout as sleep } from 'node:timers/promises';
import { awsDoors } from '../../bin/commands/aws/doors.ts';
import type { Installation } from '../../lib/platform/aws/names.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { projectRoot } from '../support/run-tool.ts';
import { runProcess } from '../support/processes.ts';

export type Stage = {
  readonly installation: Installation;
  /** Address of the HTTP API, without a slash at its end. */
  readonly url: string;
  readonly platform: Platform;
  /** Runs `oms` on the stage. @returns its JSON document, @throws Error with what it wrote when it fails */
  readonly oms: (args: readonly string[], stdin?: string) => Promise<Readonly<Record<string, unknown>>>;
};

export const openStage = async (installation: Installation, configFile: string, url: string): Promise<Stage> => ({
  installation,
  url,
  platform: await awsDoors.platform(installation),
  oms: async (args, stdin = '') => {
    const named = args[0] === 'doctor' ? [] : ['--stage', installation.stage];
    const all = ['bin/oms.ts', ...args, ...named, '--config', configFile, '--json'];
    const { out } = await runProcess(process.execPath, all, { cwd: projectRoot, stdin });
    return JSON.parse(out) as Record<string, unknown>;
  },
});

const patienceMs = 60_000;
const pauseMs = 400;

/** Asks again until the answer is there. @throws Error that names what was waited for, and what there was last */
export const until = async <T>(what: string, ask: () => Promise<{ readonly found?: T; readonly seen: string }>): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { found, seen } = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs / 1000} seconds for ${what}; there was ${seen}`);
    await sleep(pauseMs);
  }
};

/** @throws Error naming what was expected */
export const expectThat = (holds: boolean, expected: string, found: unknown): void => {
  if (!holds) throw new Error(`expected ${expected}; found ${JSON.stringify(found)}`);
};
