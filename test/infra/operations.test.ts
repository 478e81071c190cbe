import { Console } from 'node:console';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { createAwsObservability } from '../../lib/platform/aws/observability.powertools.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import { EdgeOperationsStack } from '../../lib/stacks/operations/edge-operations.stack.ts';
import { metricsPerAlarmMax } from '../../lib/stacks/operations/alarm-plan.ts';
import { UnknownAlarmError } from '../../lib/stacks/operations/alarms.ts';
import { ownDimensions, ownNamespace } from '../../lib/stacks/operations/metrics.ts';
import { OperationsStack } from '../../lib/stacks/operations.stack.ts';
import { type DeploymentOptionsInput, parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { wirings } from '../../lib/wirings.ts';

type Properties = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, { readonly Properties: Properties }>>;

const env = { account: '123456789012', region: 'eu-central-1' };
const names = namesOf({ stage: 'prod', ...env, partition: 'aws' });
const publicUrl = 'https://oms.example.com';
const everyPager = ['pagerduty', 'opsgenie', 'jira-service-management'] as const;
const recipients = { email: 'operations@example.com', pagers: [...everyPager] };

const synthesize = (input: Partial<DeploymentOptionsInput> = {}, of: readonly ContextWiring[] = wirings) => {
  const app = new App();
  const options = parseDeploymentOptions({ stage: 'prod', region: env.region, alarms: recipients, ...input }, 'waybill.json');
  const regional = new OperationsStack(app, 'Operations', { env, options, names, wirings: of, httpApiId: 'api1234567', publicUrl });
  const edge = new EdgeOperationsStack(app, 'EdgeOperations', {
    env: { ...env, region: 'us-east-1' },
    options,
    names,
    wirings: of,
    distributionId: 'E1234567890ABC',
    webAclMetricName: 'waybill-prod',
  });
  return { app, stack: regional, regional: Template.fromStack(regional), edge: Template.fromStack(edge) };
};

const { app, regional, edge } = synthesize();
const { stack: emulatedStack, regional: emulated } = synthesize({ emulator: true });

const expectResource = (template: Template, type: string, properties: unknown): void => template.hasResourceProperties(type, properties);

const propertiesOf = (template: Template, type: string): readonly Properties[] =>
  Object.values(template.findResources(type) as Resources).map((resource) => resource.Properties);
const plain = (template: Template) => propertiesOf(template, 'AWS::CloudWatch::Alarm');
const composite = (template: Template) => propertiesOf(template, 'AWS::CloudWatch::CompositeAlarm');
const alarms = [...plain(regional), ...composite(regional), ...plain(edge)].map((alarm) => ({
  ...alarm,
  name: String(alarm['AlarmName']),
}));

const topicId = (template: Template, topicName: string): string =>
  Object.keys(template.findResources('AWS::SNS::Topic', { Properties: { TopicName: topicName } }))[0] ?? '(no such topic)';

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

  it('stay within what CloudWatch takes for one alarm, and within twenty-five dollars a month', () => {
    for (const alarm of plain(regional)) expect(metricCount(alarm), String(alarm['AlarmName'])).toBeLessThanOrEqual(metricsPerAlarmMax);
    const metrics = [...plain(regional), ...plain(edge)].reduce((sum, alarm) => sum + metricCount(alarm), 0);
    expect(metrics * 10 + composite(regional).length * 50).toBeLessThanOrEqual(2_500);
  });
});

