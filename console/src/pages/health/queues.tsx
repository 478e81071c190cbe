import { Anchor, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import type { InstallationStatus } from '../../shared/types.ts';

type Queue = InstallationStatus['queues'][number] & { readonly deadLetters: number };

const columns: readonly Column<Queue>[] = [
  { header: 'Queue', cell: ({ queue }) => <span className="break">{queue}</span>, csv: ({ queue }) => queue },
  { header: 'Waiting', align: 'right', cell: ({ waiting }) => waiting, csv: ({ waiting }) => waiting },
  { header: 'Being handled', align: 'right', cell: ({ in_flight }) => in_flight, csv: ({ in_flight }) => in_flight },
  {
    header: 'Given up',
    align: 'right',
    cell: ({ queue, deadLetters }) =>
      deadLetters === 0 ? (
        0
      ) : (
        <Anchor component={Link} to={`/dead-letters/${queue}`} underline="always" inherit fw={600}>
          {deadLetters}
        </Anchor>
      ),
    csv: ({ deadLetters }) => deadLetters,
  },
];

/** Queues and readers with what waits in them. */
export const Queues = ({ status }: { readonly status: InstallationStatus }) => {
  const [withEmpty, setWithEmpty] = useState(false);
  const waiting = new Map(status.queues.map((one) => [one.queue, one]));
  const all = status.dead_letters.map(({ queue, waiting: deadLetters }): Queue => {
    const { waiting: before = 0, in_flight = 0 } = waiting.get(queue) ?? {};
    return { queue, waiting: before, in_flight, deadLetters };
  });
  const shown = all.filter((one) => withEmpty || one.waiting + one.in_flight + one.deadLetters > 0);
  return (
    <DataTable
      label="Queues"
      columns={columns}
      rows={{ items: shown, all: async () => all }}
      keyOf={({ queue }) => queue}
      tools={
        <>
          <Text fw={600} px={6}>
            Queues
          </Text>
          <Switch size="xs" label="Empty ones too" checked={withEmpty} onChange={(event) => setWithEmpty(event.currentTarget.checked)} />
        </>
      }
      empty={`Nothing waits in any of the ${all.length} queues.`}
    />
  );
};
