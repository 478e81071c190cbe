import { Badge, Group, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { Age } from '../../shared/time.tsx';
import type { DeadLetterQueue } from '../../shared/types.ts';
import { queueWords } from './queue-words.ts';

const columns: readonly Column<DeadLetterQueue>[] = [
  {
    header: 'Queue',
    cell: ({ queue, kind }) => (
      <Group gap={6}>
        <Text span inherit fw={600} className="break">
          {queue}
        </Text>
        {kind === 'stream' && (
          <Badge size="sm" variant="light" color="gray" tt="none">
            reader of the ledger
          </Badge>
        )}
      </Group>
    ),
    csv: ({ queue }) => queue,
  },
  { header: 'Kind', csv: ({ kind }) => kind },
  {
    header: 'What it holds',
    prose: true,
    cell: ({ queue, handler }) => queueWords(queue, handler),
    csv: ({ queue, handler }) => queueWords(queue, handler),
  },
  {
    header: 'Letters',
    align: 'right',
    cell: ({ waiting }) => (
      <Text span inherit {...(waiting > 0 ? { fw: 600 } : {})}>
        {waiting}
      </Text>
    ),
    csv: ({ waiting }) => waiting,
  },
  {
    header: 'Oldest',
    cell: ({ oldest_sent_at: at }) => (at ? <Age since={at} late /> : <span className="muted">–</span>),
    csv: ({ oldest_sent_at }) => oldest_sent_at,
  },
  {
    header: 'Handled by',
    cell: ({ handler }) => <span className="mono break">{handler}</span>,
    csv: ({ handler }) => handler,
    wideOnly: true,
  },
];

/** What was given up, by queue and by reader of the ledger. */
export const DeadLetterQueuesPage = () => {
  const api = useApi();
  const navigate = useNavigate();
  const [withEmpty, setWithEmpty] = useState(false);
  const queues = useQuery({ queryKey: ['dead-letters'], queryFn: () => api.listDeadLetterQueues(), refetchInterval: live.far });
  const shown = queues.data?.queues.filter(({ waiting }) => withEmpty || waiting > 0);
  return (
    <>
      <PageHeader
        title="Dead letters"
        about="Messages that could not be handled after several tries. Nothing is lost: mend the cause, then send them back."
      />
      <DataTable
        label="Dead letter queues"
        columns={columns}
        rows={{ items: shown, error: queues.error, retry: () => void queues.refetch() }}
        keyOf={({ queue }) => queue}
        onOpen={({ queue }) => void navigate(`/dead-letters/${queue}`)}
        tools={
          <Switch size="xs" label="Empty queues too" checked={withEmpty} onChange={(event) => setWithEmpty(event.currentTarget.checked)} />
        }
        empty="Nothing has been given up. A message comes here when it could not be handled after several tries."
      />
      <Text size="xs" className="muted" mt="xs">
        Counted are the letters of every tenant of the installation; a queue shows those of yours.
      </Text>
    </>
  );
};
