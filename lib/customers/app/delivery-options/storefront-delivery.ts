import type { Instant } from '../../../kernel/instant.ts';
import { calendarDay, type DeliveryPlan, type DeliveryPlans } from '../../../sourcing/index.ts';

/** A way as a website shows it: days, and nothing of what it costs. */
export type ShownDelivery = {
  readonly method: string;
  readonly earliestOn: string;
  readonly likelyOn: string;
  readonly latestOn: string;
  readonly basis: 'learned' | 'prior-only';
};

const shown = ({ kind, method, range, basis }: DeliveryPlan, dayOf: (moment: Instant) => string): readonly ShownDelivery[] => {
  if (kind === 'pickup' || !range || (basis !== 'learned' && basis !== 'prior-only')) return [];
  return [{ method, earliestOn: dayOf(range.earliest), likelyOn: dayOf(range.likely), latestOn: dayOf(range.latest), basis }];
};

/**
 * Ways to send, the cheapest first, as a website shows them to anybody.
 * @param timeZone of the customer: their calendar says on which day something comes
 */
export const storefrontDelivery = ({ plans }: Pick<DeliveryPlans, 'plans'>, timeZone: string): readonly ShownDelivery[] =>
  plans
    .toSorted((left, right) => left.costMinor - right.costMinor)
    .flatMap((plan) => shown(plan, (moment) => calendarDay(moment, timeZone)));
