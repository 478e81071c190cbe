import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog, DialogButton } from '../../shared/dialog-button.tsx';
import { countryName } from '../../shared/regions.ts';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { Location } from '../../shared/types.ts';
import { LocationForm } from './location-form.tsx';
import { locationTypes } from './location-types.ts';

/** The body that puts a location back as it is, but for whether it is active. */
const switched = ({ updated_at: _updatedAt, ...location }: Location, active: boolean) => ({ ...location, active });

const ActiveButton = ({ location }: { readonly location: Location }) => {
  const { api } = useSession();
  const { name, active } = location;
  return (
    <ActionButton
      label={active ? 'Deactivate' : 'Activate'}
      size="compact-sm"
      confirm={
        active
          ? `No new order is sent from ${name}, and its units are for sale nowhere. Work that it has already goes on.`
          : `Orders are sent from ${name} again, and its units are for sale.`
      }
      run={() => api.putLocation({ body: switched(location, !active) })}
      done={active ? `${name} is no longer active` : `${name} is active`}
    />
  );
};

const columnsOf = (mayWrite: boolean): readonly Column<Location>[] => [
  {
    header: 'Name',
    cell: ({ name, location_id: id }) => (
      <>
        <Text span inherit fw={600}>
          {name}
        </Text>
        <Text size="xs" className="muted mono break">
          {id}
        </Text>
      </>
    ),
    csv: ({ name }) => name,
  },
  { header: 'Id', csv: ({ location_id: id }) => id },
  { header: 'Kind', cell: ({ type }) => locationTypes[type], csv: ({ type }) => type },
  {
    header: 'Place',
    cell: ({ country, region, postal_code: code }) =>
      [[code, region].filter(Boolean).join(' '), countryName(country)].filter(Boolean).join(', '),
    csv: ({ country, region, postal_code: code }) => [code, region, country].filter(Boolean).join(' '),
  },
  { header: 'Latitude', csv: ({ latitude }) => latitude },
  { header: 'Longitude', csv: ({ longitude }) => longitude },
  {
    header: 'Parcels a day',
    align: 'right',
    cell: ({ capacity_per_day: parcels }) => parcels?.toLocaleString() ?? 'no limit',
    csv: ({ capacity_per_day: parcels }) => parcels,
    wideOnly: true,
  },
  { header: 'Staff, %', csv: ({ staffing_percent: percent }) => percent },
  { header: 'Handles', csv: ({ capabilities }) => capabilities?.join(' ') },
  { header: 'Sends to', csv: ({ ships_to: countries }) => countries?.join(' ') },
  {
    header: 'Active',
    cell: (location) => (
      <Group gap="xs" wrap="nowrap" justify="flex-end" style={{ display: 'inline-flex' }}>
        <WordBadge word={location.active ? 'active' : 'not active'} colour={location.active ? 'green' : 'gray'} />
        {mayWrite && <ActiveButton location={location} />}
      </Group>
    ),
    csv: ({ active }) => active,
  },
  { header: 'Changed', cell: ({ updated_at: at }) => <Time at={at} relative />, csv: ({ updated_at: at }) => at, wideOnly: true },
];

/** Places that goods leave from. */
export const LocationsTab = () => {
  const { api, may } = useSession();
  const [opened, setOpened] = useState<Location>();
  const locations = useQuery({ queryKey: ['locations'], queryFn: () => api.listLocations() });
  const mayWrite = may('catalog:write');
  const taken = new Set(locations.data?.items.map(({ location_id: id }) => id));
  return (
    <>
      <DataTable
        label="Locations"
        columns={columnsOf(mayWrite)}
        rows={{ items: locations.data?.items, error: locations.error, retry: () => void locations.refetch() }}
        keyOf={({ location_id: id }) => id}
        {...(mayWrite ? { onOpen: setOpened } : {})}
        tools={
          mayWrite && (
            <DialogButton label="Add a location" variant="filled" size="compact-sm">
              {(close) => <LocationForm taken={taken} onClose={close} />}
            </DialogButton>
          )
        }
        empty={`There is no location yet, so nothing can be sent. ${mayWrite ? 'Add the first one.' : 'Somebody who may change master data adds the first one.'}`}
      />
      <Dialog title={opened?.name ?? ''} opened={opened !== undefined} onClose={() => setOpened(undefined)}>
        {opened && <LocationForm location={opened} taken={taken} onClose={() => setOpened(undefined)} />}
      </Dialog>
    </>
  );
};
