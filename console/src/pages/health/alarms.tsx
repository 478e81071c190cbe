import { Alert, Anchor, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import type { InstallationStatus } from '../../shared/types.ts';

type Alarm = InstallationStatus['alarms'][number];

const weight: Readonly<Record<Alarm['state'], number>> = { ringing: 0, ok: 1, unknown: 2 };
const number = new Intl.NumberFormat();

const columns: readonly Column<Alarm>[] = [
  {
    header: 'Alarm',
    cell: ({ name }) => (
      <Anchor component={Link} to={`/health/${name}`} underline="always" fw={600} className="break" inherit>
        {words(name)}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  { header: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
  { header: 'When it rings', prose: true, cell: ({ description }) => description, csv: ({ description }) => description },
  {
    header: 'Now',
    align: 'right',
    cell: ({ state, value }) => (state === 'unknown' ? <span className="muted">–</span> : number.format(value)),
    csv: ({ state, value }) => (state === 'unknown' ? undefined : value),
  },
  { header: 'Rings at', align: 'right', cell: ({ threshold }) => number.format(threshold), csv: ({ threshold }) => threshold },
  { header: 'Runbook', csv: ({ runbook }) => runbook },
];

/** What rings at this moment, and the way to what is to be done. */
export const RingingAlert = ({ alarms }: { readonly alarms: readonly Alarm[] }) => {
  const ringing = alarms.filter(({ state }) => state === 'ringing');
  if (ringing.length === 0) return null;
  return (
    <Alert color="red" variant="light" title={ringing.length === 1 ? 'An alarm rings' : `${ringing.length} alarms ring`} role="status">
      <Stack gap={4}>
        {ringing.map(({ name, description }) => (
          <Text size="sm" key={name}>
            {description}{' '}
            <Anchor component={Link} to={`/health/${name}`} underline="always" inherit>
              What to do
            </Anchor>
          </Text>
        ))}
      </Stack>
    </Alert>
  );
};

/** Whether anything rings, as far as the installation itself knows. */
export const alarmSentence = (alarms: readonly Alarm[]): string => {
  const count = (wanted: Alarm['state']): number => alarms.filter(({ state }) => state === wanted).length;
  const [ringing, unknown] = [count('ringing'), count('unknown')];
  const elsewhere = unknown === 0 ? '' : `, and ${unknown} of ${alarms.length} are watched elsewhere`;
  if (ringing === 0) return `${unknown === 0 ? 'No alarm rings' : 'No alarm is known to ring'}${elsewhere}`;
  return `${ringing} of ${alarms.length} alarms ${ringing === 1 ? 'rings' : 'ring'}${elsewhere}`;
};

/** Alarms with their runbooks, ringing ones first. */
export const Alarms = ({ alarms }: { readonly alarms: readonly Alarm[] }) => {
  const [withQuiet, setWithQuiet] = useState(false);
  const sorted = alarms.toSorted((left, right) => weight[left.state] - weight[right.state] || left.name.localeCompare(right.name));
  const shown = sorted.filter(({ state }) => withQuiet || state === 'ringing');
  return (
    <Stack gap="xs">
      <DataTable
        label="Alarms"
        columns={columns}
        rows={{ items: shown, all: async () => sorted }}
        keyOf={({ name }) => name}
        tools={
          <>
            <Text fw={600} px={6}>
              Alarms
            </Text>
            <Switch
              size="xs"
              label={`All ${alarms.length}, with what to do about each`}
              checked={withQuiet}
              onChange={(event) => setWithQuiet(event.currentTarget.checked)}
            />
          </>
        }
        empty={`${alarmSentence(alarms)}.`}
      />
      {shown.some(({ state }) => state === 'unknown') && (
        <Text size="xs" className="muted">
          Unknown: the figures of this alarm are kept elsewhere, in AWS in CloudWatch, which rings by itself.
        </Text>
      )}
    </Stack>
  );
};
