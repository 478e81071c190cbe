import { Alert, Button, Stack } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Sku } from '../../shared/sku.tsx';
import type { StockChange } from '../../shared/types.ts';

const columns: readonly Column<StockChange>[] = [
  { header: 'SKU', cell: (level) => <Sku of={level.sku} />, csv: (level) => level.sku },
  { header: 'Location', csv: (level) => level.location_id },
  { header: 'On hand', align: 'right', cell: (level) => level.on_hand, csv: (level) => level.on_hand },
  { header: 'Allocated', align: 'right', cell: (level) => level.allocated, csv: (level) => level.allocated },
  { header: 'Available', align: 'right', cell: (level) => level.available, csv: (level) => level.available },
];

type PostedLevelsProps = {
  readonly title: string;
  readonly levels: readonly StockChange[];
  readonly nextLabel: string;
  readonly onNext: () => void;
};

/** What there is after a document has been posted. */
export const PostedLevels = ({ title, levels, nextLabel, onNext }: PostedLevelsProps) => {
  const isRepeated = levels.every((level) => !level.changed);
  return (
    <Stack gap="sm">
      <Alert color="green" variant="light" title={title} role="status">
        {isRepeated ? 'It had been posted before, so nothing was changed. This is what there is.' : 'This is what there is now.'}
      </Alert>
      <DataTable
        label="Stock after posting"
        columns={columns}
        rows={{ items: levels }}
        keyOf={(level) => level.sku}
        empty="Nothing was posted."
      />
      <Button size="xl" fullWidth onClick={onNext}>
        {nextLabel}
      </Button>
    </Stack>
  );
};
