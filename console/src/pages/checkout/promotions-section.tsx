import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import type { PromotionFigures } from './checkout-words.ts';

type Outcome = PromotionFigures['outcomes'][number];

const shareText = ({ orders, people }: Outcome['shown']): string => `${orders} of ${people}`;

const Each = ({ figures, text }: { readonly figures: PromotionFigures; readonly text: (outcome: Outcome) => string }) => (
  <>{figures.outcomes.length === 0 ? 'nobody yet' : figures.outcomes.map((outcome) => <div key={outcome.currency}>{text(outcome)}</div>)}</>
);

const columns: readonly Column<PromotionFigures>[] = [
  {
    header: 'Promotion',
    cell: ({ promotion_id: id, title }) => title ?? `${id} (no longer run)`,
    csv: ({ promotion_id: id }) => id,
  },
  {
    header: 'Used',
    align: 'right',
    cell: ({ uses, uses_max: most }) => (most === null ? uses : `${uses} of ${most}`),
    csv: ({ uses }) => uses,
  },
  {
    header: 'Ordered, shown it',
    align: 'right',
    cell: (figures) => <Each figures={figures} text={({ shown }) => shareText(shown)} />,
    csv: ({ outcomes }) => outcomes.map(({ shown }) => shareText(shown)).join('; '),
  },
  {
    header: 'Ordered, held out',
    align: 'right',
    cell: (figures) => <Each figures={figures} text={({ held }) => shareText(held)} />,
    csv: ({ outcomes }) => outcomes.map(({ held }) => shareText(held)).join('; '),
  },
  {
    header: 'Given away',
    align: 'right',
    cell: (figures) => <Each figures={figures} text={({ given_minor: given, currency }) => moneyText(given, currency)} />,
    csv: ({ outcomes }) => outcomes.map(({ given_minor: given }) => given).join('; '),
  },
  {
    header: 'What it changes',
    prose: true,
    cell: ({ outcomes }) =>
      outcomes.length === 0 ? (
        <Text size="sm" className="muted">
          Nothing is known yet.
        </Text>
      ) : (
        <List size="sm" miw={220}>
          {outcomes.flatMap(({ currency, orders, amount }) =>
            [orders.sentence, amount.sentence].map((sentence) => <List.Item key={currency + sentence}>{sentence}</List.Item>),
          )}
        </List>
      ),
    csv: ({ outcomes }) => outcomes.map(({ orders }) => orders.sentence).join('; '),
  },
];

/** What promotions did, against the people who were held out. */
export const PromotionsSection = () => {
  const api = useApi();
  const report = useQuery({ queryKey: ['promotion-report'], queryFn: () => api.getPromotionReport() });
  return (
    <Section title="What promotions do">
      <DataTable
        label="Promotions and what they changed"
        columns={columns}
        rows={{ items: report.data?.items, error: report.error, retry: () => void report.refetch() }}
        keyOf={({ promotion_id: id }) => id}
        empty="The shop runs no promotion. They stand in the policy Promotions."
      />
    </Section>
  );
};
