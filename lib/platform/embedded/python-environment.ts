import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a program to its end, and answers with its exit code and the end of what it wrote. */
export type RunProgram = (tool: string, args: readonly string[]) => Promise<{ readonly exitCode: number; readonly output: string }>;

/** There is no Python, or its packages cannot be had; the message says what to do. */
export class PythonUnavailableError extends Error {
  override readonly name = 'PythonUnavailableError';
}

export type PythonParts = {
  /** Interpreter that makes the environment, such as `python3`. */
  readonly python: string;
  /** File that pins the packages. */
  readonly requirements: string;
  /** Folder in which environments are kept. */
  readonly cacheDir: string;
  readonly run: RunProgram;
};

const lastLine = (output: string): string => output.trim().split('\n').at(-1)?.slice(0, 300) ?? '';

/** Whether the environment is there already, so that nothing has to be fetched. */
export const pythonEnvironmentOf = ({ requirements, cacheDir }: Pick<PythonParts, 'requirements' | 'cacheDir'>) => {
  // Named after what is in it, so that a changed requirement makes a new one.
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cacheDir, `train-${name}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  return { folder, python, complete: existsSync(join(folder, 'complete')) };
};

/**
 * The interpreter of an environment that holds exactly what the requirements name; it is made at the first call.
 * @throws PythonUnavailableError
 */
export const preparePython = async (parts: PythonParts): Promise<string> => {
  const { folder, python, complete } = pythonEnvironmentOf(parts);
  if (complete) return python;
  const must = async (tool: string, args: readonly string[], help: string): Promise<void> => {
    const { exitCode, output } = await parts.run(tool, args);
    if (exitCode !== 0) throw new PythonUnavailableError(`${help} (${tool} ended with ${exitCode}: ${lastLine(output)})`);
  };
  // The folder ignores itself, so that nothing in it is ever taken for a file of the project.
  mkdirSync(parts.cacheDir, { recursive: true });
  writeFileSync(join(parts.cacheDir, '.gitignore'), '*\n');
  const install = `Training needs Python 3.10 or newer with venv, as ${parts.python}; install it, or name another one`;
  await must(parts.python, ['-m', 'venv', '--clear', folder], install);
  // Not the packages' own dependencies: XGBoost asks for a library of GPUs that is larger than everything else together.
  const packages = `The packages of ${parts.requirements} could not be installed; is there a network?`;
  await must(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', parts.requirements], packages);
  await must(python, ['-c', `import xgboost; open(${JSON.stringify(join(folder, 'complete'))}, "w").close()`], packages);
  return python;
};
