import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { Time } from '../../shared/time.tsx';
import type { UnsentMessage } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';

const listedMax = 100;

const columns: readonly Column<UnsentMessage>[] = [
  { header: 'To', cell: ({ to }) => <span className="mono">{to}</span>, csv: ({ to }) => to },
  { header: 'At', cell: ({ at }) => <Time at={at} full />, csv: ({ at }) => at },
  { header: 'Text', prose: true, cell: ({ text }) => <span className="break">{text}</span>, csv: ({ text }) => text },
];

/** Messages that would have gone to phones. */
export const MessagesTab = () => {
  const api = useApi();
  const rows = useRows(['outbox'], () => api.listOutbox({ query: { limit: listedMax } }), { liveMs: live.far });
  return (
    <DataTable
      label="Messages that were not sent"
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty="There are none. Where messages really go out, as in AWS, none stand here; those to people who were erased are gone."
    />
  );
};
