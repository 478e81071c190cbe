import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { words } from '../../shared/status-badge.tsx';
import type { FoundOrder } from '../../shared/types.ts';
import { orderColumns } from './order-columns.tsx';

const foundMax = 50;

const columns: readonly Column<FoundOrder>[] = [
  ...orderColumns.map(
    ({ header, cell, csv, ...rest }): Column<FoundOrder> => ({
      ...rest,
      header,
      ...(cell ? { cell: ({ order }) => cell(order) } : {}),
      csv: ({ order }) => csv(order),
    }),
  ),
  { header: 'Found by', cell: ({ matched_by }) => matched_by.map(words).join(', '), csv: ({ matched_by }) => matched_by.join(' ') },
];

/** What a search has found. One order alone is opened at once. */
export const SearchResults = ({ text }: { readonly text: string }) => {
  const { api } = useSession();
  const navigate = useNavigate();
  const search = useQuery({
    queryKey: ['search', text],
    queryFn: () => api.search({ query: { q: text, limit: foundMax } }),
    refetchInterval: live.near,
  });
  const only = search.data?.items.length === 1 ? search.data.items[0]?.order : undefined;
  useEffect(() => {
    if (only) void navigate(`/orders/${only.order_id}`, { replace: true });
  }, [only, navigate]);
  return (
    <DataTable
      label={`Search ${text}`}
      columns={columns}
      rows={{ items: search.data?.items, error: search.error, retry: () => void search.refetch() }}
      keyOf={({ order }) => order.order_id}
      onOpen={({ order }) => void navigate(`/orders/${order.order_id}`)}
      tools={
        search.data?.more && (
          <Text size="xs" className="muted">
            The newest {foundMax} of more.
          </Text>
        )
      }
      empty={
        search.data?.withheld.length === 0
          ? 'Nothing has this id, name, address, number or article. What arrives shows up here by itself.'
          : 'Nothing has this id, name or article. Your role does not search by e-mail address or phone number.'
      }
    />
  );
};
