import { isObject, type JsonObject, objectAt, scalarText, textAt } from '../reading/json.ts';
import { type LineUnits, lineNumberOf, lineStatuses, statusOf, sumUnits, wantsCancelling } from './walmart.states.ts';
import { wrappedList } from './walmart.shape.ts';

/** A line as Walmart knows it now: what a notice is compared with before it is sent. */
export type KnownLine = {
  readonly lineId: string;
  readonly source: JsonObject;
  readonly units: LineUnits;
  /** Units shipped, by tracking number in upper case. */
  readonly shippedBy: ReadonlyMap<string, number>;
  readonly wantsCancelling: boolean;
};

const quantityOf = (value: JsonObject): number => {
  const text = scalarText(objectAt(value, 'statusQuantity')['amount']);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

/** Lines of an order by their number. */
export const knownLines = (order: JsonObject): ReadonlyMap<string, KnownLine> => {
  const lines = wrappedList(order, 'orderLines', 'orderLine', '').entries.flatMap(({ value: source, path }): KnownLine[] => {
    const lineId = lineNumberOf(source);
    if (lineId === null) return [];
    const statuses = lineStatuses(source, path).map((entry) => ({ status: statusOf(entry), quantity: quantityOf(entry.value), entry }));
    const shippedBy = new Map<string, number>();
    for (const { entry, quantity } of statuses) {
      const tracking = trackingKey(textAt(objectAt(entry.value, 'trackingInfo'), 'trackingNumber') ?? '');
      if (tracking !== '') shippedBy.set(tracking, (shippedBy.get(tracking) ?? 0) + quantity);
    }
    return [{ lineId, source, units: sumUnits(statuses), shippedBy, wantsCancelling: wantsCancelling(source) }];
  });
  return new Map(lines.map((line) => [line.lineId, line]));
};

/** Carriers print tracking numbers with spaces and in either case. */
export const trackingKey = (trackingNumber: string): string => trackingNumber.replace(/\s+/g, '').toUpperCase();

/** Our id in the comments of a line's last refund, as `walmart.refund.ts` writes it; null when there is none. */
export const refundCommentOf = (line: KnownLine): string | null => {
  const refund = line.source['refund'];
  return isObject(refund) ? textAt(refund, 'refundComments') : null;
};
