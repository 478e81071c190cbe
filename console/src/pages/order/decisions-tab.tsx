import { Accordion, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { Json } from '../../shared/json.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';
import { DuplicateReceipt } from './duplicate-receipt.tsx';
import { FraudReceipt } from './fraud-receipt.tsx';
import { RoutingReceipt } from './routing-receipt.tsx';
import { WhyPanel } from './why-panel.tsx';

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

/** What a decision weighed, and the receipt as it was written. */
const Weighed = ({ decision }: { readonly decision: Decision }) => (
  <Stack gap="xs">
    <Text size="sm" fw={600}>
      What was weighed
    </Text>
    <Receipt decision={decision} />
    <Text size="xs" className="muted break">
      By {deciderOf(decision)} · {decision.decision_id} · receipt {decision.hash.slice(0, 16)}…
    </Text>
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
);

/** Why the order went as it did: each decision in words, with what it weighed. */
export const DecisionsTab = ({ orderId }: { readonly orderId: string }) => {
  const api = useApi();
  const decisions = useQuery({
    queryKey: ['order-decisions', orderId],
    queryFn: () => api.listOrderDecisions({ path: { id: orderId } }),
    refetchInterval: live.far,
  });
  if (decisions.error && !decisions.data) return <ProblemAlert error={decisions.error} onRetry={() => void decisions.refetch()} />;
  if (decisions.data?.decisions.length === 0)
    return (
      <Text className="muted">
        Nothing has been decided for this order yet. Decisions come when it is assessed and when its units are sourced.
      </Text>
    );
  const receipts = new Map(
    (decisions.data?.decisions ?? []).map((decision) => [decision.decision_id, <Weighed key={decision.decision_id} decision={decision} />]),
  );
  return (
    <Stack>
      <WhyPanel orderId={orderId} receipts={receipts} />
    </Stack>
  );
};
