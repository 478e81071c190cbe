import { Box, Group, Text } from '@mantine/core';
import { moneyText } from '../../shared/money.tsx';
import { actionColours, actionWords, type BandAction, bandActions } from './fraud-words.ts';

type ExpectedCostsProps = { readonly costs: Readonly<Record<BandAction, number>>; readonly currency: string };

/** What each action costs in expectation, the cheapest marked. */
export const ExpectedCosts = ({ costs, currency }: ExpectedCostsProps) => {
  const most = Math.max(1, ...bandActions.map((action) => costs[action]));
  const cheapest = bandActions.reduce((best, action) => (costs[action] < costs[best] ? action : best));
  return (
    <Box role="list" aria-label="What each action costs in expectation">
      {bandActions.map((action) => (
        <Box key={action} role="listitem" mb={6}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" fw={action === cheapest ? 600 : 400}>
              {actionWords[action]}
              {action === cheapest && ', the cheapest'}
            </Text>
            <Text size="sm" className="nowrap" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {moneyText(costs[action], currency)}
            </Text>
          </Group>
          <Box h={8} bg="var(--app-line)" style={{ borderRadius: 3, overflow: 'hidden' }}>
            <Box h={8} w={`${(costs[action] / most) * 100}%`} bg={actionColours[action]} />
          </Box>
        </Box>
      ))}
    </Box>
  );
};
