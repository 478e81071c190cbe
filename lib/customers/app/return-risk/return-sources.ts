import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ReturnFact } from '../../domain/return-risk/return-facts.ts';
import { factOfHistory, type HistoryFact } from './facts-of-history.ts';

export type FactWindow = { readonly from: Instant; readonly to: Instant };

/** By what an imported order is found to be one of the product's own. */
export type OwnOrder = { readonly channel: string; readonly channelOrderId: string; readonly placedAt: string };

/** A part of the product's own orders with what they sold and what came back of them. */
export type OwnFacts = {
  readonly facts: readonly ReturnFact[];
  readonly orders: readonly OwnOrder[];
  /** From where the next part goes on; null after the last one. */
  readonly next: string | null;
};

/** A row of an imported past, with whoever bought. */
export type ImportedRow =
  | (Extract<HistoryFact, { kind: 'order' }> & { readonly person_id: string | null })
  | Extract<HistoryFact, { kind: 'return' }>;

/** Where is read what was sold and what came back. */
export type ReturnSources = {
  /** The product's own orders in the order of time, in parts, so that reading may stop after each. @param after null for the first part */
  readonly own: (tenantId: TenantId, window: FactWindow, after: string | null) => Promise<OwnFacts>;
  readonly imported: (tenantId: TenantId, window: FactWindow) => AsyncIterable<ImportedRow> | Iterable<ImportedRow>;
};

/** What was sold and what came back, in the order of time. */
export type ReadReturnFacts = (tenantId: TenantId, window: FactWindow) => AsyncIterable<ReturnFact>;

/** Channel of an imported order whose file names none. */
const unnamedChannel = 'import';
const dayOf = (moment: string): string => moment.slice(0, '2026-11-22'.length);

/**
 * Tells imported orders that are the product's own. Two channels may count their orders from 1, so that an id says nothing without
 * its channel. Where the file names no channel, the day on which the order was placed stands in for it.
 */
const ownOrderIn = (orders: readonly OwnOrder[]) => {
  const byId = Map.groupBy(orders, ({ channelOrderId }) => channelOrderId);
  return ({ source_id: id, channel, placed_at: placedAt }: Extract<ImportedRow, { kind: 'order' }>): boolean =>
    (byId.get(id) ?? []).some((own) => (channel === unnamedChannel ? dayOf(own.placedAt) === dayOf(placedAt) : own.channel === channel));
};

/** Own facts and those of the imported past that are not the same orders once more, in the order of time. */
export const mergeFacts = async (
  own: Pick<OwnFacts, 'facts' | 'orders'>,
  imported: AsyncIterable<ImportedRow> | Iterable<ImportedRow>,
): Promise<readonly ReturnFact[]> => {
  const isOwn = ownOrderIn(own.orders);
  const counted = new Set<string>();
  const facts: ReturnFact[] = [];
  for await (const row of imported) {
    if (row.kind === 'order' && isOwn(row)) counted.add(row.source_id);
    else {
      const fact = factOfHistory(row, row.kind === 'order' ? row.person_id : null);
      if (fact) facts.push(fact);
    }
  }
  // A return names its order by the id alone, which is one order of the imported past.
  const others = facts.filter((fact) => fact.kind === 'sale' || !counted.has(fact.orderId));
  return [...own.facts, ...others].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
};

/** Reads everything at once, for whoever has the time. */
export const readReturnFacts = ({ own, imported }: ReturnSources): ReadReturnFacts =>
  async function* (tenantId, window) {
    const read: OwnFacts[] = [];
    let after: string | null = null;
    do {
      const part: OwnFacts = await own(tenantId, window, after);
      read.push(part);
      after = part.next;
    } while (after !== null);
    const all = { facts: read.flatMap(({ facts }) => facts), orders: read.flatMap(({ orders }) => orders) };
    yield* await mergeFacts(all, imported(tenantId, window));
  };
