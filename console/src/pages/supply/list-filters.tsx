import { Group } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';
import { LocationChoice, type Locations } from '../../shared/locations.tsx';
import type { PurchaseOrder, Transfer } from '../../shared/types.ts';
import { statusWords } from './supply-words.tsx';

/** What stands for all documents that have not ended. */
export const notEnded = '';

type ListFiltersProps<Status extends Transfer['status'] | PurchaseOrder['status']> = {
  readonly statuses: readonly Status[];
  readonly status: Status | typeof notEnded;
  readonly onStatus: (status: Status | typeof notEnded) => void;
  readonly locations: Locations;
  readonly locationId: string;
  readonly onLocation: (id: string) => void;
};

/** Which documents a list shows. */
export const ListFilters = <Status extends Transfer['status'] | PurchaseOrder['status']>(props: ListFiltersProps<Status>) => {
  const { statuses, status, onStatus, locations, locationId, onLocation } = props;
  return (
    <Group gap="xs" align="flex-end">
      <Choice
        size="md"
        label="Status"
        value={status}
        options={[
          { value: notEnded, label: 'All that have not ended' },
          ...statuses.map((one) => ({ value: one, label: statusWords[one].word })),
        ]}
        onChange={(value) => onStatus(statuses.find((one) => one === value) ?? notEnded)}
      />
      <LocationChoice locations={locations} value={locationId} onChange={onLocation} all="All locations" />
    </Group>
  );
};
