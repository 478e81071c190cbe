import { Alert, Anchor, Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { ReplayResult, Simulation } from '../../shared/types.ts';
import { ByLocation } from './by-location.tsx';
import { Differences } from './differences.tsx';
import { Evidence } from './evidence.tsx';
import { InMoney } from './in-money.tsx';
import { replayedPolicyText } from './replay-words.ts';
import { Reproduction } from './reproduction.tsx';

const Running = ({ replay }: { readonly replay: Simulation }) => {
  const { found, replayed } = replay.progress;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Progress
          value={found === 0 ? 0 : (replayed / found) * 100}
          size="xl"
          aria-label="Decisions that have been replayed"
          aria-valuetext={`${replayed} of ${found}`}
        />
        <Text size="sm" role="status">
          {found === 0
            ? 'Looking for the decisions of these days'
            : `${replayed.toLocaleString()} of ${found.toLocaleString()} decisions replayed`}
          . It goes on without this page.
        </Text>
      </Stack>
    </Paper>
  );
};

const Result = ({ replay, result }: { readonly replay: Simulation; readonly result: ReplayResult }) => (
  <>
    <Reproduction reproduction={result.reproduction} isLive={replay.policy === null} />
    {result.currencies.length === 0 && (
      <Alert color="gray" variant="light" title="There is nothing to hold against each other">
        None of these decisions was followed with its inputs still there, so no side comes to an amount.
      </Alert>
    )}
    {result.compared > 0 && <Evidence estimates={result.estimates} policy={replay.policy} />}
    {result.currencies.map((totals) => (
      <InMoney key={totals.currency} totals={totals} result={result} policy={replay.policy} />
    ))}
    {result.locations.length > 0 && <ByLocation locations={result.locations} policyName={replayedPolicyText(replay.policy)} />}
    <Differences result={result} />
  </>
);

const Head = ({ replay }: { readonly replay: Simulation }) => (
  <PageHeader
    title={replayedPolicyText(replay.policy)}
    about={
      <Group gap="sm">
        <StatusBadge status={replay.state} />
        <span>
          Replayed on the decisions from <Time at={replay.from} full /> to <Time at={replay.to} full />, priced by the rates of{' '}
          {replay.rates === 'logged' ? 'the log' : 'the policy'}
        </span>
        <Anchor component={Link} to="/replay" underline="always" size="sm">
          All replays
        </Anchor>
      </Group>
    }
    actions={
      <Button component={Link} to="/replay" variant="default">
        New replay
      </Button>
    }
  />
);

/** How far the replay of a policy has come, and what it found. */
export const ReplayResultPage = () => {
  const { id = '' } = useParams();
  const api = useApi();
  const replay = useQuery({
    queryKey: ['simulation', id],
    queryFn: () => api.getSimulation({ path: { id } }),
    // What is done never changes.
    refetchInterval: (now) => (now.state.data && now.state.data.state !== 'running' ? false : live.near),
  });
  if (!replay.data)
    return (
      <>
        <PageHeader title="Replay" />
        {replay.error ? (
          <ProblemAlert error={replay.error} onRetry={() => void replay.refetch()} />
        ) : (
          <Skeleton height={240} aria-busy="true" />
        )}
      </>
    );
  const { state, problem, result } = replay.data;
  return (
    <>
      <Head replay={replay.data} />
      <Stack>
        {replay.error ? <ProblemAlert error={replay.error} onRetry={() => void replay.refetch()} /> : null}
        {state === 'running' && <Running replay={replay.data} />}
        {state === 'failed' && (
          <Alert color="red" variant="light" title="The replay came to nothing" role="alert">
            {problem?.message ?? 'Why is not known.'}
          </Alert>
        )}
        {result && <Result replay={replay.data} result={result} />}
      </Stack>
    </>
  );
};
