import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { StockChecksPolicy } from '../../../kernel/stock-policies.ts';
import { type Finding, gradeDeviation } from './anomaly.ts';
import type { DisplacedReservation, InventoryItemEvent, StockAdjusted } from '../inventory-item.events.ts';

type Item = { readonly sku: Sku; readonly locationId: LocationId };
type Shown = { readonly eventId: string; readonly item: Item; readonly settings: StockChecksPolicy };

const units = (count: number): string => (count === 1 ? '1 unit' : `${count} units`);

const ofEvent = ({ eventId, item }: Shown, about: string, rest: Omit<Finding, 'sku' | 'locationId' | 'about' | 'evidence'>): Finding => ({
  ...item,
  about,
  evidence: [eventId],
  ...rest,
});

const deviation = (shown: Shown, { delta, balance, countedOnHand }: StockAdjusted): readonly Finding[] => {
  if (countedOnHand === undefined || delta === 0) return [];
  const book = balance.onHand - delta;
  const off = Math.abs(delta);
  const severity = gradeDeviation(off, book, shown.settings);
  if (severity === undefined) return [];
  const { sku, locationId } = shown.item;
  return [
    ofEvent(shown, shown.eventId, {
      kind: 'count_deviation',
      severity,
      figures: [
        { name: 'book', value: book },
        { name: 'counted', value: countedOnHand },
      ],
      sentence: `A count of ${sku} at ${locationId} found ${countedOnHand} where the book had ${book}: ${units(off)} ${delta < 0 ? 'missing' : 'more'}.`,
      recommendedAction: { kind: 'investigate' },
    }),
  ];
};

/** Carts are promised nothing; an order that lost its units is somebody's disappointment unless it is sourced elsewhere. */
const displacements = (shown: Shown, displaced: readonly DisplacedReservation[] = []): readonly Finding[] => {
  const promised = displaced.filter(({ kind }) => kind !== 'cart');
  const [first] = promised;
  if (!first) return [];
  const { sku, locationId } = shown.item;
  const lost = promised.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    ofEvent(shown, shown.eventId, {
      kind: 'displaced_reservation',
      severity: 'high',
      figures: [
        { name: 'reservations', value: promised.length },
        { name: 'units', value: lost },
      ],
      sentence: `${units(lost)} of ${sku} at ${locationId} that ${promised.length === 1 ? 'an order was' : `${promised.length} orders were`} promised turned out not to be there.`,
      recommendedAction: { kind: 'check_order', reference: first.reservationId },
    }),
  ];
};

type Arrival = { readonly movementId: string; readonly quantity: number; readonly movement: { readonly incoming?: number } };

/** Documents settle what was announced by them; goods of a document beyond that were announced by nobody. */
const unannounced = (shown: Shown, reference: string, { quantity, movement }: Arrival): readonly Finding[] => {
  const announced = -(movement.incoming ?? 0);
  const beyond = quantity - announced;
  if (beyond <= 0) return [];
  const { sku, locationId } = shown.item;
  return [
    ofEvent(shown, shown.eventId, {
      kind: 'unannounced_receipt',
      severity: gradeDeviation(beyond, announced, shown.settings) ?? 'low',
      figures: [
        { name: 'received', value: quantity },
        { name: 'announced', value: announced },
      ],
      sentence: `${units(quantity)} of ${sku} arrived at ${locationId} by ${reference}, of which ${announced} were announced.`,
      recommendedAction: { kind: 'correct_document', reference },
    }),
  ];
};

/** Movements of documents carry these names; see `supply.postings.ts`. */
const isOfPurchase = (movementId: string): boolean => movementId.startsWith('purchase-') && movementId.endsWith('.in');
const isOfTransfer = (movementId: string): boolean => movementId.startsWith('transfer-') && movementId.endsWith('.in');

/** What one event of an item shows by itself. */
export const anomaliesOfEvent = (shown: Shown, event: InventoryItemEvent): readonly Finding[] => {
  if (event.type === 'inventory.adjusted') return [...deviation(shown, event), ...displacements(shown, event.displaced)];
  if (event.type === 'inventory.damaged') return displacements(shown, event.displaced);
  if (event.type === 'inventory.received' && isOfPurchase(event.movementId))
    return unannounced(shown, event.reference ?? event.movementId, event);
  if (event.type === 'inventory.transferred_in' && isOfTransfer(event.movementId)) return unannounced(shown, event.transferId, event);
  return [];
};

/**
 * A picker did not find units that were reserved, so that the book had them.
 * @param book units that stood on the book, those that were not found included
 */
export const anomaliesOfShortPick = (
  shown: Shown,
  pick: { readonly lineId: string; readonly missing: number; readonly book: number },
): readonly Finding[] => {
  const { sku, locationId } = shown.item;
  const book = Math.max(pick.book, pick.missing);
  return [
    ofEvent(shown, `${shown.eventId}.${pick.lineId}`, {
      kind: 'short_pick',
      severity: gradeDeviation(pick.missing, book, shown.settings) ?? 'low',
      figures: [
        { name: 'book', value: book },
        { name: 'missing', value: pick.missing },
      ],
      sentence: `A picker at ${locationId} did not find ${units(pick.missing)} of ${sku} where the book had ${book}.`,
      recommendedAction: { kind: 'count' },
    }),
  ];
};

/** More of an order has come back than has left for it. */
export const anomaliesOfReturn = (
  shown: Shown,
  goods: { readonly reference: string; readonly returned: number; readonly shipped: number },
): readonly Finding[] => {
  if (goods.returned <= goods.shipped) return [];
  const { sku, locationId } = shown.item;
  return [
    ofEvent(shown, shown.eventId, {
      kind: 'over_return',
      severity: goods.shipped === 0 ? 'high' : 'medium',
      figures: [
        { name: 'returned', value: goods.returned },
        { name: 'shipped', value: goods.shipped },
      ],
      sentence: `${units(goods.returned)} of ${sku} came back for ${goods.reference}, the last to ${locationId}; ${goods.shipped} had been sent.`,
      recommendedAction: { kind: 'check_order', reference: goods.reference },
    }),
  ];
};
