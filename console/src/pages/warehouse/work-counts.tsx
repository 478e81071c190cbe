import { Card, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { Age } from '../../shared/time.tsx';
import type { WorkSummary } from '../../shared/types.ts';

/** What the statuses of work mean to whoever does it. */
export const statusWords: Readonly<Record<string, string>> = {
  open: 'Not released yet',
  released: 'To pick',
  picking: 'In picking',
  packed: 'To ship',
  shipped: 'Shipped',
  delivered: 'Delivered',
  ready_for_pickup: 'Ready for pickup',
  collected: 'Collected',
  pickup_expired: 'Not collected',
  rejected: 'Rejected',
  cancelled: 'Called off',
};

const number = new Intl.NumberFormat();

type WorkCountsProps = { readonly summary: WorkSummary; readonly chosen: string; readonly onChoose: (status: string) => void };

/** How much there is to do, status by status; each count shows its work. */
export const WorkCounts = ({ summary, chosen, onChoose }: WorkCountsProps) => (
  <section aria-label="How much there is to do">
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs">
      {summary.statuses.map(({ status, fulfillment_orders: count, units, oldest_created_at: oldest }) => (
        <UnstyledButton key={status} aria-pressed={status === chosen} onClick={() => onChoose(status)}>
          <Card
            withBorder
            padding="xs"
            h="100%"
            style={
              status === chosen
                ? { borderColor: 'var(--mantine-primary-color-filled)', boxShadow: 'inset 0 0 0 1px var(--mantine-primary-color-filled)' }
                : {}
            }
          >
            <Text size="sm" className="muted">
              {statusWords[status] ?? status}
            </Text>
            <Text fz={26} fw={650} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {number.format(count)}
              {summary.complete ? '' : '+'}
            </Text>
            <Text size="xs" className="muted" component="div">
              {number.format(units)} {units === 1 ? 'unit' : 'units'}
              {oldest && (
                <>
                  {' · oldest '}
                  <Age since={oldest} />
                </>
              )}
            </Text>
          </Card>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  </section>
);
