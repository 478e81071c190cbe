import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import { Choice } from './choices.tsx';
import { useRemembered } from './remembered.ts';

type Place = { readonly id: string; readonly name: string; readonly active: boolean };

/** Locations that the session may work at; undefined while they are not known, or when the session may not list them. */
export const useLocations = () => {
  const { api, me, may } = useSession();
  const mayList = may('catalog:read');
  const listed = useQuery({ queryKey: ['locations'], queryFn: () => api.listLocations(), enabled: mayList, staleTime: 60_000 });
  const own = me.locations;
  const named = listed.data?.items.map((one): Place => ({ id: one.location_id, name: one.name, active: one.active }));
  const places = own === 'all' ? named : own.map((id): Place => named?.find((one) => one.id === id) ?? { id, name: id, active: true });
  return {
    places: places?.toSorted((left, right) => Number(right.active) - Number(left.active) || left.name.localeCompare(right.name)),
    mayList: mayList || own !== 'all',
    error: listed.error,
    retry: () => void listed.refetch(),
  };
};

export type Locations = ReturnType<typeof useLocations>;

/** Where somebody works: remembered by this browser, and given where there is but one place. */
export const useMyLocation = (locations: Locations): readonly [string | undefined, (id: string) => void] => {
  const [kept, setKept] = useRemembered('location');
  const { places, mayList } = locations;
  if (!mayList) return [kept === '' ? undefined : kept, setKept];
  const only = places?.length === 1 ? places[0]?.id : undefined;
  return [places?.some(({ id }) => id === kept) ? kept : only, setKept];
};

type LocationChoiceProps = {
  readonly locations: Locations;
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
  readonly label?: string;
  /** What stands for no location at all; without it one has to be chosen. */
  readonly all?: string;
};

const nameOf = ({ id, name, active }: Place): string => `${name}${name === id ? '' : ` (${id})`}${active ? '' : ', closed'}`;

export const LocationChoice = ({ locations, value, onChange, label = 'Location', all }: LocationChoiceProps) => {
  if (!locations.mayList)
    return (
      <TextInput
        size="md"
        label={label}
        description="Its id"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
    );
  const options = (locations.places ?? []).map((place) => ({ value: place.id, label: nameOf(place) }));
  const none =
    all === undefined ? (value === undefined ? [{ value: '', label: 'Choose where you work' }] : []) : [{ value: '', label: all }];
  return <Choice size="md" label={label} value={value ?? ''} onChange={onChange} options={[...none, ...options]} />;
};
