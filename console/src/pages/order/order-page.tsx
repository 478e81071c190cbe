import { Alert, Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { useAddressQuery } from '../../shared/address-query.ts';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Order, OrderEvent } from '../../shared/types.ts';
import { FraudCaseTab } from '../fraud/fraud-case-tab.tsx';
import { nameOf } from '../orders/order-columns.tsx';
import { ChannelTab } from './channel-tab.tsx';
import { CompareTab } from './compare-tab.tsx';
import { DecisionsTab } from './decisions-tab.tsx';
import { EvidenceTab } from './evidence-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { OrderActions } from './order-actions.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ReturnsTab } from './returns-tab.tsx';
import { TimeTravel } from './time-travel.tsx';
import { TimelineTab } from './timeline-tab.tsx';

const tabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'why', label: 'Why?' },
  { value: 'fraud', label: 'Fraud' },
  { value: 'returns', label: 'Returns' },
  { value: 'notes', label: 'Notes' },
  { value: 'channel', label: 'Channel' },
  { value: 'compare', label: 'Compare' },
  { value: 'evidence', label: 'Evidence' },
] as const;

const ended: ReadonlySet<string> = new Set(['completed', 'cancelled', 'returned']);

const Heading = ({ order, asOf }: { readonly order: Order; readonly asOf: string | undefined }) => (
  <PageHeader
    title={`Order ${nameOf(order)}`}
    about={
      <Group gap="sm">
        <StatusBadge status={order.status} />
        {order.test && <StatusBadge status="test" />}
        <span>
          {order.channel} · {order.channel_account}
        </span>
        <span>
          placed <Time at={order.placed_at} full />
        </span>
        <span className="mono break">{order.order_id}</span>
      </Group>
    }
    actions={asOf === undefined ? <OrderActions order={order} /> : undefined}
  />
);

type OrderTabsProps = {
  readonly order: Order;
  readonly events: readonly OrderEvent[] | undefined;
  readonly error: unknown;
  readonly asOf: string | undefined;
  readonly tab: string;
  /** Puts a value into the address. */
  readonly set: (name: string, value: string | undefined) => void;
};

const OrderTabs = ({ order, events, error, asOf, tab, set }: OrderTabsProps) => (
  <Tabs value={tab} onChange={(value) => set('tab', value ?? undefined)} keepMounted={false}>
    <Tabs.List mb="md" style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
      {tabs.map(({ value, label }) => (
        <Tabs.Tab key={value} value={value}>
          {label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
    <Tabs.Panel value="overview">
      <OverviewTab order={order} isPast={asOf !== undefined} />
    </Tabs.Panel>
    <Tabs.Panel value="timeline">
      <TimelineTab orderId={order.order_id} onTravel={(at) => set('asOf', at)} />
    </Tabs.Panel>
    <Tabs.Panel value="why">
      <DecisionsTab orderId={order.order_id} />
    </Tabs.Panel>
    <Tabs.Panel value="fraud">
      <FraudCaseTab order={order} isPast={asOf !== undefined} />
    </Tabs.Panel>
    <Tabs.Panel value="returns">
      <ReturnsTab order={order} isPast={asOf !== undefined} />
    </Tabs.Panel>
    <Tabs.Panel value="notes">
      <NotesTab orderId={order.order_id} />
    </Tabs.Panel>
    <Tabs.Panel value="channel">
      <ChannelTab orderId={order.order_id} />
    </Tabs.Panel>
    <Tabs.Panel value="compare">
      <CompareTab orderId={order.order_id} events={events ?? []} />
    </Tabs.Panel>
    <Tabs.Panel value="evidence">
      <EvidenceTab order={order} events={events} error={error} />
    </Tabs.Panel>
  </Tabs>
);

/** Everything about one order, now or as of any instant of its life. */
export const OrderPage = () => {
  const { id = '' } = useParams();
  const { api } = useSession();
  const [query, change] = useAddressQuery();
  const asOf = query.get('asOf') ?? undefined;
  const tab = tabs.find(({ value }) => value === query.get('tab'))?.value ?? 'overview';
  const set = (name: string, value: string | undefined): void => change({ [name]: value });
  const order = useQuery({
    queryKey: ['order', id, asOf],
    queryFn: () => api.getOrder({ path: { id }, query: asOf === undefined ? {} : { asOf } }),
    placeholderData: keepPreviousData,
    refetchInterval: (state) => (asOf !== undefined || ended.has(state.state.data?.status ?? '') ? false : live.near),
  });
  const events = useQuery({
    queryKey: ['order-events', id],
    queryFn: () => api.listOrderEvents({ path: { id } }),
    refetchInterval: ended.has(order.data?.status ?? '') ? false : live.near,
  });
  if (order.error && !order.data) return <ProblemAlert error={order.error} onRetry={() => void order.refetch()} />;
  if (!order.data)
    return (
      <Stack aria-busy="true">
        <Skeleton height={40} w="50%" />
        <Skeleton height={220} />
      </Stack>
    );
  return (
    <>
      <Heading order={order.data} asOf={asOf} />
      <Stack>
        {order.error ? <ProblemAlert error={order.error} onRetry={() => void order.refetch()} /> : null}
        {asOf !== undefined && (
          <Alert color="indigo" variant="light" title="This is the past" role="status">
            <Group justify="space-between">
              <Text size="sm">
                The order as it stood at <Time at={asOf} full />, version {order.data.version}. Nothing can be changed there.
              </Text>
              <Button size="compact-sm" onClick={() => set('asOf', undefined)}>
                Back to now
              </Button>
            </Group>
          </Alert>
        )}
        {events.data && <TimeTravel events={events.data.events} asOf={asOf} onChange={(at) => set('asOf', at)} />}
        <OrderTabs order={order.data} events={events.data?.events} error={events.error} asOf={asOf} tab={tab} set={set} />
      </Stack>
    </>
  );
};
