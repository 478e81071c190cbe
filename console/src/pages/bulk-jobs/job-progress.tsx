import { Progress } from '@mantine/core';
import type { BulkJob } from '../../shared/types.ts';

type Counts = BulkJob['counts'];

const parts: readonly { readonly name: Exclude<keyof Counts, 'orders' | 'waiting'>; readonly color: string }[] = [
  { name: 'done', color: 'green' },
  { name: 'unchanged', color: 'gray' },
  { name: 'refused', color: 'red.5' },
  { name: 'failed', color: 'red.9' },
];

/** How far a job has come; the counts beside it say the same in numbers. */
export const JobProgress = ({ counts, compact = false }: { readonly counts: Counts; readonly compact?: boolean }) => {
  const finished = counts.orders - counts.waiting;
  return (
    <div
      role="progressbar"
      aria-label="Orders that have been tried"
      aria-valuemin={0}
      aria-valuemax={counts.orders}
      aria-valuenow={finished}
      aria-valuetext={`${finished} of ${counts.orders}`}
      style={{ width: '100%', minWidth: compact ? 90 : undefined }}
    >
      <Progress.Root size={compact ? 'md' : 'xl'}>
        {parts.map(({ name, color }) => (
          <Progress.Section
            key={name}
            value={counts.orders === 0 ? 0 : (counts[name] / counts.orders) * 100}
            color={color}
            withAria={false}
          />
        ))}
      </Progress.Root>
    </div>
  );
};
