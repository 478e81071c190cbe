import type { Instant } from '../../../kernel/instant.ts';
import type { ExecutionState, Frame, TaskActivity } from './execution.types.ts';

const tasksOf = (frame: Frame): readonly TaskActivity[] => {
  const { activity } = frame;
  if (activity?.kind === 'task') return [activity];
  return activity?.kind === 'fan' ? Object.values(activity.children).flatMap(tasksOf) : [];
};

/** Tasks under way, in the order of their branches. */
export const openTasks = ({ root }: ExecutionState): readonly TaskActivity[] => (root === undefined ? [] : tasksOf(root));

const earliest = (...instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce((best, instant) => (best === undefined || (instant !== undefined && instant < best) ? instant : best), undefined);

const frameDueAt = ({ activity }: Frame): Instant | undefined => {
  switch (activity?.kind) {
    case undefined:
      return undefined;
    case 'task':
      return earliest(activity.timeoutAt, activity.heartbeatAt);
    case 'wait':
    case 'retry':
      return activity.until;
    case 'fan':
      return earliest(...Object.values(activity.children).map(frameDueAt));
  }
};

/** The next moment at which time alone changes this execution. */
export const executionDueAt = (execution: ExecutionState): Instant | undefined =>
  execution.status === 'running'
    ? earliest(execution.deadlineAt, execution.root === undefined ? undefined : frameDueAt(execution.root))
    : undefined;
