import { readdirSync } from 'node:fs';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { metricsPerAlarmMax } from '../../lib/stacks/operations/alarm-plan.ts';
import { OperationsStack } from '../../lib/stacks/operations.stack.ts';
import { parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { wirings } from '../../lib/wirings.ts';
import {
  type Properties,
  env,
  names,
  publicUrl,
  recipients,
  synthesize,
  app,
  regional,
  edge,
  expectResource,
  propertiesOf,
  plain,
  composite,
  alarms,
} from './operations.ts';

const { stack: emulatedStack, regional: emulated } = synthesize({ emulator: true });

const metricStatsOf = (alarm: Properties): readonly unknown[] =>
  ((alarm['Metrics'] ?? []) as readonly Properties[]).map((metric) => metric['MetricStat']).filter((stat) => stat !== undefined);
const metricCount = (alarm: Properties): number => Math.max(1, metricStatsOf(alarm).length);

const declared = wirings.flatMap(({ alarms: shared = [], cloudAlarms = [] }) => [...shared, ...cloudAlarms]);

describe('alarms in AWS', () => {
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
  const streams = wirings.flatMap((wiring) => wiring.streams ?? []);
  const dlqs = [...queues, ...streams.map(({ name }) => ({ name, fifo: false }))].map(({ name, fifo = false }) =>
    names.queueName(`${name}-dlq`, fifo),
  );

  it.each(dlqs)('watch %s for a first letter', (queueName) => {
    expectResource(regional, 'AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: queueName }],
      Threshold: 1,
      EvaluationPeriods: 1,
    });
  });

  it.each(queues)('watch $name for how many wait and for how long', ({ name, fifo = false, visibilitySeconds = 60 }) => {
    const Dimensions = [{ Name: 'QueueName', Value: names.queueName(name, fifo) }];
    expectResource(regional, 'AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions,
      Threshold: 1_000,
    });
    const age = plain(regional).find((alarm) => alarm['AlarmName'] === `waybill-prod-queue-age-${name}`);
    expect(age).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Dimensions });
    // A message that is tried for the last time is not late.
    expect(age?.['Threshold']).toBeGreaterThanOrEqual(4 * visibilitySeconds);
    // SQS drops a message when it is seven days old; somebody has to know days before that.
    expect(age?.['Threshold']).toBeLessThanOrEqual(3.5 * 86_400);
  });

  it.each(streams)('watch how far $name is behind', ({ handler }) => {
    expectResource(regional, 'AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: names.functionName(handler) }],
      TreatMissingData: 'ignore',
    });
  });

  it.each(['ledger', 'views', 'vault'] as const)('watch the table %s', (table) => {
    for (const metric of ['WriteThrottleEvents', 'ReadThrottleEvents', 'SystemErrors']) {
      const watching = plain(regional).filter((alarm) => {
        const text = JSON.stringify(metricStatsOf(alarm));
        return text.includes(`"${metric}"`) && text.includes(`"${names.tableName(table)}"`);
      });
      expect(watching, metric).toHaveLength(1);
    }
  });

  it.each(['order-lifecycle', 'shipment-lifecycle'])('watch every way in which %s can end badly', (machine) => {
    for (const MetricName of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled']) {
      expectResource(regional, 'AWS::CloudWatch::Alarm', {
        MetricName,
        Dimensions: [{ Name: 'StateMachineArn', Value: names.machineArn(machine) }],
      });
    }
  });

  it('watch every function that no request waits for', () => {
    const watched = JSON.stringify(plain(regional).filter((alarm) => String(alarm['AlarmName']).includes('function-errors')));
    const handlers = wirings.flatMap((wiring) =>
      [...(wiring.queues ?? []), ...(wiring.streams ?? []), ...(wiring.tasks ?? []), ...(wiring.schedules ?? [])].map(
        ({ handler }) => handler,
      ),
    );
    for (const handler of handlers) expect(watched).toContain(`"${names.functionName(handler)}"`);
  });

  it('watch the API, and the edge in the region of its metrics', () => {
    expectResource(regional, 'AWS::CloudWatch::Alarm', { MetricName: '5xx', Dimensions: [{ Name: 'ApiId', Value: 'api1234567' }] });
    expectResource(regional, 'AWS::CloudWatch::Alarm', { MetricName: 'Latency', ExtendedStatistic: 'p99' });
    expectResource(edge, 'AWS::CloudWatch::Alarm', { MetricName: '5xxErrorRate', Namespace: 'AWS/CloudFront' });
    expectResource(edge, 'AWS::CloudWatch::Alarm', { MetricName: 'BlockedRequests', Namespace: 'AWS/WAFV2' });
    expect(JSON.stringify(regional.toJSON())).not.toContain('AWS/CloudFront');
  });

  it.each(alarms)('$name acts, ends, and says on which page its runbook is', (alarm) => {
    const runbook = /docs\/runbooks\/([a-z0-9-]+)\.md/.exec(String(Reflect.get(alarm, 'AlarmDescription')))?.[1];
    expect(declared.map(({ name }) => name)).toContain(runbook);
    expect(Reflect.get(alarm, 'AlarmDescription')).toContain(
      'https://console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/waybill-prod-runbooks',
    );
    expect(String(Reflect.get(alarm, 'AlarmDescription')).length).toBeLessThan(1_024);
    for (const action of ['AlarmActions', 'OKActions']) expect(Reflect.get(alarm, action)).toHaveLength(1);
  });

  it.each(
    [...plain(regional), ...plain(edge)].map((alarm) => ({ ...alarm, name: String(alarm['AlarmName']) })),
  )('$name decides what silence means', (alarm) => {
    expect(['notBreaching', 'breaching', 'ignore']).toContain(Reflect.get(alarm, 'TreatMissingData'));
  });

  it('name every runbook there is, and no other', () => {
    const files = readdirSync('docs/runbooks').map((file) => file.replace(/\.md$/, ''));
    expect(declared.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
    const shown = JSON.stringify(
      propertiesOf(regional, 'AWS::CloudWatch::Dashboard').find(({ DashboardName: name }) => name === 'waybill-prod-runbooks'),
    );
    for (const file of files) expect(shown).toContain(`# ${file}`);
  });

  it('are each declared alarm, the budget included', () => {
    const budgets = propertiesOf(regional, 'AWS::Budgets::Budget').map(({ Budget: budget }) =>
      String((budget as Properties)['BudgetName']),
    );
    const made = [...alarms.map(({ name }) => name), ...budgets];
    for (const { name } of declared)
      expect(
        made.some((one) => one.startsWith(`waybill-prod-${name}`)),
        name,
      ).toBe(true);
  });

  it('stay within what CloudWatch takes for one alarm, and within thirty-five dollars a month', () => {
    for (const alarm of plain(regional)) expect(metricCount(alarm), String(alarm['AlarmName'])).toBeLessThanOrEqual(metricsPerAlarmMax);
    const metrics = [...plain(regional), ...plain(edge)].reduce((sum, alarm) => sum + metricCount(alarm), 0);
    expect(metrics * 10 + composite(regional).length * 50).toBeLessThanOrEqual(3_500);
  });
});

