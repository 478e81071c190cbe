import { List, Stack, Text } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { consentText, type OfferedPromotion, promotionLeftOutWords, type Promotions } from './checkout-words.ts';

const columnsOf = (currency: string): readonly Column<OfferedPromotion>[] => [
  {
    header: 'Promotion',
    cell: ({ title, promotion_id: id }) => (
      <>
        {title}
        <Text size="xs" className="muted mono">
          {id}
        </Text>
      </>
    ),
    csv: ({ promotion_id: id }) => id,
  },
  {
    header: 'Takes off',
    align: 'right',
    cell: ({ worth_minor: worth }) => (
      <span className="nowrap">{worth === null ? 'not in this cart yet' : moneyText(worth, currency)}</span>
    ),
    csv: ({ worth_minor: worth }) => worth ?? '',
  },
  { header: 'Why', prose: true, cell: ({ reason }) => reason, csv: ({ reason }) => reason },
  {
    header: 'Rank',
    align: 'right',
    cell: ({ score, contributions: { fit, effect } }) => (
      <>
        {score.toFixed(3)}
        <Text size="xs" className="muted nowrap">
          fits {fit.toFixed(3)}, moves {effect.toFixed(3)}
        </Text>
      </>
    ),
    csv: ({ score }) => score,
  },
];

/** Promotions that the cart gets, the best first, and why others are left out. */
export const PromotionsAnswer = ({ answer }: { readonly answer: Promotions }) => (
  <Section title="Promotions">
    <Stack gap="xs">
      <Text size="sm">{consentText(answer.consent)}</Text>
      <DataTable
        label="Promotions of the cart"
        columns={columnsOf(answer.currency)}
        rows={{ items: answer.items, error: null, retry: () => undefined }}
        keyOf={({ promotion_id: id }) => id}
        empty="The cart gets none."
      />
      {answer.left_out.length > 0 && (
        <List size="sm" aria-label="Promotions left out">
          {answer.left_out.map(({ promotion_id: id, reason }) => (
            <List.Item key={id}>
              <span className="mono">{id}</span> {promotionLeftOutWords[reason]}.
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  </Section>
);
