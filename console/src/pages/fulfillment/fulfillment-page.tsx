import { Button, Grid, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { PrintButton } from '../../shared/printing.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { ScanBox, useScanMessage } from '../../shared/scan-box.tsx';
import { StatusBadge } from '../../shared/status-badge.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import { CollectedHere, PurchaseFacts, ShipTo, WorkFacts, WorkHistory } from './about-work.tsx';
import { useWorkActions } from './actions.ts';
import { useArticleScan } from './article-scan.ts';
import { nameOf, useCounts, wantedOf, type WorkLine } from './counts.ts';
import { Lines } from './lines.tsx';
import { NextStep } from './next-step.tsx';
import { RejectButton } from './reject-work.tsx';

const ended: ReadonlySet<string> = new Set(['delivered', 'collected', 'pickup_expired', 'rejected', 'cancelled']);
const picked: ReadonlySet<string> = new Set(['packed', 'shipped', 'ready_for_pickup', ...ended]);
const counted: ReadonlySet<string> = new Set(['released', 'picking']);
const rejectable: ReadonlySet<string> = new Set(['open', 'released', 'picking']);

const Heading = ({ work }: { readonly work: FulfillmentOrder }) => (
  <PageHeader
    title={work.order?.name ?? work.fulfillment_order_id}
    about={
      <Group gap="sm">
        <StatusBadge status={work.status} />
        <span>{work.location_id}</span>
        {work.delivery_method === 'pickup' && <span>customer collects</span>}
        <span>
          {work.units} {work.units === 1 ? 'unit' : 'units'}
        </span>
      </Group>
    }
  />
);

const givenUp: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'pickup_expired']);

/** Beside the one step: its paper, and giving it back. */
const Aside = ({ work }: { readonly work: FulfillmentOrder }) => {
  const { may } = useSession();
  return (
    <Group gap="xs" className="no-print">
      {/* What was given back or called off has no slip. */}
      {may('fulfilment:write') && !givenUp.has(work.status) && (
        <PrintButton
          label="Packing slip"
          path={`/fulfillment-orders/${work.fulfillment_order_id}/packing-slip`}
          fileName={`packing-slip-${work.fulfillment_order_id}`}
        />
      )}
      {may('fulfilment:write') && rejectable.has(work.status) && <RejectButton work={work} />}
      <Button component={Link} to="/warehouse" size="md" variant="subtle">
        Back to the work
      </Button>
    </Group>
  );
};

/** The lines, the scanner and the next step, which know of one another. */
const Table = ({ work }: { readonly work: FulfillmentOrder }) => {
  const { may } = useSession();
  const [tracking, setTracking] = useState('');
  const { message, good, bad, clear } = useScanMessage();
  const isPicked = picked.has(work.status);
  // What was said while picking means nothing for the parcel.
  useEffect(() => {
    if (isPicked) clear();
  }, [isPicked, clear]);
  const counts = useCounts(work.fulfillment_order_id, work.lines, isPicked);
  const actions = useWorkActions(work);
  const scan = useArticleScan({ work, counts, actions, say: { good, bad }, onTracking: setTracking });
  const mayWrite = may('fulfilment:write');
  const countByHand = (line: WorkLine): void => {
    const there = counts.add(line);
    if (work.status === 'released' && !actions.isActing) actions.start();
    if (there !== undefined) good(`${nameOf(line)}: ${there} of ${wantedOf(line)}`);
  };
  // A refusal of the last scan is over once everything is said to be there.
  const setAll = (): void => {
    clear();
    counts.setAll();
  };
  return (
    <Stack gap="sm">
      {mayWrite && !ended.has(work.status) && (
        <ScanBox
          label={counted.has(work.status) ? 'Scan each article' : work.status === 'ready_for_pickup' ? 'Scan to check' : 'Scan or type'}
          message={message}
          onScan={scan}
          onCovered={() => bad('Answer the open question first, then scan again.')}
        />
      )}
      <Lines work={work} counts={counts} counting={mayWrite && counted.has(work.status)} onCount={countByHand} />
      <NextStep work={work} counts={{ ...counts, setAll }} actions={actions} tracking={tracking} onTracking={setTracking} />
      <Aside work={work} />
    </Stack>
  );
};

const FulfillmentOrderOf = ({ id }: { readonly id: string }) => {
  const { api } = useSession();
  const work = useQuery({
    queryKey: ['fulfillment-order', id],
    queryFn: () => api.getFulfillmentOrder({ path: { id } }),
    refetchInterval: (state) => (ended.has(state.state.data?.status ?? '') ? false : live.near),
  });
  if (!work.data)
    return work.error ? (
      <>
        <PageHeader title="Work" />
        <ProblemAlert error={work.error} onRetry={() => void work.refetch()} />
        <Button component={Link} to="/warehouse" size="md" variant="default" mt="sm">
          Back to the work
        </Button>
      </>
    ) : (
      <Stack aria-busy="true" role="status" aria-label="Loading">
        <Skeleton height={40} w="50%" />
        <Skeleton height={60} />
        <Skeleton height={180} />
      </Stack>
    );
  return (
    <>
      <Heading work={work.data} />
      {work.error ? <ProblemAlert error={work.error} onRetry={() => void work.refetch()} /> : null}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Table work={work.data} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {work.data.delivery_method === 'pickup' ? <CollectedHere work={work.data} /> : <ShipTo work={work.data} />}
            <WorkFacts work={work.data} />
            <PurchaseFacts work={work.data} />
            <WorkHistory work={work.data} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
};

/** One parcel at the packing table, from the shelf to the carrier, or to the counter where its customer collects it. */
export const FulfillmentPage = () => {
  const { id = '' } = useParams();
  return (
    <div className="touch">
      <FulfillmentOrderOf key={id} id={id} />
    </div>
  );
};
