import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { dateText, Time } from '../../shared/time.tsx';
import type { Proposal } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { unitsText } from '../stock/units.tsx';
import { ArticleLink } from '../supply/document-parts.tsx';
import { SupplyLink } from '../supply/supply-link.tsx';
import { kindWords, proposalKinds, proposalName, statusWords } from './planning-words.ts';
import { ProposalActions } from './proposal-actions.tsx';
import { ProposalReceipt } from './proposal-receipt.tsx';

type List = 'open' | 'ended';

const amount = (minor: number | null, { receipt: { currency } }: Proposal): string =>
  minor === null ? '–' : currency === null ? unitsText(minor) : moneyText(minor, currency);

const columns: readonly Column<Proposal>[] = [
  {
    header: 'What',
    cell: ({ kind, sku }) => (
      <>
        {kindWords[kind]}, <ArticleLink sku={sku} />
      </>
    ),
    csv: ({ kind }) => kind,
  },
  { header: 'SKU', csv: ({ sku }) => sku },
  { header: 'Units', align: 'right', cell: ({ quantity }) => unitsText(quantity), csv: ({ quantity }) => quantity },
  {
    header: 'From',
    cell: ({ from_location_id: from, supplier }) => from ?? supplier ?? <span className="muted">nobody is known</span>,
    csv: ({ from_location_id: from, supplier }) => from ?? supplier,
  },
  { header: 'To', cell: ({ to_location_id: to }) => to, csv: ({ to_location_id: to }) => to },
  { header: 'By', cell: ({ act_by: by }) => <span className="nowrap">{dateText(by)}</span>, csv: ({ act_by: by }) => by },
  { header: 'Costs', align: 'right', cell: (row) => amount(row.receipt.cost_minor, row), csv: ({ receipt }) => receipt.cost_minor },
  { header: 'Avoids', align: 'right', cell: (row) => amount(row.receipt.benefit_minor, row), csv: ({ receipt }) => receipt.benefit_minor },
  { header: 'Currency', csv: ({ receipt }) => receipt.currency },
  {
    header: 'In words',
    prose: true,
    cell: ({ sentence }) => (
      <Text size="sm" miw={200}>
        {sentence}
      </Text>
    ),
    csv: ({ sentence }) => sentence,
  },
];

/** What came of a proposal: in the words of whoever decided. */
const Ended = ({ proposal: { kind, status, decision, ended_at: at } }: { readonly proposal: Proposal }) => (
  <Text size="sm" component="div">
    {statusWords[status]} <Time at={at} relative />
    {decision && (
      <>
        {' by '}
        <Actor actor={decision.by} />
        {decision.note !== null && `: ${decision.note}`}
        {decision.document_id !== null && (
          <>
            {', '}
            <SupplyLink kind={kind === 'transfer' ? 'transfer' : 'purchase_order'} id={decision.document_id} />
          </>
        )}
      </>
    )}
  </Text>
);

const endColumn: Column<Proposal> = {
  header: 'What came of it',
  prose: true,
  cell: (row) => <Ended proposal={row} />,
  csv: ({ status }) => status,
};

const buttonsColumn = (mayDecide: boolean): Column<Proposal> => ({
  header: 'Decide',
  cell: (row) => (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <DialogButton label="Why" about={proposalName(row)} title={proposalName(row)} size="compact-sm">
        {() => <ProposalReceipt proposal={row} />}
      </DialogButton>
      {mayDecide && row.status === 'open' && <ProposalActions proposal={row} />}
    </Group>
  ),
  csv: ({ proposal_id: id }) => id,
});

/** Goods to be moved or bought before they are missing. */
export const ProposalsTab = () => {
  const { api, may } = useSession();
  const locations = useLocations();
  const [list, setList] = useState<List>('open');
  const [kind, setKind] = useState<Proposal['kind'] | ''>('');
  const [place, setPlace] = useState('');
  const query = { list, ...(kind === '' ? {} : { kind }), ...(place === '' ? {} : { location_id: place }) };
  const rows = useRows(
    ['proposals', list, kind, place],
    readingOn((cursor) => api.listPlanningProposals({ query: { ...query, ...(cursor === undefined ? {} : { cursor }) } })),
    { liveMs: live.far },
  );
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={locations.retry} />
      <DataTable
        label={list === 'open' ? 'Open proposals' : 'Ended proposals'}
        columns={[...columns, ...(list === 'ended' ? [endColumn] : []), buttonsColumn(may('inventory:write'))]}
        rows={rows}
        keyOf={({ proposal_id: id }) => id}
        tools={
          <Group gap="xs" align="flex-end">
            <Choice
              size="md"
              label="Show"
              value={list}
              options={[
                { value: 'open', label: 'Open' },
                { value: 'ended', label: 'Ended' },
              ]}
              onChange={(value) => setList(value === 'ended' ? 'ended' : 'open')}
            />
            <Choice
              size="md"
              label="Kind"
              value={kind}
              options={[{ value: '', label: 'All kinds' }, ...proposalKinds.map((one) => ({ value: one, label: kindWords[one] }))]}
              onChange={(value) => setKind(proposalKinds.find((one) => one === value) ?? '')}
            />
            <LocationChoice locations={locations} value={place} onChange={setPlace} all="All locations" />
          </Group>
        }
        empty={
          list === 'open'
            ? 'Nothing needs to be moved or bought by the forecasts. Proposals are looked for each night, after the forecasts.'
            : 'No proposal has ended yet.'
        }
      />
    </>
  );
};
