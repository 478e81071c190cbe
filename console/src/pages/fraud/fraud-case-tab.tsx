import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { Money } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { FraudCase, Order } from '../../shared/types.ts';
import { ChargebackForm } from './chargeback-form.tsx';
import { labelText } from './fraud-words.ts';
import { Verification } from './verification.tsx';

type Chargeback = FraudCase['chargebacks'][number];
type Review = FraudCase['reviews'][number];

const chargebackColumns: readonly Column<Chargeback>[] = [
  { header: 'Received', cell: ({ received_at: at }) => <Time at={at} full />, csv: ({ received_at: at }) => at },
  { header: 'Code', cell: ({ reason_code: code }) => <span className="mono">{code}</span>, csv: ({ reason_code: code }) => code },
  {
    header: 'Says',
    cell: ({ fraudulent }) => (fraudulent ? 'the owner did not order' : 'something else is wrong'),
    csv: ({ fraudulent }) => fraudulent,
  },
  {
    header: 'Amount',
    align: 'right',
    cell: ({ amount_minor: amount, currency }) => <Money amount={amount} currency={currency} />,
    csv: ({ amount_minor: amount }) => amount,
  },
  { header: 'Currency', csv: ({ currency }) => currency },
  { header: 'Number', csv: ({ chargeback_id: id }) => id },
];

const reviewColumns: readonly Column<Review>[] = [
  { header: 'Decided', cell: ({ decided_at: at }) => <Time at={at} full />, csv: ({ decided_at: at }) => at },
  { header: 'Outcome', cell: ({ outcome }) => outcome, csv: ({ outcome }) => outcome },
  { header: 'By', cell: ({ decided_by: by }) => <span className="mono break">{by}</span>, csv: ({ decided_by: by }) => by },
];

type KnownProps = { readonly order: Order; readonly known: FraudCase; readonly isPast: boolean };

const Known = ({ order, known, isPast }: KnownProps) => {
  const { may } = useSession();
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Section title="Code to the customer">
          <Verification orderId={order.order_id} state={known.verification} isFixed={isPast} />
        </Section>
        <Section title="What the models learn">
          {known.label === null ? (
            <Text size="sm">Nothing is known yet of whether the order is honest.</Text>
          ) : (
            <Facts
              facts={[
                ['It counts as', labelText(known.label)],
                ['Known', <Time key="known" at={known.label.known_at} full />],
              ]}
            />
          )}
        </Section>
      </SimpleGrid>
      <Section
        title="Chargebacks"
        actions={
          !isPast &&
          may('orders:manage') && (
            <DialogButton label="Record a chargeback" size="compact-sm">
              {(close) => <ChargebackForm order={order} onClose={close} />}
            </DialogButton>
          )
        }
      >
        <DataTable
          label={`Chargebacks of ${order.order_id}`}
          columns={chargebackColumns}
          rows={{ items: known.chargebacks }}
          keyOf={({ chargeback_id: id }) => id}
          empty="No bank has taken money of this order back."
        />
      </Section>
      <Section title="Reviews">
        <DataTable
          label={`Reviews of ${order.order_id}`}
          columns={reviewColumns}
          rows={{ items: known.reviews }}
          keyOf={({ hold_id: id, decided_at: at }) => `${id} ${at}`}
          empty="No person has decided on it."
        />
      </Section>
    </Stack>
  );
};

type FraudCaseTabProps = { readonly order: Order; readonly isPast: boolean };

/** What is known of the honesty of an order. */
export const FraudCaseTab = ({ order, isPast }: FraudCaseTabProps) => {
  const { api } = useSession();
  const id = order.order_id;
  const asked = useQuery({
    queryKey: ['fraud-case', id],
    queryFn: () => api.getFraudCase({ path: { id } }),
    refetchInterval: live.near,
  });
  if (asked.error && !asked.data) return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton height={220} role="status" aria-label="Loading" />;
  return <Known order={order} known={asked.data} isPast={isPast} />;
};
