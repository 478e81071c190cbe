import type { Observability } from '../observability.ts';

export type LogLine = { readonly level: string; readonly message: string; readonly fields: unknown };

const levels: ReadonlySet<string> = new Set(['debug', 'info', 'warn', 'error', 'critical']);

/** Takes lines as the product's logger does and hands them on; whatever else is asked of a logger does nothing. */
export const createModelObservability = (
  onLine: (line: LogLine) => void,
  onMetric: (name: string, value: number) => void = () => undefined,
): Observability => {
  const silent = <T>(methods: Readonly<Record<string, unknown>>): T =>
    new Proxy(methods, { get: (target, name) => Reflect.get(target, name) ?? (() => undefined) }) as T;
  const logger = Object.fromEntries(
    [...levels].map((level) => [level, (message: string, fields?: unknown) => onLine({ level, message, fields })]),
  );
  return {
    logger: silent(logger),
    metrics: silent({ addMetric: (name: string, _unit: string, value: number) => onMetric(name, value), hasStoredMetrics: () => false }),
    recentSum: () => 0,
    recentMax: () => 0,
  };
};
