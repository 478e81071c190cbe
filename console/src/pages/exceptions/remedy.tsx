import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { inputError } from '../../shared/field-message.ts';
import type { OrderException } from '../../shared/types.ts';
import { refuseNothingSent } from '../dead-letters/redriven.ts';
import { HoldActions } from '../order/hold-actions.tsx';
import { CancelButton } from '../order/order-actions.tsx';
import { nameOf } from '../orders/order-columns.tsx';

/** Letters that are looked through for the one of a notice. */
const lettersMax = 100;

const noticeIdOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'notice_id' in body ? body.notice_id : undefined;

/** Has the channel told once more of what it would not have. */
const SendBackNotice = ({ exception }: { readonly exception: OrderException }) => {
  const { api } = useSession();
  const queue = `${exception.order.channel}-notices`;
  const run = async (): Promise<void> => {
    const { messages } = await api.listDeadLetters({ path: { queue }, query: { limit: lettersMax } });
    const ids = messages.filter(({ body }) => noticeIdOf(body) === exception.reference).map(({ message_id }) => message_id);
    if (ids.length === 0)
      throw inputError([
        { field: queue, message: `has no letter of this notice among its oldest ${lettersMax}; it may have been sent back already` },
      ]);
    refuseNothingSent(await api.redriveDeadLetters({ path: { queue }, body: { message_ids: ids } }));
  };
  return (
    <ActionButton
      label="Tell again"
      size="compact-sm"
      variant="filled"
      confirm="The channel is told once more. A channel that was told by hand meanwhile answers that it knows; nothing is told twice."
      run={run}
      done="The channel is being told again"
    />
  );
};

const held: ReadonlySet<string> = new Set([
  'discrepancy',
  'workflow-broke-off',
  'refused-everywhere',
  'shipped-unwanted',
  'added-too-late',
  'undeliverable',
]);
const hasLeft: ReadonlySet<string> = new Set(['partially_shipped', 'shipped', 'delivered']);

/** What can be done about an exception from the list: a button where one is enough, a way where it is not. */
export const Remedy = ({ exception }: { readonly exception: OrderException }) => {
  const { may } = useSession();
  const { kind, order, reference, recommended_action: advice } = exception;
  const isUpheld = advice.code === 'cancel-order';
  const [sku, ...otherSkus] = order.skus;
  return (
    <Group gap="xs" justify="flex-end">
      {held.has(kind) && reference !== null && (
        <HoldActions
          orderId={order.order_id}
          orderName={nameOf(order)}
          hold={{
            hold_id: reference,
            type: order.holds.find(({ hold_id }) => hold_id === reference)?.type ?? 'operator',
            rejected: isUpheld,
            releasable_by: [],
          }}
        />
      )}
      {isUpheld && may('orders:manage') && (
        <CancelButton orderId={order.order_id} hasShipped={hasLeft.has(order.status)} size="compact-sm" />
      )}
      {kind === 'notice-refused' && may('operations:write') && <SendBackNotice exception={exception} />}
      {kind === 'notice-late' && may('channels:read') && (
        <Anchor component={Link} to={`/channels/${order.channel}/${order.channel_account}`} underline="always" size="sm">
          Channel account
        </Anchor>
      )}
      {kind === 'backordered' && may('inventory:read') && sku !== undefined && otherSkus.length === 0 && (
        <Anchor component={Link} to={`/stock?sku=${encodeURIComponent(sku)}`} underline="always" size="sm">
          Stock of {sku}
        </Anchor>
      )}
      <Anchor component={Link} to={`/orders/${order.order_id}`} underline="always" size="sm">
        Open
      </Anchor>
    </Group>
  );
};
