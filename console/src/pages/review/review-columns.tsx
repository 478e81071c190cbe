import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '../../shared/data-table.tsx';
import { Money } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Age } from '../../shared/time.tsx';
import type { OrderRow, ReviewItem } from '../../shared/types.ts';
import { HoldActions } from '../order/hold-actions.tsx';
import { CancelButton } from '../order/order-actions.tsx';
import { nameOf } from '../orders/order-columns.tsx';

/** An order's name above where it comes from. */
export const OrderCell = ({ order }: { readonly order: OrderRow }) => (
  <>
    <Text span inherit fw={600} className="break">
      {nameOf(order)}
    </Text>
    <Text size="xs" className="muted nowrap">
      {order.channel} · {order.channel_account}
    </Text>
  </>
);

const hasLeft: ReadonlySet<string> = new Set(['partially_shipped', 'shipped', 'delivered']);

/** Why something waits, and what to do about it; the advice may begin with the reason itself. */
export const ReasonAndAdvice = ({ reason, advice }: { readonly reason: string; readonly advice: string }) => (
  <>
    {!advice.startsWith(reason) && (
      <Text size="sm" fw={500}>
        {reason}
      </Text>
    )}
    <Text size="sm">{advice}</Text>
  </>
);

const Decide = ({ item, mayCancel }: { readonly item: ReviewItem; readonly mayCancel: boolean }) => (
  <Group gap="xs" justify="flex-end" wrap="nowrap">
    <HoldActions orderId={item.order.order_id} orderName={nameOf(item.order)} hold={item.hold} />
    {item.hold.rejected && mayCancel && (
      <CancelButton orderId={item.order.order_id} hasShipped={hasLeft.has(item.order.status)} size="compact-sm" />
    )}
  </Group>
);

export const reviewColumns = (mayCancel: boolean, mayDecide: boolean): readonly Column<ReviewItem>[] => [
  { header: 'Order', cell: ({ order }) => <OrderCell order={order} />, csv: ({ order }) => nameOf(order) },
  {
    header: 'Hold',
    cell: ({ hold }) => (
      <Badge color={hold.rejected ? 'red' : 'orange'} variant="light" tt="none" miw="max-content">
        {words(hold.type)}
        {hold.rejected ? ', upheld' : ''}
      </Badge>
    ),
    csv: ({ hold }) => hold.type,
  },
  { header: 'Upheld', csv: ({ hold }) => hold.rejected },
  {
    header: 'What to do',
    prose: true,
    cell: ({ hold, recommended_action }) => <ReasonAndAdvice reason={hold.reason} advice={recommended_action.sentence} />,
    csv: ({ recommended_action }) => recommended_action.sentence,
  },
  { header: 'Reason', csv: ({ hold }) => hold.reason },
  {
    header: 'Total',
    align: 'right',
    cell: ({ order }) => <Money amount={order.total} currency={order.currency} />,
    csv: ({ order }) => order.total,
  },
  { header: 'Currency', csv: ({ order }) => order.currency },
  { header: 'Waits for', cell: ({ hold }) => <Age since={hold.placed_at} />, csv: ({ hold }) => hold.placed_at },
  { header: 'Order id', csv: ({ order }) => order.order_id },
  { header: 'Hold id', csv: ({ hold }) => hold.hold_id },
  ...(mayCancel || mayDecide
    ? [
        {
          header: 'Decide',
          align: 'right' as const,
          cell: (item: ReviewItem) => <Decide item={item} mayCancel={mayCancel} />,
          csv: ({ hold }: ReviewItem) => hold.releasable_by.join(' '),
        },
      ]
    : []),
];
