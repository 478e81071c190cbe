import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { Time } from '../../shared/time.tsx';
import type { PromiseCurve } from '../../shared/types.ts';
import { SupplyLink } from '../supply/supply-link.tsx';
import type { CurvePoint } from './promise-chart.tsx';
import { signedText, unitsText } from './units.tsx';

const PromiseChart = lazy(async () => ({ default: (await import('./promise-chart.tsx')).PromiseChart }));

type Step = PromiseCurve['network'][number];
type Cause = Step['causes'][number];
type Place = PromiseCurve['locations'][number];
type Unscheduled = PromiseCurve['unscheduled'][number];

const horizons = [30, 90, 180, 365] as const;
const everywhere = '';

const causeWords: Readonly<Record<Cause['kind'], string>> = {
  purchase_order: 'purchase order',
  transfer: 'transfer',
  waiting: 'waiting order',
};

const causeText = ({ kind, quantity, reference }: Cause): string => `${signedText(quantity)} ${causeWords[kind]} ${reference}`;

const CauseLine = ({ cause }: { readonly cause: Cause }) => {
  const { may } = useSession();
  const { kind, quantity, reference } = cause;
  const name = (): ReactNode => {
    if (kind !== 'waiting') return <SupplyLink kind={kind} id={reference} />;
    if (!may('orders:read')) return <span className="mono break">{reference}</span>;
    return (
      <Anchor component={Link} to={`/orders/${reference}`} underline="always" inherit className="mono break">
        {reference}
      </Anchor>
    );
  };
  return (
    <Text size="sm" className="break">
      {signedText(quantity)} {causeWords[kind]} {name()}
    </Text>
  );
};

const stepColumns: readonly Column<Step>[] = [
  { header: 'From', cell: ({ from }) => <Time at={from} full />, csv: ({ from }) => from },
  {
    header: 'May be promised',
    align: 'right',
    cell: ({ available_to_promise: units }) => <strong>{unitsText(units)}</strong>,
    csv: ({ available_to_promise: units }) => units,
  },
  { header: 'Projected', align: 'right', cell: ({ projected }) => unitsText(projected), csv: ({ projected }) => projected },
  {
    header: 'What changes then',
    prose: true,
    cell: ({ causes }) =>
      causes.length === 0 ? (
        <span className="muted">what is there now</span>
      ) : (
        causes.map((cause) => <CauseLine key={`${cause.kind} ${cause.reference}`} cause={cause} />)
      ),
    csv: ({ causes }) => (causes.length === 0 ? 'what is there now' : causes.map(causeText).join('; ')),
  },
];

const nowOf = (steps: readonly Step[]): number => steps[0]?.available_to_promise ?? 0;
const endOf = (steps: readonly Step[]): number => steps.at(-1)?.available_to_promise ?? 0;

