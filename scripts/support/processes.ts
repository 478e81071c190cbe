// Programs that scripts start. Each has a process group of its own, so that what it started in turn ends with it.
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';

const groups = new Set<number>();

const signalGroup = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(-pid, name);
  } catch {
    // The group has ended.
  }
};

/** Starts a program that `endProcesses` ends. */
export const startProcess = (program: string, args: readonly string[], options: SpawnOptions): ChildProcess => {
  const child = spawn(program, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    // What it has started may outlive it.
    child.once('exit', () => {
      signalGroup(pid, 'SIGKILL');
      groups.delete(pid);
    });
  }
  return child;
};

/** Runs a program to its end. @returns its standard output, and that with its errors between, @throws Error with the end of all that it wrote when it fails */
export const runProcess = (
  program: string,
  args: readonly string[],
  { cwd, stdin = '' }: { readonly cwd: string; readonly stdin?: string },
) =>
  new Promise<{ readonly out: string; readonly all: string }>((resolve, reject) => {
    const child = startProcess(program, args, { cwd, stdio: 'pipe' });
    const out: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => {
      out.push(chunk);
      all.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => all.push(chunk));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      if (exitCode === 0) resolve({ out: Buffer.concat(out).toString('utf8'), all: Buffer.concat(all).toString('utf8') });
      // The reason stands at the end, below everything that went well.
      else
        reject(
          new Error(`${program} ${args.slice(0, 3).join(' ')} ended with ${exitCode}: …${Buffer.concat(all).toString('utf8').slice(-500)}`),
        );
    });
    // A program that ends without reading it has said why.
    child.stdin?.once('error', () => undefined);
    child.stdin?.end(stdin);
  });

/** Ends everything that is still running, at once. */
export const endProcesses = (): void => {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
};
