import { Anchor, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { FraudReview } from '../../shared/types.ts';
import { Holds } from '../order/holds.tsx';
import { nameOf } from '../orders/order-columns.tsx';
import { ExpectedCosts } from './expected-costs.tsx';
import { Verification } from './verification.tsx';

/** Everything that a reviewer needs for one order, and the decision. */
export const ReviewDialog = ({ review }: { readonly review: FraudReview }) => {
  const { api } = useSession();
  const id = review.order_id;
  const order = useQuery({ queryKey: ['order', id, undefined], queryFn: () => api.getOrder({ path: { id } }) });
  const known = useQuery({ queryKey: ['fraud-case', id], queryFn: () => api.getFraudCase({ path: { id } }) });
  return (
    <Stack>
      {review.recommended && (
        <Text size="sm" fw={600}>
          {review.recommended.sentence}
        </Text>
      )}
      <List size="sm">
        {review.reasons.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
      {review.costs_minor && <ExpectedCosts costs={review.costs_minor} currency={review.currency} />}
      <ProblemAlert error={known.error ?? order.error} onRetry={() => void Promise.all([known.refetch(), order.refetch()])} />
      {known.data && <Verification orderId={id} state={known.data.verification} />}
      {order.data ? <Holds order={order.data} isPast={false} /> : <Skeleton height={90} />}
      <Anchor component={Link} to={`/orders/${id}?tab=why`} size="sm" underline="always">
        The whole receipt of order {order.data ? nameOf(order.data) : id}
      </Anchor>
    </Stack>
  );
};
