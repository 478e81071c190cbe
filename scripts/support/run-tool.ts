import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** Folder that holds package.json. */
export const projectRoot = join(import.meta.dirname, '..', '..');

export type ToolResult = { readonly exitCode: number; readonly output: string; readonly seconds: number };

type RunOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `show` lets the tool write to this terminal; `capture` (the default) returns what it writes. */
  readonly output?: 'show' | 'capture';
};

/**
 * Runs one of the project's own tools (a name in node_modules/.bin, or `node`) to its end.
 * The project's tools come first in the path, so `node` is the version that package.json names, whatever the machine has.
 * @returns exit code 127 when the tool is not installed
 */
export const runTool = (tool: string, args: readonly string[], options: RunOptions = {}): Promise<ToolResult> => {
  const startedAt = performance.now();
  const path = [join(projectRoot, 'node_modules', '.bin'), process.env['PATH']].filter(Boolean).join(delimiter);
  const shown = options.output === 'show';
  return new Promise((resolve) => {
    const child = spawn(tool, args, {
      cwd: options.cwd ?? projectRoot,
      env: { ...process.env, ...options.env, PATH: path },
      stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const finish = (exitCode: number, note = ''): void =>
      resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8') + note, seconds: (performance.now() - startedAt) / 1000 });
    child.on('error', (error) => finish(127, `${tool}: ${error.message}`));
    // A tool that a signal ended has no exit code; it has not succeeded.
    child.on('close', (exitCode) => finish(exitCode ?? 1));
  });
};
