import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot, runTool } from '../../support/run-tool.ts';

/** Python could not be had, or what it ran failed. */
export class PythonFailedError extends Error {
  override readonly name = 'PythonFailedError';
}

const run = async (tool: string, args: readonly string[]): Promise<string> => {
  const { exitCode, output } = await runTool(tool, args, { env: { PYTHONDONTWRITEBYTECODE: '1' } });
  if (exitCode !== 0)
    throw new PythonFailedError(`${tool} ${args.slice(0, 2).join(' ')} ended with ${exitCode}: ${output.trim().split('\n').at(-1) ?? ''}`);
  return output;
};

/**
 * The interpreter of an environment under .cache that holds exactly what a requirements file names.
 * @param prefix of the folder; `train` is the one that `npm run train` makes
 * @throws PythonFailedError
 */
export const pythonWith = async (requirements: string, prefix: string, options: { readonly dependencies: boolean }): Promise<string> => {
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(projectRoot, '.cache', `${prefix}-${name}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(join(folder, 'complete'))) return python;
  mkdirSync(join(projectRoot, '.cache'), { recursive: true });
  writeFileSync(join(projectRoot, '.cache', '.gitignore'), '*\n');
  await run('python3', ['-m', 'venv', '--clear', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', ...(options.dependencies ? [] : ['--no-deps']), '-r', requirements]);
  writeFileSync(join(folder, 'complete'), '');
  return python;
};

/** Trains a model of the repository on given data. @returns the folder of the artefact @throws PythonFailedError */
export const trainedFolder = async (model: string, out: string, args: readonly string[], tell: (line: string) => void): Promise<string> => {
  const python = await pythonWith(join(projectRoot, 'models', 'requirements.txt'), 'train', { dependencies: false });
  const output = await run(python, [join(projectRoot, 'models', model, 'train.py'), '--out', out, ...args]);
  tell(output.trim());
  return out;
};
