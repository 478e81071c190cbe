// Lets every system have its turn, round after round. Only one of them runs at a time.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../bench/environment.ts';
import { runClients } from './client-process.ts';
import { type Databases, startDatabases } from './databases.ts';
import type { Installation, Variant } from './installation.ts';
import { installMedusa } from './medusa.ts';
import type { PeersOptions } from './options.ts';
import { findPrograms } from './programs.ts';
import type { PeersReport, Run } from './report.ts';
import type { SystemName } from './systems.ts';
import { installVendure } from './vendure.ts';
import { installWaybill } from './waybill.ts';

type Context = PeersOptions & { readonly tell: (line: string) => void };

const measure = async (context: Context, round: number, { id, title, target }: Variant): Promise<Run> => {
  const { clients, warmUp, orders, tell } = context;
  // Every round asks every system for the same orders; the serial keeps them apart where data stays.
  const measured = await runClients({ target, clients, warmUp, orders, seed: round, run: `${id}-${round}` });
  const perSecond = ((orders - measured.errors) * 1_000) / measured.answered.totalMs;
  tell(`round ${round}, ${title}: ${perSecond.toFixed(1)} orders/s, ${measured.errors} errors`);
  if (measured.firstError !== undefined) tell(`the first error: ${measured.firstError}`);
  return { round, id, title, orders, ...measured };
};

const installAll = async (
  context: Context,
  databases: Databases | undefined,
  logs: string,
): Promise<ReadonlyMap<SystemName, Installation>> => {
  const { scratch, tell } = context;
  const installations = new Map<SystemName, Installation>();
  for (const name of context.only) {
    if (name === 'waybill') installations.set(name, installWaybill(logs));
    else if (databases === undefined) throw new Error('The peers need databases');
    else installations.set(name, await (name === 'vendure' ? installVendure : installMedusa)(scratch, databases, logs, tell));
  }
  return installations;
};

/** Even rounds go the other way round, so that none is always the first. */
const inTurn = <T>(round: number, all: readonly T[]): readonly T[] => (round % 2 === 0 ? all.toReversed() : all);

/** @throws Error when something is missing or does not come up; orders that are refused are counted instead */
export const runPeers = async (context: Context): Promise<PeersReport> => {
  const { scratch, only, rounds, tell } = context;
  // Before anything is installed, which would be taken for the work of others.
  const environment = readEnvironment();
  mkdirSync(scratch, { recursive: true });
  const work = mkdtempSync(join(scratch, 'run-'));
  // PostgreSQL may have to run as another user, who has to come through here.
  chmodSync(work, 0o755);
  const remove = () => rmSync(work, { recursive: true, force: true });
  // After an interrupt nothing below is reached any more.
  process.once('exit', remove);
  let databases: Databases | undefined;
  try {
    if (only.some((name) => name !== 'waybill')) databases = await startDatabases(await findPrograms(scratch, tell), work);
    const installations = await installAll(context, databases, work);
    const runs: Run[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, installation] of inTurn(round, [...installations])) {
        tell(`round ${round} of ${rounds}: ${name} is started`);
        const running = await installation.start();
        try {
          for (const variant of inTurn(round, running.variants)) runs.push(await measure(context, round, variant));
        } finally {
          await running.stop();
        }
      }
    }
    return { environment, databases: databases?.versions ?? '', options: context, runs };
  } finally {
    await databases?.stop();
    remove();
    process.off('exit', remove);
  }
};
