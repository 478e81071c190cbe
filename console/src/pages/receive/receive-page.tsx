import { Alert, Box, SimpleGrid, Stack, Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { LocationChoice, useLocations, useMyLocation } from '../../shared/locations.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { CountTab } from './count-tab.tsx';
import { ReceiveTab } from './receive-tab.tsx';

const tabs = [
  { value: 'receive', label: 'Receive' },
  { value: 'count', label: 'Count' },
] as const;

/** Goods that come in, and what stands on the shelf. */
export const ReceivePage = () => {
  const [query, setQuery] = useSearchParams();
  const locations = useLocations();
  const [locationId, setLocation] = useMyLocation(locations);
  const tab = tabs.find(({ value }) => value === query.get('tab'))?.value ?? 'receive';
  return (
    <Box className="touch" maw={760}>
      <PageHeader
        title="Receive and count"
        about="Puts goods that have come in on the book, and sets the book right by what stands on the shelf."
      />
      <Stack gap="sm">
        <ProblemAlert error={locations.error} onRetry={locations.retry} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <LocationChoice locations={locations} value={locationId} onChange={setLocation} />
        </SimpleGrid>
        {locationId === undefined && locations.places !== undefined && (
          <Alert color="gray" variant="light">
            {locations.places.length === 0
              ? 'There is no location yet. One is added under Locations and products.'
              : 'Choose where you work. This browser remembers it.'}
          </Alert>
        )}
        {locationId !== undefined && (
          <Tabs
            value={tab}
            onChange={(value) => setQuery(value === 'count' ? { tab: 'count' } : {}, { replace: true })}
            keepMounted={false}
          >
            <Tabs.List grow mb="sm">
              {tabs.map(({ value, label }) => (
                <Tabs.Tab key={value} value={value} fz="md">
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="receive">
              <ReceiveTab key={locationId} locationId={locationId} />
            </Tabs.Panel>
            <Tabs.Panel value="count">
              <CountTab key={locationId} locationId={locationId} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Stack>
    </Box>
  );
};
