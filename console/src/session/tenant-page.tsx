import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';

type TenantPageProps = {
  readonly tenants: readonly string[];
  readonly onChoose: (tenantId: string) => void;
  readonly onSignOut: () => void;
};

/** For people of several tenants: in whose name they work now. */
export const TenantPage = ({ tenants, onChoose, onSignOut }: TenantPageProps) => (
  <Center mih="100vh" p="md" component="main">
    <Paper withBorder p="xl" w="100%" maw={400}>
      <Stack>
        <Title order={1} size="h3">
          Which tenant?
        </Title>
        <Text size="sm" className="muted">
          You belong to several. Everything on the pages is of the one that you choose.
        </Text>
        {tenants.map((tenant) => (
          <Button key={tenant} variant="default" onClick={() => onChoose(tenant)}>
            {tenant}
          </Button>
        ))}
        <Button variant="subtle" onClick={onSignOut}>
          Sign out
        </Button>
      </Stack>
    </Paper>
  </Center>
);
