import { Badge, Group, Text } from '@mantine/core';
import type { Column } from '../../shared/data-table.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Age, dayText, Time, useNow } from '../../shared/time.tsx';
import type { FulfillmentOrderSummary } from '../../shared/types.ts';

type Work = FulfillmentOrderSummary;

export const workName = ({ order, fulfillment_order_id: id }: Pick<Work, 'order' | 'fulfillment_order_id'>): string => order?.name ?? id;

const goodsText = ({ lines }: Work): string => lines.map((line) => `${line.quantity} × ${line.title ?? line.sku}`).join(', ');

/** Until when the customer may come; loud once nobody has. */
const Until = ({ at }: { readonly at: string | null }) => {
  const now = useNow();
  if (at === null) return <span className="muted">–</span>;
  const isOver = new Date(at).getTime() <= now;
  return (
    <Text span inherit {...(isOver ? { c: 'red', fw: 600 } : {})}>
      {isOver && 'over since '}
      <Time at={at} full />
    </Text>
  );
};

const until: Column<Work> = {
  header: 'Kept until',
  cell: (work) => <Until at={work.pickup_expires_at} />,
  csv: (work) => work.pickup_expires_at,
};

const shipBy: Column<Work> = {
  header: 'Ship by',
  cell: (work) => work.shipping_method ?? <span className="muted">–</span>,
  csv: (work) => work.shipping_method,
  wideOnly: true,
};

/** On a phone the name is the head of a card. */
const first: readonly Column<Work>[] = [
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
        {work.delivery_method === 'pickup' && (
          <Badge color="grape" variant="dot" tt="none" fw={500} style={{ overflow: 'visible' }}>
            customer collects
          </Badge>
        )}
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
];

const rest: readonly Column<Work>[] = [
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
  { header: 'Delivery', csv: (work) => work.delivery_method },
  { header: 'Tracking numbers', csv: (work) => work.tracking_numbers.join(' ') },
  { header: 'Fulfillment order id', csv: (work) => work.fulfillment_order_id },
  { header: 'Order id', csv: (work) => work.order_id },
];

/** Columns of the list of work in a status: what lies ready has a time until when, what is sent a carrier. */
export const columnsOf = (status: string): readonly Column<Work>[] => [...first, status === 'ready_for_pickup' ? until : shipBy, ...rest];
