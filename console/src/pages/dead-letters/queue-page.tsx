import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, type Location, useLocation, useNavigate, useParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { Age, useNow } from '../../shared/time.tsx';
import type { DeadLetter } from '../../shared/types.ts';
import { letterSubject } from './letter-words.ts';
import { queueWords } from './queue-words.ts';
import { type Outcome, OutcomeAlert, SendBack } from './send-back.tsx';

/** As many as the API lists at once. */
const lettersMax = 100;
/** How long after sending back it is worth looking whether letters come back. */
const watchedMs = 5 * 60_000;

type ColumnParts = { readonly queue: string; readonly isStream: boolean; readonly onOutcome: (outcome: Outcome) => void };

const columnsFor = ({ queue, isStream, onOutcome }: ColumnParts): readonly Column<DeadLetter>[] => [
  {
    header: 'Letter',
    cell: ({ body }) => (
      <Text span inherit fw={600} className="break">
        {letterSubject(body).about}
      </Text>
    ),
    csv: ({ body }) => letterSubject(body).about,
  },
  {
    header: 'Order',
    cell: ({ body }) => {
      const { orderId } = letterSubject(body);
      return orderId === undefined ? (
        <span className="muted">–</span>
      ) : (
        <Anchor component={Link} to={`/orders/${orderId}`} underline="always" className="mono break" inherit>
          {orderId}
        </Anchor>
      );
    },
    csv: ({ body }) => letterSubject(body).orderId,
  },
  {
    header: 'Refused because',
    cell: ({ body }) => letterSubject(body).refused ?? <span className="muted">–</span>,
    csv: ({ body }) => letterSubject(body).refused,
    wideOnly: true,
  },
  { header: 'Tries', align: 'right', cell: ({ receive_count }) => receive_count, csv: ({ receive_count }) => receive_count },
  { header: 'Sent', cell: ({ sent_at }) => <Age since={sent_at} />, csv: ({ sent_at }) => sent_at },
  { header: 'Message id', csv: ({ message_id }) => message_id },
  {
    header: 'Do',
    align: 'right',
    cell: ({ message_id }) => (
      <SendBack queue={queue} isStream={isStream} messageIds={[message_id]} label="Send back" onOutcome={onOutcome} />
    ),
    csv: () => undefined,
  },
];

/** The letters of a queue. Looking costs a try where the queue is in SQS, so that it is not done again by itself without need. */
const useLetters = (queue: string, outcome: Outcome | undefined) => {
  const { api } = useSession();
  const now = useNow();
  const isWatched = outcome !== undefined && now - new Date(outcome.at).getTime() < watchedMs;
  const letters = useQuery({
    queryKey: ['dead-letters', queue],
    queryFn: () => api.listDeadLetters({ path: { queue }, query: { limit: lettersMax } }),
    refetchInterval: isWatched ? live.far : false,
    refetchOnWindowFocus: false,
  });
  const queues = useQuery({ queryKey: ['dead-letters'], queryFn: () => api.listDeadLetterQueues(), refetchOnWindowFocus: false });
  return { letters, known: queues.data?.queues.find((one) => one.queue === queue) };
};

type State = { readonly outcome?: Outcome } | null;

/** What one queue or reader could not handle, oldest first. */
export const DeadLetterQueuePage = () => {
  const { queue = '' } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const { state } = useLocation() as Location<State>;
  const [outcome, setOutcome] = useState(state?.outcome);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { letters, known } = useLetters(queue, outcome);
  const isStream = known?.kind === 'stream';
  const messages = letters.data?.messages;
  const chosen = (messages ?? []).map(({ message_id }) => message_id).filter((id) => selected.has(id));
  const onOutcome = (next: Outcome): void => {
    setOutcome(next);
    setSelected(new Set());
  };
  const common = { queue, isStream, onOutcome, size: 'sm' } as const;
  return (
    <>
      <PageHeader
        title={`Dead letters: ${queue}`}
        about={
          <Group gap="sm">
            <span>Here are {queueWords(queue, known?.handler)}, oldest first.</span>
            <Anchor component={Link} to="/dead-letters" underline="always" size="sm">
              All queues
            </Anchor>
            <Anchor component={Link} to="/health/dead-letters" underline="always" size="sm">
              What to do
            </Anchor>
          </Group>
        }
        actions={
          <>
            <Button variant="default" onClick={() => void letters.refetch()} loading={letters.isFetching}>
              Look again
            </Button>
            {chosen.length > 0 ? (
              <SendBack key="chosen" {...common} variant="filled" messageIds={chosen} label={`Send back ${chosen.length}`} />
            ) : (
              <SendBack key="all" {...common} variant="filled" label="Send all back" disabled={!messages?.length} />
            )}
          </>
        }
      />
      <Stack>
        {outcome && <OutcomeAlert outcome={outcome} isStream={isStream} />}
        <DataTable
          label={`Dead letters of ${queue}`}
          columns={columnsFor({ queue, isStream, onOutcome }).filter(({ header }) => header !== 'Do' || may('operations:write'))}
          rows={{ items: messages, error: letters.error, retry: () => void letters.refetch() }}
          keyOf={({ message_id }) => message_id}
          nameOf={({ body, message_id }) => `${letterSubject(body).about}, ${message_id}`}
          onOpen={({ message_id }) => void navigate(`/dead-letters/${queue}/${encodeURIComponent(message_id)}`)}
          {...(may('operations:write') ? { selection: { keys: selected, onChange: setSelected } } : {})}
          tools={
            messages?.length === lettersMax && (
              <Text size="xs" className="muted">
                The oldest {lettersMax}; more may wait.
              </Text>
            )
          }
          empty={outcome ? 'Nothing is left here. What fails again comes back.' : 'This queue has no letters of your tenant.'}
        />
      </Stack>
    </>
  );
};
