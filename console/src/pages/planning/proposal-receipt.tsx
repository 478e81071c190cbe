import { List, Stack, Table, Text } from '@mantine/core';
import { Facts } from '../../shared/facts.tsx';
import { moneyText } from '../../shared/money.tsx';
import type { Proposal } from '../../shared/types.ts';
import { unitsText } from '../stock/units.tsx';
import { meanText } from '../forecasts/forecast-words.ts';

type End = Proposal['receipt']['to'];

const rows: readonly (readonly [string, (end: End) => string])[] = [
  ['Free now', (end) => meanText(end.available)],
  ['Under way', (end) => meanText(end.incoming)],
  ['Expected demand', (end) => `${meanText(end.expected)} in ${end.days} days`],
  ['Needed for it', (end) => meanText(end.needed)],
  ['Safety stock', (end) => meanText(end.safety_stock)],
  ['Missing without it', (end) => meanText(end.short_before)],
  ['Missing with it', (end) => meanText(end.short_after)],
];

/** How both ends stand, with and without the proposal. */
const Ends = ({ to, from }: { readonly to: End; readonly from: End | null }) => (
  <Table aria-label="How each end stands, in units" verticalSpacing={4}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Units</Table.Th>
        <Table.Th ta="right">{to.location_id}</Table.Th>
        {from && <Table.Th ta="right">{from.location_id}</Table.Th>}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {rows.map(([name, of]) => (
        <Table.Tr key={name}>
          <Table.Th scope="row" fw={400}>
            {name}
          </Table.Th>
          <Table.Td ta="right">{of(to)}</Table.Td>
          {from && <Table.Td ta="right">{of(from)}</Table.Td>}
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

/** Why something is proposed, and what it costs and saves. */
export const ProposalReceipt = ({ proposal }: { readonly proposal: Proposal }) => {
  const { receipt, reasons, sentence } = proposal;
  const money = (amount: number | null) =>
    amount === null ? undefined : receipt.currency === null ? unitsText(amount) : moneyText(amount, receipt.currency);
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600}>
        {sentence}
      </Text>
      <List size="sm">
        {reasons.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
      <Ends to={receipt.to} from={receipt.from} />
      <Facts
        facts={[
          ['It costs', money(receipt.cost_minor)],
          ['Loss it avoids', money(receipt.benefit_minor)],
          ['Demand is covered in', `${receipt.service_percent} of 100 cases`],
          ['On its way for', `${receipt.lead_time_days} days`],
          ['Least that is sold', receipt.minimum_units],
          ['In packs of', receipt.pack_units],
          [
            'Forecast',
            <span key="version" className="mono break">
              {receipt.forecast_version}
            </span>,
          ],
          ['Policy planning', `version ${receipt.policy_version}`],
        ]}
      />
    </Stack>
  );
};
