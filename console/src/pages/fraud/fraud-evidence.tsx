import { Accordion, List, Stack, Text } from '@mantine/core';
import { Facts } from '../../shared/facts.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';
import { ExpectedCosts } from './expected-costs.tsx';
import { actionWords, probabilityText } from './fraud-words.ts';

type Receipt = Extract<Decision, { readonly kind: 'fraud' }>['receipt'];
type Bands = NonNullable<Receipt['bands']>;
type Costed = Exclude<Bands, { readonly silent: unknown }>;

const silences = {
  'no-score': 'no model answered',
  currency: 'the order is in another currency than the policy',
} as const;

const explorations: Readonly<Record<NonNullable<Costed['exploration']>['reason'], string>> = {
  drawn: 'passed, to learn from it',
  'not-drawn': 'not drawn to be passed',
  amount: 'not passed: the total is too large',
  'day-is-full': 'not passed: enough have been today',
  'switched-off': 'nothing is left to chance',
};

const rangeText = ({ from, to, below, above }: Costed['range']): string =>
  [
    `${probabilityText(from)} to ${probabilityText(to)}`,
    ...(below === null ? [] : [`below it: ${actionWords[below].toLowerCase()}`]),
    ...(above === null ? [] : [`above it: ${actionWords[above].toLowerCase()}`]),
  ].join('; ');

type FraudBandsReceiptProps = {
  readonly bands: Bands;
  /** Reasons that stand on the receipt already. */
  readonly known: readonly string[];
};

/** What each action would have cost, and between which probabilities the chosen one is the cheapest. */
export const FraudBandsReceipt = ({ bands, known }: FraudBandsReceiptProps) => {
  if ('silent' in bands)
    return (
      <Text size="sm" className="muted">
        What each action costs was not worked out: {silences[bands.silent]}.
      </Text>
    );
  const { exploration } = bands;
  const reasons = bands.reasons.filter((reason) => !known.includes(reason));
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600}>
        Expected costs, {bands.mode === 'decide' ? 'which decided' : 'which advise and do not decide'}
      </Text>
      <ExpectedCosts costs={bands.costs_minor} currency={bands.currency} />
      <Facts
        facts={[
          ['Probability of fraud', probabilityText(bands.probability)],
          ['Cheapest without a person', actionWords[bands.action]],
          ['It is between', rangeText(bands.range)],
          ['Best for a person', actionWords[bands.recommended]],
          ['By chance', exploration && `${explorations[exploration.reason]} (probability of what was done ${exploration.propensity})`],
        ]}
      />
      {reasons.length > 0 && (
        <List size="sm">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
};

const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

type FraudSignalsProps = {
  readonly features: Receipt['inputs']['features'];
  readonly missing: readonly string[];
};

/** What was known of the order's risk, and what was not. */
export const FraudSignals = ({ features, missing }: FraudSignalsProps) => {
  const known = Object.entries(features).filter(([, value]) => value !== null && value !== undefined);
  return (
    <Accordion variant="default" chevronPosition="left">
      <Accordion.Item value="signals">
        <Accordion.Control>
          <Text size="sm">
            Signals: {known.length} known{missing.length > 0 && `, ${missing.length} not known`}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <Facts facts={known.map(([name, value]) => [words(name), figures.format(Number(value))] as const)} />
            {missing.length > 0 && (
              <Text size="sm" className="muted">
                Not known: {missing.map(words).join(', ')}.
              </Text>
            )}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
};
