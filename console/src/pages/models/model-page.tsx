import { Button, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { DriftTab } from './drift-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { InUseTab } from './in-use-tab.tsx';
import { modelAbout, modelTitle } from './model-words.ts';
import { summaryFacts } from './models-page.tsx';
import { Retrain, RollBack } from './version-actions.tsx';
import { VersionsTab } from './versions-tab.tsx';

const tabs = [
  { value: 'versions', label: 'Versions' },
  { value: 'in-use', label: 'In use' },
  { value: 'drift', label: 'Drift' },
  { value: 'history', label: 'History' },
] as const;

/** A model by its name, renewed while it is looked at. */
export const useModel = (model: string) => {
  const api = useApi();
  return useQuery({ queryKey: ['model', model], queryFn: () => api.getModel({ path: { model } }), refetchInterval: live.far });
};

/** One model: who answers for it, its versions, how far the world has moved, and what has been done. */
export const ModelPage = () => {
  const { model = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const found = useModel(model);
  const tab = tabs.find(({ value }) => value === query.get('tab'))?.value ?? 'versions';
  return (
    <>
      <PageHeader
        title={modelTitle(model)}
        about={modelAbout(model)}
        actions={
          <>
            {found.data && (
              <>
                <Retrain model={model} />
                <RollBack model={found.data} />
              </>
            )}
            <Button component={Link} to="/models" variant="default">
              All models
            </Button>
          </>
        }
      />
      <Stack>
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.isPending && <Skeleton height={200} aria-busy="true" />}
        {found.data && (
          <>
            <Section title="Who answers">
              <Facts facts={summaryFacts(found.data)} />
            </Section>
            <Tabs value={tab} onChange={(value) => setQuery(value === null ? {} : { tab: value }, { replace: true })} keepMounted={false}>
              <Tabs.List mb="md">
                {tabs.map(({ value, label }) => (
                  <Tabs.Tab key={value} value={value}>
                    {label}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="versions">
                <VersionsTab model={found.data} />
              </Tabs.Panel>
              <Tabs.Panel value="in-use">
                <InUseTab model={found.data} />
              </Tabs.Panel>
              <Tabs.Panel value="drift">
                <DriftTab model={model} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <HistoryTab model={found.data} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Stack>
    </>
  );
};
