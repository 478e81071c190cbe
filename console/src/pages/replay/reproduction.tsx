import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import type { ReplayResult } from '../../shared/types.ts';
import { reasonWords } from './replay-words.ts';

type Reproduced = ReplayResult['reproduction'];
type Missed = Reproduced['not_reproduced'][number];

/** An order by its id, as a link for those who may look at it. */
export const OrderLink = ({ id }: { readonly id: string }) => {
  const { may } = useSession();
  return may('orders:read') ? (
    <Anchor component={Link} to={`/orders/${id}`} underline="always" className="mono break" size="sm">
      {id}
    </Anchor>
  ) : (
    <span className="mono break">{id}</span>
  );
};

const columns: readonly Column<Missed>[] = [
  { header: 'Order', cell: ({ order_id }) => <OrderLink id={order_id} />, csv: ({ order_id }) => order_id },
  {
    header: 'Decision',
    cell: ({ decision_id }) => <span className="mono break">{decision_id}</span>,
    csv: ({ decision_id }) => decision_id,
  },
  { header: 'Why', cell: ({ reason }) => reasonWords[reason], csv: ({ reason }) => reason, prose: true },
];

type ReproductionProps = { readonly reproduction: Reproduced; readonly isLive: boolean };

/** Whether the log came out again when each decision was made once more with its own inputs. */
export const Reproduction = ({ reproduction: { decisions, reproduced, not_reproduced: missed }, isLive }: ReproductionProps) => {
  const isWhole = reproduced === decisions;
  return (
    <Stack gap="sm">
      <Alert
        color={isWhole ? 'green' : 'orange'}
        variant="light"
        title={`Reproduced ${reproduced.toLocaleString()} of ${decisions.toLocaleString()} decisions`}
      >
        <Text size="sm">
          {isWhole
            ? 'Made once more from what it rested on, and by its own policy, each decision of these days comes to the choice of the log.'
            : 'Some decisions do not come to the choice of the log when they are made once more. They stand below.'}
          {isLive ? ' Both sides are therefore the log itself.' : ''}
        </Text>
      </Alert>
      {missed.length > 0 && (
        <DataTable
          label="Decisions not reproduced"
          columns={columns}
          rows={{ items: missed }}
          keyOf={({ order_id, decision_id }) => `${order_id} ${decision_id}`}
          empty="All of them were."
          tools={
            decisions - reproduced > missed.length ? <Text size="sm">The first {missed.length}; the others are left out.</Text> : undefined
          }
        />
      )}
    </Stack>
  );
};