describe('without anybody to mail', () => {
  it('the synthesis warns', () => {
    const { stack } = synthesize({ alarms: { pagers: ['pagerduty'] } });
    const warnings = (of: OperationsStack) => Annotations.fromStack(of).findWarning('*', Match.stringLikeRegexp('No alarms.email is set'));
    expect(warnings(stack)).toHaveLength(1);
    expect(warnings(emulatedStack)).toEqual([]);
  });
});

describe('an account that only the deployment knows', () => {
  it('is filled in by CloudFormation, with every alarm as it is otherwise', () => {
    const options = parseDeploymentOptions({ stage: 'prod', region: env.region, alarms: recipients }, 'waybill.json');
    const unknown = namesOf({ stage: 'prod', region: env.region, account: Aws.ACCOUNT_ID, partition: Aws.PARTITION });
    const stack = new OperationsStack(new App(), 'Operations', {
      env: { region: env.region },
      options,
      names: unknown,
      wirings,
      httpApiId: 'api1234567',
      publicUrl,
    });
    const template = Template.fromStack(stack);
    expect(plain(template).map((alarm) => alarm['AlarmName'])).toEqual(plain(regional).map((alarm) => alarm['AlarmName']));
    expect(JSON.stringify(template.toJSON())).not.toContain(env.account);
  });
});

describe('for an emulator', () => {
  it('leaves out what emulators refuse, and says what', () => {
    expect(composite(emulated)).toEqual([]);
    expect(propertiesOf(emulated, 'AWS::Budgets::Budget')).toEqual([]);
    expect(plain(emulated).filter((alarm) => 'Metrics' in alarm)).toEqual([]);
    const said = Annotations.fromStack(emulatedStack).findInfo('*', Match.stringLikeRegexp('Left out for the emulator'));
    const text = said.map(({ entry }) => JSON.stringify(entry.data)).join('\n');
    for (const part of ['alarms over other alarms', 'the budget', 'function-errors-orders', 'table-errors-ledger'])
      expect(text).toContain(part);
  });

  it('keeps every alarm over a single metric', () => {
    const single = plain(regional).filter((alarm) => !('Metrics' in alarm));
    expect(plain(emulated).map((alarm) => alarm['AlarmName'])).toEqual(single.map((alarm) => alarm['AlarmName']));
    expect(single.length).toBeGreaterThan(40);
  });
});

describe('the rules of AWS Solutions', () => {
  const findings = (scope: App) => new AwsSolutionsChecks(scope).validateScope(scope).violations;

  it('find nothing to object to', () => expect(findings(app)).toEqual([]));

  it('would find a topic that takes plain text', () => {
    const planted = new App();
    const topic = new Topic(new Stack(planted, 'Planted'), 'Topic');
    expect(topic.node.root).toBe(planted);
    expect(findings(planted).map(({ ruleName }) => ruleName)).toEqual(expect.arrayContaining([expect.stringContaining('SNS')]));
  });
});
