import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../shared/page-header.tsx';
import { KeysTab } from './keys-tab.tsx';
import { MembersTab } from './members-tab.tsx';

/** Who may do what: people, and machines with keys. */
export const PeoplePage = () => {
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab') === 'keys' ? 'keys' : 'people';
  return (
    <>
      <PageHeader title="People and keys" about="Who may do what here: people who sign in, and machines that come with a key." />
      <Tabs value={tab} onChange={(value) => setQuery(value === 'keys' ? { tab: 'keys' } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="people">People</Tabs.Tab>
          <Tabs.Tab value="keys">API keys</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <MembersTab />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeysTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
};
