import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { articleOf, type OrderAnomaly } from './order-anomaly-words.ts';

type Step = { readonly label: string; readonly to: string; readonly scope: string };

/** The page on which one begins to do what is recommended; the orders themselves stand in the evidence. */
const stepOf = (anomaly: OrderAnomaly): Step | undefined => {
  const { kind } = anomaly.recommended_action;
  const [first] = anomaly.evidence;
  const sku = articleOf(anomaly);
  const article = (label: string): Step | undefined =>
    sku === undefined ? undefined : { label, to: `/stock?${new URLSearchParams({ sku })}`, scope: 'inventory:read' };
  switch (kind) {
    case 'check_stock_and_buyers':
      return article('Look at its stock') ?? { label: 'Look at the orders', to: '/orders', scope: 'orders:read' };
    case 'check_listing':
      return article('Look at the article');
    case 'inspect_stock':
      return article('Look at where it is');
    case 'compare_orders':
    case 'correct_address':
      return first === undefined ? undefined : { label: 'Look at the order', to: `/orders/${first}`, scope: 'orders:read' };
    case 'review_orders':
    case 'review_returns':
    case 'hold_orders':
    case 'ask_payment_provider':
      return undefined;
  }
};

/** What to do about it, and the way there. */
export const OrderNextStep = ({ anomaly }: { readonly anomaly: OrderAnomaly }) => {
  const { may } = useSession();
  const step = stepOf(anomaly);
  return (
    <>
      <Text size="sm" miw={180}>
        {anomaly.recommended_action.text}
      </Text>
      {step && may(step.scope) && anomaly.status === 'open' && (
        <Anchor component={Link} to={step.to} underline="always" size="sm">
          {step.label}
        </Anchor>
      )}
    </>
  );
};
