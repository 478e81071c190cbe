import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [interfaceFile, binaryFile] = ['highs.mjs', 'highs.wasm'];

const installedInterface = (): string => fileURLToPath(import.meta.resolve('highs'));

/** Where npm has put the solver: its interface, and the binary that lies beside it. */
export const installedSolver = (): readonly string[] => [installedInterface(), join(dirname(installedInterface()), binaryFile)];

/**
 * Address of the solver's interface: beside this module where a bundle carries it, otherwise where npm has put it. It is loaded
 * by its address, so that no bundle takes it up that does not need it.
 * @throws Error where there is none
 */
export const solverAddress = (): string => {
  const beside = new URL(interfaceFile, import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside.href : import.meta.resolve('highs');
};
