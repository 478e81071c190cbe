import { readFileSync } from 'node:fs';
import { Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Names } from '../../platform/aws/names.ts';
import type { AlarmWiring, CloudAlarmWiring, ContextWiring } from '../../platform/wiring.ts';
import { type ConsolePlace, dashboardUrl } from './console-links.ts';

type AnyAlarm = AlarmWiring | CloudAlarmWiring;

const folder = new URL('../../../docs/runbooks/', import.meta.url);

/** Every alarm that AWS has, in the order of the wirings. */
export const alarmsOf = (wirings: readonly ContextWiring[]): readonly AnyAlarm[] =>
  wirings.flatMap(({ alarms = [], cloudAlarms = [] }): readonly AnyAlarm[] => [...cloudAlarms, ...alarms]);

/** Name of the page with every runbook. */
export const runbookDashboardName = (names: Names): string => names.alarmName('runbooks');

/** What an alarm says when it rings: what is wrong, and where to read what to do. */
export const alarmText = (alarm: Pick<AnyAlarm, 'name' | 'description'>, names: Names, place: ConsolePlace): string =>
  `${alarm.description} What to do: runbook ${alarm.name} on ${dashboardUrl(place, runbookDashboardName(names))} (docs/runbooks/${alarm.name}.md)`;

// A text widget does not grow with its text; about a hundred characters fit in a line of its width.
const heightOf = (markdown: string): number => 3 + markdown.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / 110), 0);

/**
 * The runbooks as a page of the console. Whoever is woken has the account at hand, and reads there what was deployed
 * rather than what the repository says today.
 */
export const createRunbookDashboard = (scope: Construct, names: Names, wirings: readonly ContextWiring[]): Dashboard => {
  const widgets = alarmsOf(wirings).map(({ name }) => {
    const markdown = readFileSync(new URL(`${name}.md`, folder), 'utf8');
    return [new TextWidget({ markdown, width: 24, height: heightOf(markdown) })];
  });
  return new Dashboard(scope, 'Runbooks', { dashboardName: runbookDashboardName(names), widgets });
};
