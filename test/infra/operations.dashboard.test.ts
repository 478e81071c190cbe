import { Console } from 'node:console';
import { globSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { createAwsObservability } from '../../lib/platform/aws/observability.powertools.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import { UnknownAlarmError } from '../../lib/stacks/operations/alarms.ts';
import { ownDimensions, ownNamespace } from '../../lib/stacks/operations/metrics.ts';
import { wirings } from '../../lib/wirings.ts';
import {
  type Properties,
  type Resources,
  names,
  everyPager,
  synthesize,
  regional,
  edge,
  expectResource,
  propertiesOf,
  plain,
  composite,
} from './operations.ts';

const topicId = (template: Template, topicName: string): string =>
  Object.keys(template.findResources('AWS::SNS::Topic', { Properties: { TopicName: topicName } }))[0] ?? '(no such topic)';

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
