import { consolePage as page, type ConsolePlace } from '../../platform/aws/console-pages.ts';

export type { ConsolePlace };

export const dashboardUrl = (place: ConsolePlace, name: string): string => page(place, 'cloudwatch', `dashboards/dashboard/${name}`);

/** Every alarm of the region. */
export const alarmsUrl = (place: ConsolePlace): string => page(place, 'cloudwatch', 'alarmsV2:');

export const logsInsightsUrl = (place: ConsolePlace): string => page(place, 'cloudwatch', 'logsV2:logs-insights');

export const machineUrl = (place: ConsolePlace, machineArn: string): string => page(place, 'states', `/statemachines/view/${machineArn}`);

/** Budgets are kept for the account, in no region. */
export const budgetsUrl = (place: ConsolePlace): string => page(place, 'costmanagement', '/budgets/overview');
