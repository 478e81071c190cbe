import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { CarriersTab } from './carriers-tab.tsx';
import { HindsightTab } from './hindsight-tab.tsx';
import { QuotesTab } from './quotes-tab.tsx';

const tabs = [
  { value: 'hindsight', label: 'Looking back', scope: 'policies:read', Panel: HindsightTab },
  { value: 'carriers', label: 'Carriers', scope: 'operations:read', Panel: CarriersTab },
  { value: 'quotes', label: 'Quotes', scope: 'operations:write', Panel: QuotesTab },
] as const satisfies readonly PageTab[];

/** What outcomes teach of routing. */
export const LearningPage = () => (
  <TabbedPage
    title="Learning"
    about="What became of routing decisions: what they lost against the best ones, why, what parcels have shown of each carrier, and what carriers ask."
    tabs={tabs}
  />
);
