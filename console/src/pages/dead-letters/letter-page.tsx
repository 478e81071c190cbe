import { Alert, Anchor, Code, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Facts } from '../../shared/facts.tsx';
import { Json } from '../../shared/json.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { ExaminedLetter } from '../../shared/types.ts';
import { letterSubject } from './letter-words.ts';
import { SendBack } from './send-back.tsx';

type Difference = NonNullable<ExaminedLetter['difference']>;
type Change = Difference['differences'][number];

const Value = ({ value }: { readonly value: unknown }) =>
  value === undefined ? (
    <span className="muted">nothing</span>
  ) : (
    <span className="mono break">{typeof value === 'string' ? value : JSON.stringify(value)}</span>
  );

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

const changeColumns: readonly Column<Change>[] = [
  { header: 'Where', cell: ({ path }) => <span className="mono break">{path}</span>, csv: ({ path }) => path },
  { header: 'In the letter', cell: ({ in_letter }) => <Value value={in_letter} />, csv: ({ in_letter }) => textOf(in_letter) },
  { header: 'In the ledger', cell: ({ in_ledger }) => <Value value={in_ledger} />, csv: ({ in_ledger }) => textOf(in_ledger) },
];

const stateWords: Readonly<Record<Difference['state'], string>> = {
  same: 'The ledger still says the same as the letter.',
  differs: 'The ledger says something else today. Whoever handles the letter again goes by the ledger where it can.',
  missing: 'The ledger has no such event. Sending the letter back may not help.',
};

const DifferenceSection = ({ difference }: { readonly difference: Difference }) => (
  <Section title="Letter and ledger">
    <Stack gap="sm">
      <Text size="sm">{stateWords[difference.state]}</Text>
      <Text size="sm" className="muted break">
        {difference.kind.toLowerCase()} {difference.stream_id}, version {difference.version} of {difference.newest_version}
        {difference.newest_version > difference.version ? ': more has happened since' : ''}
      </Text>
      {difference.state === 'differs' && (
        <DataTable
          label="Differences between letter and ledger"
          columns={changeColumns}
          rows={{ items: difference.differences }}
          keyOf={({ path }) => path}
          empty="Nothing differs."
        />
      )}
    </Stack>
  </Section>
);

const Problems = ({ problems }: Pick<ExaminedLetter, 'problems'>) =>
  problems.length === 0 ? (
    <Alert color="green" variant="light" title="It has the form that it should have">
      <Text size="sm">Whatever was in the way lay outside of the letter. Once that is mended, it can be sent back.</Text>
    </Alert>
  ) : (
    <Alert color="red" variant="light" title="It does not have the form that it should have">
      <List size="sm">
        {problems.map(({ field, code, message }) => (
          <List.Item key={`${field} ${code} ${message}`} className="break">
            <Code>{field === '' ? 'the whole' : field}</Code> {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );

const Letter = ({ letter }: { readonly letter: ExaminedLetter }) => {
  const { orderId, refused } = letterSubject(letter.body);
  return (
    <Stack>
      <Section title="Letter">
        <Facts
          facts={[
            ['Queue', letter.queue],
            ['Sent', <Time key="sent" at={letter.sent_at} full />],
            ['Tries', letter.receive_count],
            ['Refused', refused],
            [
              'Order',
              orderId && (
                <Anchor component={Link} to={`/orders/${orderId}`} underline="always" className="mono break" inherit>
                  {orderId}
                </Anchor>
              ),
            ],
            [
              'Message',
              <span key="id" className="mono break">
                {letter.message_id}
              </span>,
            ],
          ]}
        />
      </Section>
      <Problems problems={letter.problems} />
      {letter.difference && <DifferenceSection difference={letter.difference} />}
      <Section title="What it says">
        <Json value={letter.body} label="The message as it was sent, without anything personal" />
      </Section>
    </Stack>
  );
};

/** One letter: what it says, what is wrong with it, and whether the ledger still says the same. */
export const DeadLetterPage = () => {
  const { queue = '', message = '' } = useParams();
  const api = useApi();
  const navigate = useNavigate();
  const letter = useQuery({
    queryKey: ['dead-letters', queue, message],
    queryFn: () => api.getDeadLetter({ path: { queue, message_id: message } }),
    refetchOnWindowFocus: false,
  });
  const queues = useQuery({ queryKey: ['dead-letters'], queryFn: () => api.listDeadLetterQueues(), refetchOnWindowFocus: false });
  const isStream = queues.data?.queues.find((one) => one.queue === queue)?.kind === 'stream';
  return (
    <>
      <PageHeader
        title={letter.data ? `Dead letter: ${letterSubject(letter.data.body).about}` : 'Dead letter'}
        about={
          <Group gap="sm">
            <span>What it says, what is wrong with it, and whether the ledger still says the same.</span>
            <Anchor component={Link} to={`/dead-letters/${queue}`} underline="always" size="sm">
              All of {queue}
            </Anchor>
          </Group>
        }
        actions={
          letter.data && (
            <SendBack
              queue={queue}
              isStream={isStream}
              messageIds={[message]}
              label="Send back"
              size="sm"
              variant="filled"
              onOutcome={(outcome) => void navigate(`/dead-letters/${queue}`, { state: { outcome } })}
            />
          )
        }
      />
      {letter.error ? <ProblemAlert error={letter.error} onRetry={() => void letter.refetch()} /> : null}
      {letter.data && <Letter letter={letter.data} />}
      {!letter.data && !letter.error && <Skeleton height={240} aria-busy="true" />}
    </>
  );
};
