import { SimpleGrid, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Choice, CountryChoice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { Location } from '../../shared/types.ts';
import { FormFields } from '../policies/form-fields.tsx';
import type { FormTyped } from '../policies/form.ts';
import { locationTypes } from './location-types.ts';
import { locationMore, locationMoreOf, moreTyped } from './more-fields.ts';

type LocationType = Location['type'];

const empty = {
  location_id: '',
  name: '',
  type: 'warehouse',
  country: '',
  region: '',
  postal_code: '',
  latitude: '',
  longitude: '',
  active: true,
  /** Empty for what is usual for its kind. */
  pickup: '',
};
type Fields = Readonly<Record<Exclude<keyof typeof empty, 'active'>, string>> & { readonly active: boolean };

const fieldsOf = (location: Location | undefined): Fields =>
  location === undefined
    ? empty
    : {
        ...empty,
        ...location,
        pickup: location.pickup === undefined ? '' : String(location.pickup),
        latitude: location.latitude === undefined ? '' : String(location.latitude),
        longitude: location.longitude === undefined ? '' : String(location.longitude),
      };

const degrees = (field: 'latitude' | 'longitude', text: string, problems: FieldProblem[]): number | undefined => {
  if (text.trim() === '') return undefined;
  const value = Number(text.trim().replace(',', '.'));
  if (Number.isFinite(value)) return value;
  problems.push({ field, message: 'must be a number of degrees, such as 40.71' });
  return undefined;
};

const bodyOf = (fields: Fields, more: FormTyped) => {
  const problems: FieldProblem[] = [];
  const latitude = degrees('latitude', fields.latitude, problems);
  const longitude = degrees('longitude', fields.longitude, problems);
  if (fields.country === '') problems.push({ field: 'country', message: 'must be chosen' });
  if (problems.length > 0) throw inputError(problems);
  return {
    location_id: fields.location_id.trim(),
    name: fields.name.trim(),
    type: fields.type as LocationType,
    country: fields.country,
    ...(fields.region.trim() === '' ? {} : { region: fields.region.trim() }),
    ...(fields.postal_code.trim() === '' ? {} : { postal_code: fields.postal_code.trim() }),
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
    active: fields.active,
    ...(fields.pickup === '' ? {} : { pickup: fields.pickup === 'true' }),
    ...locationMoreOf(more),
  };
};

const pickupOptions = [
  { value: '', label: 'As usual for its kind: in stores, not elsewhere' },
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

type LocationFormProps = {
  /** The one that is changed; without it a new one is made. */
  readonly location?: Location;
  readonly taken: ReadonlySet<string>;
  readonly onClose: () => void;
};

/** A place that goods leave from. */
export const LocationForm = ({ location, taken, onClose }: LocationFormProps) => {
  const api = useApi();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(location));
  const [more, setMore] = useState(() => moreTyped(locationMore, location));
  const set = (change: Partial<Fields>): void => setFields((before) => ({ ...before, ...change }));
  const run = async (): Promise<void> => {
    const body = bodyOf(fields, more);
    // The API would replace the other one without a word.
    if (!location && taken.has(body.location_id)) {
      throw inputError([{ field: 'location_id', message: 'is the id of a location that exists; open that one to change it' }]);
    }
    await api.putLocation({ body });
  };
  const text = (field: Exclude<keyof Fields, 'active' | 'type'>, messageOf: (name: string) => string | undefined) => ({
    value: fields[field],
    error: messageOf(field),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <EditForm
      submitLabel={location ? 'Save' : 'Add'}
      run={run}
      done={location ? 'The location is changed' : 'The location is added'}
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="Id"
              description={location ? 'Cannot be changed: stock and orders name it' : 'Yours to choose, for good'}
              required
              disabled={location !== undefined}
              {...text('location_id', messageOf)}
            />
            <TextInput label="Name" description="As people call it" required {...text('name', messageOf)} />
            <Choice
              label="Kind"
              value={fields.type}
              error={messageOf('type')}
              onChange={(type) => set({ type })}
              options={Object.entries(locationTypes).map(([value, label]) => ({ value, label }))}
            />
            <CountryChoice
              label="Country"
              required
              value={fields.country}
              error={messageOf('country')}
              onChange={(country) => set({ country })}
            />
            <TextInput label="Region" description="State or province, such as NY" {...text('region', messageOf)} />
            <TextInput label="Postal code" {...text('postal_code', messageOf)} />
            <TextInput label="Latitude" description="Degrees north" inputMode="decimal" {...text('latitude', messageOf)} />
            <TextInput label="Longitude" description="Degrees east" inputMode="decimal" {...text('longitude', messageOf)} />
          </SimpleGrid>
          <Text size="sm" className="muted">
            Distances to customers are told from the degrees; without them, from the middle of the region or country.
          </Text>
          <Switch
            label="Active: orders are sent from here"
            checked={fields.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
          <Choice
            label="Customers collect here"
            value={fields.pickup}
            error={messageOf('pickup')}
            onChange={(pickup) => set({ pickup })}
            options={pickupOptions}
          />
          <FormFields fields={locationMore} typed={more} onChange={setMore} messageOf={messageOf} />
        </>
      )}
    </EditForm>
  );
};
