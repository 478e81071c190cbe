// One benchmark in a process of its own, so that none finds the memory or the compiled code of another.
import type { BenchContext, Outcome } from './benchmark.ts';
import type { BenchmarkName } from './figures.ts';
import { loadBenchmark } from './registry.ts';

export type OneTask = { readonly name: BenchmarkName } & Omit<BenchContext, 'tell'>;
export type OneMessage =
  | { readonly kind: 'told'; readonly line: string }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly message: string };

const send = (message: OneMessage): void => void process.send?.(message);

const run = async ({ name, ...context }: OneTask): Promise<OneMessage> => {
  try {
    const benchmark = await loadBenchmark[name]();
    return { kind: 'done', outcome: await benchmark({ ...context, tell: (line) => send({ kind: 'told', line }) }) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

if (process.send === undefined) throw new Error('This is started by scripts/bench.ts.');
process.once('message', (task) => void run(task as OneTask).then((message) => process.send?.(message, () => process.disconnect())));
