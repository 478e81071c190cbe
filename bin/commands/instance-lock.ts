import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CommandError } from './command-error.ts';

const lockFileName = 'running.lock';
const sqliteBusy = 5;

/**
 * Takes a data folder for this process. The lock is the operating system's, held through SQLite, so that it goes with the
 * process however that ends; a file with a process number would outlive a kill and name a stranger after a restart.
 * @returns a function that gives the folder back
 * @throws CommandError when another process runs over the folder
 */
export const lockInstance = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, lockFileName), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { readonly errcode?: number }).errcode !== sqliteBusy) throw error;
    throw new CommandError('already-running', `Waybill already runs over ${dataDir}. Stop it, or name another folder with --data-dir.`);
  }
  return () => lock.close();
};
