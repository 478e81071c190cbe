import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '../../shared/data-table.tsx';
import { Money } from '../../shared/money.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { Age, Time } from '../../shared/time.tsx';
import type { OrderRow } from '../../shared/types.ts';

/** What people call an order. */
export const nameOf = (order: { readonly channel_order_name: string | null; readonly channel_order_id: string }): string =>
  order.channel_order_name ?? order.channel_order_id;

/** Columns of every list of orders. */
export const orderColumns: readonly Column<OrderRow>[] = [
  {
    header: 'Order',
    cell: (order) => (
      <Group gap={6}>
        <Text span inherit fw={600} className="break">
          {nameOf(order)}
        </Text>
        {order.holds.map((hold) => (
          <Badge key={hold.hold_id} size="sm" color="orange" variant="light" tt="none">
            {words(hold.type)}
          </Badge>
        ))}
      </Group>
    ),
    csv: nameOf,
  },
  { header: 'Status', cell: (order) => <StatusBadge status={order.status} />, csv: (order) => order.status },
  { header: 'For', cell: (order) => <Age since={order.status_since} />, csv: (order) => order.status_since },
  { header: 'Placed', cell: (order) => <Time at={order.placed_at} />, csv: (order) => order.placed_at },
  {
    header: 'Channel',
    cell: (order) => `${order.channel} · ${order.channel_account}`,
    csv: (order) => `${order.channel}/${order.channel_account}`,
  },
  { header: 'Units', align: 'right', cell: (order) => order.units, csv: (order) => order.units, wideOnly: true },
  {
    header: 'Locations',
    cell: (order) => order.location_ids.join(', ') || <span className="muted">–</span>,
    csv: (order) => order.location_ids.join(' '),
    wideOnly: true,
  },
  {
    header: 'Total',
    align: 'right',
    cell: (order) => <Money amount={order.total} currency={order.currency} />,
    csv: (order) => order.total,
  },
  { header: 'Currency', csv: (order) => order.currency },
  { header: 'Order id', csv: (order) => order.order_id },
];
