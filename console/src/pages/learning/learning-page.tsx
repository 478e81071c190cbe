import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { CarriersTab } from './carriers-tab.tsx';
import { HindsightTab } from './hindsight-tab.tsx';

const tabs = [
  { value: 'hindsight', label: 'Looking back', scope: 'policies:read', Panel: HindsightTab },
  { value: 'carriers', label: 'Carriers', scope: 'operations:read', Panel: CarriersTab },
] as const satisfies readonly PageTab[];

/** What outcomes teach of routing. */
export const LearningPage = () => (
  <TabbedPage
    title="Learning"
    about="What became of routing decisions: what they lost against the best ones, why, and what parcels have shown of each carrier."
    tabs={tabs}
  />
);
