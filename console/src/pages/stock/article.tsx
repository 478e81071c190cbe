import { Stack, Tabs, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { useProduct } from './article-facts.tsx';
import { BoughtTogetherTab } from './bought-together-tab.tsx';
import { ChannelsTab } from './channels-tab.tsx';
import { DispositionTab } from './disposition-tab.tsx';
import { ForecastTab } from './forecast-tab.tsx';
import { LevelsTab } from './levels-tab.tsx';
import { MovementsTab } from './movements-tab.tsx';
import { PromiseTab } from './promise-tab.tsx';
import { WaitingTab } from './waiting-tab.tsx';

type ArticleProps = { readonly sku: string };

const tabs: readonly {
  readonly value: string;
  readonly label: string;
  readonly scope: string;
  readonly Panel: ComponentType<ArticleProps>;
}[] = [
  { value: 'levels', label: 'Levels', scope: 'inventory:read', Panel: LevelsTab },
  { value: 'promise', label: 'Available to promise', scope: 'inventory:read', Panel: PromiseTab },
  { value: 'movements', label: 'Movements', scope: 'inventory:read', Panel: MovementsTab },
  { value: 'waiting', label: 'Waiting orders', scope: 'orders:read', Panel: WaitingTab },
  { value: 'channels', label: 'Shown on channels', scope: 'channels:read', Panel: ChannelsTab },
  { value: 'bought-together', label: 'Bought together', scope: 'catalog:read', Panel: BoughtTogetherTab },
  { value: 'forecast', label: 'Forecast', scope: 'inventory:read', Panel: ForecastTab },
  { value: 'came-back', label: 'Came back', scope: 'inventory:read', Panel: DispositionTab },
];

const Name = ({ sku }: ArticleProps) => {
  const { data } = useProduct(sku);
  return data ? (
    <Text fz="lg" fw={650} className="break">
      {data.title}
    </Text>
  ) : null;
};

/** Everything about the stock of one article. */
export const Article = ({ sku }: ArticleProps) => {
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const shown = tabs.filter(({ scope }) => may(scope));
  const tab = shown.find(({ value }) => value === query.get('tab'))?.value ?? 'levels';
  const choose = (value: string | null): void =>
    setQuery(value === null || value === 'levels' ? { sku } : { sku, tab: value }, { replace: true });
  return (
    <Stack>
      <Name sku={sku} />
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {shown.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ value, Panel }) => (
          <Tabs.Panel key={value} value={value}>
            <Panel sku={sku} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
};
