import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preparePython, pythonEnvironmentOf } from '../../../lib/platform/embedded/python-environment.ts';

let folder: string;
let parts: { readonly python: string; readonly requirements: string; readonly cacheDir: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-python-'));
  parts = { python: 'python3', requirements: join(folder, 'requirements.txt'), cacheDir: join(folder, 'cache') };
  writeFileSync(parts.requirements, 'xgboost==3.0.5\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the environment of trainings', () => {
  it('says what to install where there is no Python', async () => {
    const run = async () => ({ exitCode: 127, output: 'spawn python3 ENOENT' });
    await expect(preparePython({ ...parts, run })).rejects.toThrow(
      'Training needs Python 3.10 or newer with venv, as python3; install it, or name another one (python3 ended with 127: spawn python3 ENOENT)',
    );
  });
  it('says so where the packages cannot be had', async () => {
    const run = async (_tool: string, args: readonly string[]) => ({ exitCode: args.includes('pip') ? 1 : 0, output: 'no network' });
    await expect(preparePython({ ...parts, run })).rejects.toThrow(/could not be installed; is there a network\?/);
  });
  it('is made once, and is another one when the requirements change', async () => {
    const asked: string[] = [];
    const run = async (_tool: string, args: readonly string[]) => {
      asked.push(args[1] ?? '');
      return { exitCode: 0, output: '' };
    };
    const python = await preparePython({ ...parts, run });
    expect(asked).toHaveLength(3);
    expect(readFileSync(join(parts.cacheDir, '.gitignore'), 'utf8')).toBe('*\n');
    const { folder: made, complete } = pythonEnvironmentOf(parts);
    expect({ python: python.startsWith(made), complete, there: existsSync(join(made, 'complete')) }).toEqual({
      python: true,
      complete: false,
      there: false,
    });
    writeFileSync(parts.requirements, 'xgboost==9\n');
    expect(pythonEnvironmentOf(parts).folder).not.toBe(made);
  });
});
