import { Anchor, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { StatusBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { ChannelAccount, ChannelStock } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { publishedText, sumText } from '../stock/buffer-words.ts';

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

const whyText = ({ code, published }: ChannelStock): string => {
  const refusal = code === null ? '' : (codes[code] ?? code);
  const sum = published === null ? '' : `${sumText(published)}. ${publishedText(published)}`;
  return [refusal, sum].filter((text) => text !== '').join('. ');
};

const Why = ({ row }: { readonly row: ChannelStock }) => {
  const { code, published } = row;
  if (code === null && published === null) return <span className="muted">–</span>;
  return (
    <>
      {code !== null && (
        <Text size="sm" fw={600}>
          {codes[code] ?? code}
        </Text>
      )}
      {published !== null && (
        <>
          <Text size="sm">{sumText(published)}</Text>
          <Text size="xs" className="muted">
            {publishedText(published)}
          </Text>
        </>
      )}
    </>
  );
};

const driftText = ({ drift }: ChannelStock): string =>
  drift === null
    ? ''
    : `showed ${drift.shown} instead of ${drift.told}, ${drift.corrected_at === null ? 'not put right yet' : 'put right'}`;

const Drift = ({ row }: { readonly row: ChannelStock }) => {
  const { drift } = row;
  if (drift === null) return <span className="muted">none</span>;
  return (
    <Text size="sm" {...(drift.corrected_at === null ? { fw: 600 } : {})}>
      {driftText(row)}, <Time at={drift.corrected_at ?? drift.at} relative />
    </Text>
  );
};

const columnsOf = (mayStock: boolean): readonly Column<ChannelStock>[] => [
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
  { header: 'Why that number', prose: true, cell: (row) => <Why row={row} />, csv: whyText },
  { header: 'Available', csv: ({ published }) => published?.available },
  { header: 'Safety stock', csv: ({ published }) => published?.safety_stock },
  { header: 'Buffer', csv: ({ published }) => published?.buffer },
  { header: 'Drift', cell: (row) => <Drift row={row} />, csv: driftText },
  {
    header: 'Oversold',
    align: 'right',
    cell: ({ oversells }) => (oversells > 0 ? <strong>{oversells}</strong> : <span className="muted">0</span>),
    csv: ({ oversells }) => oversells,
  },
  { header: 'Since', cell: ({ at }) => <Time at={at} relative />, csv: ({ at }) => at },
];

/** What the account was last told of stock, article by article, why it is that number, and what it showed instead. */
export const StockTold = ({ account: { channel, account } }: { readonly account: ChannelAccount }) => {
  const { api, may } = useSession();
  const [drifted, setDrifted] = useState(false);
  const rows = useRows(
    ['channel-stock', channel, account, drifted ? 'drift' : 'all'],
    (cursor) =>
      api.listChannelStock({
        query: { channel, account, ...(drifted ? { drift: 'true' } : {}), ...(cursor === undefined ? {} : { cursor }) },
      }),
    { liveMs: live.far },
  );
  return (
    <DataTable
      label={`Stock told to ${channel} ${account}`}
      columns={columnsOf(may('inventory:read'))}
      rows={rows}
      keyOf={({ sku }) => sku}
      tools={
        <Checkbox
          label="Only where it once showed another number"
          checked={drifted}
          onChange={(event) => setDrifted(event.currentTarget.checked)}
        />
      }
      empty={
        drifted
          ? 'It has always shown what it was told, as far as has been looked. It is asked once an hour.'
          : 'It has been told nothing yet. Articles follow with their next change, and all of them within an hour.'
      }
    />
  );
};
