import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';

/** What drives the order, and what it waits for. */
export const Workflows = ({ orderId }: { readonly orderId: string }) => {
  const api = useApi();
  const work = useQuery({
    queryKey: ['order-executions', orderId],
    queryFn: () => api.getOrderExecutions({ path: { id: orderId } }),
    refetchInterval: live.near,
  });
  if (work.error) return <ProblemAlert error={work.error} onRetry={() => void work.refetch()} />;
  if (!work.data) return null;
  const { executions, waiting_for: waiting } = work.data;
  return (
    <Section title="Next">
      <Stack gap="sm">
        {waiting.length === 0 && (
          <Text size="sm" className="muted">
            The order waits for nothing.
          </Text>
        )}
        {waiting.map((one) => (
          <div key={`${one.kind} ${one.name} ${one.fulfillment_order_id}`}>
            <Text size="sm">{one.sentence}</Text>
            {(one.due ?? one.since) && (
              <Text size="xs" className="muted" component="div">
                {one.due ? 'due ' : 'since '}
                <Time at={one.due ?? one.since} relative={one.due === null} full />
              </Text>
            )}
          </div>
        ))}
        {executions.map((execution) => (
          <div key={execution.name} style={{ borderTop: '1px solid var(--app-line)', paddingTop: 6 }}>
            <StatusBadge status={execution.status} />
            <Text size="xs" className="break">
              {execution.console_url ? (
                <Anchor href={execution.console_url} target="_blank" rel="noreferrer" underline="always" inherit>
                  {execution.machine} in Step Functions
                </Anchor>
              ) : (
                execution.machine
              )}
              {execution.error && `: ${execution.error}`}
            </Text>
            <Text size="xs" className="muted" component="div">
              <Time at={execution.started_at} />
              {execution.stopped_at && (
                <>
                  {' – '}
                  <Time at={execution.stopped_at} />
                </>
              )}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  );
};
