import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { keep } from '../../shared/remembered.ts';
import type { Anomaly } from '../../shared/types.ts';

type Action = Anomaly['recommended_action'];
type Step = { readonly label: string; readonly to: string; readonly scope: string };

const address = (path: string, query: Readonly<Record<string, string | number | null>>): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const]));
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, value])).toString()}`;
};

const orderOf = (reference: string | null): string | undefined => /^([a-z2-7]{26})(?:\.|$)/.exec(reference ?? '')?.[1];

/** Where the recommended action is done, with everything that is known of it filled in; undefined where it has no page. */
const stepOf = (action: Action, sku: string | null, locationId: string): Step | undefined => {
  const { kind, from_location_id: from, quantity: units, reference } = action;
  const write = 'inventory:write';
  switch (kind) {
    case 'count':
    case 'investigate':
      return { label: 'Count it', to: '/receive?tab=count', scope: write };
    case 'move_out':
      return { label: 'Create the transfer', to: address('/supply/new-transfer', { from: locationId, sku, units }), scope: write };
    case 'transfer':
      return { label: 'Create the transfer', to: address('/supply/new-transfer', { from, to: locationId, sku, units }), scope: write };
    case 'purchase_order':
      return {
        label: 'Create the purchase order',
        to: address('/supply/new-purchase-order', { to: locationId, sku, units }),
        scope: write,
      };
    case 'check_order': {
      const order = orderOf(reference);
      return order === undefined ? undefined : { label: 'Look at the order', to: `/orders/${order}`, scope: 'orders:read' };
    }
    case 'correct_document':
      return sku === null
        ? undefined
        : { label: 'Look at the movements', to: address('/stock', { sku, tab: 'movements' }), scope: 'inventory:read' };
    case 'await_incoming':
      return sku === null
        ? undefined
        : { label: 'Look at what is to come', to: address('/stock', { sku, tab: 'promise' }), scope: 'inventory:read' };
  }
};

type NextStepProps = { readonly action: Action; readonly sku: string | null; readonly locationId: string };

/** What to do about it, and the way there. */
export const NextStep = ({ action, sku, locationId }: NextStepProps) => {
  const { may } = useSession();
  const step = stepOf(action, sku, locationId);
  return (
    <>
      <Text size="sm">{action.text}</Text>
      {step && may(step.scope) && (
        <Anchor
          component={Link}
          to={step.to}
          underline="always"
          size="sm"
          // Counting begins at the place that is meant.
          onClick={() => step.to.startsWith('/receive') && keep('location', locationId)}
        >
          {step.label}
        </Anchor>
      )}
    </>
  );
};
