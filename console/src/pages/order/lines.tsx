import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Money } from '../../shared/money.tsx';
import type { Order } from '../../shared/types.ts';

type Line = Order['line_items'][number];

const columnsOf = (order: Order): readonly Column<Line>[] => [
  {
    header: 'Article',
    cell: (line) => (
      <>
        <Text span inherit fw={600} className="break">
          {line.title ?? line.sku ?? 'no SKU'}
        </Text>
        {line.sku && line.title !== undefined && (
          <Text size="xs">
            <Anchor component={Link} underline="always" to={`/stock?sku=${encodeURIComponent(line.sku)}`} className="mono" inherit>
              {line.sku}
            </Anchor>
          </Text>
        )}
        {line.fulfilled_by === 'channel' && (
          <Text size="xs" className="muted">
            sent by the channel
          </Text>
        )}
      </>
    ),
    csv: (line) => line.title ?? line.sku,
  },
  { header: 'SKU', csv: (line) => line.sku },
  { header: 'Ordered', align: 'right', cell: (line) => line.quantity, csv: (line) => line.quantity },
  { header: 'Assigned', align: 'right', cell: (line) => line.assigned_quantity, csv: (line) => line.assigned_quantity },
  { header: 'Shipped', align: 'right', cell: (line) => line.shipped_quantity, csv: (line) => line.shipped_quantity },
  { header: 'Delivered', align: 'right', cell: (line) => line.delivered_quantity, csv: (line) => line.delivered_quantity },
  {
    header: 'Price',
    align: 'right',
    cell: (line) => <Money amount={line.unit_price} currency={order.currency} />,
    csv: (line) => line.unit_price,
  },
  { header: 'Total', align: 'right', cell: (line) => <Money amount={line.total} currency={order.currency} />, csv: (line) => line.total },
];

/** What was ordered, and how far each line has come. */
export const Lines = ({ order }: { readonly order: Order }) => (
  <DataTable
    label={`Lines of ${order.channel_order_name ?? order.channel_order_id}`}
    columns={columnsOf(order)}
    rows={{ items: order.line_items }}
    keyOf={(line) => line.line_id}
    tools={
      <Title order={2} size="h5" px={6}>
        Lines
      </Title>
    }
    empty="The order has no lines any more."
  />
);
