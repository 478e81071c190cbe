import { Center, Loader } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useSession } from '../session/session.tsx';
import { pageNotFetched, PageBoundary } from '../shell/page-boundary.tsx';
import { navigationFor } from '../shell/navigation.ts';
import { ProblemError } from '../shared/problem.tsx';
import { NoSuchPage } from './no-such-page.tsx';

const notFetched = new ProblemError({
  status: 0,
  code: pageNotFetched,
  title: 'This page could not be fetched',
  detail: 'The connection is gone, or a new version of the console has been installed. You stay signed in when the page is loaded again.',
});

/** A page that is fetched when it is first looked at. */
const page = <Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) =>
  lazy(async () => {
    const loaded = await load().catch(() => {
      throw notFetched;
    });
    return { default: loaded[name] };
  });

const PipelinePage = page(() => import('./pipeline/pipeline-page.tsx'), 'PipelinePage');
const OrdersPage = page(() => import('./orders/orders-page.tsx'), 'OrdersPage');
const OrderPage = page(() => import('./order/order-page.tsx'), 'OrderPage');
const NewOrderPage = page(() => import('./new-order/new-order-page.tsx'), 'NewOrderPage');
const CatalogPage = page(() => import('./catalog/catalog-page.tsx'), 'CatalogPage');
const PeoplePage = page(() => import('./people/people-page.tsx'), 'PeoplePage');
const ChannelsPage = page(() => import('./channels/channels-page.tsx'), 'ChannelsPage');
const ChannelAccountPage = page(() => import('./channels/account-page.tsx'), 'ChannelAccountPage');
const PoliciesPage = page(() => import('./policies/policies-page.tsx'), 'PoliciesPage');
const PolicyPage = page(() => import('./policies/policy-page.tsx'), 'PolicyPage');
const RoutingPage = page(() => import('./routing/routing-page.tsx'), 'RoutingPage');
const LearningPage = page(() => import('./learning/learning-page.tsx'), 'LearningPage');
const ReplayPage = page(() => import('./replay/replay-page.tsx'), 'ReplayPage');
const ReplayResultPage = page(() => import('./replay/replay-result-page.tsx'), 'ReplayResultPage');
const DecisionsPage = page(() => import('./decisions/decisions-page.tsx'), 'DecisionsPage');
const DecisionPage = page(() => import('./decisions/decision-page.tsx'), 'DecisionPage');
const ModelsPage = page(() => import('./models/models-page.tsx'), 'ModelsPage');
const ModelPage = page(() => import('./models/model-page.tsx'), 'ModelPage');
const ModelVersionPage = page(() => import('./models/version-page.tsx'), 'ModelVersionPage');
const AccountPage = page(() => import('./account/account-page.tsx'), 'AccountPage');
const WarehousePage = page(() => import('./warehouse/warehouse-page.tsx'), 'WarehousePage');
const FulfillmentPage = page(() => import('./fulfillment/fulfillment-page.tsx'), 'FulfillmentPage');
const ReceivePage = page(() => import('./receive/receive-page.tsx'), 'ReceivePage');
const StockPage = page(() => import('./stock/stock-page.tsx'), 'StockPage');
const ForecastsPage = page(() => import('./forecasts/forecasts-page.tsx'), 'ForecastsPage');
const PlanningPage = page(() => import('./planning/planning-page.tsx'), 'PlanningPage');
const SupplyPage = page(() => import('./supply/supply-page.tsx'), 'SupplyPage');
const NewTransferPage = page(() => import('./supply/new-transfer-page.tsx'), 'NewTransferPage');
const NewPurchaseOrderPage = page(() => import('./supply/new-purchase-order-page.tsx'), 'NewPurchaseOrderPage');
const AnomaliesPage = page(() => import('./anomalies/anomalies-page.tsx'), 'AnomaliesPage');
const OrderAnomaliesPage = page(() => import('./order-anomalies/order-anomalies-page.tsx'), 'OrderAnomaliesPage');
const CheckoutPage = page(() => import('./checkout/checkout-page.tsx'), 'CheckoutPage');
const TransferPage = page(() => import('./supply/transfer-page.tsx'), 'TransferPage');
const PurchaseOrderPage = page(() => import('./supply/purchase-order-page.tsx'), 'PurchaseOrderPage');
const ReviewPage = page(() => import('./review/review-page.tsx'), 'ReviewPage');
const FraudPage = page(() => import('./fraud/fraud-page.tsx'), 'FraudPage');
const ExceptionsPage = page(() => import('./exceptions/exceptions-page.tsx'), 'ExceptionsPage');
const BulkJobsPage = page(() => import('./bulk-jobs/bulk-jobs-page.tsx'), 'BulkJobsPage');
const BulkJobPage = page(() => import('./bulk-jobs/bulk-job-page.tsx'), 'BulkJobPage');
const DeadLetterQueuesPage = page(() => import('./dead-letters/queues-page.tsx'), 'DeadLetterQueuesPage');
const DeadLetterQueuePage = page(() => import('./dead-letters/queue-page.tsx'), 'DeadLetterQueuePage');
const DeadLetterPage = page(() => import('./dead-letters/letter-page.tsx'), 'DeadLetterPage');
const HealthPage = page(() => import('./health/health-page.tsx'), 'HealthPage');
const RunbookPage = page(() => import('./health/runbook-page.tsx'), 'RunbookPage');

