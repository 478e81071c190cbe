import { type Column, DataTable } from '../../shared/data-table.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { figureText, gateText, type ModelGate } from './model-words.ts';

const columns: readonly Column<ModelGate>[] = [
  { header: 'Gate', cell: ({ name }) => words(name), csv: ({ name }) => name },
  { header: 'Measured', align: 'right', cell: ({ value }) => figureText(value), csv: ({ value }) => value },
  { header: 'Must be', align: 'right', cell: gateText, csv: gateText },
  {
    header: 'Passed',
    cell: ({ passed }) => <WordBadge word={passed ? 'passed' : 'failed'} colour={passed ? 'green' : 'red'} />,
    csv: ({ passed }) => passed,
  },
];

/** What was measured of a version against its bounds. */
export const GatesTable = ({
  gates,
  label,
  empty,
}: {
  readonly gates: readonly ModelGate[];
  readonly label: string;
  readonly empty: string;
}) => <DataTable label={label} columns={columns} rows={{ items: gates }} keyOf={({ name }) => name} empty={empty} />;
