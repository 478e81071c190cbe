import { Alert, Box, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Facts } from '../../shared/facts.tsx';
import { ProblemAlert, ProblemError } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { figureText, type ModelDrift, shareText, versionTitle } from './model-words.ts';

type Figure = ModelDrift['figures'][number];

/** Above it a feature counts as drifted. */
const driftPsi = 0.2;
/** At least so much is the full width, so that what hardly moved does not look large. */
const fullPsi = 0.4;

/** A bar with a mark where drift begins; the figure stands beside it. */
const PsiBar = ({ psi, full, drifted }: { readonly psi: number; readonly full: number; readonly drifted: boolean }) => (
  <Box
    aria-hidden
    style={{ position: 'relative', height: 10, minWidth: 120, borderRadius: 3, background: 'var(--app-line)', overflow: 'hidden' }}
  >
    <div
      style={{
        width: `${Math.min(100, (psi / full) * 100)}%`,
        height: '100%',
        background: drifted ? 'var(--mantine-color-red-7)' : 'var(--mantine-color-teal-6)',
      }}
    />
    <div
      style={{ position: 'absolute', left: `${(driftPsi / full) * 100}%`, top: 0, bottom: 0, width: 2, background: 'var(--app-muted)' }}
    />
  </Box>
);

const missingText = ({ missing_then: before, missing_now: now }: Figure): string =>
  before === now ? shareText(now) : `${shareText(before)} → ${shareText(now)}`;

const nameOf = ({ name }: Figure): string => (name === 'score' ? 'what the model says' : words(name));

const columnsOf = (full: number): readonly Column<Figure>[] => [
  {
    header: 'Feature',
    cell: (figure) => (
      <Text span inherit fw={figure.name === 'score' ? 600 : 400} className="break">
        {nameOf(figure)}
      </Text>
    ),
    csv: ({ name }) => name,
  },
  { header: 'Moved', cell: ({ psi, drifted }) => <PsiBar psi={psi} full={full} drifted={drifted} />, csv: ({ drifted }) => drifted },
  { header: 'PSI', align: 'right', cell: ({ psi }) => figureText(psi), csv: ({ psi }) => psi },
  { header: 'KS', align: 'right', cell: ({ ks }) => figureText(ks), csv: ({ ks }) => ks },
  {
    header: 'Missing',
    align: 'right',
    cell: (figure) => <span className="nowrap">{missingText(figure)}</span>,
    csv: ({ missing_now: now }) => now,
  },
  { header: 'Missing then', csv: ({ missing_then: before }) => before },
  {
    header: 'Verdict',
    cell: ({ drifted }) => <WordBadge word={drifted ? 'drifted' : 'steady'} colour={drifted ? 'red' : 'green'} />,
    csv: ({ drifted }) => (drifted ? 'drifted' : 'steady'),
  },
];

const verdicts: Readonly<Record<ModelDrift['verdict'], { readonly colour: string; readonly title: string; readonly text: string }>> = {
  unknown: { colour: 'gray', title: 'Nobody has looked yet', text: 'A sample of the last week is looked at every night.' },
  'too-few': {
    colour: 'gray',
    title: 'Too few decisions',
    text: 'Fewer than 200 decisions of a week say nothing about a change.',
  },
  steady: { colour: 'green', title: 'Steady', text: 'What the model meets is like what it was trained on.' },
  drifted: {
    colour: 'orange',
    title: 'Drifted',
    text: 'What the model meets has moved away from what it was trained on. Look at what moved most, and have it trained anew if its figures have become worse.',
  },
};

/** How far what a model meets has moved from what it was trained on. */
export const DriftTab = ({ model }: { readonly model: string }) => {
  const api = useApi();
  const drift = useQuery({ queryKey: ['model-drift', model], queryFn: () => api.getModelDrift({ path: { model } }) });
  if (drift.error instanceof ProblemError && drift.error.problem.status === 404)
    return <Text className="muted">Nobody watches what this model meets. Its accuracy tells whether it still holds.</Text>;
  if (drift.error) return <ProblemAlert error={drift.error} onRetry={() => void drift.refetch()} />;
  if (!drift.data) return <Skeleton height={200} aria-busy="true" />;
  const { verdict, figures, observations, version, from, to, made_at: madeAt } = drift.data;
  const said = verdicts[verdict];
  const full = Math.max(fullPsi, ...figures.map(({ psi }) => psi));
  return (
    <Stack>
      <Alert color={said.colour} variant="light" title={said.title} role="status">
        {said.text}
      </Alert>
      {madeAt !== null && (
        <Section title="What was looked at">
          <Facts
            facts={[
              ['Version', version === null ? undefined : versionTitle(version)],
              ['Decisions', observations.toLocaleString()],
              ['From', from === null ? undefined : <Time key="from" at={from} full />],
              ['To', to === null ? undefined : <Time key="to" at={to} full />],
              ['Looked', <Time key="made" at={madeAt} full />],
            ]}
          />
        </Section>
      )}
      {figures.length > 0 && (
        <>
          <Text size="sm" className="muted">
            PSI is the population stability index: above {driftPsi}, where the mark stands, it counts as drift. KS is the largest gap
            between the cumulative distributions. What moved most comes first.
          </Text>
          <DataTable
            label="Drift by feature"
            columns={columnsOf(full)}
            rows={{ items: figures }}
            keyOf={({ name }) => name}
            empty="No feature was looked at."
          />
        </>
      )}
    </Stack>
  );
};
