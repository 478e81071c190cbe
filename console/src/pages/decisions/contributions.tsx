import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ExplainedDecision } from './decision-words.ts';

type Parts = NonNullable<ExplainedDecision['contributions']>;

const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const shownMax = 8;

/** What the score is made of, the strongest parts first. */
export const Contributions = ({ contributions }: { readonly contributions: Parts }) => {
  const { unit, base, parts, sum, adds_up: addsUp } = contributions;
  const sorted = parts.toSorted((left, right) => Math.abs(right.value) - Math.abs(left.value));
  const shown = sorted.slice(0, shownMax);
  const rest = sorted.slice(shownMax).reduce((total, { value }) => total + value, 0);
  const largest = Math.max(...shown.map(({ value }) => Math.abs(value)), 1e-9);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        What it is made of, in {unit}
      </Text>
      {shown.map(({ name, words, value }) => (
        <Group key={name} gap="sm" wrap="nowrap">
          <Text size="sm" style={{ flex: '1 1 50%', minWidth: 0 }} className="break">
            {words}
          </Text>
          <Progress
            style={{ flex: '1 1 30%' }}
            value={(Math.abs(value) / largest) * 100}
            color={unit === 'minor units' ? 'blue' : value > 0 ? 'red' : 'green'}
            aria-label={`${words}: ${figures.format(value)}`}
          />
          <Text size="xs" className="muted" w={72} ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {figures.format(value)}
          </Text>
        </Group>
      ))}
      <Text size="xs" className="muted">
        Base {figures.format(base)}
        {sorted.length > shownMax ? `, ${sorted.length - shownMax} others ${figures.format(rest)}` : ''}, together {figures.format(sum)}.{' '}
        {addsUp ? 'The parts come to the score.' : 'The parts do not come to the score.'}
      </Text>
    </Stack>
  );
};
