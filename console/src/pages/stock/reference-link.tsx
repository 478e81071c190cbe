import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';

const orderReservation = /^([a-z2-7]{26})(?:\.|$)/;
const shipment = /^ship-([a-z2-7]{26})$/;

/** What a movement names, with its page where there is one: the order of a reservation, the work that was shipped. */
export const ReferenceLink = ({ reference }: { readonly reference: string }) => {
  const { may } = useSession();
  const orderId = may('orders:read') ? orderReservation.exec(reference)?.[1] : undefined;
  const workId = may('fulfilment:read') ? shipment.exec(reference)?.[1] : undefined;
  const to = orderId === undefined ? workId && `/warehouse/${workId}` : `/orders/${orderId}`;
  if (to === undefined)
    return (
      <Text span inherit className="mono break">
        {reference}
      </Text>
    );
  return (
    <Anchor component={Link} to={to} underline="always" inherit className="mono break">
      {reference}
    </Anchor>
  );
};
