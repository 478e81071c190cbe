import { Alert, Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Facts } from '../../shared/facts.tsx';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Order } from '../../shared/types.ts';
import { CorrectAddress } from './correct-address.tsx';
import { DeliveryEstimate } from './delivery-estimate.tsx';
import { Holds } from './holds.tsx';
import { Lines } from './lines.tsx';
import { Promises } from './promises.tsx';
import { Reroute } from './reroute.tsx';
import { Workflows } from './workflows.tsx';

type Address = NonNullable<Order['shipping_address']>;

const addressLines = (address: Address): readonly string[] =>
  [
    address.name,
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(' '),
    [address.region, address.country].filter(Boolean).join(', '),
    address.phone,
  ].filter((line): line is string => typeof line === 'string' && line !== '');

const AddressText = ({ address }: { readonly address: Address }) => (
  <>
    {addressLines(address).map((line) => (
      <div key={line}>{line}</div>
    ))}
  </>
);

/** Where the customer comes for the goods. */
const PickupPlace = ({ id }: { readonly id: string }) => <>{useLocationNames().get(id) ?? id}</>;

/** Who looks may not know who it is, or there is nothing to know. */
const NoPerson = ({ order: { destination, delivery } }: { readonly order: Order }) => {
  const { may } = useSession();
  const place = [destination?.postal_prefix, destination?.region, destination?.country].filter(Boolean).join(' ');
  return (
    <Section title="Customer">
      <Text size="sm" className="muted">
        {may('orders:personal')
          ? 'There is no personal data: none was given, or it has been erased.'
          : 'Your role does not see who the customer is.'}
        {!delivery && place && ` The order goes to ${place}.`}
        {delivery && (
          <>
            {' The order is collected at '}
            <PickupPlace id={delivery.location_id} />.
          </>
        )}
      </Text>
    </Section>
  );
};

const Customer = ({ order, isPast }: { readonly order: Order; readonly isPast: boolean }) => {
  const { customer, shipping_address: ship, billing_address: bill, delivery } = order;
  if (!customer && !ship) return <NoPerson order={order} />;
  return (
    <Section title="Customer">
      <Facts
        facts={[
          ['Name', customer?.name ?? ship?.name],
          [
            'E-mail',
            customer?.email && (
              <Anchor component={Link} underline="always" to="/orders" state={{ q: customer.email }} className="break">
                {customer.email}
              </Anchor>
            ),
          ],
          ['Phone', customer?.phone],
          ['Collects at', delivery && <PickupPlace key="place" id={delivery.location_id} />],
          [delivery ? 'Address' : 'Ship to', ship && <AddressText address={ship} />],
          ['Bill to', bill && (JSON.stringify(bill) === JSON.stringify(ship) ? 'the same' : <AddressText address={bill} />)],
          ['Promotions', order.promotions?.join(', ')],
          ['Company', order.purchase?.company],
          ['Their number', order.purchase?.order_number],
        ]}
      />
      {order.address_corrected && (
        <Text size="xs" className="muted">
          The address was corrected here; the channel had another one.
        </Text>
      )}
      {!isPast && (
        <Group mt="xs">
          <CorrectAddress order={order} />
        </Group>
      )}
    </Section>
  );
};

const Money = ({ order }: { readonly order: Order }) => {
  const show = (amount: number): string => moneyText(amount, order.currency);
  const { totals, payments } = order;
  return (
    <Section title="Money">
      <Facts
        facts={[
          ['Subtotal', show(totals.subtotal)],
          ['Discount', totals.discount > 0 ? `−${show(totals.discount)}` : undefined],
          ['Shipping', show(totals.shipping)],
          ['Fees', totals.fees > 0 ? show(totals.fees) : undefined],
          ['Tax', `${show(totals.tax)}${order.taxes_included ? ' included' : ''}`],
          ['Total', <strong key="total">{show(totals.total)}</strong>],
          ['Paid by', `${words(order.payment_method.kind)}${order.payment_method.provider ? ` (${order.payment_method.provider})` : ''}`],
          ['Secured', order.payment ? `${words(order.payment.basis)}, ${show(order.payment.secured_total)}` : 'not yet'],
          ['Captured', payments.captured_minor > 0 ? show(payments.captured_minor) : undefined],
          ['Refunded', payments.refunded_minor > 0 ? show(payments.refunded_minor) : undefined],
          ['Refund asked for', payments.refund_requested_minor > 0 ? show(payments.refund_requested_minor) : undefined],
        ]}
      />
    </Section>
  );
};

