import { Alert, Anchor, Group, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { type ModelDrift, modelAbout, type ModelSummary, modelTitle, originWords, perMilleText, versionTitle } from './model-words.ts';
import { Trainings } from './trainings.tsx';

const driftWords: Readonly<Record<ModelDrift['verdict'], { readonly word: string; readonly colour: string }>> = {
  unknown: { word: 'not looked at yet', colour: 'gray' },
  'too-few': { word: 'too few decisions', colour: 'gray' },
  steady: { word: 'steady', colour: 'green' },
  drifted: { word: 'drifted', colour: 'red' },
};

/** The part of a summary that every page of a model begins with. */
export const summaryFacts = (model: ModelSummary): readonly (readonly [string, ReactNode])[] => {
  const { challenger, shadows } = model;
  return [
    ['Answers', versionTitle(model.champion)],
    ['Came', originWords[model.champion_from]],
    ['Since', model.champion_since === null ? undefined : <Time key="since" at={model.champion_since} />],
    ['Watched until', model.watched_until === null ? undefined : <Time key="watched" at={model.watched_until} full />],
    [
      'Challenger',
      challenger === null ? undefined : `${versionTitle(challenger.version)}, ${perMilleText(challenger.share_per_mille)} of the orders`,
    ],
    ['Shadows', shadows.map(versionTitle).join(', ')],
    ['Rolls back to', model.rolls_back_to === null ? undefined : versionTitle(model.rolls_back_to)],
    [
      'Hash',
      <span key="hash" className="mono">
        {model.champion_model_version}
      </span>,
    ],
  ];
};

const ModelCard = ({ model }: { readonly model: ModelSummary }) => {
  const api = useApi();
  const drift = useQuery({
    queryKey: ['model-drift', model.model],
    queryFn: () => api.getModelDrift({ path: { model: model.model } }),
  });
  const title = modelTitle(model.model);
  const count = model.versions_total === 1 ? '1 version' : `${model.versions_total} versions`;
  const said = drift.data && driftWords[drift.data.verdict];
  return (
    <Section
      title={title}
      actions={
        <Anchor component={Link} to={`/models/${model.model}`} underline="always" size="sm" aria-label={`${title}: ${count}`}>
          {count}
        </Anchor>
      }
    >
      <Text size="sm" className="muted" mb="xs">
        {modelAbout(model.model)}
      </Text>
      <Facts facts={[...summaryFacts(model), ['Drift', said && <WordBadge key="drift" word={said.word} colour={said.colour} />]]} />
    </Section>
  );
};

const Overview = () => {
  const api = useApi();
  const models = useQuery({ queryKey: ['models'], queryFn: () => api.listModels(), refetchInterval: live.far });
  if (models.error) return <ProblemAlert error={models.error} onRetry={() => void models.refetch()} />;
  if (!models.data) return <Skeleton height={200} aria-busy="true" />;
  const { items, pipelines } = models.data;
  return (
    <>
      {items.every(({ champion }) => champion === 0) && (
        <Alert color="gray" variant="light" mb="md" title="The starters answer">
          <Group gap={4}>
            They come with the release and were trained on public and simulated data. Versions of your own take their place once they have
            passed their gates.
          </Group>
        </Alert>
      )}
      <Text size="sm" className="muted" mb="sm">
        {pipelines.automated} of {pipelines.in_use} models in use came with the release or by retraining, without a version or its gates
        registered by hand.
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 4 }}>
        {items.map((model) => (
          <ModelCard key={model.model} model={model} />
        ))}
      </SimpleGrid>
    </>
  );
};

const tabs = [
  { value: 'overview', label: 'Models', Panel: Overview },
  { value: 'trainings', label: 'Trainings', Panel: Trainings },
] as const satisfies readonly PageTab[];

/** The models that score: who answers, and what has been trained. */
export const ModelsPage = () => (
  <TabbedPage
    title="Models"
    about="What scores orders and foresees demand, which version of it answers, and what was trained. Without a model everything goes by rules."
    tabs={tabs}
  />
);
