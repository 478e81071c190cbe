import { Group, Progress, Stack, Text } from '@mantine/core';
import { Facts } from '../../shared/facts.tsx';
import { moneyText } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';

type Receipt = Extract<Decision, { readonly kind: 'fraud' }>['receipt'];
type Advice = Exclude<NonNullable<Receipt['advice']>, { readonly source: 'none' }>;

const bands = { pass: 'let through', verify: 'to be verified', review: 'kept for review' } as const;

/** What pulled the score up or down, as log-odds that sum to it. */
const Contributions = ({ advice }: { readonly advice: Advice }) => {
  const largest = Math.max(...advice.top_contributions.map(({ contribution }) => Math.abs(contribution)), 1e-9);
  return (
    <Stack gap={4}>
      {advice.top_contributions.map(({ feature, contribution }) => (
        <Group key={feature} gap="sm" wrap="nowrap">
          <Text size="sm" w={150} style={{ flexShrink: 0 }}>
            {words(feature)}
          </Text>
          <Progress
            style={{ flex: 1 }}
            value={(Math.abs(contribution) / largest) * 100}
            color={contribution > 0 ? 'red' : 'green'}
            aria-label={`${words(feature)} ${contribution > 0 ? 'raises' : 'lowers'} the risk by ${Math.abs(contribution).toFixed(2)}`}
          />
          <Text size="xs" className="muted" w={52} ta="right">
            {contribution > 0 ? '+' : '−'}
            {Math.abs(contribution).toFixed(2)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
};

/** Why an order was let through or kept for review. */
export const FraudReceipt = ({ receipt }: { readonly receipt: Receipt }) => {
  const { advice, inputs } = receipt;
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['Outcome', bands[receipt.band]],
          ['Order total', moneyText(inputs.total_minor, inputs.currency)],
          ['Model', advice && advice.source !== 'none' ? `${advice.model} ${advice.version} (${words(advice.source)})` : undefined],
          [
            'Risk by the model',
            advice && advice.source !== 'none'
              ? `${(advice.score * 100).toFixed(1)} %${advice.used_by_policy ? '' : ', shown beside the decision; the policy does not use it yet'}`
              : undefined,
          ],
          ['Model', advice?.source === 'none' ? `has not answered: ${words(advice.reason)}` : undefined],
        ]}
      />
      {advice && advice.source !== 'none' && <Contributions advice={advice} />}
    </Stack>
  );
};
