import type { Exploration } from './explore.ts';
import type { NamedModel } from './registry.ts';

export type Outcome = { readonly model: NamedModel; readonly exploration: Exploration };

const headings = ['model', 'states', 'transitions', 'depth', 'ends', 'verdict'] as const;

const cells = ({ model, exploration }: Outcome): readonly string[] => [
  model.name,
  exploration.states.toLocaleString('en-US'),
  exploration.transitions.toLocaleString('en-US'),
  String(exploration.depth),
  String(exploration.finals),
  exploration.violation ? `BROKEN: ${exploration.violation.rule}` : 'holds',
];

/** One line of the table, the first and last column to the left and the figures to the right. */
const row = (values: readonly string[], widths: readonly number[]): string =>
  values
    .map((value, index) =>
      index === 0 || index === values.length - 1 ? value.padEnd(widths[index] ?? 0) : value.padStart(widths[index] ?? 0),
    )
    .join('  ')
    .trimEnd();

const traceLines = ({ model, exploration }: Outcome): readonly string[] =>
  exploration.violation
    ? [
        '',
        `${model.name}: ${exploration.violation.rule}: ${exploration.violation.message}`,
        ...exploration.violation.trace.map((action, index) => `  ${index + 1}. ${action}`),
      ]
    : [];

/** A table of what was explored, and the shortest trace to each violation. */
export const printOutcomes = (outcomes: readonly Outcome[]): string => {
  const table = [headings, ...outcomes.map(cells)];
  const widths = headings.map((_heading, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return [...table.map((line) => row(line, widths)), ...outcomes.flatMap(traceLines)].join('\n');
};

/** The same for a program to read. */
export const outcomesJson = (outcomes: readonly Outcome[]): string =>
  JSON.stringify(
    outcomes.map(({ model: { name, kind, about }, exploration }) => ({
      name,
      kind,
      about,
      ...exploration,
      violation: exploration.violation ?? null,
    })),
    undefined,
    2,
  );
