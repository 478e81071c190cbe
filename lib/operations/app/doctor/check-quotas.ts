import type { AwsAccount, Quota, QuotaName } from './aws-account.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, fine, guarded, notChecked, problem, warning } from './finding.ts';

/** Lambda refuses a reservation that leaves less than this to the functions without one. */
const unreservedLeast = 100;
/** What an account usually has; new ones begin with less. */
const usualConcurrency = 1_000;
/** The busiest second of a day against its average. */
const peakFactor = 10;

// The budget of one straight-through order; see the architecture's budgets and docs/costs.md.
const writeUnitsPerOrder = 60;
const transitionsPerOrder = 24;
const executionsPerOrder = 2.3;
const busRequestsPerOrder = 20;
const apiRequestsPerOrder = 10;

type Need = {
  readonly title: string;
  readonly quota: QuotaName;
  /** Below this the deployment is refused. */
  readonly least?: number;
  /** Below this the load is throttled. */
  readonly enough: number;
  readonly why: string;
};

/** Orders in the busiest second. */
export const peakOrdersPerSecond = (ordersPerDay: number): number => (ordersPerDay / 86_400) * peakFactor;

const lambdaNeed = ({ reservedConcurrency, consumerConcurrency }: Deployment): Need => {
  const least = reservedConcurrency + unreservedLeast;
  return {
    title: 'Lambda concurrent executions',
    quota: { service: 'lambda', code: 'L-B99A9384' },
    least,
    enough: Math.max(usualConcurrency, least + consumerConcurrency),
    why: `${reservedConcurrency} are reserved for channels, Lambda keeps ${unreservedLeast} free, queues take up to ${consumerConcurrency}`,
  };
};

const needsOf = (deployment: Deployment, ordersPerDay: number): readonly Need[] => {
  const peak = peakOrdersPerSecond(ordersPerDay);
  const enough = (perOrder: number): number => Math.ceil(perOrder * peak);
  const why = `${ordersPerDay} orders a day, ${peakFactor} times the average in the busiest second`;
  return [
    lambdaNeed(deployment),
    {
      title: 'DynamoDB write units of one table',
      quota: { service: 'dynamodb', code: 'L-AB614373' },
      enough: enough(writeUnitsPerOrder),
      why,
    },
    { title: 'EventBridge PutEvents a second', quota: { service: 'events', code: 'L-9B653E91' }, enough: enough(busRequestsPerOrder), why },
    {
      title: 'API Gateway requests a second',
      quota: { service: 'apigateway', code: 'L-8A5B8E43' },
      enough: enough(apiRequestsPerOrder),
      why,
    },
    {
      title: 'Step Functions executions started a second',
      quota: { service: 'states', name: /^StartExecution throttle token refill rate per second$/i },
      enough: enough(executionsPerOrder),
      why,
    },
    {
      title: 'Step Functions state transitions a second',
      quota: { service: 'states', name: /^StateTransition.*refill rate/i },
      enough: enough(transitionsPerOrder),
      why,
    },
    ...(deployment.endpointConcurrency === 0
      ? []
      : [
          {
            title: 'SageMaker concurrency of all serverless endpoints',
            quota: { service: 'sagemaker', code: 'L-96300102' },
            least: deployment.endpointConcurrency,
            enough: deployment.endpointConcurrency,
            why: 'what the endpoints of the models ask for',
          },
        ]),
  ];
};

const request = (region: string, { quota, enough }: Need, { code, adjustable }: Quota): string =>
  adjustable
    ? `aws service-quotas request-service-quota-increase --region ${region} --service-code ${quota.service} --quota-code ${code} --desired-value ${enough}`
    : 'This quota cannot be raised by request; ask AWS Support, or spread the load over regions or accounts.';

const judge = (region: string, need: Need, quota: Quota | undefined): Finding => {
  const { title, least = 0, enough, why } = need;
  if (quota === undefined) {
    return notChecked(
      'quota',
      `${title}: ${region} lists no such quota.`,
      `Look at https://console.aws.amazon.com/servicequotas/home/services/${need.quota.service}/quotas; ${enough} are needed.`,
    );
  }
  const have = `${title}: ${quota.value} (${quota.code})`;
  if (quota.value < least) return problem('quota', `${have}, and at least ${least} must be there: ${why}.`, request(region, need, quota));
  if (quota.value < enough) return warning('quota', `${have}; ${enough} would be enough: ${why}.`, request(region, need, quota));
  return fine('quota', `${have}; ${enough} are enough.`);
};

/** @param ordersPerDay orders that the account must carry on an ordinary day */
export const checkQuotas = async (account: AwsAccount, deployment: Deployment, ordersPerDay: number): Promise<readonly Finding[]> => {
  const { region } = deployment;
  const found = await Promise.all(
    needsOf(deployment, ordersPerDay).map((need) =>
      guarded('quota', async () => [judge(region, need, await account.quota(region, need.quota))]),
    ),
  );
  return found.flat();
};
