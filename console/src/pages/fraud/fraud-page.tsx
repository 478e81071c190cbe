import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { BandsTab } from './bands-tab.tsx';
import { MessagesTab } from './messages-tab.tsx';
import { QueueTab } from './queue-tab.tsx';

const tabs = [
  { value: 'queue', label: 'To review', scope: 'orders:read', Panel: QueueTab },
  { value: 'bands', label: 'Bands', scope: 'policies:read', Panel: BandsTab },
  { value: 'messages', label: 'Messages not sent', scope: 'orders:personal', Panel: MessagesTab },
] as const satisfies readonly PageTab[];

/** Orders that may be fraudulent. */
export const FraudPage = () => (
  <TabbedPage
    title="Fraud"
    about="Orders that may be fraudulent and wait for a person, those first that are due first, with what each action costs in expectation."
    tabs={tabs}
  />
);
