import { Group, Stack, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { Actor } from '../../shared/actor.tsx';
import { Choice } from '../../shared/choices.tsx';
import { Copyable } from '../../shared/copyable.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { Time } from '../../shared/time.tsx';
import type { FeedKind, FeedRow } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { AddFeedRow, ImportFeed } from './feed-forms.tsx';
import { feedKindNames, feedKinds, rowWords } from './feed-kinds.ts';

const columns: readonly Column<FeedRow>[] = [
  { header: 'When', cell: ({ row }) => <span className="nowrap">{rowWords(row).when}</span>, csv: ({ row }) => rowWords(row).when },
  { header: 'What', cell: ({ row }) => <span className="break">{rowWords(row).what}</span>, csv: ({ row }) => rowWords(row).what },
  { header: 'For', cell: ({ row }) => <span className="break">{rowWords(row).where}</span>, csv: ({ row }) => rowWords(row).where },
  {
    header: 'Told by',
    wideOnly: true,
    cell: ({ provenance: { source, by } }) => (
      <Text size="sm" component="div">
        {source}, <Actor actor={by} />
      </Text>
    ),
    csv: ({ provenance: { source, via } }) => `${source} (${via})`,
  },
  { header: 'Told', cell: ({ provenance: { at } }) => <Time at={at} relative />, csv: ({ provenance: { at } }) => at },
  { header: 'Row', csv: ({ row }) => JSON.stringify(row) },
];

const TakeBack = ({ kind, row }: { readonly kind: FeedKind; readonly row: FeedRow }) => {
  const { api } = useSession();
  const { when, what } = rowWords(row.row);
  return (
    <ActionButton
      label="Take back"
      size="compact-sm"
      confirm={`${what}, ${when}. Forecasts go on without it from the next pass of the day.`}
      run={() => api.deleteForecastFeedRow({ path: { kind, row_id: row.row_id } })}
      done="It is gone"
    />
  );
};

const takeBackColumn = (kind: FeedKind): Column<FeedRow> => ({
  header: 'Take back',
  align: 'right',
  cell: (row) => <TakeBack kind={kind} row={row} />,
  csv: ({ row_id: id }) => id,
});

/** What is told beside the demand. */
export const FeedsTab = () => {
  const { api, may } = useSession();
  const [query, setQuery] = useSearchParams();
  const kind = feedKindNames.find((one) => one === query.get('kind')) ?? 'promotions';
  const mayWrite = may('operations:write');
  const { label, about } = feedKinds[kind];
  const rows = useRows(
    ['forecast-feed', kind],
    readingOn((cursor) => api.listForecastFeed({ path: { kind }, query: cursor === undefined ? {} : { cursor } })),
  );
  return (
    <Stack>
      <Text size="sm" maw={720}>
        {about} Each feed may be left empty: the forecast then goes by what was sold alone.
      </Text>
      <DataTable
        label={label}
        columns={mayWrite ? [...columns, takeBackColumn(kind)] : columns}
        rows={rows}
        keyOf={({ row_id: id }) => id}
        tools={
          <Group gap="xs" align="flex-end">
            <Choice
              size="xs"
              aria-label="Feed"
              value={kind}
              options={feedKindNames.map((value) => ({ value, label: feedKinds[value].label }))}
              onChange={(value) => setQuery({ tab: 'feeds', kind: value }, { replace: true })}
            />
            {mayWrite && (
              <>
                <DialogButton label="Add" title={`Add: ${label}`} size="compact-sm">
                  {(close) => <AddFeedRow kind={kind} onClose={close} />}
                </DialogButton>
                <DialogButton label="Import" title={`Import: ${label}`} size="compact-sm" dialogSize="xl">
                  {(close) => <ImportFeed kind={kind} onClose={close} />}
                </DialogButton>
              </>
            )}
          </Group>
        }
        empty="Nothing has been told."
      />
      {mayWrite && (
        <Copyable label="Command that reads a file of any length in" value={`npm run -s oms -- import feeds ${kind} ${kind}.csv`} />
      )}
    </Stack>
  );
};
