import { List, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Facts } from '../../shared/facts.tsx';
import { locationsText, useLocationNames } from '../../shared/location-choice.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { roleName, scopeText } from '../../shared/rights.ts';
import { Section } from '../../shared/section.tsx';
import { useNow, zoneName } from '../../shared/time.tsx';
import { PasswordSection } from './password-section.tsx';

type Me = Awaited<ReturnType<Api['getMe']>>;

const kinds = { user: 'A person', api_key: 'An API key', system: 'The installation itself' } as const;
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

const Who = ({ me }: { readonly me: Me }) => {
  const names = useLocationNames();
  return (
    <Section title="Who you are">
      <Facts
        facts={[
          ['Signed in as', me.email ?? kinds[me.kind]],
          [
            'Id',
            <span className="mono" key="id">
              {me.id}
            </span>,
          ],
          ['Role', me.roles.map(roleName).join(', ')],
          ['Tenant', me.tenant_name === null || me.tenant_name === me.tenant_id ? me.tenant_id : `${me.tenant_name} (${me.tenant_id})`],
          ['Locations', locationsText(me.locations, names)],
        ]}
      />
    </Section>
  );
};

const Rights = ({ me }: { readonly me: Me }) => (
  <Section title="What you may do">
    <List size="sm">
      {me.scopes.map((scope) => (
        <List.Item key={scope}>
          {scopeText(scope)} <span className="muted mono">{scope}</span>
        </List.Item>
      ))}
    </List>
  </Section>
);

const Display = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const now = useNow();
  return (
    <Section title="How things are shown">
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={500} mb={4} id="colours">
            Colours
          </Text>
          <SegmentedControl
            aria-labelledby="colours"
            value={colorScheme}
            data={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
              { value: 'auto', label: 'As the system' },
            ]}
            onChange={(scheme) => setColorScheme(scheme === 'light' || scheme === 'dark' ? scheme : 'auto')}
          />
        </div>
        <Facts
          facts={[
            ['Time zone', `${zoneName}, as this computer has it`],
            ['Now', clock.format(now)],
          ]}
        />
        <Text size="sm" className="muted">
          Times are shown in this zone; pointing at one shows it in UTC too.
        </Text>
      </Stack>
    </Section>
  );
};

const Installation = ({ me }: { readonly me: Me }) => (
  <Section title="The installation">
    <Facts
      facts={[
        ['Name', me.installation.name],
        ['Version', me.installation.version],
        ['Stage', me.stage],
        ['Environment', me.environment === 'sandbox' ? 'sandbox: for trying things out' : 'live'],
      ]}
    />
  </Section>
);

/** Who is signed in, what they may, and how things are shown to them. */
export const AccountPage = () => {
  const { api } = useSession();
  const me = useQuery({ queryKey: ['me'], queryFn: () => api.getMe() });
  return (
    <>
      <PageHeader title="Account" about="Who you are here, what you may do, and how things are shown to you." />
      <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />
      {me.isPending && <Skeleton height={220} aria-busy="true" />}
      {me.data && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Stack>
            <Who me={me.data} />
            <PasswordSection me={me.data} />
            <Display />
            <Installation me={me.data} />
          </Stack>
          <Rights me={me.data} />
        </SimpleGrid>
      )}
    </>
  );
};
