import { Anchor, Stack, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import type { ChannelAccount, ChannelStock } from '../../shared/types.ts';
import { channelTitle } from '../channels/channel-kinds.ts';
import { publishedText, sumText } from './buffer-words.ts';
import { unitsText } from './units.tsx';

/** An account that is told of stock, and what it was told of the article. */
type Shown = { readonly account: ChannelAccount; readonly told: ChannelStock | undefined };

const nameOf = ({ account: { channel, account } }: Shown): string => `${channelTitle(channel)} · ${account}`;

const whyText = ({ told }: Shown): string => {
  if (!told) return 'It has been told nothing of this article yet. That follows with its next change, and within an hour.';
  if (told.published === null) return 'It took its number before reasons were kept.';
  return `${sumText(told.published)}. ${publishedText(told.published)}`;
};

const driftText = ({ told }: Shown): string => {
  const drift = told?.drift;
  if (!drift) return '';
  return `It showed ${unitsText(drift.shown)} where it was told ${unitsText(drift.told)}; ${drift.corrected_at === null ? 'not put right yet' : 'put right'}`;
};

const Drift = ({ row }: { readonly row: Shown }) => {
  const drift = row.told?.drift;
  if (!drift) return <span className="muted">none</span>;
  return (
    <Text size="sm" {...(drift.corrected_at === null ? { fw: 600 } : {})}>
      {driftText(row)}, <Time at={drift.corrected_at ?? drift.at} relative />
    </Text>
  );
};

const columns: readonly Column<Shown>[] = [
  {
    header: 'Account',
    cell: (row) => (
      <Anchor
        component={Link}
        underline="always"
        size="sm"
        to={`/channels/${encodeURIComponent(row.account.channel)}/${encodeURIComponent(row.account.account)}`}
      >
        {nameOf(row)}
      </Anchor>
    ),
    csv: nameOf,
  },
  {
    header: 'Shown',
    align: 'right',
    cell: ({ told }) => (told?.quantity === null || told === undefined ? 'nothing yet' : <strong>{unitsText(told.quantity)}</strong>),
    csv: ({ told }) => told?.quantity,
  },
  {
    header: 'State',
    cell: ({ told }) => (told ? <StatusBadge status={told.state} /> : <span className="muted">not told</span>),
    csv: ({ told }) => told?.state,
  },
  {
    header: 'Why that number',
    prose: true,
    cell: (row) => (
      <Text size="sm" miw={260}>
        {whyText(row)}
      </Text>
    ),
    csv: whyText,
  },
  {
    header: 'Lag',
    align: 'right',
    cell: ({ told }) => (told?.published ? <span className="nowrap">{spanText(told.published.lag_seconds)}</span> : '–'),
    csv: ({ told }) => told?.published?.lag_seconds,
  },
  { header: 'Drift', cell: (row) => <Drift row={row} />, csv: driftText },
  {
    header: 'Oversold',
    align: 'right',
    cell: ({ told }) => (told?.oversells ? <strong>{unitsText(told.oversells)}</strong> : <span className="muted">0</span>),
    csv: ({ told }) => told?.oversells,
  },
  { header: 'Since', wideOnly: true, cell: ({ told }) => <Time at={told?.at} relative />, csv: ({ told }) => told?.at },
];

/** What each account of a channel shows of an article, and why it is that number. */
export const ChannelsTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const accounts = useQuery({ queryKey: ['channel-accounts'], queryFn: () => api.listChannelAccounts() });
  const told = accounts.data?.accounts.filter(({ stock, removed_at: removed }) => stock !== null && removed === null) ?? [];
  const asked = useQueries({
    queries: told.map(({ channel, account }) => ({
      queryKey: ['channel-stock', channel, account, 'of', sku],
      queryFn: () => api.listChannelStock({ query: { channel, account, sku } }),
      refetchInterval: live.far,
    })),
  });
  const error = accounts.error ?? asked.find((one) => one.error)?.error;
  const isHere = accounts.data !== undefined && asked.every((one) => one.data !== undefined);
  const rows = told.map((account, index): Shown => ({ account, told: asked[index]?.data?.items[0] }));
  const retry = (): void => {
    void accounts.refetch();
    for (const one of asked) void one.refetch();
  };
  return (
    <Stack gap="sm">
      <Text size="sm" className="muted">
        What channels are told is what is available, less the safety stock of the locations, less a buffer against orders that come before
        the channel knows. The policies “buffers” and “safety stock” say how much.
      </Text>
      <DataTable
        label={`What channels show of ${sku}`}
        columns={columns}
        rows={{ items: isHere ? rows : undefined, error, retry }}
        keyOf={({ account: { channel, account } }) => `${channel}/${account}`}
        empty="No channel account is told of stock. Who may edit the settings of an account can have it told."
      />
    </Stack>
  );
};
