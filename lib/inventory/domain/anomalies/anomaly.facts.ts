import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { InventoryItemEvent } from '../inventory-item.events.ts';

/** A stored event of an item, with its name and time. */
export type ItemFact = {
  readonly eventId: string;
  readonly version: number;
  readonly at: Instant;
  readonly event: InventoryItemEvent;
};

/** What the checks need to know of an item's past, folded from its events and small enough to be kept in a row. */
export type ItemFacts = {
  /** Of the last event in it; 0 before the first. */
  readonly version: number;
  readonly firstAt: Instant | null;
  readonly lastEventId: string | null;
  readonly lastCount: { readonly at: Instant; readonly eventId: string } | null;
  readonly lastSale: { readonly at: Instant; readonly eventId: string } | null;
  /** When there was something to sell again after there was nothing; null while there is nothing. */
  readonly inStockSince: Instant | null;
  /** Units that have come or gone since the last count, both added up. */
  readonly movedSinceCount: number;
  /** Events since the last count by which a picker did not find what the book has. */
  readonly notFoundSinceCount: readonly string[];
  /** Newest last. */
  readonly adjustments: readonly { readonly eventId: string; readonly at: Instant; readonly delta: number }[];
};

/** With this reason units are taken off the book that a picker did not find. */
export const notFoundReason = 'not-found-at-pick';

const adjustmentsKept = 20;
const notFoundKept = 10;

export const initialItemFacts: ItemFacts = {
  version: 0,
  firstAt: null,
  lastEventId: null,
  lastCount: null,
  lastSale: null,
  inStockSince: null,
  movedSinceCount: 0,
  notFoundSinceCount: [],
  adjustments: [],
};

/** The facts with one event more; one that is in them already changes nothing. */
export const withFact = (facts: ItemFacts, { eventId, version, at, event }: ItemFact): ItemFacts => {
  if (version <= facts.version) return facts;
  const { onHand } = event.balance;
  const next: ItemFacts = {
    ...facts,
    version,
    firstAt: facts.firstAt ?? at,
    lastEventId: eventId,
    movedSinceCount: facts.movedSinceCount + Math.abs(event.movement.onHand ?? 0),
    inStockSince: onHand > 0 ? (facts.inStockSince ?? at) : null,
  };
  if (event.type === 'inventory.shipped') return { ...next, lastSale: { at, eventId } };
  if (event.type !== 'inventory.adjusted') return next;
  if (event.countedOnHand !== undefined)
    return { ...next, lastCount: { at, eventId }, movedSinceCount: 0, notFoundSinceCount: [], adjustments: [] };
  if (event.reasonCode === notFoundReason)
    return { ...next, notFoundSinceCount: [...facts.notFoundSinceCount, eventId].slice(-notFoundKept) };
  return { ...next, adjustments: [...facts.adjustments, { eventId, at, delta: event.delta }].slice(-adjustmentsKept) };
};

const dayMs = 86_400_000;

/** Whole days from one moment to a later one. */
export const daysBetween = (from: Instant, to: Instant): number => Math.floor((toEpochMs(to) - toEpochMs(from)) / dayMs);
