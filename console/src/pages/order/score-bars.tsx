import { Box, Group, Text } from '@mantine/core';
import { moneyText } from '../../shared/money.tsx';
import { type Candidate, type Part, partWords } from './routing-words.ts';

// The table beside the bars has the same figures, so that nobody has to tell colours apart.
const colours: Readonly<Record<Part | 'returns', string>> = {
  shipping: 'var(--mantine-color-blue-6)',
  handling: 'var(--mantine-color-teal-6)',
  split: 'var(--mantine-color-orange-6)',
  lateness: 'var(--mantine-color-red-7)',
  workload: 'var(--mantine-color-grape-6)',
  future: 'var(--mantine-color-indigo-4)',
  damage: 'var(--mantine-color-pink-6)',
  returns: 'var(--mantine-color-lime-8)',
  preference: 'var(--mantine-color-gray-6)',
};

type ScoreBarsProps = {
  readonly candidates: readonly Candidate[];
  readonly parts: readonly Part[];
  readonly currency: string;
  readonly chosen: string | undefined;
};

const nameOf = (index: number, isChosen: boolean): string => `Plan ${index + 1}${isChosen ? ', chosen' : ''}`;

/** What each plan costs, and of what. */
export const ScoreBars = ({ candidates, parts, currency, chosen }: ScoreBarsProps) => {
  const most = Math.max(1, ...candidates.map(({ score_minor: score }) => score));
  return (
    <Box role="img" aria-label="Scores of the plans by their parts; the table has the same figures">
      {candidates.map(({ plan_id: id, score_minor: score, contributions }, index) => (
        <Box key={id} mb={6}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="xs" fw={id === chosen ? 600 : 400}>
              {nameOf(index, id === chosen)}
            </Text>
            <Text size="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {moneyText(score, currency)}
            </Text>
          </Group>
          <div style={{ display: 'flex', height: 14, borderRadius: 3, overflow: 'hidden', background: 'var(--app-line)' }}>
            {parts.map((part) => (
              <div
                key={part}
                style={{ width: `${((contributions[part] ?? 0) / most) * 100}%`, background: colours[part] }}
                title={`${partWords[part]} ${moneyText(contributions[part] ?? 0, currency)}`}
              />
            ))}
          </div>
        </Box>
      ))}
      <Group gap="md" mt={4}>
        {parts.map((part) => (
          <Group key={part} gap={6}>
            <span style={{ width: 10, height: 10, borderRadius: 2, background: colours[part], display: 'inline-block' }} />
            <Text size="xs">{partWords[part]}</Text>
          </Group>
        ))}
      </Group>
    </Box>
  );
};
