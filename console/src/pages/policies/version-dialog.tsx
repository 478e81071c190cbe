import { Divider, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { Choice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { Facts } from '../../shared/facts.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { Policy, PolicyVersion } from '../../shared/types.ts';
import { NoteField, requireNote } from './change-policy.tsx';
import { differencesOf, sentenceOf, type Valued, valued } from './policy-words.ts';

/** What differs, member by member. */
const Differences = ({ before, after }: { readonly before: Valued; readonly after: Valued }) => {
  const differences = differencesOf(before, after);
  if (differences.length === 0) return <Text size="sm">They are the same.</Text>;
  return (
    <Table aria-label="Differences">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>What</Table.Th>
          <Table.Th>There</Table.Th>
          <Table.Th>Here</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ member, before: there, after: here }) => (
          <Table.Tr key={member}>
            <Table.Th scope="row" fw={500}>
              {member}
            </Table.Th>
            <Table.Td>{there ?? <span className="muted">none</span>}</Table.Td>
            <Table.Td fw={600}>{here ?? <span className="muted">none</span>}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

/** This version held against another one of the policy. */
const Compare = ({ version, latest }: { readonly version: PolicyVersion; readonly latest: number }) => {
  const api = useApi();
  const others = Array.from({ length: latest }, (_, index) => latest - index).filter((number) => number !== version.version);
  const [other, setOther] = useState(version.version > 1 ? version.version - 1 : (others[0] ?? 0));
  const asked = useQuery({
    queryKey: ['policy-version', version.name, other],
    queryFn: () => api.getPolicyVersion({ path: { name: version.name, version: String(other) } }),
    enabled: other > 0,
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (others.length === 0) return <Text size="sm">It is the only version so far.</Text>;
  return (
    <Stack gap="xs">
      <Group gap="xs" align="center">
        <Text size="sm">Here is version {version.version}, there is</Text>
        <Choice
          aria-label="Compare with"
          size="xs"
          w={130}
          value={String(other)}
          options={others.map((number) => ({ value: String(number), label: `version ${number}` }))}
          onChange={(value) => setOther(Number(value))}
        />
      </Group>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.data && <Differences before={valued(asked.data)} after={valued(version)} />}
    </Stack>
  );
};

const TakeUp = ({ version, onClose }: { readonly version: PolicyVersion; readonly onClose: () => void }) => {
  const api = useApi();
  const [note, setNote] = useState('');
  const run = async (): Promise<void> => {
    const { changed } = await api.restorePolicy({
      path: { name: version.name },
      body: { version: version.version, note: requireNote(note) },
    });
    notifications.show({
      message: changed
        ? `Version ${version.version} is taken up again, as a new version`
        : 'It stands like this already, so nothing was changed',
      color: 'green',
    });
  };
  return (
    <EditForm submitLabel="Take up again" run={run} onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">A new version gets the value of this one. Nothing of the history is changed.</Text>
          <NoteField value={note} onChange={setNote} error={messageOf('note')} />
        </>
      )}
    </EditForm>
  );
};

type VersionDetailsProps = { readonly version: PolicyVersion; readonly policy: Policy; readonly onClose: () => void };

/** One version: what it said, what it changed, and the way back to it. */
export const VersionDetails = ({ version, policy, onClose }: VersionDetailsProps) => {
  const { may } = useSession();
  const isInForce = version.version === policy.version;
  return (
    <Stack>
      <Text fw={600}>{sentenceOf(valued(version))}</Text>
      <Facts
        facts={[
          ['Made', <Time key="at" at={version.at} full />],
          ['By', <Actor key="by" actor={version.actor} />],
          ['Why', version.note],
          ['From', version.restored_from !== null && `version ${version.restored_from}, taken up again`],
        ]}
      />
      <Divider />
      <Compare version={version} latest={policy.version} />
      {isInForce ? (
        <Text size="sm">This version is in force.</Text>
      ) : (
        may('policies:write') && (
          <>
            <Divider />
            <TakeUp version={version} onClose={onClose} />
          </>
        )
      )}
    </Stack>
  );
};
