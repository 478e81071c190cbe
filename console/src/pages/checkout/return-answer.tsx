import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import { percentText } from '../decisions/decision-words.ts';
import { ArticleLink } from '../supply/document-parts.tsx';
import { customerWords, type ReturnRisk, riskBasisWords, type RiskOfLine, shownWords } from './checkout-words.ts';

const columnsOf = (currency: string, mayOpen: boolean): readonly Column<RiskOfLine>[] => [
  { header: 'Article', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  {
    header: 'Comes back',
    align: 'right',
    cell: ({ probability, confidence }) => (
      <>
        <strong>{percentText(probability)}</strong>
        <Text size="xs" className="muted">
          {confidence} confidence
        </Text>
      </>
    ),
    csv: ({ probability }) => probability,
  },
  { header: 'By', prose: true, cell: ({ basis }) => riskBasisWords[basis], csv: ({ basis }) => basis },
  {
    header: 'Costs, expected',
    align: 'right',
    cell: ({ cost }) => <span className="nowrap">{moneyText(cost.expected_minor, currency)}</span>,
    csv: ({ cost }) => cost.expected_minor,
  },
  {
    header: 'Why',
    prose: true,
    cell: ({ reasons }) => (
      <List size="sm" miw={180}>
        {reasons.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
    ),
    csv: ({ reasons }) => reasons.join(' '),
  },
  {
    header: 'To be suggested',
    prose: true,
    cell: ({ suggestion, show_reason: reason }) => (
      <>
        {suggestion && <Text size="sm">{suggestion.sentence}</Text>}
        <Text size="xs" className="muted">
          {shownWords[reason]}
        </Text>
      </>
    ),
    csv: ({ suggestion, show_reason: reason }) => suggestion?.sentence ?? shownWords[reason],
  },
  {
    header: 'Receipt',
    cell: ({ decision_id: id, sku }) =>
      mayOpen && (
        <Anchor component={Link} to={`/decisions/${id}`} underline="always" size="sm" aria-label={`Why? ${sku}`}>
          Why?
        </Anchor>
      ),
    csv: ({ decision_id: id }) => id,
  },
];

/** How likely the goods come back, and what may keep them from it. */
export const ReturnAnswer = ({ answer }: { readonly answer: ReturnRisk }) => {
  const { may } = useSession();
  const { lines, currency, customer, counted_at: counted, expected_cost_minor: expected } = answer;
  return (
    <Section title="Returns">
      <Stack gap="sm">
        <Text size="sm">
          Returns of this cart are expected to cost <strong>{moneyText(expected, currency)}</strong>. {customerWords[customer]}
        </Text>
        <DataTable
          label="Likelihood of a return"
          columns={columnsOf(currency, may('orders:read'))}
          rows={{ items: lines }}
          keyOf={({ decision_id: id }) => id}
          empty="There is no line."
        />
        <Text size="xs" className="muted">
          {counted === null ? (
            'Sales and returns have not been counted yet; that is done each night.'
          ) : (
            <>
              Sales and returns were counted <Time at={counted} relative />.
            </>
          )}{' '}
          By policy return risk, version {answer.policy_version}.
        </Text>
      </Stack>
    </Section>
  );
};
