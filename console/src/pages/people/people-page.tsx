import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { KeysTab } from './keys-tab.tsx';
import { MembersTab } from './members-tab.tsx';

const tabs = [
  { value: 'people', label: 'People', Panel: MembersTab },
  { value: 'keys', label: 'API keys', Panel: KeysTab },
] as const satisfies readonly PageTab[];

/** Who may do what: people, and machines with keys. */
export const PeoplePage = () => (
  <TabbedPage title="People and keys" about="Who may do what here: people who sign in, and machines that come with a key." tabs={tabs} />
);
