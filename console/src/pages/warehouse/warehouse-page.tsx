import { Alert, Group, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { ChooseOne } from '../../shared/choose-one.tsx';
import { DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { LocationChoice, useLocations, useMyLocation } from '../../shared/locations.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { PaperChoice } from '../../shared/printing.tsx';
import { ProblemAlert, problemOf } from '../../shared/problem.tsx';
import { ScanBox, useScanMessage } from '../../shared/scan-box.tsx';
import type { FulfillmentOrderSummary } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { ChosenWork } from './chosen-work.tsx';
import { findScanned, type Target } from './scanned-work.ts';
import { SupplierTerms } from './supplier-terms.tsx';
import { columnsOf } from './work-columns.tsx';
import { statusWords, WorkCounts } from './work-counts.tsx';

const statuses = [
  'open',
  'released',
  'picking',
  'packed',
  'ready_for_pickup',
  'shipped',
  'delivered',
  'collected',
  'pickup_expired',
  'rejected',
  'cancelled',
] as const;
type Status = (typeof statuses)[number];

const pageSize = 50;

const emptyWords: Readonly<Record<Status, string>> = {
  open: 'No work waits for its release. It comes here when an order is given to this location.',
  released: 'Nothing is to be picked. New work comes here by itself; look at what is in picking or to ship.',
  picking: 'Nobody is picking. Choose work that is to be picked and start it.',
  packed: 'No packed parcel waits for its carrier.',
  ready_for_pickup: 'Nothing lies ready for a customer. Orders that are collected here come here once they are picked.',
  shipped: 'Nothing is on its way from here.',
  delivered: 'Nothing has arrived yet.',
  collected: 'No customer has collected anything here yet.',
  pickup_expired: 'Everything that lay ready was collected in time.',
  rejected: 'This location has rejected nothing.',
  cancelled: 'No work was called off.',
};

/** The scan field, and where what was scanned leads. */
const ScanWork = ({ locationId }: { readonly locationId: string }) => {
  const { api } = useSession();
  const navigate = useNavigate();
  const { message, good, bad, clear } = useScanMessage();
  const [choice, setChoice] = useState<Extract<Target, { readonly kind: 'choice' }>>();
  const open = (id: string): void => void navigate(`/warehouse/${id}`);
  const follow = (target: Target): void => {
    if (target.kind === 'nothing') return bad(target.message);
    if (target.kind === 'choice') {
      setChoice(target);
      return good(`${target.title}: choose one.`);
    }
    good('Found.');
    open(target.id);
  };
  const look = (code: string): void => {
    setChoice(undefined);
    findScanned(api, locationId, code).then(follow, (error: unknown) => {
      const { title, detail } = problemOf(error);
      bad(detail ?? title);
    });
  };
  return (
    <>
      <ScanBox
        label="Scan or type"
        placeholder="Work, order, article or parcel"
        message={message}
        onScan={look}
        onCovered={() => bad('Answer the open question first, then scan again.')}
      />
      {choice && (
        <ChooseOne
          title={choice.title}
          of={choice.of}
          onChoose={open}
          onClose={() => {
            setChoice(undefined);
            clear();
          }}
        />
      )}
    </>
  );
};

const useWork = (locationId: string, status: Status) => {
  const { api } = useSession();
  const rows = useRows(
    ['work', locationId, status],
    (cursor) =>
      api.listFulfillmentOrders({
        query: { location_id: locationId, status, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
      }),
    { liveMs: live.near },
  );
  const summary = useQuery({
    queryKey: ['work-summary', locationId],
    queryFn: () => api.getWorkSummary({ path: { id: locationId } }),
    refetchInterval: live.near,
  });
  return { rows, summary };
};

/** Everything that a location has to do, and what can be done with several pieces of it. */
const WorkOfLocation = ({ locationId }: { readonly locationId: string }) => {
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const status = statuses.find((one) => one === query.get('status')) ?? 'released';
  const { rows, summary } = useWork(locationId, status);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const show = (next: string): void => {
    setKeys(new Set());
    setQuery(next === 'released' ? {} : { status: next }, { replace: true });
  };
  const chosen = rows.items?.filter((work) => keys.has(work.fulfillment_order_id)) ?? [];
  return (
    <>
      <ScanWork locationId={locationId} />
      <ProblemAlert error={summary.error} onRetry={() => void summary.refetch()} />
      {summary.data && <WorkCounts summary={summary.data} chosen={status} onChoose={show} />}
      <DataTable<FulfillmentOrderSummary>
        label={`${statusWords[status] ?? status} at ${locationId}`}
        columns={columnsOf(status)}
        rows={rows}
        keyOf={(work) => work.fulfillment_order_id}
        onOpen={(work) => void navigate(`/warehouse/${work.fulfillment_order_id}`)}
        selection={{ keys, onChange: setKeys }}
        tools={
          <Group gap="xs" align="flex-end">
            <Choice
              label="Show"
              value={status}
              onChange={show}
              options={statuses.map((value) => ({ value, label: statusWords[value] ?? value }))}
            />
            <PaperChoice />
          </Group>
        }
        empty={emptyWords[status]}
      />
      <ChosenWork chosen={chosen} locationId={locationId} onChange={setKeys} />
      <SupplierTerms locationId={locationId} />
    </>
  );
};

/** The work of a location, most urgent first. */
export const WarehousePage = () => {
  const locations = useLocations();
  const [locationId, setLocation] = useMyLocation(locations);
  return (
    <div className="touch">
      <PageHeader title="Work" about="What a location has to pick, pack and hand to the carrier or the customer, most urgent first." />
      <Stack gap="sm">
        <ProblemAlert error={locations.error} onRetry={locations.retry} />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          <LocationChoice locations={locations} value={locationId} onChange={setLocation} />
        </SimpleGrid>
        {locationId === undefined ? (
          locations.places !== undefined && (
            <Alert color="gray" variant="light">
              {locations.places.length === 0
                ? 'There is no location yet. One is added under Locations and products.'
                : 'Choose where you work. This browser remembers it.'}
            </Alert>
          )
        ) : (
          <WorkOfLocation key={locationId} locationId={locationId} />
        )}
      </Stack>
    </div>
  );
};
