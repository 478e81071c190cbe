import { Text } from '@mantine/core';
import { LocationChoice, type Locations } from '../../shared/locations.tsx';

type PlaceFieldProps = {
  readonly label: string;
  readonly locations: Locations;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
};

/** A location that has to be chosen. */
export const PlaceField = ({ label, locations, value, onChange, error }: PlaceFieldProps) => (
  <div>
    <LocationChoice locations={locations} value={value} onChange={onChange} label={label} all="Choose a location" />
    {error !== undefined && (
      <Text size="sm" c="red" role="alert">
        {error}
      </Text>
    )}
  </div>
);
