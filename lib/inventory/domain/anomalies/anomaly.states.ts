import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { StockChecksPolicy } from '../../../kernel/stock-policies.ts';
import { daysBetween, type ItemFacts } from './anomaly.facts.ts';
import type { Finding } from './anomaly.ts';

/** An item as it stands, with what is known of its past and its future. */
export type CheckedItem = {
  readonly sku: Sku;
  readonly locationId: LocationId;
  readonly facts: ItemFacts;
  readonly onHand: number;
  readonly available: number;
  /** Whether orders are sourced from the location. */
  readonly isActive: boolean;
  /** Expected sales of a day at this location, in units; undefined when nothing is known. */
  readonly expectedPerDay: number | undefined;
};

const dayMs = 86_400_000;

type Detector = (item: CheckedItem, settings: StockChecksPolicy, now: Instant) => Finding | undefined;

/** Corrections that cancel each other out: two people, or two systems, do not agree on what is there. */
const toAndFro: Detector = ({ sku, locationId, facts }, { toAndFro: limit }, now) => {
  const since = plusMs(now, -limit.withinDays * dayMs);
  const recent = facts.adjustments.filter(({ at }) => at >= since);
  const gross = recent.reduce((sum, { delta }) => sum + Math.abs(delta), 0);
  const net = Math.abs(recent.reduce((sum, { delta }) => sum + delta, 0));
  const ups = recent.filter(({ delta }) => delta > 0).length;
  // One way nearly as much as the other, and not once in a row.
  const isSwinging = ups >= 2 && recent.length - ups >= 2 && net * 2 <= gross;
  if (recent.length < limit.adjustments || !isSwinging) return undefined;
  return {
    kind: 'to_and_fro',
    sku,
    locationId,
    about: '',
    severity: recent.length >= 2 * limit.adjustments ? 'high' : 'medium',
    evidence: recent.map(({ eventId }) => eventId),
    figures: [
      { name: 'adjustments', value: recent.length },
      { name: 'gross', value: gross },
      { name: 'net', value: net },
    ],
    sentence: `${sku} at ${locationId} was corrected ${recent.length} times in ${limit.withinDays} days, up and down by ${gross} units for a change of ${net}.`,
    recommendedAction: { kind: 'investigate' },
  };
};

/** Goods that nothing is sold from. */
const inactiveLocation: Detector = ({ sku, locationId, onHand, isActive, facts }) => {
  if (isActive || onHand <= 0) return undefined;
  return {
    kind: 'inactive_location',
    sku,
    locationId,
    about: '',
    severity: 'low',
    evidence: facts.lastEventId === null ? [] : [facts.lastEventId],
    figures: [{ name: 'on_hand', value: onHand }],
    sentence: `${onHand} units of ${sku} stand at ${locationId}, which is not active: no order gets them.`,
    recommendedAction: { kind: 'move_out', quantity: onHand },
  };
};

/** Goods that the book has and nobody has bought though they were expected to: perhaps they are not there. */
const phantomStock: Detector = ({ sku, locationId, facts, available, isActive, expectedPerDay }, { phantom }, now) => {
  const { inStockSince, lastSale, lastCount } = facts;
  if (!isActive || available <= 0 || inStockSince === null || expectedPerDay === undefined) return undefined;
  // Whoever has counted it since has seen it.
  const moments = [inStockSince, lastSale?.at, lastCount?.at].filter((at) => at !== undefined);
  const quietSince = moments.reduce((latest, at) => (at > latest ? at : latest));
  const days = daysBetween(quietSince, now);
  const expected = expectedPerDay * days;
  if (days < phantom.afterDays || expected < phantom.expectedUnits) return undefined;
  return {
    kind: 'phantom_stock',
    sku,
    locationId,
    about: '',
    severity: expected >= 2 * phantom.expectedUnits ? 'medium' : 'low',
    evidence: [lastSale?.eventId ?? facts.lastEventId].filter((id) => id !== null),
    figures: [
      { name: 'available', value: available },
      { name: 'days', value: days },
      { name: 'expected', value: Math.round(expected) },
    ],
    sentence: `None of the ${available} units of ${sku} at ${locationId} were sold in ${days} days, in which about ${Math.round(expected)} were expected to be.`,
    recommendedAction: { kind: 'count' },
  };
};

const detectors: readonly Detector[] = [toAndFro, inactiveLocation, phantomStock];

/** What the state of an item shows, as long as it lasts. */
export const anomaliesOfState = (item: CheckedItem, settings: StockChecksPolicy, now: Instant): readonly Finding[] =>
  detectors.flatMap((detect) => detect(item, settings, now) ?? []);

/** Why an item is due for a count. `suspicious`: something makes the book doubtful, however long ago it was counted. */
export type CountReason = 'stale' | 'suspicious';

export type CountDue = {
  readonly reason: CountReason;
  /** Days since the last count, or since the first movement of what was never counted. */
  readonly days: number;
  readonly neverCounted: boolean;
  /** Units that nobody has verified: those that stand there, and those that moved since the last count. */
  readonly unverifiedUnits: number;
  readonly evidence: readonly string[];
};

/** Whether the item is to be counted, and why; undefined when it is not. @param suspects what makes its book doubtful */
export const countDueOf = (
  { facts, onHand }: Pick<CheckedItem, 'facts' | 'onHand'>,
  suspects: readonly Finding[],
  { staleAfterDays }: StockChecksPolicy,
  now: Instant,
): CountDue | undefined => {
  const since = facts.lastCount?.at ?? facts.firstAt;
  const unverifiedUnits = onHand + facts.movedSinceCount;
  if (since === null || unverifiedUnits === 0) return undefined;
  const days = daysBetween(since, now);
  const doubts = [
    ...facts.notFoundSinceCount,
    ...suspects.filter(({ kind }) => kind !== 'inactive_location').flatMap((one) => one.evidence),
  ];
  const isStale = days >= staleAfterDays;
  if (doubts.length === 0 && !isStale) return undefined;
  return {
    reason: doubts.length > 0 ? 'suspicious' : 'stale',
    days,
    neverCounted: facts.lastCount === null,
    unverifiedUnits,
    evidence: doubts.length > 0 ? [...new Set(doubts)] : [facts.lastCount?.eventId ?? facts.lastEventId].filter((id) => id !== null),
  };
};

/** That counts at a location are overdue, as one finding: which ones is what the list of counts says. */
export const staleCountsOf = (
  locationId: LocationId,
  items: number,
  first: readonly string[],
  settings: StockChecksPolicy,
  isWhole = true,
): readonly Finding[] =>
  items === 0
    ? []
    : [
        {
          kind: 'stale_counts',
          sku: null,
          locationId,
          about: '',
          severity: 'low',
          evidence: [],
          figures: [{ name: 'items', value: items }],
          sentence: `${isWhole ? '' : 'At least '}${items === 1 && isWhole ? 'One article' : `${items} articles`} at ${locationId} ${items === 1 && isWhole ? 'has' : 'have'} not been counted for ${settings.staleAfterDays} days; first of all ${first.join(', ')}.`,
          recommendedAction: { kind: 'count' },
        },
      ];
