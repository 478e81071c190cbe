import { Accordion, Badge, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { Json } from '../../shared/json.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Decision } from '../../shared/types.ts';
import { DuplicateReceipt } from './duplicate-receipt.tsx';
import { FraudReceipt } from './fraud-receipt.tsx';
import { RoutingReceipt } from './routing-receipt.tsx';

const questions: Readonly<Record<Decision['kind'], string>> = {
  routing: 'Why from here?',
  fraud: 'Why was it let through, or kept for review?',
  duplicate: 'Why is it taken for a duplicate?',
};

const reasonsOf = (decision: Decision): readonly string[] =>
  decision.kind === 'routing' ? decision.receipt.receipt.reasons : decision.receipt.reasons;

type DecidedBy = { readonly policy: string; readonly version: number; readonly source: string };

/** Which policy decided, as far as the receipt says: older ones name the rule alone. */
const deciderOf = (decision: Decision): string => {
  const receipt: { readonly decided_by?: DecidedBy | undefined; readonly policy: { readonly name: string; readonly version: number } } =
    decision.kind === 'routing' ? decision.receipt.receipt : decision.receipt;
  const { decided_by: by, policy } = receipt;
  return by
    ? `policy ${words(by.policy)}${by.source === 'stored' ? ` version ${by.version}` : ` (${by.source})`}, rule ${policy.name} ${policy.version}`
    : `rule ${policy.name} ${policy.version}`;
};

const Receipt = ({ decision }: { readonly decision: Decision }) => {
  switch (decision.kind) {
    case 'routing':
      return <RoutingReceipt receipt={decision.receipt} />;
    case 'fraud':
      return <FraudReceipt receipt={decision.receipt} />;
    case 'duplicate':
      return <DuplicateReceipt receipt={decision.receipt} />;
    default:
      return null;
  }
};

const DecisionCard = ({ decision }: { readonly decision: Decision }) => (
  <Section
    title={questions[decision.kind]}
    actions={
      <Badge variant="light" tt="none">
        {decision.decision_id}
      </Badge>
    }
  >
    <Stack gap="sm">
      <List size="sm">
        {reasonsOf(decision).map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
      <Receipt decision={decision} />
      <Group gap="xs">
        <Text size="xs" className="muted break" component="div">
          Decided <Time at={decision.decided_at} full /> by {deciderOf(decision)} · receipt {decision.hash.slice(0, 16)}…
        </Text>
      </Group>
      <Accordion variant="default" chevronPosition="left">
        <Accordion.Item value="receipt">
          <Accordion.Control>
            <Text size="sm">The whole receipt</Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Json value={decision} label={`Receipt of ${decision.decision_id}`} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  </Section>
);

/** Why the order went as it did: each decision in words, with what it weighed. */
export const DecisionsTab = ({ orderId }: { readonly orderId: string }) => {
  const api = useApi();
  const decisions = useQuery({
    queryKey: ['order-decisions', orderId],
    queryFn: () => api.listOrderDecisions({ path: { id: orderId } }),
    refetchInterval: live.far,
  });
  if (decisions.error) return <ProblemAlert error={decisions.error} onRetry={() => void decisions.refetch()} />;
  if (decisions.data?.decisions.length === 0)
    return (
      <Text className="muted">
        Nothing has been decided for this order yet. Decisions come when it is assessed and when its units are sourced.
      </Text>
    );
  return (
    <Stack>
      {decisions.data?.decisions.toReversed().map((decision) => (
        <DecisionCard key={decision.decision_id} decision={decision} />
      ))}
    </Stack>
  );
};
