import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Section } from '../../shared/section.tsx';
import { dayText, oddsOf, tasteBasisText, type TasteFeature, tasteFeatureWords } from './taste-words.ts';

const columns: readonly Column<TasteFeature>[] = [
  { header: 'An option that', cell: ({ feature }) => tasteFeatureWords[feature].words, csv: ({ feature }) => feature },
  { header: 'Is chosen', align: 'right', cell: (one) => oddsOf(one).middle, csv: ({ weight }) => weight },
  { header: 'Nine times in ten', align: 'right', cell: (one) => oddsOf(one).range, csv: ({ deviation }) => deviation },
];

/** What the shop's customers want of a delivery, by which options are ranked, and what that rests on. */
export const TasteSection = () => {
  const api = useApi();
  const taste = useQuery({ queryKey: ['delivery-taste'], queryFn: () => api.getDeliveryTaste() });
  return (
    <Section title="What customers want of a delivery">
      {taste.data && (
        <Box mb="sm">
          <Text size="sm">{tasteBasisText(taste.data)}</Text>
          <Text size="sm" className="muted">
            {dayText(taste.data.day_percent)}
          </Text>
        </Box>
      )}
      <DataTable
        label="What changes how often an option is chosen"
        columns={columns}
        rows={{ items: taste.data?.features, error: taste.error, retry: () => void taste.refetch() }}
        keyOf={({ feature }) => feature}
        empty="Nothing is known of what customers want."
      />
    </Section>
  );
};
