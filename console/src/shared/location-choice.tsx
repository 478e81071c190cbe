import { Input, MultiSelect, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import type { Locations } from './types.ts';

/** Names of locations by their id, as far as they may be seen. */
export const useLocationNames = (): ReadonlyMap<string, string> => {
  const { api, may } = useSession();
  const locations = useQuery({ queryKey: ['locations'], queryFn: () => api.listLocations(), enabled: may('catalog:read') });
  return new Map(locations.data?.items.map(({ location_id: id, name }) => [id, name]));
};

/** Locations in words. */
export const locationsText = (locations: Locations, names: ReadonlyMap<string, string>): string =>
  locations === 'all' ? 'All locations' : locations.map((id) => names.get(id) ?? id).join(', ');

type LocationChoiceProps = {
  readonly label: string;
  readonly value: Locations;
  readonly onChange: (locations: Locations) => void;
  readonly error?: string | undefined;
};

/** All locations, or some of them. */
export const LocationChoice = ({ label, value, onChange, error }: LocationChoiceProps) => {
  const names = useLocationNames();
  const chosen = value === 'all' ? [] : value;
  const data = [...new Set([...names.keys(), ...chosen])].map((id) => ({ value: id, label: names.get(id) ?? id }));
  return (
    <Stack gap={6}>
      <Input.Label component="div">{label}</Input.Label>
      <SegmentedControl
        aria-label={label}
        value={value === 'all' ? 'all' : 'some'}
        data={[
          { value: 'all', label: 'All locations' },
          { value: 'some', label: 'Some of them' },
        ]}
        onChange={(which) => onChange(which === 'all' ? 'all' : [])}
      />
      {value !== 'all' && (
        <MultiSelect
          aria-label={`${label}: which`}
          placeholder={chosen.length === 0 ? 'Choose locations' : ''}
          searchable
          data={data}
          value={[...value]}
          error={error}
          onChange={onChange}
          nothingFoundMessage="No such location"
        />
      )}
    </Stack>
  );
};
