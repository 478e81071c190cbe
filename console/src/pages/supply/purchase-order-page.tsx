import { Group, SimpleGrid, Stack } from '@mantine/core';
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
import { Time } from '../../shared/time.tsx';
import type { PurchaseOrder } from '../../shared/types.ts';
import { NoSuchPage } from '../no-such-page.tsx';
import { unitsText } from '../stock/units.tsx';
import { ArticleLink, DocumentHistory, DocumentLoading } from './document-parts.tsx';
import { PurchaseOrderActions } from './purchase-order-actions.tsx';
import { Expected, SupplyStatus } from './supply-words.tsx';

type Line = PurchaseOrder['lines'][number];

const unitColumn = (header: string, of: 'quantity' | 'outstanding' | 'received' | 'damaged' | 'withdrawn'): Column<Line> => ({
  header,
  align: 'right',
  cell: (line) => (line[of] === 0 ? <span className="muted">0</span> : unitsText(line[of])),
  csv: (line) => line[of],
});

const columns: readonly Column<Line>[] = [
  { header: 'SKU', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  { header: 'Line', wideOnly: true, cell: ({ line_id: id }) => id, csv: ({ line_id: id }) => id },
  unitColumn('Ordered', 'quantity'),
  unitColumn('Still to come', 'outstanding'),
  unitColumn('Received', 'received'),
  unitColumn('Damaged', 'damaged'),
  unitColumn('Given up', 'withdrawn'),
  {
    header: 'Expected',
    cell: ({ expected_at: at, outstanding }) => <Expected at={at} isOpen={outstanding > 0} />,
    csv: ({ expected_at: at }) => at,
  },
];

const Document = ({ order }: { readonly order: PurchaseOrder }) => {
  const { api, may } = useSession();
  const names = useLocationNames();
  const { location_id: to } = order;
  return (
    <>
      <PageHeader
        title={`Purchase order ${order.purchase_order_id}`}
        about={
          <Group gap="sm">
            <SupplyStatus status={order.status} />
            <span>
              From {order.supplier} to {names.get(to) ?? to}.
            </span>
          </Group>
        }
        actions={may('inventory:write') && <PurchaseOrderActions order={order} />}
      />
      <Stack>
        <DataTable
          label={`Lines of purchase order ${order.purchase_order_id}`}
          columns={columns}
          rows={{ items: order.lines }}
          keyOf={({ line_id: id }) => id}
          empty="It has no lines."
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Section title="Purchase order">
            <Facts
              facts={[
                ['Supplier', order.supplier],
                ['Their number', order.reference],
                ['To', to],
                ['Created', <Time key="created" at={order.created_at} full />],
                ['Changed', <Time key="updated" at={order.updated_at} full />],
              ]}
            />
          </Section>
          <DocumentHistory
            name="purchase-order-history"
            id={order.purchase_order_id}
            read={() => api.getPurchaseOrderHistory({ path: { id: order.purchase_order_id } })}
          />
        </SimpleGrid>
      </Stack>
    </>
  );
};

/** One order with a supplier. */
export const PurchaseOrderPage = () => {
  const { id = '' } = useParams();
  const { api } = useSession();
  const asked = useQuery({
    queryKey: ['purchase-order', id],
    queryFn: () => api.getPurchaseOrder({ path: { id } }),
    refetchInterval: live.near,
  });
  if (asked.error instanceof ProblemError && asked.error.problem.status === 404) return <NoSuchPage />;
  if (asked.error && !asked.data) return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  return asked.data ? <Document key={id} order={asked.data} /> : <DocumentLoading />;
};
