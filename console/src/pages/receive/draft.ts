import { useRef, useState } from 'react';
import { documentNumber } from '../../shared/document-number.ts';
import { keep, readKept } from '../../shared/remembered.ts';

export type DocumentKind = 'receipt' | 'count';

/** A line as it is typed: the quantity is text until it is sent. */
export type DraftLine = { readonly sku: string; readonly title: string; readonly quantity: string };

/** A document that is being collected. Its id is made at the start, so that sending it twice changes nothing. */
export type Draft = { readonly id: string; readonly lines: readonly DraftLine[]; readonly reason: string };

/** Lines of one document at most. */
export const linesMax = 100;

const tab = (): Storage => sessionStorage;

const letters: Readonly<Record<DocumentKind, string>> = { receipt: 'R', count: 'C' };

const newDraft = (kind: DocumentKind): Draft => ({ id: documentNumber(letters[kind]), lines: [], reason: '' });

const isText = (value: unknown): value is string => typeof value === 'string';

const lineFrom = (value: unknown): readonly DraftLine[] => {
  const { sku, title, quantity } = (value ?? {}) as Partial<DraftLine>;
  return isText(sku) && isText(title) && isText(quantity) ? [{ sku, title, quantity }] : [];
};

const keptDraft = (name: string): Draft | undefined => {
  try {
    const { id, lines, reason } = JSON.parse(readKept(name, tab) ?? '{}') as Partial<Draft>;
    return isText(id) && Array.isArray(lines) ? { id, lines: lines.flatMap(lineFrom), reason: isText(reason) ? reason : '' } : undefined;
  } catch {
    return undefined;
  }
};

/** Whole units as typed; undefined when it is no number of units. */
export const unitsIn = ({ quantity }: DraftLine): number | undefined => (/^\s*\d{1,9}\s*$/.test(quantity) ? Number(quantity) : undefined);

/** The document of this tab at a location; it survives a reload. */
export const useDraft = (kind: DocumentKind, locationId: string) => {
  const name = `draft.${kind}.${locationId}`;
  const [draft, setDraft] = useState<Draft>(() => keptDraft(name) ?? newDraft(kind));
  // Two scans may be answered before the first of them is drawn.
  const latest = useRef(draft);
  const change = (next: Draft): void => {
    latest.current = next;
    setDraft(next);
    keep(name, next.lines.length === 0 ? undefined : JSON.stringify(next), tab);
  };
  const changeLines = (alter: (lines: readonly DraftLine[]) => readonly DraftLine[]): void =>
    change({ ...latest.current, lines: alter(latest.current.lines) });
  const setLine = (sku: string, quantity: string): void =>
    changeLines((lines) => lines.map((line) => (line.sku === sku ? { ...line, quantity } : line)));
  return {
    draft,
    setLine,
    setReason: (reason: string): void => change({ ...latest.current, reason }),
    remove: (sku: string): void => changeLines((lines) => lines.filter((line) => line.sku !== sku)),
    /** Counts one more. @returns how many there are now; undefined when the document has no room for another article */
    add: ({ sku, title }: { readonly sku: string; readonly title: string }): number | undefined => {
      const { lines } = latest.current;
      const known = lines.find((line) => line.sku === sku);
      if (!known && lines.length >= linesMax) return undefined;
      const units = (known ? (unitsIn(known) ?? 0) : 0) + 1;
      if (known) setLine(sku, String(units));
      else changeLines((before) => [{ sku, title, quantity: '1' }, ...before]);
      return units;
    },
    /** Forgets it and begins the next. */
    next: (): void => change(newDraft(kind)),
  };
};

export type Drafting = ReturnType<typeof useDraft>;
