import { Annotations, type Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, CompositeAlarm, type IAlarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Names } from '../../platform/aws/names.ts';
import type { CloudAlarmWiring, ContextWiring } from '../../platform/wiring.ts';
import type { PlannedAlarm } from './alarm-plan.ts';
import type { AlarmTopics } from './alarm-topics.ts';
import { alarmText } from './runbooks.ts';

/** Alarms of one stack, by the name that the plan gave them. */
export type Alarms = ReadonlyMap<string, IAlarm>;

/** An alarm sums up another one that does not exist. */
export class UnknownAlarmError extends Error {
  override readonly name = 'UnknownAlarmError';
}

export type AlarmPlace = {
  readonly names: Names;
  readonly topics: AlarmTopics;
  /** Region and partition of the dashboards, which need not be those of the stack. */
  readonly place: { readonly region: string; readonly partition: string };
};

// An end is told like a beginning, so that a pager closes what it opened.
const tell = (alarm: Alarm | CompositeAlarm, topics: AlarmTopics, pages: boolean): void => {
  const action = new SnsAction(pages ? topics.page : topics.notify);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
};

const pagesOf = (alarm: PlannedAlarm['alarm']): boolean => 'pages' in alarm && alarm.pages;

const createAlarm = (stack: Stack, planned: PlannedAlarm, { names, topics, place }: AlarmPlace): Alarm => {
  const [over, of] = planned.periods;
  const alarm = new Alarm(stack, `Alarm-${planned.name}`, {
    alarmName: names.alarmName(planned.name),
    alarmDescription: alarmText(planned.alarm, names, place),
    metric: planned.metric,
    threshold: planned.threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: of,
    datapointsToAlarm: over,
    treatMissingData: planned.missing,
    ...(planned.ignoreFewSamples ? { evaluateLowSampleCountPercentile: 'ignore' } : {}),
  });
  tell(alarm, topics, pagesOf(planned.alarm));
  return alarm;
};

/** What emulators of AWS take; the synthesis says what was left out. */
const keepForEmulator = (stack: Stack, plan: readonly PlannedAlarm[]): readonly PlannedAlarm[] => {
  const left = plan.filter(({ metric }) => metric instanceof MathExpression);
  if (left.length > 0) {
    Annotations.of(stack).addInfo(
      `Left out for the emulator, being alarms over several metrics: ${left.map(({ name }) => name).join(', ')}`,
    );
  }
  return plan.filter((planned) => !left.includes(planned));
};

/** @param emulator leaves out the alarms that are computed from several metrics */
export const createAlarms = (stack: Stack, plan: readonly PlannedAlarm[], where: AlarmPlace, emulator: boolean): Alarms =>
  new Map((emulator ? keepForEmulator(stack, plan) : plan).map((planned) => [planned.name, createAlarm(stack, planned, where)]));

const createComposite = (
  stack: Stack,
  alarm: CloudAlarmWiring,
  parts: readonly string[],
  alarms: Alarms,
  where: AlarmPlace,
): CompositeAlarm => {
  const states = parts.map((name) => {
    const part = alarms.get(name);
    if (!part) throw new UnknownAlarmError(`${alarm.name} sums up ${name}, but there are only ${[...alarms.keys()].join(', ')}`);
    return AlarmRule.fromAlarm(part, AlarmState.ALARM);
  });
  const composite = new CompositeAlarm(stack, `Alarm-${alarm.name}`, {
    compositeAlarmName: where.names.alarmName(alarm.name),
    alarmDescription: alarmText(alarm, where.names, where.place),
    alarmRule: AlarmRule.anyOf(...states),
  });
  tell(composite, where.topics, alarm.pages === true);
  return composite;
};

/** Alarms over alarms. @throws UnknownAlarmError when a wiring names a part that does not exist */
export const createComposites = (stack: Stack, wirings: readonly ContextWiring[], alarms: Alarms, where: AlarmPlace): Alarms =>
  new Map(
    wirings
      .flatMap(({ cloudAlarms = [] }) => cloudAlarms)
      .flatMap((alarm) =>
        alarm.when.kind === 'any-of' ? [[alarm.name, createComposite(stack, alarm, alarm.when.alarms, alarms, where)] as const] : [],
      ),
  );