describe('metrics of our own', () => {
  const watched = plain(regional).filter(({ Namespace: namespace }) => namespace === ownNamespace);

  it('are watched under the dimensions that the functions write', () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const { metrics } = createAwsObservability(names);
    Reflect.set(metrics, 'console', new Console({ stdout: sink, stderr: sink }));
    metrics.addMetric('RequestsFailed', 'Count', 1);
    metrics.publishStoredMetrics();
    const written = JSON.parse(lines.join('')) as Properties & {
      readonly _aws: {
        readonly CloudWatchMetrics: readonly { readonly Namespace: string; readonly Dimensions: readonly (readonly string[])[] }[];
      };
    };
    const [group] = written._aws.CloudWatchMetrics;
    expect(group?.Namespace).toBe(ownNamespace);
    const dimensions = group?.Dimensions.map((set) => Object.fromEntries(set.map((name) => [name, written[name]])));
    expect(dimensions).toEqual([ownDimensions(names)]);
    for (const { Dimensions: of } of watched)
      expect(of).toEqual(Object.entries(ownDimensions(names)).map(([Name, Value]) => ({ Name, Value })));
  });

  it('are counted somewhere, so that no alarm waits for a name that nobody writes', () => {
    const sources = globSync('{lib,lambdas}/**/*.ts')
      .filter((file) => !file.endsWith('wiring.ts') && !file.startsWith('lib/stacks/'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(watched.length).toBeGreaterThan(5);
    for (const { MetricName: name } of watched) expect(sources).toContain(`'${String(name)}'`);
  });
});

describe('the page', () => {
  const onTopic = (template: Template, topicName: string): readonly string[] =>
    [...plain(template), ...composite(template)]
      .filter((alarm) => JSON.stringify(alarm['AlarmActions']) === JSON.stringify([{ Ref: topicId(template, topicName) }]))
      .map((alarm) => String(alarm['AlarmName']));

  it('is for orders that do not flow and for an edge that does not answer, and for nothing else', () => {
    expect(onTopic(regional, 'waybill-prod-pages')).toEqual(['waybill-prod-orders-are-not-flowing']);
    expect(onTopic(edge, 'waybill-prod-edge-pages')).toEqual(['waybill-prod-edge-errors']);
    expect(onTopic(regional, 'waybill-prod-alarms')).toHaveLength(plain(regional).length);
  });

  it('sums up intake, readers, workflows and the letters of intake', () => {
    const [rule] = composite(regional).map((alarm) => JSON.stringify(alarm['AlarmRule']));
    const parts = Object.entries(regional.findResources('AWS::CloudWatch::Alarm') as Resources)
      .filter(([id]) => rule?.includes(`"${id}"`))
      .map(([, { Properties: properties }]) => String(properties['AlarmName']).replace('waybill-prod-', ''));
    expect(parts.toSorted()).toEqual([
      'api-errors',
      'dead-letters-orders-intake',
      'executions-failing-order-lifecycle',
      'executions-failing-shipment-lifecycle',
      'queue-age-orders-intake',
      'stream-age-projector',
      'stream-age-publisher',
    ]);
  });

  it('cannot be made of an alarm that does not exist', () => {
    const broken: ContextWiring = {
      context: 'operations',
      cloudAlarms: [{ name: 'budget', description: 'Misspelt.', when: { kind: 'any-of', alarms: ['api-erors'] } }],
    };
    expect(() => synthesize({}, [broken])).toThrow(UnknownAlarmError);
  });

  it.each(everyPager)('reaches %s at an address that is read from a secret when it is deployed', (pager) => {
    for (const [template, topicName] of [
      [regional, 'waybill-prod-pages'],
      [edge, 'waybill-prod-edge-pages'],
    ] as const) {
      expectResource(template, 'AWS::SNS::Subscription', {
        Endpoint: `{{resolve:secretsmanager:waybill/prod/${pager}:SecretString:::}}`,
        Protocol: 'https',
        RawMessageDelivery: false,
        TopicArn: { Ref: topicId(template, topicName) },
      });
    }
  });

  it('is mailed too, and so is everything else', () => {
    for (const topic of ['waybill-prod-pages', 'waybill-prod-alarms']) {
      expectResource(regional, 'AWS::SNS::Subscription', {
        Endpoint: 'operations@example.com',
        Protocol: 'email',
        TopicArn: { Ref: topicId(regional, topic) },
      });
    }
    expect(propertiesOf(regional, 'AWS::SNS::Subscription')).toHaveLength(2 + everyPager.length);
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

describe('topics', () => {
  it.each([regional, edge])('are encrypted, refuse plain text and let in nobody but the services that tell', (template) => {
    const topics = propertiesOf(template, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(2);
    for (const topic of topics) expect(topic['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^AlarmKey/), 'Arn'] });
    for (const { PolicyDocument: policy } of propertiesOf(template, 'AWS::SNS::TopicPolicy')) {
      const { Statement: statements } = policy as { readonly Statement: readonly Properties[] };
      expect(statements).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Principal: '*' }),
      );
      for (const allowed of statements.filter(({ Effect: effect }) => effect === 'Allow')) {
        expect(['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']).toContain((allowed['Principal'] as Properties)['Service']);
        expect(allowed['Condition']).toMatchObject({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
      }
    }
  });

  it('have a key that those services may use, and that is renewed', () => {
    expectResource(regional, 'AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith(
          ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'].map((Service) =>
            Match.objectLike({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Principal: { Service } }),
          ),
        ),
      },
    });
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

describe('the budget', () => {
  it('tells at half, four fifths, all, and at a forecast of all, for this stage alone', () => {
    const [budget] = propertiesOf(synthesize({ monthlyBudgetUsd: 350 }).regional, 'AWS::Budgets::Budget');
    expect(budget?.['Budget']).toMatchObject({
      BudgetLimit: { Amount: 350, Unit: 'USD' },
      TimeUnit: 'MONTHLY',
      CostFilters: { TagKeyValue: ['user:waybill:stage$prod'] },
    });
    const notifications = budget?.['NotificationsWithSubscribers'] as readonly {
      readonly Notification: Properties;
      readonly Subscribers: readonly Properties[];
    }[];
    expect(
      notifications.map(({ Notification: { NotificationType: type, Threshold: threshold } }) => `${String(type)} ${String(threshold)}`),
    ).toEqual(['ACTUAL 50', 'ACTUAL 80', 'ACTUAL 100', 'FORECASTED 100']);
    for (const { Subscribers: subscribers } of notifications) {
      expect(subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: topicId(regional, 'waybill-prod-alarms') } }]);
    }
  });
});

describe('the dashboard', () => {
  type Widget = { readonly type: string; readonly y: number; readonly x: number; readonly width: number; readonly properties: Properties };
  const widgetsOf = (template: Template): readonly Widget[] => {
    const [dashboard] = propertiesOf(template, 'AWS::CloudWatch::Dashboard').filter(({ DashboardName: name }) => name === 'waybill-prod');
    // References are put together from texts and names of resources; here only the texts matter.
    const body = dashboard?.['DashboardBody'] as { readonly 'Fn::Join': readonly [string, readonly unknown[]] };
    const [separator, parts] = body['Fn::Join'];
    return (
      JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'reference')).join(separator)) as {
        readonly widgets: readonly Widget[];
      }
    ).widgets;
  };
  const widgets = widgetsOf(regional);

  it('answers in its first row whether orders flow', () => {
    const first = widgets.filter(({ y }) => y === 0);
    expect(first.map(({ properties }) => properties['title'])).toEqual([
      'Are orders flowing?',
      'Orders per five minutes',
      'Oldest message not handled',
      'Readers behind the ledger (ms)',
      'Workflows that ended without finishing',
    ]);
    expect(first[0]?.properties['alarms']).toHaveLength(8);
    expect(first.reduce((sum, { width }) => sum + width, 0)).toBe(24);
  });

  it('links the runbooks, the alarms and each workflow', () => {
    const text = widgets
      .filter(({ type }) => type === 'text')
      .map(({ properties }) => properties['markdown'])
      .join('\n');
    for (const target of [
      'waybill-prod-runbooks',
      '#alarmsV2:',
      names.machineArn('order-lifecycle'),
      names.machineArn('shipment-lifecycle'),
      '/budgets/',
    ]) {
      expect(text).toContain(target);
    }
  });

  it('shows the figures of the integration that AWS has itself', () => {
    const titled = (title: string) =>
      JSON.stringify(widgets.find(({ properties }) => properties['title'] === title)?.properties['metrics']);
    const delivered = titled('Events that the bus delivered (%)');
    const rules = wirings.flatMap(({ subscriptions = [] }) => subscriptions).filter(({ bus }) => bus !== 'aws');
    for (const { name } of rules)
      for (const metric of ['Invocations', 'FailedInvocations'])
        expect(delivered).toContain(`"AWS/Events","${metric}","EventBusName","waybill-prod","RuleName","waybill-prod-${name}"`);
    const times = titled('Time of workflows from begin to end (ms)');
    for (const statistic of ['p95', 'p99'])
      for (const machine of ['order-lifecycle', 'shipment-lifecycle'])
        expect(times).toMatch(new RegExp(`"ExecutionTime","StateMachineArn","[^"]*${machine}",\\{[^}]*"stat":"${statistic}"`));
    expect(titled('Failed messages, and tries of channels that failed')).toContain('"waybill-prod-orders-intake-dlq"');
  });

  it('has no widget beyond the page or over another', () => {
    for (const [index, widget] of widgets.entries()) {
      expect(widget.x + widget.width).toBeLessThanOrEqual(24);
      for (const other of widgets.slice(index + 1)) {
        const beside = other.x >= widget.x + widget.width || widget.x >= other.x + other.width;
        expect(beside || other.y !== widget.y).toBe(true);
      }
    }
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
