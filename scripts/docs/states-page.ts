import { code, page, table } from './markdown.ts';

export type Transition = {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  /** The domain event that records it. */
  readonly records: string;
  /** Name of the condition on the event, if there is one. */
  readonly guard?: string | null;
};

export type Lifecycle = {
  readonly title: string;
  readonly introduction: string;
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly Transition[];
};

const label = ({ event, guard }: Transition): string => (guard ? `${event} [${guard}]` : event);

const diagram = ({ initial, states, transitions }: Lifecycle): string => {
  const edges = new Map<string, string[]>();
  // A transition to the same state is in the table; in the picture it would be one more loop to look past.
  for (const transition of transitions.filter(({ from, to }) => from !== to)) {
    const edge = `${transition.from} --> ${transition.to}`;
    edges.set(edge, [...(edges.get(edge) ?? []), label(transition)]);
  }
  const leaving = new Set(transitions.map(({ from }) => from));
  const lines = [
    `[*] --> ${initial}`,
    ...[...edges].map(([edge, labels]) => `${edge}: ${labels.join(' / ')}`),
    ...states.filter((state) => !leaving.has(state)).map((state) => `${state} --> [*]`),
  ];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```'].join('\n');
};

const transitionTable = ({ transitions }: Lifecycle): string =>
  table(
    ['from', 'on', 'to', 'only if', 'recorded as'],
    transitions.map(({ from, event, to, guard, records }) => [code(from), code(event), code(to), code(guard ?? ''), code(records)]),
  );

/** Page of state diagrams. What is not in a table is refused. */
export const renderStates = (lifecycles: readonly Lifecycle[]): string =>
  page(
    '# States',
    'Each table is the whole list of transitions; any other is refused. A hold is an overlay on an order, never a state.',
    ...lifecycles.flatMap((lifecycle) => [`## ${lifecycle.title}`, lifecycle.introduction, diagram(lifecycle), transitionTable(lifecycle)]),
  );
