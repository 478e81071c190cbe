import type { Instant } from '../../../kernel/instant.ts';
import type { DeliveryPlan, DeliveryPlans } from '../../../sourcing/index.ts';

/** A way as a website shows it: days, and nothing of what it costs. */
export type ShownDelivery = {
  readonly method: string;
  readonly earliestOn: string;
  readonly likelyOn: string;
  readonly latestOn: string;
  readonly basis: 'learned' | 'prior-only';
};

const dayOf = (moment: Instant): string => moment.slice(0, '2026-11-22'.length);

const shown = ({ kind, method, range, basis }: DeliveryPlan): readonly ShownDelivery[] => {
  if (kind === 'pickup' || !range || (basis !== 'learned' && basis !== 'prior-only')) return [];
  return [{ method, earliestOn: dayOf(range.earliest), likelyOn: dayOf(range.likely), latestOn: dayOf(range.latest), basis }];
};

/** Ways to send, the cheapest first, as a website shows them to anybody. */
export const storefrontDelivery = ({ plans }: Pick<DeliveryPlans, 'plans'>): readonly ShownDelivery[] =>
  plans.toSorted((left, right) => left.costMinor - right.costMinor).flatMap(shown);
