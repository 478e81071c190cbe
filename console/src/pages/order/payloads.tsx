import { Button, Modal, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Json } from '../../shared/json.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Payload } from '../../shared/types.ts';

const columns: readonly Column<Payload>[] = [
  {
    header: 'Payload',
    cell: (payload) => (payload.kind === 'raw' ? 'As the channel sent it' : 'As it was read'),
    csv: (payload) => payload.kind,
  },
  { header: 'Stored', cell: (payload) => <Time at={payload.stored_at} full />, csv: (payload) => payload.stored_at },
  { header: 'Bytes', align: 'right', cell: (payload) => payload.size, csv: (payload) => payload.size },
  { header: 'State', cell: (payload) => words(payload.state), csv: (payload) => payload.state },
  { header: 'Payload id', csv: (payload) => payload.payload_id },
];

const OpenedPayload = ({ orderId, payload }: { readonly orderId: string; readonly payload: Payload }) => {
  const api = useApi();
  const [shown, setShown] = useState<'text' | 'canonical'>('text');
  const opened = useQuery({
    queryKey: ['order-payload', orderId, payload.payload_id],
    queryFn: () => api.getOrderPayload({ path: { id: orderId, payload_id: payload.payload_id } }),
    // Personal data is not kept in the page longer than it is looked at.
    gcTime: 0,
  });
  return (
    <Stack>
      <ProblemAlert error={opened.error} onRetry={() => void opened.refetch()} />
      {opened.data?.canonical && payload.kind === 'raw' && (
        <SegmentedControl
          value={shown}
          onChange={(value) => setShown(value === 'canonical' ? 'canonical' : 'text')}
          data={[
            { value: 'text', label: 'As sent' },
            { value: 'canonical', label: 'As read' },
          ]}
        />
      )}
      {opened.data && <Json value={shown === 'canonical' ? opened.data.canonical : opened.data.text} label="The payload" />}
    </Stack>
  );
};

/** What the channel sent, for those who may see personal data. */
export const Payloads = ({ orderId }: { readonly orderId: string }) => {
  const api = useApi();
  const [opened, setOpened] = useState<Payload>();
  const payloads = useQuery({ queryKey: ['order-payloads', orderId], queryFn: () => api.listOrderPayloads({ path: { id: orderId } }) });
  return (
    <>
      <DataTable
        label={`Payloads of ${orderId}`}
        columns={columns}
        rows={{ items: payloads.data?.items, error: payloads.error, retry: () => void payloads.refetch() }}
        keyOf={(payload) => payload.payload_id}
        onOpen={setOpened}
        tools={
          <Button size="compact-sm" variant="default" onClick={() => void payloads.refetch()} loading={payloads.isRefetching}>
            Look again
          </Button>
        }
        empty="Nothing is archived: the order was placed through the API, or its payloads have been erased."
      />
      <Modal
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title="Payload"
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <OpenedPayload orderId={orderId} payload={opened} />}
      </Modal>
    </>
  );
};
