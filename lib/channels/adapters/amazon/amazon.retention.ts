import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { ClosingMoments } from '../../app/channel-adapter.ts';

/**
 * How long Amazon lets a seller's systems keep personal data of its buyers: 30 days after delivery, and longer only where
 * the law asks for it, such as for taxes (Amazon's Data Protection Policy, "Data retention"). Amazon checks it in audits.
 */
export const amazonPersonalDataRule = {
  days: 30,
  /** The first of these moments that is known begins the days: a delivery may never be reported. */
  begins: ['deliveredAt', 'shippedAt', 'cancelledAt'],
  /** What is to go: everything that tells who the buyer is. Amounts, articles and country may stay. */
  covers: ['name', 'email', 'phone', 'address', 'gift-message', 'customization'],
} as const;

const dayMs = 86_400_000;

/** When personal data of an order of Amazon is due for deletion; null while it may still be needed to ship it. */
export const amazonPersonalDataDueAt = (facts: ClosingMoments): Instant | null => {
  const begin = amazonPersonalDataRule.begins.map((moment) => facts[moment]).find((moment) => moment !== null);
  return begin === undefined ? null : plusMs(begin, amazonPersonalDataRule.days * dayMs);
};
