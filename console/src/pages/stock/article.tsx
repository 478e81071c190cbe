import { Alert, Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert, ProblemError } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { StockLevel } from '../../shared/types.ts';

/** Kinds of units, in the order in which they are asked for. */
export const unitColumns = [
  { header: 'On hand', of: 'on_hand' },
  { header: 'Allocated', of: 'allocated' },
  { header: 'Available', of: 'available' },
  { header: 'Incoming', of: 'incoming' },
  { header: 'Damaged', of: 'damaged' },
  { header: 'In inspection', of: 'quality_control' },
] as const;
type Units = Readonly<Record<(typeof unitColumns)[number]['of'], number>>;

const number = new Intl.NumberFormat();

/** What a list of many articles shows also on a phone. */
const ofFirstInterest: ReadonlySet<string> = new Set(['on_hand', 'allocated', 'available']);

/** A column for each kind of units; what is zero steps back. */
export const columnsOfUnits = <Row extends Units>(isList = false): readonly Column<Row>[] =>
  unitColumns.map(({ header, of }) => ({
    header,
    wideOnly: isList && !ofFirstInterest.has(of),
    align: 'right',
    cell: (row) => (row[of] === 0 ? <span className="muted">0</span> : number.format(row[of])),
    csv: (row) => row[of],
  }));

const levelColumns: readonly Column<StockLevel>[] = [
  { header: 'Location', cell: (level) => level.location_id, csv: (level) => level.location_id },
  ...columnsOfUnits<StockLevel>(),
  { header: 'Changed', cell: (level) => <Time at={level.updated_at} />, csv: (level) => level.updated_at },
  { header: 'SKU', csv: (level) => level.sku },
];

const useProduct = (sku: string) => {
  const { api, may } = useSession();
  return useQuery({ queryKey: ['product', sku], queryFn: () => api.getProduct({ path: { sku } }), enabled: may('catalog:read') });
};

const Name = ({ sku }: { readonly sku: string }) => {
  const { data } = useProduct(sku);
  return data ? (
    <Text fz="lg" fw={650} className="break">
      {data.title}
    </Text>
  ) : null;
};

const ProductFacts = ({ sku }: { readonly sku: string }) => {
  const product = useProduct(sku);
  const isUnknown = product.error instanceof ProblemError && product.error.problem.status === 404;
  const { data } = product;
  return (
    <Section title="Article">
      {isUnknown && (
        <Alert color="orange" variant="light" mb="sm">
          The catalog has no article {sku}. Add it under Locations and products, so that it can be scanned and shows its title.
        </Alert>
      )}
      {!isUnknown && <ProblemAlert error={product.error} onRetry={() => void product.refetch()} />}
      <Facts
        facts={[
          ['Title', data?.title],
          [
            'SKU',
            <span key="sku" className="mono">
              {sku}
            </span>,
          ],
          ['Barcode', data?.barcode && <span className="mono">{data.barcode}</span>],
          ['Weight', data?.weight_grams === undefined ? undefined : `${number.format(data.weight_grams)} g`],
          ['Price', data?.price !== undefined && data.currency !== undefined && moneyText(data.price, data.currency)],
          ['Shipped', data && (data.requires_shipping ? 'yes' : 'no: nothing is sent')],
          ['Changed', data && <Time at={data.updated_at} />],
        ]}
      />
    </Section>
  );
};

const sumOf = (levels: readonly StockLevel[], of: keyof Units): number => levels.reduce((sum, level) => sum + level[of], 0);

const Totals = ({ levels }: { readonly levels: readonly StockLevel[] }) => (
  <Section title="Everywhere">
    <Facts facts={unitColumns.map(({ header, of }) => [header, number.format(sumOf(levels, of))] as const)} />
  </Section>
);

const Links = ({ sku }: { readonly sku: string }) => {
  const { may } = useSession();
  return (
    <Group gap="md">
      {may('orders:read') && (
        <Anchor component={Link} underline="always" to={`/orders?q=${encodeURIComponent(sku)}`}>
          Orders with this article, also those that wait for it
        </Anchor>
      )}
      {may('inventory:write') && (
        <Anchor component={Link} underline="always" to="/receive?tab=count">
          Count it
        </Anchor>
      )}
    </Group>
  );
};

/** Everything about the stock of one article. */
export const Article = ({ sku }: { readonly sku: string }) => {
  const { api, me } = useSession();
  const stock = useQuery({ queryKey: ['stock', sku], queryFn: () => api.getStockLevels({ query: { sku } }), refetchInterval: live.near });
  const levels = stock.data?.levels;
  return (
    <Stack>
      <Name sku={sku} />
      <Links sku={sku} />
      <DataTable
        label={`Stock of ${sku}`}
        columns={levelColumns}
        rows={{ items: levels, error: stock.error, retry: () => void stock.refetch() }}
        keyOf={(level) => level.location_id}
        empty={`No location has, or has had, any of ${sku}. What is received of it shows here.`}
      />
      {me.locations !== 'all' && (
        <Text size="xs" className="muted">
          Of your locations alone: {me.locations.join(', ')}.
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {levels && levels.length > 1 && <Totals levels={levels} />}
        <ProductFacts sku={sku} />
      </SimpleGrid>
    </Stack>
  );
};
