import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Estate } from '../../lib/operations/domain/costs/fixed.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import { planAlarms, planEdgeAlarms } from '../../lib/stacks/operations/alarm-plan.ts';
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

/** CloudWatch charges an alarm for each metric that it watches. */
const metricsIn = (metric: IMetric): number => {
  const { mathExpression } = metric.toMetricConfig();
  return mathExpression ? Object.values(mathExpression.usingMetrics).reduce((sum, one) => sum + metricsIn(one), 0) : 1;
};

const names = namesOf({ stage: 'prod', region: 'us-east-1', account: '111122223333', partition: 'aws' });

/** What of an installation costs by the month, as it is deployed. */
export const estateOf = (wirings: readonly ContextWiring[]): Estate => {
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
  const planned = [
    ...planAlarms({ wirings, names, httpApiId: 'api' }),
    ...planEdgeAlarms(wirings, { distributionId: 'edge', webAclMetricName: 'entrance' }),
  ];
  const alarmed = wirings.flatMap((wiring) => wiring.alarms ?? []).flatMap(({ when }) => (when.kind === 'metric-sum' ? [when.metric] : []));
  return {
    standardQueues: queues.filter(({ fifo }) => !fifo).length,
    fifoQueues: queues.filter(({ fifo }) => fifo).length,
    alarms: planned.reduce((sum, { metric }) => sum + metricsIn(metric), 0),
    metrics: new Set([...metricNames(), ...alarmed]).size,
  };
};
