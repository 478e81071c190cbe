import type { Assumptions } from './assumptions.ts';
import type { Usage } from './meters.ts';

/** What an installation has of things that cost by the month, whether orders come or not. */
export type Estate = {
  readonly standardQueues: number;
  readonly fifoQueues: number;
  readonly alarms: number;
  readonly metrics: number;
};

const secondsPerDay = 86_400;

/** Usage of one month without a single order. */
export const fixedUsage = (estate: Estate, assumed: Assumptions): Usage => {
  const pollsPerQueue = Math.ceil(
    (assumed['days-per-month'] * secondsPerDay * assumed['idle-pollers-per-queue']) / assumed['long-poll-seconds'],
  );
  return {
    'sqs.standard-requests': estate.standardQueues * pollsPerQueue,
    'sqs.fifo-requests': estate.fifoQueues * pollsPerQueue,
    'cloudwatch.alarm-months': estate.alarms,
    'cloudwatch.metric-months': estate.metrics,
    'cloudwatch.dashboard-months': assumed.dashboards,
    'waf.acl-months': 1,
    'waf.rule-months': assumed['waf-rules'],
    'kms.key-months': assumed['kms-keys'],
    'secrets-manager.secret-months': assumed.secrets,
    'cognito.users': assumed.operators,
  };
};
