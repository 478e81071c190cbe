import { Badge, Stack, Table, Text } from '@mantine/core';
import { Money } from '../../shared/money.tsx';
import type { Decision } from '../../shared/types.ts';
import {
  bindingText,
  type Candidate,
  flipText,
  type Part,
  partsOf,
  partWords,
  planText,
  precisionWords,
  type RoutingReceiptOf,
  searchText,
  unsourcedText,
} from './routing-words.ts';
import { ScoreBars } from './score-bars.tsx';

type Receipt = Extract<Decision, { readonly kind: 'routing' }>['receipt'];

type PlansProps = {
  readonly candidates: readonly Candidate[];
  readonly parts: readonly Part[];
  readonly currency: string;
  readonly chosen: string | undefined;
};

const planWidth = 240;
const partWidth = 90;

const Plans = ({ candidates, parts, currency, chosen }: PlansProps) => (
  <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Plans, which may be wider than the screen">
    <Table aria-label="Plans that were weighed" miw={planWidth + (parts.length + 1) * partWidth}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Plan</Table.Th>
          {parts.map((part) => (
            <Table.Th key={part} ta="right">
              {partWords[part]}
            </Table.Th>
          ))}
          <Table.Th ta="right">Score</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {candidates.map((candidate, index) => (
          <Table.Tr key={candidate.plan_id} fw={candidate.plan_id === chosen ? 600 : undefined}>
            <Table.Td>
              {index + 1}. {planText(candidate)}{' '}
              {candidate.plan_id === chosen && (
                <Badge size="sm" color="green" variant="light" tt="none">
                  chosen
                </Badge>
              )}
            </Table.Td>
            {parts.map((part) => (
              <Table.Td key={part} ta="right">
                <Money amount={candidate.contributions[part] ?? 0} currency={currency} />
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
);

/** What bound the choice, and what would have turned it. */
const Turns = ({ receipt }: { readonly receipt: RoutingReceiptOf }) => {
  const { currency, runner_up: second, binding } = receipt;
  return (
    <>
      {second && (
        <Text size="sm">{second.flip ? flipText(second.flip, currency) : `What would have changed it: ${second.would_change}`}</Text>
      )}
      {binding && <Text size="sm">{bindingText(binding, currency)}</Text>}
    </>
  );
};

/** The plans that were weighed, the chosen one first; their parts sum to the score. */
export const RoutingReceipt = ({ receipt: { receipt } }: { readonly receipt: Receipt }) => {
  const { candidates, currency, chosen, destination_precision: precision, future_value_version: futureVersion } = receipt;
  const parts = partsOf(candidates);
  return (
    <Stack gap="xs">
      {candidates.length > 0 && (
        <>
          <ScoreBars candidates={candidates} parts={parts} currency={currency} chosen={chosen} />
          <Plans candidates={candidates} parts={parts} currency={currency} chosen={chosen} />
        </>
      )}
      <Turns receipt={receipt} />
      {receipt.unsourced.map((line) => (
        <Text size="sm" key={`${line.line_id} ${line.reason}`}>
          {line.quantity} × {line.sku} found no source: {unsourcedText(line)}.
        </Text>
      ))}
      <Text size="xs" className="muted">
        {searchText(receipt)} The destination is {precision === 'unknown' ? 'not known' : `known ${precisionWords[precision]}`}.
        {futureVersion === undefined ? ' What units are worth later was not counted.' : ''}
      </Text>
    </Stack>
  );
};
