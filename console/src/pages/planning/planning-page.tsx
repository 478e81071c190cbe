import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { ProposalsTab } from './proposals-tab.tsx';
import { StaffingTab } from './staffing-tab.tsx';
import { VolumesTab } from './volumes-tab.tsx';

const tabs = [
  { value: 'proposals', label: 'Proposals', Panel: ProposalsTab },
  { value: 'staffing', label: 'People', Panel: StaffingTab },
  { value: 'volumes', label: 'Carrier volumes', Panel: VolumesTab },
] as const satisfies readonly PageTab[];

/** What forecasts propose to do. */
export const PlanningPage = () => (
  <TabbedPage
    title="Planning"
    about="What forecasts propose: goods to move and to buy before they are missing, people to plan, and parcels to negotiate."
    tabs={tabs}
  />
);
