import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { readCpuMs } from './cpu.ts';
import type { ClientMessage, ClientReport, ClientTask } from './messages.ts';

export type Measured = ClientReport & {
  /** Processor time of everything but the clients in the measured window; absent where the system does not tell. */
  readonly cpuMs?: number;
};

/** Lets a process of its own place the orders. @throws Error when it fails */
export const runClients = async (task: ClientTask): Promise<Measured> => {
  const child = fork(new URL('clients.ts', import.meta.url), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stopListening = new AbortController();
  const ending = async (): Promise<void> => {
    const [code] = await once(child, 'exit');
    stopListening.abort(new Error(`The clients ended with ${String(code)} before they were done`));
  };
  const ended = ending();
  const cpuMs = () => readCpuMs(process.pid, child.pid);
  let before: number | undefined;
  try {
    child.send(task);
    for await (const [said] of on(child, 'message', { signal: stopListening.signal })) {
      const message = said as ClientMessage;
      if (message.type === 'warm') {
        before = cpuMs();
        continue;
      }
      const after = cpuMs();
      return { ...message.report, ...(before === undefined || after === undefined ? {} : { cpuMs: after - before }) };
    }
    throw new Error('The clients said nothing');
  } catch (error) {
    throw stopListening.signal.aborted ? stopListening.signal.reason : error;
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
};
