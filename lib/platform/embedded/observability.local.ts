import { Console } from 'node:console';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Observability } from '../observability.ts';

export const logFileName = 'waybill.log';
const service = 'waybill';
const namespace = 'Waybill';

// Both write to a console of their own, kept in a private field without a setter; here that console is a file or a sum.
const withConsole = <T extends Logger | Metrics>(utility: T, destination: Console): T => {
  Reflect.set(utility, 'console', destination);
  return utility;
};

export type LocalObservability = Observability & {
  readonly recentSum: (metric: string, seconds: number) => number;
  readonly recentMax: (metric: string, seconds: number) => number;
  readonly close: () => Promise<void>;
};

type EmbeddedMetric = {
  readonly _aws?: {
    readonly CloudWatchMetrics?: readonly { readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[] }[];
  };
};

const bucketMs = 10_000;
const bucketsMax = 360;

/** Metrics of the last hour in buckets of ten seconds: what is counted added up, what is measured by its largest value. */
const createFigures = (merge: (before: number, value: number) => number) => {
  const buckets = new Map<number, Map<string, number>>();
  const bucketNow = (): number => Math.floor(performance.now() / bucketMs);
  return {
    add: (metric: string, value: number): void => {
      const at = bucketNow();
      const bucket = buckets.get(at) ?? new Map<string, number>();
      bucket.set(metric, merge(bucket.get(metric) ?? 0, value));
      buckets.set(at, bucket);
      const oldest = buckets.size > bucketsMax ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
    },
    recent: (metric: string, seconds: number): number => {
      const from = bucketNow() - Math.ceil((seconds * 1_000) / bucketMs);
      return [...buckets].reduce((joined, [at, bucket]) => (at >= from ? merge(joined, bucket.get(metric) ?? 0) : joined), 0);
    },
  };
};

type Figures = ReturnType<typeof createFigures>;

/** Reads CloudWatch's embedded metric format, the same lines that AWS would count. */
const countInto =
  (sums: Pick<Figures, 'add'>, maxima: Pick<Figures, 'add'>) =>
  (line: string): void => {
    const record = JSON.parse(line) as EmbeddedMetric & Readonly<Record<string, unknown>>;
    for (const { Name: name, Unit: unit } of record._aws?.CloudWatchMetrics?.flatMap((group) => group.Metrics) ?? []) {
      const values = [record[name]].flat().filter((value) => typeof value === 'number');
      const figures = unit === 'Count' ? sums : maxima;
      for (const value of values) figures.add(name, value);
    }
  };

const lineConsole = (onLine: (line: string) => void): Console => {
  let rest = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream });
};

/** Logs to a file of the data folder (nothing when there is none) and adds metrics up in memory. */
export const createLocalObservability = (
  options: { readonly dataDir?: string; readonly level?: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' } = {},
): LocalObservability => {
  const file =
    options.dataDir === undefined ? undefined : createWriteStream(join(options.dataDir, logFileName), { flags: 'a', mode: 0o600 });
  const sums = createFigures((sum, value) => sum + value);
  const maxima = createFigures(Math.max);
  const logConsole = file ? new Console({ stdout: file, stderr: file }) : lineConsole(() => undefined);
  return {
    logger: withConsole(new Logger({ serviceName: service, logLevel: options.level ?? 'INFO' }), logConsole),
    metrics: withConsole(new Metrics({ serviceName: service, namespace }), lineConsole(countInto(sums, maxima))),
    recentSum: sums.recent,
    recentMax: maxima.recent,
    close: () => new Promise((resolve) => (file ? file.end(() => resolve()) : resolve())),
  };
};
