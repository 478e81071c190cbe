import { CurrencyCode, decimalMinor } from '../../../kernel/money.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';

/** What something that happened is about. */
export const timelineKinds = ['order', 'hold', 'work', 'parcel', 'payment', 'stock', 'decision', 'notice', 'note', 'execution'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** What happened, for people. Nothing in it is personal. */
export type Words = {
  readonly kind: TimelineKind;
  /** Two to four words, for lists. */
  readonly title: string;
  readonly sentence: string;
  /** What it is about, where that has a name: a hold, a fulfillment order, a tracking number. */
  readonly reference: string | null;
};

/** Words for every event of a vocabulary, as its payload stands on the wire. */
export type Vocabulary<Payloads> = {
  readonly [Type in keyof Payloads]: (payload: Payloads[Type], record: Pick<EventRecord, 'stream_id'>) => Words;
};

/** `1 unit`, `3 units`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string => `${count} ${count === 1 ? singular : plural}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const unitsOf = (lines: readonly { readonly quantity: number }[]): string =>
  counted(
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  );

/** `3 units (2 × MUG, 1 × CAP)`; lines without a SKU go by their id. */
export const goodsOf = (lines: readonly { readonly line_id: string; readonly sku: string | null; readonly quantity: number }[]): string =>
  lines.length === 0
    ? 'no units'
    : `${unitsOf(lines)} (${lines.map(({ line_id: lineId, sku, quantity }) => `${quantity} × ${sku ?? `line ${lineId}`}`).join(', ')})`;

/** `46.80 EUR`. */
export const amountOf = (minor: number, currency: string): string => `${decimalMinor(minor, CurrencyCode(currency))} ${currency}`;

/** The same text without the stop at its end, so that it can stand inside a sentence. */
export const inner = (text: string): string => text.replace(/[.\s]+$/, '');

/** Words of a code: `out-of-stock` is `out of stock`. */
export const spoken = (code: string): string => code.replaceAll(/[-_]/g, ' ');
