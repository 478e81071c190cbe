import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { Time } from '../../shared/time.tsx';
import type { Order } from '../../shared/types.ts';
import { ReturnForm } from './return-form.tsx';
import { articleName, conditionWords, type OrderReturn, reasonWords, returnablesOf } from './return-words.ts';

type Row = { readonly of: OrderReturn; readonly line: OrderReturn['lines'][number]; readonly article: string };

const columns: readonly Column<Row>[] = [
  { header: 'Article', cell: ({ article }) => <span className="break">{article}</span>, csv: ({ article }) => article },
  { header: 'Units', align: 'right', cell: ({ line }) => line.quantity, csv: ({ line }) => line.quantity },
  {
    header: 'Because',
    cell: ({ line: { reason } }) => (reason === undefined ? <span className="muted">not said</span> : reasonWords[reason]),
    csv: ({ line }) => line.reason,
  },
  {
    header: 'Condition',
    cell: ({ line: { condition } }) => (condition === undefined ? <span className="muted">not said</span> : conditionWords[condition]),
    csv: ({ line }) => line.condition,
  },
  { header: 'At', cell: ({ of }) => of.location_id ?? <span className="muted">not said</span>, csv: ({ of }) => of.location_id },
  {
    header: 'When',
    cell: ({ of }) => <Time at={of.received_at ?? of.recorded_at} />,
    csv: ({ of }) => of.received_at ?? of.recorded_at,
  },
  { header: 'By', cell: ({ of }) => <Actor actor={of.actor} />, csv: ({ of }) => of.actor.id },
  { header: 'Return', cell: ({ of }) => <span className="mono break">{of.return_id}</span>, csv: ({ of }) => of.return_id },
];

/** What came back of an order, and the form that records it. */
export const ReturnsTab = ({ order, isPast }: { readonly order: Order; readonly isPast: boolean }) => {
  const { api, may } = useSession();
  const id = order.order_id;
  const asked = useQuery({
    queryKey: ['order-returns', id],
    queryFn: () => api.listReturns({ path: { id } }),
    refetchInterval: live.far,
  });
  const returns = asked.data?.items;
  const names = new Map(order.line_items.map((line) => [line.line_id, articleName(line)]));
  const rows = returns?.flatMap((of) => of.lines.map((line): Row => ({ of, line, article: names.get(line.line_id) ?? line.line_id })));
  const returnables = returns === undefined ? [] : returnablesOf(order, returns);
  const hasLeft = order.line_items.some(({ shipped_quantity: shipped }) => shipped > 0);
  return (
    <Stack>
      <DataTable
        label="Returns"
        columns={columns}
        rows={{ items: rows, error: asked.error, retry: () => void asked.refetch() }}
        keyOf={({ of, line }) => `${of.return_id} ${line.line_id} ${line.reason} ${line.condition}`}
        tools={
          !isPast && may('orders:manage') && returnables.length > 0 ? (
            <DialogButton label="Record a return">
              {(close) => <ReturnForm orderId={id} lines={returnables} onClose={close} />}
            </DialogButton>
          ) : undefined
        }
        empty={hasLeft ? 'Nothing of it has come back.' : 'Nothing of it has left yet, so nothing can come back.'}
      />
      {isPast && <Text className="muted">These are the returns of today, not of the moment that is shown above.</Text>}
    </Stack>
  );
};
