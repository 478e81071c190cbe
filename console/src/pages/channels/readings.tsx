import { Progress, Text } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { dayText, spanText, Time } from '../../shared/time.tsx';
import type { ChannelAccount } from '../../shared/types.ts';
import { problemText } from './health-badge.tsx';

type Reading = ChannelAccount['reading'][number];

const kinds: Readonly<Record<Reading['kind'], string>> = {
  polling: 'Polling: what changed since the last look',
  comparison: 'Daily comparison of the whole list with ours',
  backfill: 'Backfill',
};

const titleOf = ({ kind, from, to }: Reading): string =>
  kind === 'backfill' && from && to ? `Backfill, ${dayText(from)} to ${dayText(to)}` : kinds[kind];

/** How much of a backfill has been read, 0 to 100. */
const percentOf = ({ from, to, watermark, done }: Reading): number | undefined => {
  if (!from || !to) return undefined;
  const [start, end, now] = [from, to, watermark].map((at) => Date.parse(at)) as [number, number, number];
  return done ? 100 : Math.max(0, Math.min(99, Math.floor(((now - start) / Math.max(1, end - start)) * 100)));
};

const ReadUpTo = ({ reading }: { readonly reading: Reading }) => {
  const percent = percentOf(reading);
  if (percent === undefined) return <Time at={reading.watermark} full />;
  return (
    <div style={{ minWidth: 120 }}>
      <Progress value={percent} aria-label={`${titleOf(reading)}: ${percent} percent read`} color={reading.done ? 'green' : undefined} />
      <Text size="xs" className="muted">
        {reading.done ? 'all of it' : `${percent} %`}
      </Text>
    </div>
  );
};

const columns: readonly Column<Reading>[] = [
  { header: 'What', cell: (reading) => <Text size="sm">{titleOf(reading)}</Text>, csv: titleOf },
  { header: 'Read up to', cell: (reading) => <ReadUpTo reading={reading} />, csv: ({ watermark }) => watermark },
  {
    header: 'Behind',
    align: 'right',
    cell: ({ done, lag_seconds: lag }) => (done ? '–' : <span className="nowrap">{spanText(lag)}</span>),
    csv: ({ lag_seconds: lag }) => lag,
  },
  { header: 'Last success', cell: ({ last_success_at: at }) => <Time at={at} relative />, csv: ({ last_success_at: at }) => at },
  {
    header: 'Next look',
    cell: ({ done, next_look_at: at }) => (done ? '–' : <Time at={at} relative />),
    csv: ({ next_look_at: at }) => at,
  },
  {
    header: 'Problem',
    cell: ({ problem, failures }) =>
      problem === null ? (
        '–'
      ) : (
        <Text size="sm">
          {problemText(problem)} ({failures} {failures === 1 ? 'try' : 'tries'} in a row)
        </Text>
      ),
    csv: ({ problem }) => problemText(problem),
  },
];

/** Every stretch of the account that is being read. */
export const Readings = ({ account }: { readonly account: ChannelAccount }) => (
  <DataTable
    label={`Readings of ${account.channel} ${account.account}`}
    columns={columns}
    rows={{ items: account.reading }}
    keyOf={({ name }) => name}
    empty={
      account.connected
        ? 'It has not been looked at yet. The first look comes by itself within minutes.'
        : 'It is not read: it has been removed, or has no settings for its API.'
    }
  />
);
