/** Region and partition, which decide the address of the console. */
export type ConsolePlace = { readonly region: string; readonly partition: string };

const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

const page = ({ region, partition }: ConsolePlace, service: string, rest: string): string =>
  `https://${domains[partition] ?? domains['aws']}/${service}/home?region=${region}#${rest}`;

export const dashboardUrl = (place: ConsolePlace, name: string): string => page(place, 'cloudwatch', `dashboards/dashboard/${name}`);

/** Every alarm of the region. */
export const alarmsUrl = (place: ConsolePlace): string => page(place, 'cloudwatch', 'alarmsV2:');

export const logsInsightsUrl = (place: ConsolePlace): string => page(place, 'cloudwatch', 'logsV2:logs-insights');

export const machineUrl = (place: ConsolePlace, machineArn: string): string => page(place, 'states', `/statemachines/view/${machineArn}`);

/** Budgets are kept for the account, in no region. */
export const budgetsUrl = (place: ConsolePlace): string => page(place, 'costmanagement', '/budgets/overview');
