import { tellDifference, type ToldDifference } from '../../../kernel/difference.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { amountInWords, CurrencyCode } from '../../../kernel/money.ts';
import type { PromotionsPolicy } from '../../../kernel/promotions-policy.ts';
import { differencesOf, type Group, type Tally } from '../../domain/promotions/outcome.ts';
import type { PromotionRows } from './promotion.rows.ts';

type ReportedGroup = { readonly people: number; readonly orders: number; readonly amountMinor: number };

/** What became of a promotion with carts of one currency. */
export type PromotionOutcome = {
  readonly currency: string;
  readonly shown: ReportedGroup;
  readonly held: ReportedGroup;
  readonly used: number;
  /** What it took off those orders, minor units, as it was worth when it was shown. */
  readonly givenMinor: number;
  /** Share of people who ordered, shown less held out. */
  readonly orders: ToldDifference;
  /** Minor units ordered by each of them, shown less held out. */
  readonly amount: ToldDifference;
};

export type PromotionFigures = {
  readonly promotionId: string;
  /** Null for one that the policy does not name any more. */
  readonly title: string | null;
  /** Orders that name it and have not been cancelled, whether they were shown it or not. */
  readonly uses: number;
  readonly usesMax: number | null;
  readonly outcomes: readonly PromotionOutcome[];
};

export type PromotionReportParts = {
  readonly rows: Pick<PromotionRows, 'allTallies'>;
  readonly policy: (tenantId: TenantId) => Promise<{ readonly value: PromotionsPolicy }>;
  readonly uses: (tenantId: TenantId, promotionId: string, atMost: number) => Promise<number>;
};

/** Uses are counted up to here where no bound is set. */
const usesCounted = 100_000;
const reported = ({ people, orders, sum }: Group): ReportedGroup => ({ people, orders, amountMinor: sum });
const share = ({ orders, people }: Group): string =>
  people === 0 ? 'nobody yet' : `${((100 * orders) / people).toFixed(1)} % (${orders} of ${people})`;

const outcomeOf = (currency: string, tally: Tally): PromotionOutcome => {
  const { shown, held, used, givenMinor } = tally;
  const differences = differencesOf(tally);
  const worded = (amount: number): string => amountInWords(Math.round(amount), CurrencyCode(currency));
  const each = ({ people, sum }: Group): string => (people === 0 ? 'nothing yet' : worded(sum / people));
  return {
    currency,
    shown: reported(shown),
    held: reported(held),
    used,
    givenMinor,
    orders: tellDifference(
      differences.orders,
      `Of those who were shown it ordered ${share(shown)}, of those held out ${share(held)}`,
      (amount) => `${(100 * amount).toFixed(1)} points`,
    ),
    amount: tellDifference(differences.amount, `Shown it, each ordered for ${each(shown)}; held out, for ${each(held)}`, worded),
  };
};

/** What promotions did: how often they were shown and used, what they gave away, and what they changed against those held out. */
export const createPromotionReport =
  ({ rows, policy, uses }: PromotionReportParts) =>
  async (tenantId: TenantId): Promise<readonly PromotionFigures[]> => {
    const [{ value }, tallies] = await Promise.all([policy(tenantId), rows.allTallies(tenantId)]);
    const running = new Map(value.promotions.map((promotion) => [promotion.promotionId, promotion]));
    const ids = [...new Set([...running.keys(), ...tallies.map(({ promotionId }) => promotionId)])];
    return Promise.all(
      ids.map(async (promotionId) => ({
        promotionId,
        title: running.get(promotionId)?.title ?? null,
        uses: await uses(tenantId, promotionId, usesCounted),
        usesMax: running.get(promotionId)?.usesMax ?? null,
        outcomes: tallies.flatMap((one) => (one.promotionId === promotionId ? [outcomeOf(one.currency, one.tally)] : [])),
      })),
    );
  };
