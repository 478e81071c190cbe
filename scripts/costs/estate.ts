import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Estate } from '../../lib/operations/domain/costs/fixed.ts';
import type { AlarmWiring, ContextWiring } from '../../lib/platform/wiring.ts';
import { projectRoot } from '../support/run-tool.ts';

/** Names of the metrics that the product counts, read from its sources. */
const metricNames = (): ReadonlySet<string> => {
  const files = globSync('{lib,lambdas}/**/*.ts', { cwd: projectRoot });
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/'([A-Z]\w+)'(?: : '([A-Z]\w+)')?, 'Count'/g)].flatMap(([, ...names]) =>
        names.filter((name) => name !== undefined),
      ),
    ),
  );
};

/** What of an installation costs by the month, as its wiring declares it. */
export const estateOf = (wirings: readonly ContextWiring[]): Estate => {
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
  const streams = wirings.flatMap((wiring) => wiring.streams ?? []);
  const alarms = wirings.flatMap((wiring) => wiring.alarms ?? []);
  // CloudWatch has no alarm over all queues, so each of them has its own.
  const alarmsFor: Readonly<Record<AlarmWiring['when']['kind'], number>> = {
    'metric-sum': 1,
    'dead-letters': queues.length + streams.length,
    'queue-backlog': queues.length,
  };
  const alarmed = alarms.flatMap(({ when }) => (when.kind === 'metric-sum' ? [when.metric] : []));
  return {
    standardQueues: queues.filter(({ fifo }) => !fifo).length,
    fifoQueues: queues.filter(({ fifo }) => fifo).length,
    alarms: alarms.reduce((sum, { when }) => sum + alarmsFor[when.kind], 0),
    metrics: new Set([...metricNames(), ...alarmed]).size,
  };
};
