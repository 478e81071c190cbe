import type { Instant } from '../../../kernel/instant.ts';
import { dayNumber, dayOf } from '../daily-series.ts';
import type { EndStanding, PlannedTransfer } from './plan-transfers.ts';
import type { PlannedPurchase } from './plan-purchases.ts';

export const proposalKinds = ['transfer', 'purchase'] as const;
export type ProposalKind = (typeof proposalKinds)[number];
/** `lapsed`: what it rested on is no longer so, or nobody decided in time. */
export const proposalStatuses = ['open', 'accepted', 'declined', 'lapsed'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

/** What a proposal rests on, in figures. */
export type ProposalReceipt = {
  readonly forecastVersion: string;
  readonly servicePercent: number;
  /** Names the version of the tenant's planning policy. */
  readonly policyVersion: number;
  readonly to: EndStanding;
  /** The giving end; null of a purchase. */
  readonly from: EndStanding | null;
  readonly leadTimeDays: number;
  /** Minor units of `currency`; null where no cost is known. */
  readonly costMinor: number | null;
  readonly benefitMinor: number | null;
  readonly currency: string | null;
  readonly minimumUnits: number | null;
  readonly packUnits: number | null;
};

/** What is proposed. */
export type ProposalContent = {
  readonly kind: ProposalKind;
  readonly sku: string;
  /** Null of a purchase. */
  readonly fromLocationId: string | null;
  readonly toLocationId: string;
  /** Location of the supplier; null of a transfer, and where nobody is known to sell the article. */
  readonly supplier: string | null;
  readonly quantity: number;
  /** The last day on which it is in time. */
  readonly actBy: string;
  /** The day on which the goods are there if it is acted on in time. */
  readonly expectedOn: string;
  readonly sentence: string;
  readonly reasons: readonly string[];
  readonly receipt: ProposalReceipt;
};

/** A proposal, with what became of it. */
export type Proposal = ProposalContent & {
  readonly proposalId: string;
  readonly status: ProposalStatus;
  readonly openedAt: Instant;
  /** From when on it cannot be accepted any more. */
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly decision: {
    readonly by: { readonly kind: 'user' | 'system' | 'api_key'; readonly id: string };
    readonly note: string | null;
    /** Number of the transfer or purchase order that was made; null of one that was declined. */
    readonly documentId: string | null;
    /** Units that were accepted, which may be others than proposed; null of one that was declined. */
    readonly quantity: number | null;
  } | null;
  /** Counts the changes of the row, so that of two writers at once one notices. */
  readonly revision: number;
};

const units = (value: number): string => `${Math.round(value)} ${Math.round(value) === 1 ? 'unit' : 'units'}`;
const dayAfter = (today: string, days: number): string => dayOf(dayNumber(today) + days);

/** How much more than usual a location is to want, for a sentence. */
export type Rise = { readonly firstDay: number; readonly expected: number; readonly factor: number };

const riseText = (locationId: string, today: string, rise: Rise | undefined): string | undefined =>
  rise &&
  `${locationId} is expected to want ${units(rise.expected)} in the week from ${dayAfter(today, rise.firstDay)}, ${Math.round((rise.factor - 1) * 100)} % more than usual.`;

/** A move, as it is proposed. @param today such as `2026-11-22`; the first of the means is of this day */
export const transferContent = (
  move: PlannedTransfer,
  about: {
    readonly sku: string;
    readonly today: string;
    readonly rise: Rise | undefined;
    readonly drivers: readonly string[];
    readonly currency: string | null;
  } & Pick<ProposalReceipt, 'forecastVersion' | 'servicePercent' | 'policyVersion'>,
): ProposalContent => {
  const { from, to, quantity, leaveWithinDays, leadTimeDays } = move;
  const { sku, today, rise, drivers, currency, ...rest } = about;
  const actBy = dayAfter(today, leaveWithinDays);
  const risen = riseText(to.locationId, today, rise);
  return {
    kind: 'transfer',
    sku,
    fromLocationId: from.locationId,
    toLocationId: to.locationId,
    supplier: null,
    quantity,
    actBy,
    expectedOn: dayAfter(actBy, leadTimeDays),
    sentence: `Move ${units(quantity)} of ${sku} from ${from.locationId} to ${to.locationId} by ${actBy}.`,
    reasons: [
      ...(risen === undefined ? [] : [risen]),
      ...drivers,
      `${to.locationId} is expected to want ${units(to.expected)} within ${to.days} days and has ${units(to.available)}, with ${to.incoming} under way: ${to.shortBefore} are expected to be missing, ${to.shortAfter} with the move.`,
      `${from.locationId} has ${units(from.available)} and keeps ${units(from.needed)} for its own ${from.days} days, of them ${from.safetyStock} of safety stock.`,
    ],
    receipt: {
      ...rest,
      to,
      from,
      leadTimeDays,
      costMinor: move.costMinor,
      benefitMinor: move.benefitMinor,
      currency,
      minimumUnits: null,
      packUnits: null,
    },
  };
};

/** A purchase, as it is proposed. */
export const purchaseContent = (
  plan: PlannedPurchase,
  about: { readonly sku: string; readonly today: string; readonly drivers: readonly string[]; readonly standing: EndStanding } & Pick<
    ProposalReceipt,
    'forecastVersion' | 'servicePercent' | 'policyVersion'
  >,
): ProposalContent => {
  const { locationId, quantity, offer, leadTimeDays, position, reorderPoint, orderUpTo, expected, days } = plan;
  const { sku, today, drivers, standing, ...rest } = about;
  const rounded = offer.packUnits > 1 || offer.minimumUnits > 1 ? ` in packs of ${offer.packUnits}, ${offer.minimumUnits} at least` : '';
  const leadText =
    offer.leadTimeDays === null
      ? `${leadTimeDays} days are assumed, because no supplier has said`
      : `${leadTimeDays} days by the supplier's terms`;
  return {
    kind: 'purchase',
    sku,
    fromLocationId: null,
    toLocationId: locationId,
    supplier: offer.supplier,
    quantity,
    actBy: today,
    expectedOn: dayAfter(today, leadTimeDays),
    sentence: `Buy ${units(quantity)} of ${sku} for ${locationId}${offer.supplier === null ? '' : ` from ${offer.supplier}`}.`,
    reasons: [
      `${locationId} has, or gets, ${units(position)}; ${reorderPoint} cover the demand until goods could come, and below that it is bought up to ${orderUpTo}${rounded}.`,
      `It is expected to want ${units(expected)} within ${days} days; the lead time is ${leadText}.`,
      ...drivers,
    ],
    receipt: {
      ...rest,
      to: standing,
      from: null,
      leadTimeDays,
      costMinor: offer.unitCostMinor === null ? null : offer.unitCostMinor * quantity,
      benefitMinor: null,
      currency: offer.currency,
      minimumUnits: offer.minimumUnits,
      packUnits: offer.packUnits,
    },
  };
};

/** Why nothing becomes of an answer to a proposal. */
export type ProposalRejection =
  | { readonly code: 'proposal-not-found' }
  | { readonly code: 'proposal-ended'; readonly status: ProposalStatus }
  | { readonly code: 'proposal-expired'; readonly expiresAt: Instant }
  | { readonly code: 'supplier-unknown' }
  | { readonly code: 'document-refused'; readonly reason: string };

/** One sentence for whoever answered. */
export const describeProposalRejection = (rejection: ProposalRejection): string => {
  switch (rejection.code) {
    case 'proposal-not-found':
      return 'There is no such proposal.';
    case 'proposal-ended':
      return `It is ${rejection.status} already.`;
    case 'proposal-expired':
      return `It could be accepted until ${rejection.expiresAt}; what it rests on has changed since.`;
    case 'supplier-unknown':
      return 'Nobody is known to sell the article: say from whom to buy it.';
    case 'document-refused':
      return `The document was refused: ${rejection.reason}`;
  }
};