const placeColumns: readonly Column<Place>[] = [
  { header: 'Location', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
  { header: 'On hand', align: 'right', cell: (place) => unitsText(place.on_hand), csv: (place) => place.on_hand },
  { header: 'Allocated', align: 'right', cell: (place) => unitsText(place.allocated), csv: (place) => place.allocated },
  { header: 'Safety stock', align: 'right', cell: (place) => unitsText(place.safety_stock), csv: (place) => place.safety_stock },
  {
    header: 'Promised now at most',
    align: 'right',
    cell: ({ steps }) => <strong>{unitsText(nowOf(steps))}</strong>,
    csv: ({ steps }) => nowOf(steps),
  },
  { header: 'At the end', align: 'right', cell: ({ steps }) => unitsText(endOf(steps)), csv: ({ steps }) => endOf(steps) },
];

const unscheduledColumns: readonly Column<Unscheduled>[] = [
  { header: 'Document', cell: ({ kind, reference }) => <SupplyLink kind={kind} id={reference} />, csv: ({ reference }) => reference },
  { header: 'Kind', cell: ({ kind }) => causeWords[kind], csv: ({ kind }) => kind },
  { header: 'Location', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
  { header: 'Units', align: 'right', cell: ({ quantity }) => unitsText(quantity), csv: ({ quantity }) => quantity },
  {
    header: 'Was expected',
    cell: ({ expected_at: at }) => (at === null ? 'no date was named' : <Time at={at} full />),
    csv: ({ expected_at: at }) => at,
  },
];

/** The curve as points, drawn on to the end of what was asked for. */
const pointsOf = (steps: readonly Step[], until: string): readonly CurvePoint[] => {
  const points = steps.map((step) => ({
    at: Date.parse(step.from),
    promise: step.available_to_promise,
    projected: step.projected,
  }));
  const last = points.at(-1);
  const end = Date.parse(until);
  return last && last.at < end ? [...points, { ...last, at: end }] : points;
};

const WaitingLine = ({ curve }: { readonly curve: PromiseCurve }) =>
  curve.waiting_units > 0 ? (
    <Text size="sm">
      Orders wait for {unitsText(curve.waiting_units)} {curve.waiting_more ? 'units or more' : 'units'} for which nothing is reserved; they
      are taken off the curve.
    </Text>
  ) : null;

type CurveProps = { readonly sku: string; readonly curve: PromiseCurve; readonly locationId: string };

const Curve = ({ sku, curve, locationId }: CurveProps) => {
  const steps = curve.locations.find(({ location_id: id }) => id === locationId)?.steps ?? curve.network;
  const where = locationId === everywhere ? 'all locations' : locationId;
  return (
    <>
      {steps.length > 0 && (
        <Suspense fallback={<div style={{ height: 260 }} />}>
          <PromiseChart label={`What may be promised of ${sku} at ${where}`} points={pointsOf(steps, curve.until)} />
        </Suspense>
      )}
      <DataTable
        label={`Available to promise of ${sku} at ${where}`}
        columns={stepColumns}
        rows={{ items: steps }}
        keyOf={({ from }) => from}
        empty={`Nothing of ${sku} is there, and nothing is announced.`}
      />
    </>
  );
};

type ChoicesProps = {
  readonly curve: PromiseCurve | undefined;
  readonly locationId: string;
  readonly onLocation: (id: string) => void;
  readonly horizon: number;
  readonly onHorizon: (days: number) => void;
};

const Choices = ({ curve, locationId, onLocation, horizon, onHorizon }: ChoicesProps) => {
  const names = useLocationNames();
  return (
    <Group align="flex-end">
      <Choice
        label="Location"
        value={locationId}
        options={[
          { value: everywhere, label: 'All locations together' },
          ...(curve?.locations ?? []).map(({ location_id: id }) => ({ value: id, label: names.get(id) ?? id })),
        ]}
        onChange={onLocation}
      />
      <Choice
        label="Ahead"
        value={String(horizon)}
        options={horizons.map((days) => ({ value: String(days), label: `${days} days` }))}
        onChange={(value) => onHorizon(Number(value))}
      />
    </Group>
  );
};

/** What may be promised of an article, from when on, and why it changes. */
export const PromiseTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const [horizon, setHorizon] = useState<number>(90);
  const [locationId, setLocation] = useState(everywhere);
  const asked = useQuery({
    queryKey: ['atp', sku, horizon],
    queryFn: () => api.getAvailableToPromise({ query: { sku, horizon_days: horizon } }),
    refetchInterval: live.far,
  });
  const curve = asked.data;
  return (
    <Stack>
      <Text size="sm" className="muted">
        What may be promised for a day without taking units that are spoken for later. Projected is what would be free then if nobody else
        came; below 0 when more is wanted than will be there.
      </Text>
      <Choices curve={curve} locationId={locationId} onLocation={setLocation} horizon={horizon} onHorizon={setHorizon} />
      {curve ? (
        <>
          <WaitingLine curve={curve} />
          <Curve sku={sku} curve={curve} locationId={locationId} />
        </>
      ) : (
        <DataTable
          label={`Available to promise of ${sku}`}
          columns={stepColumns}
          rows={{ items: undefined, error: asked.error, retry: () => void asked.refetch() }}
          keyOf={({ from }) => from}
          empty=""
        />
      )}
      {curve && (
        <>
          <Title order={2} size="h5">
            By location
          </Title>
          <DataTable
            label={`Available to promise of ${sku} by location`}
            columns={placeColumns}
            rows={{ items: curve.locations }}
            keyOf={({ location_id: id }) => id}
            empty={`No location has, or has had, any of ${sku}.`}
          />
        </>
      )}
      {curve && curve.unscheduled.length > 0 && (
        <>
          <div>
            <Title order={2} size="h5">
              Announced without a date
            </Title>
            <Text size="sm" className="muted">
              Or for one that has passed. It counts for nothing until a date is named.
            </Text>
          </div>
          <DataTable
            label={`Supply of ${sku} without a date`}
            columns={unscheduledColumns}
            rows={{ items: curve.unscheduled }}
            keyOf={({ kind, reference, location_id: id }) => `${kind} ${reference} ${id}`}
            empty="Everything that is announced has a date."
          />
        </>
      )}
    </Stack>
  );
};
