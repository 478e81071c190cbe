import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Json } from '../../shared/json.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { DecisionActions } from './decision-actions.tsx';
import { kindTitle } from './decision-words.ts';
import { Explained } from './explained.tsx';

/** One decision of any kind, with all that it rested on. */
export const DecisionPage = () => {
  const { id = '' } = useParams();
  const api = useApi();
  const decision = useQuery({ queryKey: ['decision', id], queryFn: () => api.getDecision({ path: { id } }) });
  const found = decision.data;
  return (
    <>
      <PageHeader
        title={found ? kindTitle(found.kind) : 'Decision'}
        about={<span className="mono break">{id}</span>}
        actions={
          <>
            {found && found.order_id !== null && (
              <Button component={Link} to={`/orders/${found.order_id}?tab=why`} variant="default">
                The order
              </Button>
            )}
            <Button component={Link} to="/decisions" variant="default">
              All decisions
            </Button>
          </>
        }
      />
      <Stack>
        <ProblemAlert error={decision.error} onRetry={() => void decision.refetch()} />
        {decision.isPending && <Skeleton height={240} aria-busy="true" />}
        {found && (
          <>
            <Section title="Why">
              <Stack>
                <Explained decision={found} />
                <DecisionActions decision={found} />
              </Stack>
            </Section>
            <Section title="What it rested on">
              <Json value={{ features: found.features, inputs: found.inputs }} label="Features and inputs" />
            </Section>
          </>
        )}
      </Stack>
    </>
  );
};