/** Which page stands at which address. */
const routes: readonly { readonly path: string; readonly scope?: string; readonly Page: ComponentType }[] = [
  { path: '/pipeline', scope: 'orders:read', Page: PipelinePage },
  { path: '/orders', scope: 'orders:read', Page: OrdersPage },
  { path: '/orders/new', scope: 'orders:write', Page: NewOrderPage },
  { path: '/orders/:id', scope: 'orders:read', Page: OrderPage },
  { path: '/review', scope: 'orders:read', Page: ReviewPage },
  { path: '/fraud', scope: 'orders:read', Page: FraudPage },
  { path: '/order-anomalies', scope: 'orders:read', Page: OrderAnomaliesPage },
  { path: '/exceptions', scope: 'orders:read', Page: ExceptionsPage },
  { path: '/bulk-jobs', scope: 'orders:read', Page: BulkJobsPage },
  { path: '/bulk-jobs/:id', scope: 'orders:read', Page: BulkJobPage },
  { path: '/dead-letters', scope: 'operations:read', Page: DeadLetterQueuesPage },
  { path: '/dead-letters/:queue', scope: 'operations:read', Page: DeadLetterQueuePage },
  { path: '/dead-letters/:queue/:message', scope: 'operations:read', Page: DeadLetterPage },
  { path: '/health', scope: 'operations:read', Page: HealthPage },
  { path: '/health/:name', scope: 'operations:read', Page: RunbookPage },
  { path: '/catalog', scope: 'catalog:read', Page: CatalogPage },
  { path: '/channels', scope: 'channels:read', Page: ChannelsPage },
  { path: '/channels/:channel/:account', scope: 'channels:read', Page: ChannelAccountPage },
  { path: '/policies', scope: 'policies:read', Page: PoliciesPage },
  { path: '/policies/:name', scope: 'policies:read', Page: PolicyPage },
  { path: '/routing', scope: 'orders:read', Page: RoutingPage },
  { path: '/checkout', scope: 'orders:write', Page: CheckoutPage },
  { path: '/learning', scope: 'policies:read', Page: LearningPage },
  { path: '/replay', scope: 'policies:read', Page: ReplayPage },
  { path: '/replay/:id', scope: 'policies:read', Page: ReplayResultPage },
  { path: '/decisions', scope: 'orders:read', Page: DecisionsPage },
  { path: '/decisions/:id', scope: 'orders:read', Page: DecisionPage },
  { path: '/models', scope: 'models:read', Page: ModelsPage },
  { path: '/models/:model', scope: 'models:read', Page: ModelPage },
  { path: '/models/:model/:version', scope: 'models:read', Page: ModelVersionPage },
  { path: '/people', scope: 'access:write', Page: PeoplePage },
  { path: '/account', Page: AccountPage },
  { path: '/warehouse', scope: 'fulfilment:read', Page: WarehousePage },
  { path: '/warehouse/:id', scope: 'fulfilment:read', Page: FulfillmentPage },
  { path: '/receive', scope: 'inventory:write', Page: ReceivePage },
  { path: '/stock', scope: 'inventory:read', Page: StockPage },
  { path: '/anomalies', scope: 'inventory:read', Page: AnomaliesPage },
  { path: '/forecasts', scope: 'inventory:read', Page: ForecastsPage },
  { path: '/planning', scope: 'fulfilment:read', Page: PlanningPage },
  { path: '/supply', scope: 'inventory:read', Page: SupplyPage },
  { path: '/supply/new-transfer', scope: 'inventory:write', Page: NewTransferPage },
  { path: '/supply/new-purchase-order', scope: 'inventory:write', Page: NewPurchaseOrderPage },
  { path: '/supply/transfers/:id', scope: 'inventory:read', Page: TransferPage },
  { path: '/supply/purchase-orders/:id', scope: 'inventory:read', Page: PurchaseOrderPage },
];

export const Pages = () => {
  const { me, may } = useSession();
  const { pathname } = useLocation();
  const first = navigationFor(me.scopes)[0]?.entries[0]?.path ?? '/account';
  return (
    <PageBoundary path={pathname}>
      <Suspense
        fallback={
          <Center p="xl">
            <Loader role="status" aria-label="Loading" />
          </Center>
        }
      >
        <Routes>
          <Route path="/" element={<Navigate to={first} replace />} />
          {routes.map(({ path, scope, Page }) => (
            <Route key={path} path={path} element={scope === undefined || may(scope) ? <Page /> : <NoSuchPage />} />
          ))}
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </Suspense>
    </PageBoundary>
  );
};
