import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '../../shared/data-table.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Age, dayText } from '../../shared/time.tsx';
import type { FulfillmentOrderSummary } from '../../shared/types.ts';

type Work = FulfillmentOrderSummary;

export const workName = ({ order, fulfillment_order_id: id }: Pick<Work, 'order' | 'fulfillment_order_id'>): string => order?.name ?? id;

const goodsText = ({ lines }: Work): string => lines.map((line) => `${line.quantity} × ${line.title ?? line.sku}`).join(', ');

/** Columns of the list of work: on a phone the name is the head of a card. */
export const workColumns: readonly Column<Work>[] = [
  {
    header: 'Order',
    cell: (work) => (
      <Group gap={6}>
        <Text span inherit fw={600} className="break">
          {workName(work)}
        </Text>
        {work.order?.holds.map((hold) => (
          <Badge key={hold.type} color="orange" variant="dot" tt="none" fw={500} style={{ overflow: 'visible' }}>
            on hold: {words(hold.type)}
          </Badge>
        ))}
      </Group>
    ),
    csv: workName,
  },
  {
    header: 'Articles',
    cell: (work) => (
      <Text span inherit className="break" lineClamp={3}>
        {goodsText(work)}
      </Text>
    ),
    csv: goodsText,
  },
  { header: 'Units', align: 'right', cell: (work) => work.units, csv: (work) => work.units },
  { header: 'Age', cell: (work) => <Age since={work.created_at} />, csv: (work) => work.created_at },
  {
    header: 'Ship by',
    cell: (work) => work.shipping_method ?? <span className="muted">–</span>,
    csv: (work) => work.shipping_method,
    wideOnly: true,
  },
  {
    header: 'Wanted on',
    cell: (work) => (work.order?.requested_delivery_date ? dayText(work.order.requested_delivery_date) : <span className="muted">–</span>),
    csv: (work) => work.order?.requested_delivery_date,
    wideOnly: true,
  },
  {
    header: 'Channel',
    cell: (work) => work.order?.channel ?? <span className="muted">–</span>,
    csv: (work) => work.order?.channel,
    wideOnly: true,
  },
  { header: 'Hold', csv: (work) => work.order?.holds.map(({ type }) => type).join(' ') },
  { header: 'SKUs', csv: (work) => work.lines.map((line) => `${line.quantity}x${line.sku}`).join(' ') },
  { header: 'Status', csv: (work) => work.status },
  { header: 'Tracking numbers', csv: (work) => work.tracking_numbers.join(' ') },
  { header: 'Fulfillment order id', csv: (work) => work.fulfillment_order_id },
  { header: 'Order id', csv: (work) => work.order_id },
];
