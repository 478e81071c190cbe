import { Console } from 'node:console';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Observability } from '../observability.ts';

export const logFileName = 'waybill.log';
const service = 'waybill';
const namespace = 'Waybill';

// Both write to a console of their own, kept in a private field without a setter; here that console is a file or a sum.
const withConsole = <T extends Logger | Metrics>(utility: T, destination: Console): T => {
  Reflect.set(utility, 'console', destination);
  return utility;
};

/** Sums of counted metrics since the process began, by name. */
export type MetricTotals = ReadonlyMap<string, number>;

export type LocalObservability = Observability & {
  readonly totals: () => MetricTotals;
  readonly close: () => Promise<void>;
};

type EmbeddedMetric = { readonly _aws?: { readonly CloudWatchMetrics?: readonly { readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[] }[] } };

/** Reads CloudWatch's embedded metric format, the same lines that AWS would count, and adds them up. */
const countInto =
  (totals: Map<string, number>) =>
  (line: string): void => {
    const record = JSON.parse(line) as EmbeddedMetric & Readonly<Record<string, unknown>>;
    for (const { Name: name, Unit: unit } of record._aws?.CloudWatchMetrics?.flatMap((group) => group.Metrics) ?? []) {
      const values = [record[name]].flat().filter((value) => typeof value === 'number');
      if (unit === 'Count') totals.set(name, (totals.get(name) ?? 0) + values.reduce((sum, value) => sum + value, 0));
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
export const createLocalObservability = (options: { readonly dataDir?: string; readonly level?: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' } = {}): LocalObservability => {
  const file = options.dataDir === undefined ? undefined : createWriteStream(join(options.dataDir, logFileName), { flags: 'a', mode: 0o600 });
  const totals = new Map<string, number>();
  const logConsole = file ? new Console({ stdout: file, stderr: file }) : lineConsole(() => undefined);
  return {
    logger: withConsole(new Logger({ serviceName: service, logLevel: options.level ?? 'INFO' }), logConsole),
    metrics: withConsole(new Metrics({ serviceName: service, namespace }), lineConsole(countInto(totals))),
    tracer: new Tracer({ enabled: false, serviceName: service }),
    totals: () => totals,
    close: () => new Promise((resolve) => (file ? file.end(() => resolve()) : resolve())),
  };
};
