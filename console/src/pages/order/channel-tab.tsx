import { useQuery } from '@tanstack/react-query';
import { Stack } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Notice } from '../../shared/types.ts';
import { Payloads } from './payloads.tsx';

const columns: readonly Column<Notice>[] = [
  { header: 'Told of', cell: (notice) => notice.sentence, csv: (notice) => notice.sentence },
  { header: 'Kind', cell: (notice) => words(notice.kind), csv: (notice) => notice.kind, wideOnly: true },
  { header: 'State', cell: (notice) => <StatusBadge status={notice.state} />, csv: (notice) => notice.state },
  { header: 'Since', cell: (notice) => <Time at={notice.since} />, csv: (notice) => notice.since },
  { header: 'Tries', align: 'right', cell: (notice) => notice.attempts, csv: (notice) => notice.attempts },
  {
    header: "Channel's reference",
    cell: (notice) => notice.reference ?? <span className="muted">–</span>,
    csv: (notice) => notice.reference,
  },
  { header: 'Why', cell: (notice) => notice.message ?? notice.code, csv: (notice) => notice.message ?? notice.code, wideOnly: true },
];

/** What the order's channel was told, and what it sent. */
export const ChannelTab = ({ orderId }: { readonly orderId: string }) => {
  const { api, may } = useSession();
  const notices = useQuery({
    queryKey: ['order-notices', orderId],
    queryFn: () => api.listOrderNotices({ path: { id: orderId } }),
    refetchInterval: live.near,
  });
  return (
    <Stack>
      <DataTable
        label={`Channel notices of ${orderId}`}
        columns={columns}
        rows={{ items: notices.data?.notices, error: notices.error, retry: () => void notices.refetch() }}
        keyOf={(notice) => notice.notice_id}
        empty="The channel has not been told of anything yet: it hears of parcels, cancellations and refunds."
      />
      {may('orders:personal') && <Payloads orderId={orderId} />}
    </Stack>
  );
};
