import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { withReadableTimes } from '../../shared/time.tsx';
import { DecisionActions } from '../decisions/decision-actions.tsx';
import { type ExplainedDecision, kindTitle } from '../decisions/decision-words.ts';
import { Explained } from '../decisions/explained.tsx';

type WhyCardProps = { readonly decision: ExplainedDecision; readonly children: ReactNode };

const WhyCard = ({ decision, children }: WhyCardProps) => (
  <Section
    title={kindTitle(decision.kind)}
    actions={
      <Anchor
        component={Link}
        to={`/decisions/${decision.decision_id}`}
        underline="always"
        size="sm"
        aria-label={`The whole decision: ${decision.local_id}`}
      >
        The whole decision
      </Anchor>
    }
  >
    <Stack>
      <Explained decision={decision} isToldAbove />
      {children}
      <DecisionActions decision={decision} />
    </Stack>
  </Section>
);

type WhyPanelProps = {
  readonly orderId: string;
  /** What each decision weighed, by its name among those of its order. */
  readonly receipts: ReadonlyMap<string, ReactNode>;
};

/** Why the order is treated as it is, first so that it can be read to the customer, then decision by decision, the newest first. */
export const WhyPanel = ({ orderId, receipts }: WhyPanelProps) => {
  const api = useApi();
  const why = useQuery({
    queryKey: ['order-why', orderId],
    queryFn: () => api.getOrderWhy({ path: { id: orderId } }),
    refetchInterval: live.far,
  });
  if (why.error && !why.data) return <ProblemAlert error={why.error} onRetry={() => void why.refetch()} />;
  if (!why.data) return <Skeleton height={200} aria-busy="true" />;
  const { answer, decisions } = why.data;
  return (
    <>
      {answer !== '' && (
        <Section title="To be read to the customer">
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {withReadableTimes(answer)}
          </Text>
        </Section>
      )}
      {decisions
        .toSorted((left, right) => (left.decided_at < right.decided_at ? 1 : -1))
        .map((decision) => (
          <WhyCard key={decision.decision_id} decision={decision}>
            {receipts.get(decision.local_id)}
          </WhyCard>
        ))}
    </>
  );
};
