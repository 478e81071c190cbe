import { type JsonObject, textAt } from '../reading/json.ts';
import { type Entry, wordAt, wrappedList } from './walmart.shape.ts';

/** Units of one line by what has become of them. */
export type LineUnits = {
  /** Created, acknowledged, or held until the payment is through. */
  readonly open: number;
  readonly created: number;
  readonly onHold: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly refunded: number;
  /** Statuses that this adapter does not know. */
  readonly other: number;
};

const kinds: Readonly<Record<string, keyof LineUnits>> = {
  created: 'created',
  acknowledged: 'open',
  onhold: 'onHold',
  shipped: 'shipped',
  delivered: 'shipped',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  refund: 'refunded',
  refunded: 'refunded',
};

/** Statuses of a line: `orderLineStatuses.orderLineStatus`, or the bare list `orderLineStatus` of the older API of Mexico. */
export const lineStatuses = (line: JsonObject, path: string): readonly Entry[] => {
  const { entries } = wrappedList(line, 'orderLineStatuses', 'orderLineStatus', path);
  return entries.length > 0 ? entries : wrappedList(line, 'orderLineStatus', 'orderLineStatus', path).entries;
};

/** Adds up statuses whose quantities have been read already. */
export const sumUnits = (statuses: readonly { readonly status: string; readonly quantity: number }[]): LineUnits => {
  const units = { open: 0, created: 0, onHold: 0, shipped: 0, cancelled: 0, refunded: 0, other: 0 };
  for (const { status, quantity } of statuses) {
    const kind = kinds[status] ?? 'other';
    units[kind] += quantity;
    if (kind === 'created' || kind === 'onHold') units.open += quantity;
  }
  return units;
};

/** Name of a status in lower case, empty when there is none. */
export const statusOf = (entry: Entry): string => wordAt(entry.value, 'status').replace(/[\s_-]/g, '');

/** Whether the customer has asked Walmart to cancel this line and nobody has decided on it yet. */
export const wantsCancelling = (line: JsonObject): boolean => {
  const intent = textAt(line, 'intentToCancel') ?? (line['intentToCancel'] === true ? 'true' : null);
  return intent !== null && !['false', 'no', 'n', 'none'].includes(intent.toLowerCase());
};

/** Number of the line within its order, which every request names it by. */
export const lineNumberOf = (line: JsonObject): string | null => textAt(line, 'lineNumber') ?? textAt(line, 'primeLineNumber');
