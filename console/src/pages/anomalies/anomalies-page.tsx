import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { CountsTab } from './counts-tab.tsx';
import { OpenTab } from './open-tab.tsx';

const tabs = [
  { value: 'anomalies', label: 'Anomalies', Panel: OpenTab },
  { value: 'safety-stock', label: 'Running short', Panel: AlertsTab },
  { value: 'counts-due', label: 'Counts due', Panel: CountsTab },
] as const satisfies readonly PageTab[];

/** What about stock needs somebody to look at it. */
export const AnomaliesPage = () => (
  <TabbedPage
    title="Anomalies"
    about="What about stock needs a look: what is strange, what runs short of its safety stock, and what to count next."
    tabs={tabs}
  />
);
