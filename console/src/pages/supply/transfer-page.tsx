import { Alert, Group, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert, ProblemError } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Transfer } from '../../shared/types.ts';
import { NoSuchPage } from '../no-such-page.tsx';
import { unitsText } from '../stock/units.tsx';
import { ArticleLink, DocumentHistory, DocumentLoading } from './document-parts.tsx';
import { Expected, hasEnded, SupplyStatus } from './supply-words.tsx';
import { TransferActions } from './transfer-actions.tsx';

type Line = Transfer['lines'][number];

const unitColumn = (header: string, of: Exclude<keyof Line, 'sku'>): Column<Line> => ({
  header,
  align: 'right',
  cell: (line) => (line[of] === 0 ? <span className="muted">0</span> : unitsText(line[of])),
  csv: (line) => line[of],
});

const columns: readonly Column<Line>[] = [
  { header: 'SKU', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  unitColumn('Asked for', 'quantity'),
  unitColumn('Sent', 'shipped'),
  unitColumn('Under way', 'in_transit'),
  unitColumn('Received', 'received'),
  unitColumn('Damaged', 'damaged'),
  unitColumn('Missing', 'missing'),
];

const refusals: Readonly<Record<string, string>> = {
  'insufficient-stock': 'fewer units are free there than were to be sent; the others are promised to orders',
  'insufficient-on-hand': 'fewer units stand there than were to be sent',
  'stock-allocated': 'the units are promised to orders',
};

const Refused = ({ transfer: { refused, from_location_id: from } }: { readonly transfer: Transfer }) =>
  refused.length > 0 ? (
    <Alert color="red" variant="light" title="The last try to ship was refused">
      {refused.map(({ sku, code }) => (
        <div key={sku}>
          {sku} at {from}: {refusals[code] ?? words(code)}
        </div>
      ))}
      Nothing has moved. Ship fewer units, or cancel the transfer.
    </Alert>
  ) : null;

const Document = ({ transfer }: { readonly transfer: Transfer }) => {
  const { api, may } = useSession();
  const names = useLocationNames();
  const { from_location_id: from, to_location_id: to } = transfer;
  return (
    <>
      <PageHeader
        title={`Transfer ${transfer.transfer_id}`}
        about={
          <Group gap="sm">
            <SupplyStatus status={transfer.status} />
            <span>
              From {names.get(from) ?? from} to {names.get(to) ?? to}.
            </span>
          </Group>
        }
        actions={may('inventory:write') && <TransferActions transfer={transfer} />}
      />
      <Stack>
        <Refused transfer={transfer} />
        <DataTable
          label={`Lines of transfer ${transfer.transfer_id}`}
          columns={columns}
          rows={{ items: transfer.lines }}
          keyOf={({ sku }) => sku}
          empty="It has no lines."
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Section title="Transfer">
            <Facts
              facts={[
                ['From', from],
                ['To', to],
                ['Expected', <Expected key="expected" at={transfer.expected_at} isOpen={!hasEnded(transfer.status)} />],
                ['Reference', transfer.reference],
                ['Created', <Time key="created" at={transfer.created_at} full />],
                ['Changed', <Time key="updated" at={transfer.updated_at} full />],
              ]}
            />
          </Section>
          <DocumentHistory
            name="transfer-history"
            id={transfer.transfer_id}
            read={() => api.getTransferHistory({ path: { id: transfer.transfer_id } })}
          />
        </SimpleGrid>
      </Stack>
    </>
  );
};

/** One transfer between two locations. */
export const TransferPage = () => {
  const { id = '' } = useParams();
  const { api } = useSession();
  const asked = useQuery({
    queryKey: ['transfer', id],
    queryFn: () => api.getTransfer({ path: { id } }),
    refetchInterval: live.near,
  });
  if (asked.error instanceof ProblemError && asked.error.problem.status === 404) return <NoSuchPage />;
  if (asked.error && !asked.data) return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  return asked.data ? <Document key={id} transfer={asked.data} /> : <DocumentLoading />;
};
