import { Badge, Table, Text } from '@mantine/core';
import { Money } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';

type Receipt = Extract<Decision, { readonly kind: 'routing' }>['receipt'];
type Candidate = Receipt['receipt']['candidates'][number];

const plan = ({ assignments }: Candidate): string =>
  assignments
    .map(({ location_id, lines, distance_km }) => {
      const units = lines.map((line) => `${line.quantity} × ${line.sku}`).join(', ');
      return `${location_id}${distance_km === undefined ? '' : ` (${distance_km} km)`}: ${units}`;
    })
    .join(' · ');

const headings = { shipping: 'Shipping', handling: 'Handling', split: 'Split' } as const;

const searched = {
  exact: 'Every way to split the order was weighed',
  heuristic: 'The likeliest ways to split the order were weighed',
  rule: 'The policy names the order of locations and weighs no costs',
} as const;

/** The plans that were weighed, the chosen one first; their parts sum to the score. */
export const RoutingReceipt = ({ receipt: { receipt } }: { readonly receipt: Receipt }) => {
  const { candidates, currency, chosen, runner_up: second } = receipt;
  return (
    <>
      {candidates.length > 0 && (
        <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Plans, which may be wider than the screen">
          <Table aria-label="Plans that were weighed" miw={480}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Plan</Table.Th>
                {(['shipping', 'handling', 'split'] as const).map((part) => (
                  <Table.Th key={part} ta="right">
                    {headings[part]}
                  </Table.Th>
                ))}
                <Table.Th ta="right">Score</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {candidates.map((candidate) => (
                <Table.Tr key={candidate.plan_id} fw={candidate.plan_id === chosen ? 600 : undefined}>
                  <Table.Td>
                    {plan(candidate)}{' '}
                    {candidate.plan_id === chosen && (
                      <Badge size="sm" color="green" variant="light" tt="none">
                        chosen
                      </Badge>
                    )}
                  </Table.Td>
                  {(['shipping', 'handling', 'split'] as const).map((part) => (
                    <Table.Td key={part} ta="right">
                      <Money amount={candidate.contributions[part]} currency={currency} />
                    </Table.Td>
                  ))}
                  <Table.Td ta="right">
                    <Money amount={candidate.score_minor} currency={currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {second && <Text size="sm">What would have changed it: {second.would_change}</Text>}
      {receipt.unsourced.map((line) => (
        <Text size="sm" key={`${line.line_id} ${line.reason}`}>
          {line.quantity} × {line.sku} found no source: {words(line.reason)}
        </Text>
      ))}
      <Text size="xs" className="muted">
        {searched[receipt.search]}
        {receipt.optimal ? '; no plan has a lower score, which is proven' : ''}.
      </Text>
    </>
  );
};
