import { Alert, Stack, Text } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import type { ReplayPolicy, ReplayResult } from '../../shared/types.ts';
import { replayedPolicyText } from './replay-words.ts';

type Estimate = NonNullable<ReplayResult['estimates']>[number] & {
  readonly supported?: number;
  readonly refusal?: 'few-decisions' | 'little-overlap';
};
type Mean = Estimate['logged'];
type Row = { readonly name: string; readonly about: string; readonly cost: Mean };

/** Decisions, as they weigh, below which nothing is concluded. */
const effectiveLeast = 30;
/** Percent of the decisions of which the log must have been able to make the policy's choice. */
const supportLeast = 80;

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const meanText = (amount: number, currency: string): string => moneyText(Math.round(amount), currency);
const rangeText = ({ low, high }: Mean, currency: string): string => `${meanText(low, currency)} to ${meanText(high, currency)}`;

type Verdict = { readonly colour: string; readonly title: string; readonly text: string };

const verdicts: Readonly<Record<Estimate['verdict'], Verdict>> = {
  better: { colour: 'green', title: 'Cheaper, by what became of the orders', text: 'The ranges tell the two apart.' },
  worse: {
    colour: 'red',
    title: 'Dearer, by what became of the orders',
    text: 'Whoever makes this policy live is warned (evidence-worse). It can still be done, with a reason.',
  },
  undecided: {
    colour: 'gray',
    title: 'Not told apart',
    text: 'The difference may be chance. A longer range, or more choices left to chance, would tell.',
  },
  'no-evidence': {
    colour: 'orange',
    title: 'Too thin to conclude anything',
    text: `The decisions on which policy and log agree weigh as few as less than ${effectiveLeast}. Replay a longer range, or have the live policy leave more choices to chance (explore percent).`,
  },
};

const littleOverlap: Verdict = {
  colour: 'orange',
  title: 'Too little overlap to conclude anything',
  text: `The log could have made too few of the policy’s choices: ${supportLeast} % are needed. Have the live policy leave more choices to chance (explore percent, explore within), or replay a policy that is more like it.`,
};

const verdictOf = ({ verdict, refusal }: Estimate): Verdict => (refusal === 'little-overlap' ? littleOverlap : verdicts[verdict]);

const columnsOf = (currency: string): readonly Column<Row>[] => [
  {
    header: 'Side',
    cell: ({ name, about }) => (
      <>
        <Text span inherit fw={600}>
          {name}
        </Text>
        <Text size="xs" className="muted">
          {about}
        </Text>
      </>
    ),
    csv: ({ name }) => name,
  },
  {
    header: 'A decision costs',
    align: 'right',
    cell: ({ cost }) => <strong className="nowrap">{meanText(cost.mean, currency)}</strong>,
    csv: ({ cost }) => cost.mean,
  },
  {
    header: 'In nine cases of ten',
    align: 'right',
    cell: ({ cost }) => <span className="nowrap">{rangeText(cost, currency)}</span>,
    csv: ({ cost }) => `${cost.low} ${cost.high}`,
  },
];

const rowsOf = ({ logged, snips, doubly_robust: robust }: Estimate, policy: ReplayPolicy): readonly Row[] => [
  { name: 'Log', about: 'what became of its decisions', cost: logged },
  {
    name: replayedPolicyText(policy),
    about: 'by the decisions on which both agree, each weighed by how rarely it was drawn (SNIPS)',
    cost: snips,
  },
  { name: 'Cross-check', about: 'the same, with a model of costs (doubly robust)', cost: robust },
];

const EvidenceIn = ({ estimate, policy }: { readonly estimate: Estimate; readonly policy: ReplayPolicy }) => {
  const { currency, verdict, decisions, matched, supported, effective } = estimate;
  const { colour, title, text } = verdictOf(estimate);
  return (
    <Stack gap="sm">
      <Alert color={colour} variant="light" title={title} role={verdict === 'worse' ? 'alert' : 'status'}>
        {text}
      </Alert>
      <Text size="sm">
        Told by {matched.toLocaleString()} of {decisions.toLocaleString()} decisions in {currency}, which weigh as much as{' '}
        <strong>{decimals.format(effective)}</strong> independent ones.
        {supported !== undefined && ` Of ${supported.toLocaleString()} the log could have made the policy’s choice.`}
      </Text>
      <DataTable
        label={`Evidence in ${currency}`}
        columns={columnsOf(currency)}
        rows={{ items: rowsOf(estimate, policy) }}
        keyOf={({ name }) => name}
        empty="There is no estimate."
      />
    </Stack>
  );
};

type EvidenceProps = { readonly estimates: ReplayResult['estimates']; readonly policy: ReplayPolicy };

/** What the policy would really have cost, told by what became of orders: look at it before the policy is made live. */
export const Evidence = ({ estimates, policy }: EvidenceProps) => (
  <Section title="Before it is made live: what it would really have cost">
    {estimates === undefined || estimates.length === 0 ? (
      <Text size="sm" className="muted">
        Nothing was left to chance in these days, so what became of the orders says nothing of another policy. The amounts below are by the
        rates alone. A sourcing policy with an explore percent leaves a small share of near ties to chance, and replays then tell.
      </Text>
    ) : (
      <Stack gap="lg">
        {estimates.map((estimate) => (
          <EvidenceIn key={estimate.currency} estimate={estimate} policy={policy} />
        ))}
      </Stack>
    )}
  </Section>
);
