import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Api } from '../../shared/api.ts';
import type { ChannelAccount } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';

type Told = Awaited<ReturnType<Api['listChannelStock']>>['items'][number];

const codes: Readonly<Record<string, string>> = {
  'sku-unknown': 'no article there bears the SKU: list it there, or leave it',
  'article-unknown': 'no article there bears the SKU: list it there, or leave it',
  CONTENT_NOT_FOUND: 'no article there bears the SKU: list it there, or leave it',
  'sku-ambiguous': 'several articles there bear the SKU: make it unique',
  'location-missing': 'the shop has several locations: name the one that is told',
  'location-unknown': 'the channel does not know the place that is told',
  'locations-unsupported': 'the channel counts in one place: name none',
  'product-without-stock': 'the SKU is that of a variable product: give the variations their own',
  'listing-invalid': 'the listing is incomplete, or the channel stocks the article itself',
};

const columnsOf = (mayStock: boolean): readonly Column<Told>[] => [
  {
    header: 'SKU',
    cell: ({ sku }) =>
      mayStock ? (
        <Anchor component={Link} underline="always" to={`/stock?sku=${encodeURIComponent(sku)}`} className="mono break" size="sm">
          {sku}
        </Anchor>
      ) : (
        <span className="mono break">{sku}</span>
      ),
    csv: ({ sku }) => sku,
  },
  { header: 'Told', align: 'right', cell: ({ quantity }) => quantity ?? 'nothing yet', csv: ({ quantity }) => quantity },
  { header: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
  { header: 'Code', csv: ({ code }) => code },
  {
    header: 'Why',
    cell: ({ code }) => (code === null ? '–' : <Text size="sm">{codes[code] ?? code}</Text>),
    csv: ({ code }) => (code === null ? '' : (codes[code] ?? code)),
  },
  { header: 'Since', cell: ({ at }) => <Time at={at} relative />, csv: ({ at }) => at },
];

/** What the account was last told of stock, article by article. */
export const StockTold = ({ account: { channel, account } }: { readonly account: ChannelAccount }) => {
  const { api, may } = useSession();
  const rows = useRows(
    ['channel-stock', channel, account],
    (cursor) => api.listChannelStock({ query: { channel, account, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.far },
  );
  return (
    <DataTable
      label={`Stock told to ${channel} ${account}`}
      columns={columnsOf(may('inventory:read'))}
      rows={rows}
      keyOf={({ sku }) => sku}
      empty="It has been told nothing yet. Articles follow with their next change, and all of them within an hour."
    />
  );
};
