import { type ButtonProps, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Order } from '../../shared/types.ts';
import { type CancelReason, cancelReasons, type HoldBlock, holdBlocks } from '../orders/order-choices.ts';

const over: ReadonlySet<string> = new Set(['completed', 'cancelled', 'returned', 'delivered']);

type CancelButtonProps = { readonly orderId: string; readonly hasShipped: boolean; readonly size?: ButtonProps['size'] };

/** Cancels what has not shipped. */
export const CancelButton = ({ orderId, hasShipped, size }: CancelButtonProps) => {
  const { api } = useSession();
  const [reason, setReason] = useState<CancelReason>('customer');
  return (
    <ActionButton
      label="Cancel order"
      {...(size === undefined ? {} : { size })}
      color="red"
      confirm={
        hasShipped
          ? 'What has not shipped is taken back from the warehouse and its money given back. What has shipped stays as it is.'
          : 'Its stock goes back on sale, the warehouse is told to stop, and its money is given back.'
      }
      run={() => api.cancelOrder({ path: { id: orderId }, body: { reason } })}
      done="The order is being cancelled"
    >
      <Select
        label="Reason"
        allowDeselect={false}
        data={cancelReasons.map((value) => ({ value, label: words(value) }))}
        value={reason}
        onChange={(value) => setReason(cancelReasons.find((one) => one === value) ?? 'customer')}
      />
    </ActionButton>
  );
};

const HoldButton = ({ order }: { readonly order: Order }) => {
  const { api } = useSession();
  const [reason, setReason] = useState('');
  const [blocks, setBlocks] = useState<readonly HoldBlock[]>(['sourcing', 'release', 'shipping']);
  return (
    <ActionButton
      label="Hold"
      confirm="The order stops at the next step that the hold blocks, until somebody releases it."
      run={() => api.placeHold({ path: { id: order.order_id }, body: { type: 'operator', reason, blocks: [...blocks] } })}
      done="The order is on hold"
      onDone={() => setReason('')}
    >
      <TextInput
        label="Reason"
        description="About the order, never about a person: it stays in the order's history for good."
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="Blocks"
        value={[...blocks]}
        onChange={(values) => setBlocks(holdBlocks.filter((block) => values.includes(block)))}
      >
        <Group mt={4}>
          {holdBlocks.map((block) => (
            <Checkbox key={block} value={block} label={words(block)} />
          ))}
        </Group>
      </Checkbox.Group>
    </ActionButton>
  );
};

/** What can be done with an order as it stands. */
export const OrderActions = ({ order }: { readonly order: Order }) => {
  const { may } = useSession();
  if (over.has(order.status)) return null;
  return (
    <>
      {may('holds:write') && <HoldButton order={order} />}
      {may('orders:manage') && (
        <CancelButton orderId={order.order_id} hasShipped={order.line_items.some((line) => line.shipped_quantity > 0)} />
      )}
    </>
  );
};
