import { Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Facts } from '../../shared/facts.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import { NoSuchPage } from '../no-such-page.tsx';
import { GatesTable } from './gates-table.tsx';
import { useModel } from './model-page.tsx';
import { figureText, type ModelVersion, modelTitle, roleWords, statusText, versionTitle } from './model-words.ts';
import { VersionActions } from './version-actions.tsx';

const timeOf = (at: string | null) => (at === null ? undefined : <Time key={at} at={at} full />);
const countOf = (count: number | null): string | undefined => (count === null ? undefined : count.toLocaleString());
const mono = (text: string | null) =>
  text === null ? undefined : (
    <span key={text} className="mono">
      {text}
    </span>
  );

const About = ({ version }: { readonly version: ModelVersion }) => (
  <Section title="What it is">
    <Facts
      facts={[
        ['Note', version.note],
        ['Hash', mono(version.model_version)],
        ['Registered', timeOf(version.registered_at)],
        ['Approved by', version.approved_by ?? undefined],
        ['Promoted', timeOf(version.promoted_at)],
        ['From registration to promotion', version.seconds_to_production === null ? undefined : spanText(version.seconds_to_production)],
        ['Rolled back', timeOf(version.rolled_back_at)],
        ['Endpoint', version.slot === null ? undefined : `slot ${version.slot}`],
        ['Size', version.byte_length === 0 ? undefined : `${Math.ceil(version.byte_length / 1_024).toLocaleString()} KiB`],
        ['A shift of its scores', version.has_histogram ? 'can be seen by the watch' : 'cannot be seen: it has no histogram'],
      ]}
    />
  </Section>
);

const TrainedOn = ({ training }: Pick<ModelVersion, 'training'>) => {
  const facts = [
    ['Rows', countOf(training.rows)],
    ['Held out', countOf(training.rows_held_out)],
    ['From', timeOf(training.from)],
    ['To', timeOf(training.to)],
    ['Seed', training.seed === null ? undefined : String(training.seed)],
    ['Hash of the data', mono(training.sha256)],
  ] as const;
  return (
    <Section title="What it was trained on">
      {facts.every(([, value]) => value === undefined) ? (
        <Text size="sm" className="muted">
          Whoever trained it has not said.
        </Text>
      ) : (
        <Facts facts={facts} />
      )}
    </Section>
  );
};

const Live = ({ live }: { readonly live: NonNullable<ModelVersion['live']> }) => (
  <Section title="While it is in use">
    <Facts
      facts={[
        ['Counted since', timeOf(live.since)],
        ['Scores asked for', countOf(live.asked)],
        ['Endpoint failed or was late', countOf(live.failed)],
        ['Endpoint answered by another version', countOf(live.refused)],
        ['Files could not be loaded', countOf(live.unavailable)],
        ['Not scored by anybody', countOf(live.unscored)],
        ['Stability of its scores', live.stability_index === null ? 'too few so far' : `PSI ${figureText(live.stability_index)}`],
        ['Turned out right', countOf(live.good)],
        ['Turned out wrong', countOf(live.bad)],
      ]}
    />
  </Section>
);

const Metrics = ({ metrics }: Pick<ModelVersion, 'metrics'>) => (
  <Section title="Metrics">
    {metrics.length === 0 ? (
      <Text size="sm" className="muted">
        None are recorded.
      </Text>
    ) : (
      <Facts facts={metrics.map(({ name, value }) => [words(name), figureText(value)] as const)} />
    )}
  </Section>
);

/** One version of a model: its gates, its figures, and what may be done about it. */
export const ModelVersionPage = () => {
  const { model = '', version: number = '' } = useParams();
  const found = useModel(model);
  const version = found.data?.versions.find((one) => String(one.version) === number);
  if (found.data && !version) return <NoSuchPage />;
  return (
    <>
      <PageHeader
        title={`${modelTitle(model)}: ${versionTitle(Number(number)).toLowerCase()}`}
        about={
          version && (
            <Group gap="sm">
              <WordBadge word={roleWords[version.role].word} colour={roleWords[version.role].colour} />
              <span>{statusText(version)}</span>
            </Group>
          )
        }
        actions={
          <>
            {found.data && version && <VersionActions model={found.data} version={version} />}
            <Button component={Link} to={`/models/${model}`} variant="default">
              All versions
            </Button>
          </>
        }
      />
      <Stack>
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.isPending && <Skeleton height={240} aria-busy="true" />}
        {version && (
          <>
            <GatesTable
              gates={version.gates}
              label="Gates"
              empty={
                version.status === 'starter'
                  ? 'The starter needs no gates: it is what the release was measured with.'
                  : 'Its gates have not been evaluated yet.'
              }
            />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <About version={version} />
              <Metrics metrics={version.metrics} />
              <TrainedOn training={version.training} />
              {version.live && <Live live={version.live} />}
            </SimpleGrid>
          </>
        )}
      </Stack>
    </>
  );
};
