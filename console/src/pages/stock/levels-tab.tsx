import { Anchor, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { live } from '../../shared/live.ts';
import { Section } from '../../shared/section.tsx';
import { instantText, Time, zoneName } from '../../shared/time.tsx';
import type { StockLevel } from '../../shared/types.ts';
import { AdjustForm } from './adjust-form.tsx';
import { ArticleFacts } from './article-facts.tsx';
import { ReclassifyForm, setAside } from './reclassify-form.tsx';
import { columnsOfUnits, type UnitKind, unitColumns, unitsText } from './units.tsx';

const levelColumns: readonly Column<StockLevel>[] = [
  { header: 'Location', cell: (level) => level.location_id, csv: (level) => level.location_id },
  ...columnsOfUnits<StockLevel>(),
  { header: 'Changed', cell: (level) => <Time at={level.updated_at} />, csv: (level) => level.updated_at },
  { header: 'SKU', csv: (level) => level.sku },
];

const sumOf = (levels: readonly StockLevel[], of: UnitKind): number => levels.reduce((sum, level) => sum + level[of], 0);

const Totals = ({ levels }: { readonly levels: readonly StockLevel[] }) => (
  <Section title="Everywhere">
    <Facts facts={unitColumns.map(({ header, of }) => [header, unitsText(sumOf(levels, of))] as const)} />
  </Section>
);

/** The field's text as an instant; undefined while it is none. */
const momentOf = (typed: string): string | undefined => {
  const at = new Date(typed);
  return typed === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** Every location's units of an article, now or as the ledger had them. */
export const useLevels = (sku: string, asOf?: string) => {
  const { api } = useSession();
  return useQuery({
    queryKey: ['stock', sku, asOf ?? 'now'],
    queryFn: () => api.getStockLevels({ query: { sku, ...(asOf === undefined ? {} : { as_of: asOf }) } }),
    refetchInterval: asOf === undefined ? live.near : false,
  });
};

type TimeTravelProps = { readonly typed: string; readonly onChange: (typed: string) => void };

const TimeTravel = ({ typed, onChange }: TimeTravelProps) => (
  <Group gap="xs" align="flex-end">
    <TextInput
      type="datetime-local"
      label="As it stood at"
      aria-description={`In ${zoneName}; empty for now`}
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    {typed !== '' && (
      <Button variant="default" onClick={() => onChange('')}>
        Back to now
      </Button>
    )}
  </Group>
);

const Links = ({ sku, levels }: { readonly sku: string; readonly levels: readonly StockLevel[] }) => {
  const { may } = useSession();
  const aside = setAside(levels);
  return (
    <Group gap="md">
      {may('orders:read') && (
        <Anchor component={Link} underline="always" to={`/orders?q=${encodeURIComponent(sku)}`}>
          Orders with this article, also those that wait for it
        </Anchor>
      )}
      {may('inventory:write') && (
        <>
          <Anchor component={Link} underline="always" to="/receive?tab=count">
            Count it
          </Anchor>
          <DialogButton label="Adjust" title={`Adjust ${sku}`}>
            {(close) => <AdjustForm sku={sku} locations={levels.map((level) => level.location_id)} onClose={close} />}
          </DialogButton>
          {aside.length > 0 && (
            <DialogButton label="Decide on units set aside" title={`Units of ${sku} that stand aside`}>
              {(close) => <ReclassifyForm sku={sku} aside={aside} onClose={close} />}
            </DialogButton>
          )}
        </>
      )}
    </Group>
  );
};

/** What there is of an article at each location, now or at a moment before. */
export const LevelsTab = ({ sku }: { readonly sku: string }) => {
  const { me } = useSession();
  const [typed, setTyped] = useState('');
  const asOf = momentOf(typed);
  const stock = useLevels(sku, asOf);
  const levels = stock.data?.levels;
  return (
    <Stack>
      <Links sku={sku} levels={asOf === undefined ? (levels ?? []) : []} />
      {asOf !== undefined && (
        <Text size="sm" role="status" fw={600}>
          As the ledger had it on {instantText(asOf)}. What has happened since is left out.
        </Text>
      )}
      <DataTable
        label={asOf === undefined ? `Stock of ${sku}` : `Stock of ${sku} at ${asOf}`}
        columns={levelColumns}
        rows={{ items: levels, error: stock.error, retry: () => void stock.refetch() }}
        keyOf={(level) => level.location_id}
        tools={<TimeTravel typed={typed} onChange={setTyped} />}
        empty={
          asOf === undefined
            ? `No location has, or has had, any of ${sku}. What is received of it shows here.`
            : `At that time no location had had any of ${sku}.`
        }
      />
      {me.locations !== 'all' && (
        <Text size="xs" className="muted">
          Of your locations alone: {me.locations.join(', ')}.
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {levels && levels.length > 1 && <Totals levels={levels} />}
        <ArticleFacts sku={sku} />
      </SimpleGrid>
    </Stack>
  );
};