/** What customers collect is called by what happens at the counter. */
const statusOf = ({ status, pickup_until: until }: Order['fulfillment_orders'][number], { delivery }: Order): string => {
  if (!delivery) return status;
  return status === 'packed' && until !== undefined ? 'ready_for_pickup' : status === 'delivered' ? 'collected' : status;
};

const Work = ({ order, isPast }: { readonly order: Order; readonly isPast: boolean }) => {
  const { may } = useSession();
  if (order.fulfillment_orders.length === 0)
    return (
      <Section title="Fulfilment">
        <Text size="sm" className="muted">
          No location has this order yet{order.backordered.length > 0 ? ': its units are waited for' : ''}.
        </Text>
      </Section>
    );
  return (
    <Section title="Fulfilment">
      <Stack gap="sm">
        {order.fulfillment_orders.map((work) => (
          <div key={work.fulfillment_order_id} style={{ borderTop: '1px solid var(--app-line)', paddingTop: 8 }}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>{work.location_id}</Text>
              <Group gap="xs">
                <StatusBadge status={statusOf(work, order)} />
                {!isPast && <Reroute order={order} work={work} />}
              </Group>
            </Group>
            <Text size="sm" className="break">
              {work.lines.map((line) => `${line.quantity - line.short_quantity} × ${line.sku}`).join(', ')}
            </Text>
            <Text size="xs" className="muted break" component="div">
              {may('fulfilment:read') ? (
                <Anchor component={Link} underline="always" to={`/warehouse/${work.fulfillment_order_id}`} inherit>
                  {work.fulfillment_order_id}
                </Anchor>
              ) : (
                work.fulfillment_order_id
              )}
              {work.attempt > 1 && ` · attempt ${work.attempt}`}
              {work.pickup_until && (
                <>
                  {' · kept for the customer until '}
                  <Time at={work.pickup_until} full />
                </>
              )}
              {work.delivered_at && (
                <>
                  {order.delivery ? ' · collected ' : ' · delivered '}
                  <Time at={work.delivered_at} />
                </>
              )}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  );
};

/** What an order is, at a glance. */
export const OverviewTab = ({ order, isPast }: { readonly order: Order; readonly isPast: boolean }) => (
  <Grid gap="md">
    <Grid.Col span={{ base: 12, md: 8 }}>
      <Stack>
        {order.cancellation && (
          <Alert color="gray" title={`Cancelled: ${words(order.cancellation.reason)}`}>
            asked for by {order.cancellation.requested_by}
          </Alert>
        )}
        {order.discrepancies.length > 0 && (
          <Alert color="orange" title="The channel's figures contradict each other">
            {order.discrepancies.map(({ code, field }) => (
              <div key={`${code} ${field}`}>
                {words(code)}
                {field && ` in ${field}`}
              </div>
            ))}
          </Alert>
        )}
        <Holds order={order} isPast={isPast} />
        <Lines order={order} />
        <Promises order={order} />
        {!isPast && <DeliveryEstimate order={order} />}
        <Work order={order} isPast={isPast} />
      </Stack>
    </Grid.Col>
    <Grid.Col span={{ base: 12, md: 4 }}>
      <Stack>
        <Customer order={order} isPast={isPast} />
        <Money order={order} />
        {!isPast && <Workflows orderId={order.order_id} />}
      </Stack>
    </Grid.Col>
  </Grid>
);
