import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** One life of the installation's process. */
export type Life = {
  /** Undefined when no answer came: what was asked may have been done or not. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer | undefined>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const startMsMax = 30_000;
const answerMsMax = 20_000;

/** @throws Error when the process does not come up */
export const startLife = async (dataDir: string): Promise<Life> => {
  const child = fork(new URL('server.ts', import.meta.url), [dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { url, apiKey } = await hello(child);
  const end = async (how: () => void): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    how();
    await ended;
  };
  return {
    ask: async (method, path, body) => {
      try {
        const response = await fetch(url + path, {
          method,
          headers: { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(answerMsMax),
        });
        return { status: response.status, body: (await response.json()) as Answer['body'] };
      } catch {
        return undefined;
      }
    },
    kill: () => end(() => child.kill('SIGKILL')),
    stop: () => end(() => child.send('stop')),
  };
};

const hello = async (child: ChildProcess): Promise<{ readonly url: string; readonly apiKey: string }> => {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The installation ended with ${String(code)} before it listened`);
  });
  const [message] = await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(startMsMax) }), failed]);
  // Once it has begun to live, its end is no longer a failure.
  failed.catch(() => undefined);
  return message as { readonly url: string; readonly apiKey: string };
};
