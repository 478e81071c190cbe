import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Names } from '../../platform/aws/names.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import type { DeploymentOptions } from '../options.ts';
import { planEdgeAlarms } from './alarm-plan.ts';
import { createAlarms } from './alarms.ts';
import { createAlarmTopics } from './alarm-topics.ts';

export type EdgeOperationsStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly names: Names;
  readonly wirings: readonly ContextWiring[];
  readonly distributionId: string;
  /** `metricName` in the visibility configuration of the web ACL itself, not that of one of its rules. */
  readonly webAclMetricName: string;
};

/**
 * The alarms over CloudFront and its firewall, with topics of their own. It stands in us-east-1, because their metrics are
 * nowhere else and an alarm watches its own region only.
 */
export class EdgeOperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { options, names, wirings, distributionId, webAclMetricName, ...props }: EdgeOperationsStackProps,
  ) {
    super(scope, id, props);
    const topics = createAlarmTopics(this, names, options.alarms, 'edge-');
    const place = { region: options.region, partition: this.partition };
    createAlarms(this, planEdgeAlarms(wirings, { distributionId, webAclMetricName }), { names, topics, place }, options.emulator);
  }
}
