import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { AccuracyTab } from './accuracy-tab.tsx';
import { DemandTab } from './demand-tab.tsx';
import { FeedsTab } from './feeds-tab.tsx';

const tabs = [
  { value: 'demand', label: 'Demand', scope: 'inventory:read', Panel: DemandTab },
  { value: 'accuracy', label: 'Accuracy', scope: 'operations:read', Panel: AccuracyTab },
  { value: 'feeds', label: 'Feeds', scope: 'operations:read', Panel: FeedsTab },
] as const satisfies readonly PageTab[];

/** What is expected to be wanted, how good that has been, and what is told beside it. */
export const ForecastsPage = () => (
  <TabbedPage
    title="Forecasts"
    about="What is expected to be wanted in the four weeks to come, how good forecasts have been, and what they are told."
    tabs={tabs}
  />
);
