import { Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { ChannelAccount, ConnectionTest as Test } from '../../shared/types.ts';
import { NoSuchPage } from '../no-such-page.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountFacts, AccountSetUp } from './account-facts.tsx';
import { channelTitle } from './channel-kinds.ts';
import { useChannelAccounts } from './channels-page.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { HealthBadge } from './health-badge.tsx';
import { Readings } from './readings.tsx';
import { StockTold } from './stock-told.tsx';

const Account = ({ account }: { readonly account: ChannelAccount }) => {
  const [tested, setTested] = useState<{ readonly test: Test; readonly at: string }>();
  const { health } = account;
  return (
    <>
      <PageHeader
        title={`${channelTitle(account.channel)} · ${account.account}`}
        about={
          <Group gap="sm">
            <HealthBadge state={health.state} />
            <span>{health.sentence}</span>
            {health.since && (
              <span>
                Since <Time at={health.since} relative />.
              </span>
            )}
          </Group>
        }
        actions={<AccountActions account={account} onTested={(test) => setTested({ test, at: new Date().toISOString() })} />}
      />
      <Stack>
        {tested && <ConnectionTest {...tested} />}
        <Title order={2} size="h5">
          How it is read
        </Title>
        <Readings account={account} />
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <AccountFacts account={account} />
          <AccountSetUp account={account} />
        </SimpleGrid>
        <Title order={2} size="h5">
          What it is told of stock
        </Title>
        {account.stock === null ? (
          <Text size="sm" className="muted">
            Nothing: it has not been set up for it. Who may edit the settings can have it told.
          </Text>
        ) : (
          <StockTold account={account} />
        )}
      </Stack>
    </>
  );
};

/** One account of a channel. */
export const ChannelAccountPage = () => {
  const { channel, account: id } = useParams();
  const accounts = useChannelAccounts();
  const account = accounts.data?.accounts.find((one) => one.channel === channel && one.account === id);
  if (accounts.error && !accounts.data) return <ProblemAlert error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (accounts.isPending)
    return (
      <Stack aria-busy="true">
        <Skeleton height={40} w="50%" />
        <Skeleton height={220} />
      </Stack>
    );
  // Another account is another page: nothing of the one before stays in it.
  return account ? <Account key={`${channel}/${id}`} account={account} /> : <NoSuchPage />;
};
