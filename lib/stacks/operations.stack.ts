import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
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

/** Alarms, who hears of them, the dashboard, the runbooks and the budget. Holds no data: it can be deleted and made again. */
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
    if (options.emulator) Annotations.of(this).addInfo('Left out for the emulator: alarms over other alarms, and the budget.');
    else createBudgets(this, { options, names, wirings, region: this.region, topic: topics.notify });
  }
}
