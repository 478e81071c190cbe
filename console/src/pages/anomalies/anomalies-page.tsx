import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../shared/page-header.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { CountsTab } from './counts-tab.tsx';
import { OpenTab } from './open-tab.tsx';

const tabs = [
  { value: 'anomalies', label: 'Anomalies', Panel: OpenTab },
  { value: 'safety-stock', label: 'Running short', Panel: AlertsTab },
  { value: 'counts-due', label: 'Counts due', Panel: CountsTab },
] as const;

/** What about stock needs somebody to look at it. */
export const AnomaliesPage = () => {
  const [query, setQuery] = useSearchParams();
  const tab = tabs.find(({ value }) => value === query.get('tab'))?.value ?? 'anomalies';
  return (
    <>
      <PageHeader
        title="Anomalies"
        about="What about stock needs a look: what is strange, what runs short of its safety stock, and what to count next."
      />
      <Tabs
        value={tab}
        onChange={(value) => setQuery(value === null || value === 'anomalies' ? {} : { tab: value }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, Panel }) => (
          <Tabs.Panel key={value} value={value}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
};
