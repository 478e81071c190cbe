import type { Instant } from '../../../kernel/instant.ts';

/** What became of a piece of work, as the order and its location tell. */
export type WorkFacts = {
  readonly fulfillmentOrderId: string;
  readonly locationId: string;
  readonly status: string;
  /** The decision that gave it to the location; null where nobody knows any more. */
  readonly decisionId: string | null;
  readonly expectedAt: Instant | null;
  readonly shippedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Minor units paid for its parcels; null where no carrier said so. */
  readonly costMinor: number | null;
  readonly currency: string | null;
  /** Parcels reported as damaged or lost on the way. */
  readonly damagedParcels: number;
};

/** What of an order the outcome of its decisions is read from. Nothing in it is personal. */
export type OrderFacts = {
  readonly orderId: string;
  readonly status: string;
  readonly channel: string;
  readonly currency: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly postalPrefix: string | null;
  readonly placedAt: Instant;
  readonly test: boolean;
  readonly personId: string | null;
  /** Until when the customer was told it arrives, or the tenant wanted it to; null where nobody said. */
  readonly deliverBy: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Why it was cancelled; null where it was not. */
  readonly cancelledFor: string | null;
  /** Whether the last promise kept the one before; null where there was none to keep. */
  readonly promiseKept: boolean | null;
  readonly promisedFor: readonly { readonly units: number; readonly for: Instant | null; readonly basis: string }[];
  readonly holds: readonly {
    readonly holdId: string;
    readonly type: string;
    readonly outcome: 'open' | 'released' | 'rejected';
    readonly placedAt: Instant;
  }[];
  readonly works: readonly WorkFacts[];
};

/** Something that is known of what a decision led to. */
export type Outcome = {
  /** Such as `delivered-late`; `pending` while it may still come otherwise. */
  readonly code: string;
  readonly sentence: string;
  readonly at: Instant | null;
  /** Minor units where it is a matter of money. */
  readonly amountMinor: number | null;
};

const outcome = (code: string, sentence: string, at: Instant | null = null, amountMinor: number | null = null): Outcome => ({
  code,
  sentence,
  at,
  amountMinor,
});

const lost: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'withdrawn']);

const ofWork = (work: WorkFacts, deliverBy: Instant | null): readonly Outcome[] => {
  const { locationId, status, costMinor, deliveredAt, expectedAt, damagedParcels } = work;
  const by = deliverBy ?? expectedAt;
  if (status === 'rejected') return [outcome('rejected', `${locationId} rejected the work.`)];
  if (lost.has(status)) return [outcome('called-off', `The work at ${locationId} was called off.`)];
  const cost =
    costMinor === null
      ? []
      : [
          outcome(
            'actual-cost',
            `The parcels from ${locationId} cost ${costMinor} ${work.currency ?? ''} in minor units.`,
            work.shippedAt,
            costMinor,
          ),
        ];
  const damaged = damagedParcels === 0 ? [] : [outcome('damaged', `Of the parcels from ${locationId}, ${damagedParcels} came to harm.`)];
  if (deliveredAt === null) return [...cost, ...damaged, outcome('pending', `The goods from ${locationId} have not arrived yet.`)];
  if (by === null) return [...cost, ...damaged, outcome('delivered', `The goods from ${locationId} arrived.`, deliveredAt)];
  return deliveredAt > by
    ? [...cost, ...damaged, outcome('delivered-late', `The goods from ${locationId} arrived after ${by}.`, deliveredAt)]
    : [...cost, ...damaged, outcome('delivered-in-time', `The goods from ${locationId} arrived by ${by}.`, deliveredAt)];
};

const ofRouting = (facts: OrderFacts, decisionId: string): readonly Outcome[] => {
  const works = facts.works.filter((work) => work.decisionId === decisionId);
  if (works.length === 0) return [outcome('not-followed', 'No work came of it: the order waited, or another decision replaced it.')];
  return works.flatMap((work) => ofWork(work, facts.deliverBy));
};

/** Holds that come of a check. */
const holdTypesOf: Readonly<Record<string, readonly string[]>> = {
  fraud: ['fraud-review', 'verification'],
  duplicate: ['duplicate-review'],
  unusual: ['data-review'],
  address: ['address'],
};

/** The hold that a check has placed, the newest first where there were several; undefined for what passed. */
export const holdOfCheck = (facts: Pick<OrderFacts, 'holds'>, kind: string): OrderFacts['holds'][number] | undefined =>
  facts.holds
    .filter(({ type }) => holdTypesOf[kind]?.includes(type) === true)
    .toSorted(
      (left, right) => (left.outcome === 'open' ? 0 : 1) - (right.outcome === 'open' ? 0 : 1) || (left.placedAt < right.placedAt ? 1 : -1),
    )[0];

/** What the silence of the bank says by now. Of an order that never left it says nothing. */
const ofSilence = (neverLeft: boolean, matures: Instant, now: Instant): readonly Outcome[] => {
  if (now < matures) return [outcome('pending', `Whether there is a chargeback is known by ${matures}.`, matures)];
  return neverLeft ? [] : [outcome('no-chargeback', `No chargeback came by ${matures}.`, matures)];
};

const ofCheck = (facts: OrderFacts, kind: string, matures: Instant, now: Instant): readonly Outcome[] => {
  const hold = holdOfCheck(facts, kind);
  const looked =
    hold === undefined
      ? []
      : [
          hold.outcome === 'open'
            ? outcome('review-open', 'Nobody has decided on the review yet.')
            : outcome(
                hold.outcome === 'released' ? 'review-released' : 'review-upheld',
                `A person has ${hold.outcome === 'released' ? 'let the order go on' : 'upheld the review'}.`,
              ),
        ];
  const ended =
    facts.cancelledFor === 'fraud' || facts.cancelledFor === 'duplicate'
      ? [outcome(`cancelled-${facts.cancelledFor}`, `The order was cancelled: ${facts.cancelledFor}.`)]
      : [];
  const open =
    kind === 'fraud' && ended.length === 0 ? ofSilence(facts.cancelledFor !== null || hold?.outcome === 'open', matures, now) : [];
  return [...looked, ...ended, ...open];
};

/**
 * What has become of a decision by now, as far as the streams of the product tell.
 * @param matures when an order without a chargeback counts as honest
 */
export const outcomesOf = (kind: string, decisionId: string, facts: OrderFacts, matures: Instant, now: Instant): readonly Outcome[] => {
  if (kind === 'routing') return ofRouting(facts, decisionId);
  return Object.hasOwn(holdTypesOf, kind) ? ofCheck(facts, kind, matures, now) : [];
};
