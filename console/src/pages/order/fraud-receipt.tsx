import { Stack } from '@mantine/core';
import { Facts } from '../../shared/facts.tsx';
import { moneyText } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';
import { FraudBandsReceipt, FraudSignals } from '../fraud/fraud-evidence.tsx';

type Receipt = Extract<Decision, { readonly kind: 'fraud' }>['receipt'];
/** What was weighed when an order was let through or kept for review; outcome, score and its parts stand beside every decision. */
export const FraudReceipt = ({ receipt }: { readonly receipt: Receipt }) => {
  const { advice, inputs } = receipt;
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['Order total', moneyText(inputs.total_minor, inputs.currency)],
          ['Model', advice?.source === 'none' ? `has not answered: ${words(advice.reason)}` : undefined],
        ]}
      />
      {receipt.bands && <FraudBandsReceipt bands={receipt.bands} known={receipt.reasons} />}
      <FraudSignals features={inputs.features} missing={inputs.missing ?? []} />
    </Stack>
  );
};
