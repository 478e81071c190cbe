import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { Facts } from '../../shared/facts.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { moneyText } from '../../shared/money.tsx';
import { dayText, Time } from '../../shared/time.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import { collectors, proofs } from './pickup-step.tsx';

type WorkProps = { readonly work: FulfillmentOrder };

type Address = NonNullable<FulfillmentOrder['ship_to']>;

const addressLines = (address: Address): readonly string[] =>
  [
    address.name,
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(' '),
    [address.region, address.country].filter(Boolean).join(', '),
    address.phone,
  ].filter((line): line is string => typeof line === 'string' && line !== '');

export const ShipTo = ({ work }: WorkProps) => {
  const place = [work.destination?.postal_prefix, work.destination?.region, work.destination?.country].filter(Boolean).join(' ');
  return (
    <Section title="Ship to">
      {work.ship_to ? (
        <Text component="address" fz={18} lh={1.4} style={{ fontStyle: 'normal' }} className="break">
          {addressLines(work.ship_to).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Text>
      ) : (
        <Text size="sm" className="muted">
          There is no address: none was given, or it has been erased.{place && ` The parcel goes to ${place}.`}
        </Text>
      )}
    </Section>
  );
};

/** In place of an address, where the customer comes for the goods. */
export const CollectedHere = ({ work: { pickup, location_id: location } }: WorkProps) => (
  <Section title="The customer collects">
    {pickup === null ? (
      <Text>At {location}. Nothing is sent: the goods wait at the counter once they are found.</Text>
    ) : (
      <Facts
        facts={[
          ['Lay ready', <Time key="ready" at={pickup.ready_at} full />],
          ['Kept until', pickup.collected_at === null && <Time key="until" at={pickup.expires_at} full />],
          ['Collected', pickup.collected_at && <Time key="collected" at={pickup.collected_at} full />],
          ['By', pickup.collected_by && collectors[pickup.collected_by]],
          ['Shown', pickup.proof && proofs[pickup.proof]],
        ]}
      />
    )}
  </Section>
);

/** What was agreed on with the supplier that does the work, as it was on the day of the purchase. */
export const PurchaseFacts = ({ work: { supplier, lines } }: WorkProps) => {
  if (supplier === null) return null;
  const { lead_time_days: days, currency, unit_costs: costs } = supplier;
  return (
    <Section title="A purchase from the supplier">
      <Facts
        facts={[
          ['Lead time', days === null ? 'not known' : `${days} ${days === 1 ? 'day' : 'days'}`],
          ...costs.map(
            ({ sku, amount_minor: amount }) =>
              [lines.find((line) => line.sku === sku)?.title ?? sku, `${moneyText(amount, currency ?? '')} a unit`] as const,
          ),
        ]}
      />
    </Section>
  );
};

export const WorkFacts = ({ work }: WorkProps) => {
  const { may } = useSession();
  const { order, packages } = work;
  const parcels = packages.map(({ weight_grams: grams, dimensions_mm: size }) =>
    size ? `${grams} g, ${size.length} × ${size.width} × ${size.height} mm` : `${grams} g`,
  );
  return (
    <Section title="About the work">
      <Facts
        facts={[
          [
            'Order',
            may('orders:read') ? (
              <Anchor component={Link} underline="always" inherit to={`/orders/${work.order_id}`}>
                {order?.name ?? work.order_id}
              </Anchor>
            ) : (
              order?.name
            ),
          ],
          ['Channel', order?.channel],
          ['Placed', order && <Time at={order.placed_at} />],
          ['Wanted on', order?.requested_delivery_date && dayText(order.requested_delivery_date)],
          ['Shipping', work.shipping_method],
          ['Attempt', work.attempt > 1 ? work.attempt : undefined],
          ['Your number', work.warehouse_reference],
          ['Packed as', parcels.length > 0 && parcels.map((parcel, index) => <div key={index}>{parcel}</div>)],
          [
            'Parcels',
            work.shipments.length > 0 &&
              work.shipments.map((one) => <div key={one.shipment_id}>{`${one.carrier} ${one.tracking_number}`}</div>),
          ],
          ['Shipped', work.shipped_at && <Time at={work.shipped_at} />],
          ['Delivered', work.delivered_at && <Time at={work.delivered_at} />],
          [
            'Id',
            <span key="id" className="mono">
              {work.fulfillment_order_id}
            </span>,
          ],
        ]}
      />
    </Section>
  );
};

/** What has happened to the work, last first. */
export const WorkHistory = ({ work }: WorkProps) => {
  const { api } = useSession();
  const id = work.fulfillment_order_id;
  const history = useQuery({
    queryKey: ['work-history', id, work.version],
    queryFn: () => api.getFulfillmentOrderHistory({ path: { id } }),
    placeholderData: (before) => before,
  });
  return (
    <Section title="History">
      <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
      <List listStyleType="none" spacing="xs" size="sm">
        {history.data?.entries.toReversed().map((entry) => (
          <List.Item key={`${entry.at} ${entry.title}`}>
            <Text size="sm" className="break">
              {entry.sentence}
            </Text>
            <Text size="xs" className="muted break" component="div">
              <Time at={entry.at} /> · <Actor actor={entry.actor} />
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
};
