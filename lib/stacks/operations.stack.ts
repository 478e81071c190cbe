import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { publicUrlParameter } from '../channels/index.ts';
import type { Names } from '../platform/aws/names.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { planAlarms, type Watched } from './operations/alarm-plan.ts';
import { type AlarmPlace, type Alarms, createAlarms, createComposites } from './operations/alarms.ts';
import { createAlarmTopics } from './operations/alarm-topics.ts';
import { createBudgets } from './operations/budget.ts';
import { createDashboard } from './operations/dashboard.ts';
import { createRunbookDashboard } from './operations/runbooks.ts';
import type { DeploymentOptions } from './options.ts';

export type OperationsStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly names: Names;
  readonly wirings: readonly ContextWiring[];
  /** Id of the HTTP API, the only thing here that no name can be derived for. */
  readonly httpApiId: string;
  /** Where the installation is reached from outside. */
  readonly publicUrl: string;
  /** CloudFront's own name, where it stands before the API. */
  readonly distributionDomain?: string;
};

// What the page answers first, and with it what it is made of; all the others are a click away.
const shownFirst = (wirings: readonly ContextWiring[], alarms: Alarms, composites: Alarms): Alarms => {
  const parts = wirings
    .flatMap(({ cloudAlarms = [] }) => cloudAlarms)
    .flatMap(({ when }) => (when.kind === 'any-of' ? when.alarms : []))
    .flatMap((name) => {
      const alarm = alarms.get(name);
      return alarm ? [[name, alarm] as const] : [];
    });
  return new Map([...composites, ...parts]);
};

/**
 * Alarms, who hears of them, the dashboard, the runbooks and the budget, and what is known only when all else stands: the
 * address under which the installation is reached. Holds no data: it can be deleted and made again.
 */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { options, names, wirings, httpApiId } = props;
    const place = { region: this.region, partition: this.partition };
    const watched: Watched = { wirings, names, httpApiId };
    const topics = createAlarmTopics(this, names, options.alarms);
    const where: AlarmPlace = { names, topics, place };
    const alarms = createAlarms(this, planAlarms(watched), where, options.emulator);
    const composites = options.emulator ? new Map() : createComposites(this, wirings, alarms, where);
    createDashboard(this, watched, shownFirst(wirings, alarms, composites), place);
    createRunbookDashboard(this, names, wirings);
    this.tellAddress(props);
    if (options.emulator) Annotations.of(this).addInfo('Left out for the emulator: alarms over other alarms, and the budget.');
    else createBudgets(this, { options, names, wirings, region: this.region, topic: topics.notify });
  }
  /** Here and not beside CloudFront, because functions read parameters of their own region only. */
  private tellAddress({ names, publicUrl, distributionDomain }: OperationsStackProps): void {
    new StringParameter(this, 'PublicUrl', {
      parameterName: names.parameterName(publicUrlParameter),
      description: 'Where channels reach the installation with their webhooks',
      stringValue: publicUrl,
    });
    // Also when the parameter does not hold it: what one stack takes from another cannot be given back in the same deployment,
    // so an installation that gets a domain of its own later could not be updated.
    if (distributionDomain !== undefined) new CfnOutput(this, 'DistributionDomain', { value: distributionDomain });
  }
}
