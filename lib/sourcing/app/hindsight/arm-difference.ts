import { differenceOfMeans, pooled, type Sampled, tellDifference, type ToldDifference } from '../../../kernel/difference.ts';
import { type CurrencyCode, decimalMinor } from '../../../kernel/money.ts';
import type { ArmCost, HindsightDay } from './hindsight.rows.ts';

/** What a decision cost in each arm of a rollout over several days, and whether the arms differ. Minor units. */
export type ArmDifference = {
  readonly currency: CurrencyCode;
  readonly learned: Pick<ArmCost, 'decisions' | 'meanMinor'>;
  readonly control: Pick<ArmCost, 'decisions' | 'meanMinor'>;
  /** Days of which the variance is known; older ones are left out. */
  readonly days: number;
  /** The learned arm less the control, in minor units for each decision. */
  readonly difference: ToldDifference;
};

type Day = { readonly learned: Sampled; readonly control: Sampled };

const sampledOf = (arms: readonly ArmCost[], of: ArmCost['arm']): Sampled | undefined => {
  const found = arms.find(({ arm }) => arm === of);
  if (!found) return { count: 0, mean: 0, variance: 0 };
  return found.variance === undefined ? undefined : { count: found.decisions, mean: found.meanMinor, variance: found.variance };
};

const costOf = ({ count, mean }: Sampled) => ({ decisions: count, meanMinor: Math.round(mean) });

/** Welch's test over the days together, for each currency in which a rollout ran. */
export const armDifferences = (days: readonly HindsightDay[]): readonly ArmDifference[] => {
  const byCurrency = new Map<CurrencyCode, Day[]>();
  for (const { currencies } of days)
    for (const { currency, arms } of currencies) {
      const [learned, control] = [sampledOf(arms, 'learned'), sampledOf(arms, 'control')];
      if (arms.length === 0 || !learned || !control) continue;
      byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), { learned, control }]);
    }
  return [...byCurrency].map(([currency, of]) => {
    const [learned, control] = [pooled(of.map((one) => one.learned)), pooled(of.map((one) => one.control))];
    const money = (amount: number): string => `${decimalMinor(Math.round(amount), currency)} ${currency}`;
    const what = `A decision cost ${money(learned.mean)} where learned figures counted (${learned.count}) and ${money(control.mean)} where they did not (${control.count})`;
    return {
      currency,
      learned: costOf(learned),
      control: costOf(control),
      days: of.length,
      difference: tellDifference(differenceOfMeans(learned, control), what, money),
    };
  });
};
