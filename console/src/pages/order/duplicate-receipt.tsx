import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Facts } from '../../shared/facts.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import type { Decision } from '../../shared/types.ts';

type Receipt = Extract<Decision, { readonly kind: 'duplicate' }>['receipt'];

/** The other order, and what is the same of both. */
export const DuplicateReceipt = ({ receipt: { other, equal, seconds_apart, inputs } }: { readonly receipt: Receipt }) => (
  <Facts
    facts={[
      [
        'The other order',
        <Anchor key="other" component={Link} underline="always" to={`/orders/${other.order_id}`}>
          {other.channel_order_name ?? other.channel_order_id}
        </Anchor>,
      ],
      ['Its channel', `${other.channel} · ${other.channel_account}`],
      ['Its status', <StatusBadge key="status" status={other.status} />],
      ['Placed', <Time key="placed" at={other.placed_at} full />],
      ['The same', equal.map(words).join(', ')],
      ['Apart', `${spanText(seconds_apart)}; orders within ${spanText(inputs.window_seconds)} are looked at`],
    ]}
  />
);
