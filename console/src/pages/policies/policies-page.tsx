import { Alert, Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { Policy } from '../../shared/types.ts';
import { ChangePolicy } from './change-policy.tsx';
import { policyWords, sentenceOf, sourceWords, valued } from './policy-words.ts';

const Origin = ({ policy }: { readonly policy: Policy }) => (
  <Text size="sm" className="muted" component="div">
    {policy.source === 'stored' ? `Version ${policy.version}` : `No version yet: ${sourceWords[policy.source]}`}
    {policy.by && (
      <>
        , by <Actor actor={policy.by} />
      </>
    )}
    {policy.since && (
      <>
        , since <Time at={policy.since} full />
      </>
    )}
    {policy.note && <>. Why: “{policy.note}”</>}
  </Text>
);

/** One policy as it decides now. */
export const PolicyInForce = ({ policy, withHistory = false }: { readonly policy: Policy; readonly withHistory?: boolean }) => {
  const { may } = useSession();
  const { title, about } = policyWords[policy.name];
  return (
    <Section
      title={title}
      actions={
        <Group gap="xs">
          {withHistory && (
            <Button component={Link} to={`/policies/${policy.name}`} variant="default" size="compact-sm" aria-label={`History: ${title}`}>
              History
            </Button>
          )}
          {may('policies:write') && (
            <DialogButton
              label="Change"
              about={title}
              title={title}
              size="compact-sm"
              variant="filled"
              dialogSize={policy.name === 'sourcing' ? 'xl' : 'lg'}
            >
              {(close) => <ChangePolicy policy={policy} onClose={close} />}
            </DialogButton>
          )}
        </Group>
      }
    >
      <Stack gap="xs">
        <Text size="sm" className="muted">
          {about}
        </Text>
        <Text fw={600}>{sentenceOf(valued(policy))}</Text>
        <Origin policy={policy} />
        {policy.problem && (
          <Alert color="orange" variant="light" title="The setting of the installation cannot be used">
            {policy.problem}
          </Alert>
        )}
      </Stack>
    </Section>
  );
};

/** Every policy of the tenant. */
export const usePolicies = () => {
  const { api } = useSession();
  return useQuery({ queryKey: ['policies'], queryFn: () => api.listPolicies(), refetchInterval: live.far });
};

/** What the installation decides by, in words. */
export const PoliciesPage = () => {
  const policies = usePolicies();
  const { may } = useSession();
  return (
    <>
      <PageHeader
        title="Policies"
        about={
          <>
            What is decided by, and who said so. Every change is a version of its own, and the receipts of{' '}
            <Anchor component={Link} to="/orders" underline="always" inherit>
              orders
            </Anchor>{' '}
            name the version that decided.
            {!may('policies:write') && ' Your role looks at policies and does not change them.'}
          </>
        }
      />
      <Stack>
        <ProblemAlert error={policies.error} onRetry={() => void policies.refetch()} />
        {policies.isPending && <Skeleton height={240} aria-busy="true" />}
        {policies.data?.items.map((policy) => (
          <PolicyInForce key={policy.name} policy={policy} withHistory />
        ))}
      </Stack>
    </>
  );
};
