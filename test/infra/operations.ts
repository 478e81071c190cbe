// The stacks that watch, made once for the tests that look into them.

import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { namesOf } from '../../lib/platform/aws/names.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import { EdgeOperationsStack } from '../../lib/stacks/operations/edge-operations.stack.ts';
import { OperationsStack } from '../../lib/stacks/operations.stack.ts';
import { type DeploymentOptionsInput, parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { wirings } from '../../lib/wirings.ts';

export type Properties = Readonly<Record<string, unknown>>;
export type Resources = Readonly<Record<string, { readonly Properties: Properties }>>;

export const env = { account: '123456789012', region: 'eu-central-1' };
export const names = namesOf({ stage: 'prod', ...env, partition: 'aws' });
export const publicUrl = 'https://oms.example.com';
export const everyPager = ['pagerduty', 'opsgenie', 'jira-service-management'] as const;
export const recipients = { email: 'operations@example.com', pagers: [...everyPager] };

export const synthesize = (input: Partial<DeploymentOptionsInput> = {}, of: readonly ContextWiring[] = wirings) => {
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

export const { app, regional, edge } = synthesize();

export const expectResource = (template: Template, type: string, properties: unknown): void =>
  template.hasResourceProperties(type, properties);

export const propertiesOf = (template: Template, type: string): readonly Properties[] =>
  Object.values(template.findResources(type) as Resources).map((resource) => resource.Properties);
export const plain = (template: Template) => propertiesOf(template, 'AWS::CloudWatch::Alarm');
export const composite = (template: Template) => propertiesOf(template, 'AWS::CloudWatch::CompositeAlarm');
export const alarms = [...plain(regional), ...composite(regional), ...plain(edge)].map((alarm) => ({
  ...alarm,
  name: String(alarm['AlarmName']),
}));
