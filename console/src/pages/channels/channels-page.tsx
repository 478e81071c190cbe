import { Button, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import type { ChannelAccount } from '../../shared/types.ts';
import { AccountForm } from './account-form.tsx';
import { channelNames, channelTitle } from './channel-kinds.ts';
import { HealthBadge, problemText } from './health-badge.tsx';

const pollingOf = ({ reading }: ChannelAccount) => reading.find(({ kind }) => kind === 'polling');

const columns: readonly Column<ChannelAccount>[] = [
  {
    header: 'Account',
    cell: ({ channel, account, shop_domain: domain }) => (
      <>
        <Text span inherit fw={600} className="break">
          {channelTitle(channel)} · {account}
        </Text>
        {domain && (
          <Text size="xs" className="muted break">
            {domain}
          </Text>
        )}
      </>
    ),
    csv: ({ channel, account }) => `${channel} ${account}`,
  },
  { header: 'Health', cell: ({ health }) => <HealthBadge state={health.state} />, csv: ({ health }) => health.state },
  { header: 'In words', cell: ({ health }) => <Text size="sm">{health.sentence}</Text>, csv: ({ health }) => health.sentence },
  {
    header: 'Behind',
    align: 'right',
    cell: (account) => {
      const polling = pollingOf(account);
      return polling ? <span className="nowrap">{spanText(polling.lag_seconds)}</span> : '–';
    },
    csv: (account) => pollingOf(account)?.lag_seconds,
  },
  {
    header: 'Last success',
    cell: (account) => <Time at={pollingOf(account)?.last_success_at} relative />,
    csv: (account) => pollingOf(account)?.last_success_at,
  },
  {
    header: 'Next look',
    cell: (account) => <Time at={account.removed_at === null ? pollingOf(account)?.next_look_at : undefined} relative />,
    csv: (account) => pollingOf(account)?.next_look_at,
    wideOnly: true,
  },
  { header: 'Problem', csv: (account) => problemText(pollingOf(account)?.problem ?? null) },
];

/** Every account, and how each is read. */
export const useChannelAccounts = () => {
  const { api } = useSession();
  return useQuery({ queryKey: ['channel-accounts'], queryFn: () => api.listChannelAccounts(), refetchInterval: live.near });
};

const addressOf = ({ channel, account }: Pick<ChannelAccount, 'channel' | 'account'>): string =>
  `/channels/${encodeURIComponent(channel)}/${encodeURIComponent(account)}`;

/** Where orders come from. */
export const ChannelsPage = () => {
  const { may } = useSession();
  const navigate = useNavigate();
  const accounts = useChannelAccounts();
  const [added, setAdded] = useState<string>();
  const taken = new Set(accounts.data?.accounts.map(({ channel, account }) => `${channel}/${account}`));
  return (
    <>
      <PageHeader
        title="Channels"
        about="Where orders come from, and how far each account has been read. A channel that is down loses nothing: reading goes on where it stopped."
        actions={
          may('channels:write') && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button>Add an account</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {channelNames.map((channel) => (
                  <Menu.Item key={channel} onClick={() => setAdded(channel)}>
                    {channelTitle(channel)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )
        }
      />
      <DataTable
        label="Channel accounts"
        columns={columns}
        rows={{ items: accounts.data?.accounts, error: accounts.error, retry: () => void accounts.refetch() }}
        keyOf={({ channel, account }) => `${channel}/${account}`}
        onOpen={(account) => void navigate(addressOf(account))}
        empty={
          may('channels:write')
            ? 'No channel is connected yet. Add the account of a shop; storefronts of your own place orders through the API and need none.'
            : 'No channel is connected yet. An admin adds the account of a shop.'
        }
      />
      <Dialog title={`Add an account of ${channelTitle(added ?? '')}`} opened={added !== undefined} onClose={() => setAdded(undefined)}>
        {added !== undefined && (
          <AccountForm
            channel={added}
            taken={taken}
            onSaved={(account) => void navigate(addressOf({ channel: added, account }))}
            onCancel={() => setAdded(undefined)}
          />
        )}
      </Dialog>
    </>
  );
};
