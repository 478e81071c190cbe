import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Policy, PolicyVersion } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { NoSuchPage } from '../no-such-page.tsx';
import { PolicyInForce, usePolicies } from './policies-page.tsx';
import { isPolicyName, policyWords, sentenceOf, valued } from './policy-words.ts';
import { VersionDetails } from './version-dialog.tsx';

const columnsOf = (inForce: number): readonly Column<PolicyVersion>[] => [
  {
    header: 'Version',
    cell: ({ version }) => (
      <>
        {version} {version === inForce && <WordBadge word="in force" colour="green" />}
      </>
    ),
    csv: ({ version }) => version,
  },
  { header: 'Made', cell: ({ at }) => <Time at={at} full />, csv: ({ at }) => at },
  { header: 'By', cell: ({ actor }) => <Actor actor={actor} />, csv: ({ actor }) => actor.id },
  {
    header: 'What it said',
    cell: (version) => <Text size="sm">{sentenceOf(valued(version))}</Text>,
    csv: (version) => sentenceOf(valued(version)),
  },
  { header: 'Value', csv: ({ value }) => JSON.stringify(value) },
  {
    header: 'Why',
    cell: ({ note }) => (
      <Text size="sm" className="break">
        {note}
      </Text>
    ),
    csv: ({ note }) => note,
  },
  { header: 'Taken up from', csv: ({ restored_from: from }) => from },
];

const History = ({ policy }: { readonly policy: Policy }) => {
  const api = useApi();
  const { name } = policy;
  const [opened, setOpened] = useState<PolicyVersion>();
  const rows = useRows(['policy-versions', name, policy.version], (cursor) =>
    api.listPolicyVersions({ path: { name }, query: cursor === undefined ? {} : { cursor } }),
  );
  return (
    <>
      <Title order={2} size="h5">
        History
      </Title>
      <DataTable
        label={`Versions of ${policyWords[name].title}`}
        columns={columnsOf(policy.version)}
        rows={rows}
        keyOf={({ version }) => String(version)}
        onOpen={setOpened}
        empty="Nobody has decided anything here yet, so there is no version. The first change makes version 1."
      />
      <Dialog title={`Version ${opened?.version ?? ''}`} opened={opened !== undefined} onClose={() => setOpened(undefined)}>
        {opened && <VersionDetails version={opened} policy={policy} onClose={() => setOpened(undefined)} />}
      </Dialog>
    </>
  );
};

/** One policy, and what it was before. */
export const PolicyPage = () => {
  const { name } = useParams();
  const policies = usePolicies();
  if (!isPolicyName(name)) return <NoSuchPage />;
  const policy = policies.data?.items.find((one) => one.name === name);
  return (
    <>
      <PageHeader
        title={policyWords[name].title}
        about="What it says now, and every version before. A row shows what it changed, and leads back to it."
        actions={
          <Button component={Link} to="/policies" variant="default">
            All policies
          </Button>
        }
      />
      <Stack>
        <ProblemAlert error={policies.error} onRetry={() => void policies.refetch()} />
        {policies.isPending && <Skeleton height={160} aria-busy="true" />}
        {policy && (
          <>
            <PolicyInForce policy={policy} />
            <History policy={policy} />
          </>
        )}
      </Stack>
    </>
  );
};
