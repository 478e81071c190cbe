import type { AlarmWiring } from '../../platform/wiring.ts';

export type AlarmState = {
  readonly name: string;
  readonly description: string;
  /** `unknown` where the figures are kept elsewhere, such as in CloudWatch. */
  readonly state: 'ok' | 'ringing' | 'unknown';
  readonly value: number;
  readonly threshold: number;
  readonly runbook: string;
};

export type Figures = {
  readonly deadLetters: readonly { readonly waiting: number }[];
  readonly queues: readonly { readonly waiting: number }[];
  readonly recentSum?: (metric: string, seconds: number) => number;
  readonly recentMax?: (metric: string, seconds: number) => number;
};

export const runbookOf = (alarm: Pick<AlarmWiring, 'name'>): string => `docs/runbooks/${alarm.name}.md`;

const valueOf = ({ when }: AlarmWiring, figures: Figures): number | undefined => {
  switch (when.kind) {
    case 'dead-letters':
      return figures.deadLetters.reduce((sum, queue) => sum + queue.waiting, 0);
    case 'queue-backlog':
      return Math.max(0, ...figures.queues.map((queue) => queue.waiting));
    case 'metric-sum':
      return figures.recentSum?.(when.metric, when.periodSeconds);
    case 'metric-max':
      return figures.recentMax?.(when.metric, when.periodSeconds);
  }
};

/** Which alarms ring, by the figures of this moment. */
export const alarmStates = (alarms: readonly AlarmWiring[], figures: Figures): readonly AlarmState[] =>
  alarms.map((alarm): AlarmState => {
    const value = valueOf(alarm, figures);
    const threshold = alarm.when.atLeast;
    const state = value === undefined ? 'unknown' : value >= threshold ? 'ringing' : 'ok';
    return { name: alarm.name, description: alarm.description, state, value: value ?? 0, threshold, runbook: runbookOf(alarm) };
  });
