import { Group, Text, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { useAddressQuery } from '../../shared/address-query.ts';
import { Choice } from '../../shared/choices.tsx';
import { beginOf, endOf } from '../../shared/days.ts';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { confidenceText, decisionKinds, kindTitle, type ListedDecision, type Mark, markWords, optionsOf } from './decision-words.ts';
import { FairnessTab } from './fairness-tab.tsx';
import { KpisTab } from './kpis-tab.tsx';
import { RecordChecksTab } from './record-checks-tab.tsx';

const pageSize = 25;

const columns: readonly Column<ListedDecision>[] = [
  {
    header: 'Decision',
    cell: ({ kind, decided }) => (
      <>
        <Text span inherit fw={600}>
          {kindTitle(kind)}
        </Text>
        <Text size="xs" className="muted break">
          {decided === null ? 'nothing could be decided' : words(decided)}
        </Text>
      </>
    ),
    csv: ({ kind }) => kind,
  },
  { header: 'Band', csv: ({ decided }) => decided },
  {
    header: 'Summary',
    prose: true,
    cell: ({ reason, summary }) => <span className="break">{reason ?? summary}</span>,
    csv: ({ summary }) => summary,
  },
  {
    header: 'Policy',
    cell: ({ policy }) => policy && <span className="nowrap">{`${words(policy.name)} ${policy.version}`}</span>,
    csv: ({ policy }) => policy && `${policy.name}@${policy.version}`,
    wideOnly: true,
  },
  { header: 'Confidence', prose: true, cell: ({ confidence }) => confidenceText(confidence), csv: ({ confidence }) => confidence.value },
  { header: 'Decided', cell: ({ decided_at: at }) => <Time at={at} />, csv: ({ decided_at: at }) => at },
  { header: 'Model', csv: ({ model_version: version }) => version },
  { header: 'Score', csv: ({ score }) => score },
  { header: 'Propensity', csv: ({ propensity }) => propensity },
  { header: 'Order id', csv: ({ order_id: id }) => id },
  { header: 'Decision id', csv: ({ decision_id: id }) => id },
];

const marks = Object.keys(markWords) as readonly Mark[];

/** A day from the address, if it is one. */
const dayIn = (text: string | null): string => (text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && beginOf(text) !== undefined ? text : '');

/** Filters of the list, as they stand in the address. */
const useFilters = () => {
  const [query, change] = useAddressQuery();
  const kind = decisionKinds.find((one) => one === query.get('kind'));
  const mark = marks.find((one) => one === query.get('mark'));
  const version = query.get('version') ?? '';
  const band = query.get('band') ?? '';
  const first = dayIn(query.get('first'));
  const last = dayIn(query.get('last'));
  const set = (name: string, value: string): void => change({ [name]: value });
  return { kind, mark, version, band, first, last, set };
};

const bands: readonly string[] = ['pass', 'verify', 'review', 'decline'];

const Filters = ({ filters }: { readonly filters: ReturnType<typeof useFilters> }) => {
  const { kind, mark, version, band, first, last, set } = filters;
  return (
    <Group gap="xs">
      <Choice
        size="xs"
        aria-label="Kind"
        value={kind ?? ''}
        options={[{ value: '', label: 'Every kind' }, ...decisionKinds.map((value) => ({ value, label: kindTitle(value) }))]}
        onChange={(value) => set('kind', value)}
      />
      <Choice
        size="xs"
        aria-label="Band"
        value={band}
        options={[{ value: '', label: 'Every outcome' }, ...bands.map((value) => ({ value, label: value }))]}
        onChange={(value) => set('band', value)}
      />
      <Choice
        size="xs"
        aria-label="What was said"
        value={mark ?? ''}
        options={[{ value: '', label: 'Whatever was said' }, ...optionsOf(markWords)]}
        onChange={(value) => set('mark', value)}
      />
      <Group gap={6} wrap="nowrap" role="group" aria-label="Decided between">
        <TextInput
          size="xs"
          type="date"
          aria-label="First day"
          value={first}
          max={last === '' ? undefined : last}
          onChange={(event) => set('first', event.currentTarget.value)}
        />
        <Text span size="xs" className="muted">
          to
        </Text>
        <TextInput
          size="xs"
          type="date"
          aria-label="Last day"
          value={last}
          min={first === '' ? undefined : first}
          onChange={(event) => set('last', event.currentTarget.value)}
        />
      </Group>
      <TextInput
        size="xs"
        aria-label="Version of the model or policy"
        placeholder="Version, such as balanced@1"
        key={version}
        defaultValue={version}
        onBlur={(event) => set('version', event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set('version', event.currentTarget.value.trim());
        }}
      />
    </Group>
  );
};

const DecisionList = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const filters = useFilters();
  const { kind, mark, version, band, first, last } = filters;
  const [from, to] = [beginOf(first), endOf(last)];
  const rows = useRows(
    ['decisions', kind, mark, version, band, from, to],
    readingOn((cursor) =>
      api.listDecisions({
        query: {
          limit: pageSize,
          ...(kind ? { kind } : {}),
          ...(mark ? { mark } : {}),
          ...(version === '' ? {} : { version }),
          ...(band === '' ? {} : { band }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      }),
    ),
  );
  return (
    <DataTable
      label="Decisions"
      columns={columns}
      rows={rows}
      keyOf={({ decision_id: id }) => id}
      onOpen={({ decision_id: id }) => void navigate(`/decisions/${id}`)}
      tools={<Filters filters={filters} />}
      empty="No decision is like that. Decisions are made when an order is assessed and when its units are sourced."
    />
  );
};

const tabs = [
  { value: 'decisions', label: 'Decisions', Panel: DecisionList },
  // Figures are sums over the whole installation, which not everybody sees who sees orders.
  { value: 'figures', label: 'Figures', scope: 'operations:read', Panel: KpisTab },
  { value: 'fairness', label: 'Fairness', scope: 'operations:read', Panel: FairnessTab },
  { value: 'record-checks', label: 'Unusual data', Panel: RecordChecksTab },
] as const satisfies readonly PageTab[];

/** What was decided, whether it holds, and whether it is fair. */
export const DecisionsPage = () => (
  <TabbedPage
    title="Decisions"
    about="What was decided about orders, those of the newest orders first. A row leads to why, what would have changed it, and who may."
    tabs={tabs}
  />
);
