import { Alert, Anchor, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import type { Kpis } from '../../shared/types.ts';
import { latencyText, percentText } from './figures.ts';

const number = new Intl.NumberFormat();
const ordersText = (count: number): string => `${number.format(count)} ${count === 1 ? 'order' : 'orders'}`;

type KpiCardProps = { readonly title: string; readonly value: ReactNode; readonly isBad?: boolean; readonly children: ReactNode };

const KpiCard = ({ title, value, isBad = false, children }: KpiCardProps) => (
  <Card withBorder padding="sm" h="100%" {...(isBad ? { style: { borderColor: 'var(--mantine-color-red-filled)' } } : {})}>
    <Text size="sm" className="muted">
      {title}
    </Text>
    <Text fz={22} fw={650} lh={1.3} component="div" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Text>
    <Text size="xs" className="muted" component="div">
      {children}
    </Text>
  </Card>
);

const LatencyCard = ({ title, latency }: { readonly title: string; readonly latency: Kpis['latency']['received_to_recorded'] }) => (
  <KpiCard
    title={title}
    value={
      <Group gap="sm" wrap="nowrap">
        {(['p95', 'p99'] as const).map((name) => (
          <span key={name} className="nowrap">
            <Text span fz="xs" className="muted">
              {name}{' '}
            </Text>
            {latencyText(name === 'p95' ? latency.p95_ms : latency.p99_ms)}
          </span>
        ))}
      </Group>
    }
  >
    {ordersText(latency.orders)}
    {latency.waiting > 0 ? `, ${number.format(latency.waiting)} still on the way` : ''}
  </KpiCard>
);

/** Accounts that cannot be read at this moment. */
const OpenOutages = ({ open }: { readonly open: Kpis['recovery']['open'] }) => {
  const { may } = useSession();
  if (open.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title="Channels that cannot be reached" role="status">
      {open.map(({ channel, account, from, problem }) => (
        <Text size="sm" key={`${channel} ${account}`} component="div">
          {may('channels:read') ? (
            <Anchor component={Link} to={`/channels/${channel}/${account}`} underline="always" inherit>
              {channel} {account}
            </Anchor>
          ) : (
            `${channel} ${account}`
          )}{' '}
          since <Time at={from} full />: {problem}
        </Text>
      ))}
    </Alert>
  );
};

const Recovery = ({ recovery }: Pick<Kpis, 'recovery'>) => (
  <KpiCard
    title="Time to recovery"
    value={recovery.mean_seconds === null ? 'no outage' : spanText(recovery.mean_seconds)}
    isBad={recovery.open.length > 0}
  >
    {recovery.longest_seconds === null
      ? 'of channel accounts that could not be read'
      : `mean of ${number.format(recovery.outages)}, the longest ${spanText(recovery.longest_seconds)}`}
    {recovery.open.length > 0 ? `; ${recovery.open.length} still last` : ''}
  </KpiCard>
);

/** How well the parts work together, over a range. */
export const KpiCards = ({ kpis }: { readonly kpis: Kpis }) => {
  const { event_delivery: delivery, latency, messages, orders, recovery } = kpis;
  return (
    <Stack gap="xs">
      <OpenOutages open={recovery.open} />
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="xs">
        <KpiCard title="Events delivered" value={percentText(delivery.success_percent)} isBad={delivery.given_up > 0}>
          {number.format(delivery.deliveries)} deliveries of {number.format(delivery.events)} events, {number.format(delivery.given_up)}{' '}
          given up
        </KpiCard>
        <LatencyCard title="Received to recorded" latency={latency.received_to_recorded} />
        <LatencyCard title="Received to allocated" latency={latency.received_to_allocated} />
        <LatencyCard title="Allocated, undisturbed" latency={latency.undisturbed_received_to_allocated} />
        <LatencyCard title="Received to shipped" latency={latency.received_to_shipped} />
        <KpiCard
          title="Messages that failed"
          value={
            messages.failed === 0 ? (
              '0'
            ) : (
              <Anchor component={Link} to="/dead-letters" underline="always" inherit>
                {number.format(messages.failed)}
                {messages.has_more_failed ? '+' : ''}
              </Anchor>
            )
          }
          isBad={messages.failed > 0}
        >
          given up, and not sent back yet
        </KpiCard>
        <KpiCard title="Messages sent back" value={number.format(messages.replayed)}>
          to be handled again
        </KpiCard>
        <Recovery recovery={recovery} />
      </SimpleGrid>
      <Text size="xs" className="muted">
        Of {orders.is_estimate ? 'about ' : ''}
        {ordersText(orders.in_range)} placed in this time
        {orders.is_sample ? `, measured on ${number.format(orders.read)} of them, evenly spaced` : ''}. Undisturbed are orders without a
        hold, a wait for stock, or a location that refused.
      </Text>
    </Stack>
  );
};
