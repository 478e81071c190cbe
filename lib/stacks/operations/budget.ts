import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Names } from '../../platform/aws/names.ts';
import type { CloudAlarmWiring, ContextWiring } from '../../platform/wiring.ts';
import type { DeploymentOptions } from '../options.ts';

// Every resource carries it; a bill can be read by it once it has been activated as a cost allocation tag.
const stageTag = 'waybill:stage';

const actualPercents = [50, 80, 100];
const forecastPercents = [100];

type BudgetPlace = {
  readonly options: DeploymentOptions;
  readonly names: Names;
  readonly wirings: readonly ContextWiring[];
  readonly region: string;
  readonly topic: Topic;
};

const createBudget = (scope: Construct, alarm: CloudAlarmWiring, { options, names, region, topic }: BudgetPlace): void => {
  const notification = (notificationType: 'ACTUAL' | 'FORECASTED') => (threshold: number) => ({
    notification: { comparisonOperator: 'GREATER_THAN', notificationType, threshold, thresholdType: 'PERCENTAGE' },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  const budget = new CfnBudget(scope, `Budget-${alarm.name}`, {
    budget: {
      // Budgets belong to the account, so the region keeps two installations of a stage apart.
      budgetName: names.alarmName(`${alarm.name}-${region}`),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: options.monthlyBudgetUsd, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${stageTag}$${options.stage}`] },
    },
    notificationsWithSubscribers: [...actualPercents.map(notification('ACTUAL')), ...forecastPercents.map(notification('FORECASTED'))],
  });
  // The topic's policy has to let Budgets in before a budget names the topic.
  budget.node.addDependency(topic);
};

/** The month's budget over everything that carries the stage's tag, told to the topic as it is used up. */
export const createBudgets = (scope: Construct, place: BudgetPlace): void => {
  const alarms = place.wirings.flatMap(({ cloudAlarms = [] }) => cloudAlarms);
  for (const alarm of alarms.filter(({ when }) => when.kind === 'budget')) createBudget(scope, alarm, place);
};
