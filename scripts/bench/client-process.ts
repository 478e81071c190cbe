import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ClientReport, ClientTask } from './client-messages.ts';

/** Lets a process of its own play the world outside, so that it takes no time from the server's. @throws Error when it fails */
export const runClients = async (task: ClientTask): Promise<ClientReport> => {
  const child = fork(new URL('clients.ts', import.meta.url), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The clients ended with ${String(code)} before they were done`);
  });
  ended.catch(() => undefined);
  child.send(task);
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [ClientReport];
  child.disconnect();
  return report;
};
