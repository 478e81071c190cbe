// A process of the installation: started, killed, and watched for ending by itself.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export type Child<Hello> = {
  /** What it said when it was ready. */
  readonly hello: Hello;
  readonly kill: () => Promise<void>;
  /** Asks it to end. @returns whether it did within the time */
  readonly stop: (withinMs: number) => Promise<boolean>;
  readonly runs: () => boolean;
};

export type ChildOptions = {
  readonly module: URL;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Descriptor of a file that takes what the process writes; without one its errors show and the rest is dropped. */
  readonly output?: number;
  /** Told when the process ends although nobody has killed or stopped it. */
  readonly onCollapse: (how: string) => void;
};

const startMsMax = 60_000;

/** @throws Error when the process does not come up */
export const startChild = async <Hello>({ module, args, env, output, onCollapse }: ChildOptions): Promise<Child<Hello>> => {
  const child = fork(module, [...args], {
    stdio: ['ignore', output ?? 'ignore', output ?? 'inherit', 'ipc'],
    ...(env === undefined ? {} : { env }),
  });
  const hello = await firstMessage<Hello>(child);
  let isEnding = false;
  child.once('exit', (code, signal) => {
    if (!isEnding) onCollapse(signal ?? `exit code ${code}`);
  });
  const runs = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = async (): Promise<void> => {
    isEnding = true;
    if (!runs()) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    hello,
    runs,
    kill,
    stop: async (withinMs) => {
      isEnding = true;
      if (!runs()) return true;
      const ended = once(child, 'exit', { signal: AbortSignal.timeout(withinMs) });
      child.send('stop');
      const isEnded = await ended.then(
        () => true,
        () => false,
      );
      await kill();
      return isEnded;
    },
  };
};

const firstMessage = async <Hello>(child: ChildProcess): Promise<Hello> => {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the installation ended with ${String(code)} before it was ready`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(startMsMax) }), failed])) as [Hello];
    return message;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    // Once it has begun to live, its end is no longer a failure.
    failed.catch(() => undefined);
  }
};
