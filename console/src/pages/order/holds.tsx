import { Alert, Group, Stack, Text } from '@mantine/core';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Order } from '../../shared/types.ts';
import { nameOf } from '../orders/order-columns.tsx';
import { HoldActions } from './hold-actions.tsx';

/** What keeps the order from going on, and who may let it. */
export const Holds = ({ order, isPast }: { readonly order: Order; readonly isPast: boolean }) => {
  const standing = order.holds.filter((hold) => hold.outcome !== 'released');
  if (standing.length === 0) return null;
  return (
    <Stack gap="xs">
      {standing.map((hold) => (
        <Alert
          key={hold.hold_id}
          color="orange"
          variant="light"
          title={`On hold: ${words(hold.type)}${hold.outcome === 'rejected' ? ', upheld' : ''}`}
        >
          <Group justify="space-between" align="flex-end">
            <div style={{ minWidth: 0, flex: '1 1 16rem' }}>
              <Text size="sm">{hold.reason}</Text>
              <Text size="xs" className="muted" component="div">
                blocks {hold.blocks.map(words).join(', ')} · by {hold.placed_by} <Time at={hold.placed_at} relative />
                {hold.until && (
                  <>
                    {' · until '}
                    <Time at={hold.until} full />
                  </>
                )}
              </Text>
            </div>
            {!isPast && (
              <HoldActions orderId={order.order_id} orderName={nameOf(order)} hold={{ ...hold, rejected: hold.outcome === 'rejected' }} />
            )}
          </Group>
        </Alert>
      ))}
    </Stack>
  );
};
