import { useCallback, useEffect, useRef, useState } from 'react';
import { keep, readKept } from '../../shared/remembered.ts';
import type { FulfillmentOrder } from '../../shared/types.ts';

export type WorkLine = FulfillmentOrder['lines'][number];

/** Units of a line that are to be found: those ordered without those that are known to be missing. */
export const wantedOf = ({ quantity, short_quantity: short }: WorkLine): number => quantity - short;

export const nameOf = ({ title, sku }: Pick<WorkLine, 'title' | 'sku'>): string => title ?? sku;

type Found = Readonly<Record<string, number>>;

const tab = (): Storage => sessionStorage;
const isCount = (entry: readonly [string, unknown]): entry is readonly [string, number] => Number.isSafeInteger(entry[1]);

const readFound = (name: string): Found => {
  try {
    const kept: unknown = JSON.parse(readKept(name, tab) ?? '{}');
    return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept).filter(isCount)) : {};
  } catch {
    return {};
  }
};

/** What has been found of each line so far. It survives a reload of the tab, and is forgotten once the work is packed. */
export const useCounts = (id: string, lines: readonly WorkLine[], isPicked: boolean) => {
  const name = `found.${id}`;
  const [found, setFound] = useState<Found>(() => readFound(name));
  // Two scans may come before the first of them is drawn.
  const latest = useRef(found);
  const change = useCallback(
    (next: Found): void => {
      latest.current = next;
      setFound(next);
      keep(name, JSON.stringify(next), tab);
    },
    [name],
  );
  useEffect(() => {
    if (isPicked) keep(name, undefined, tab);
  }, [isPicked, name]);
  const countOf = (line: WorkLine, from: Found = found): number => Math.min(from[line.line_id] ?? 0, wantedOf(line));
  return {
    countOf,
    isComplete: lines.every((line) => countOf(line) === wantedOf(line)),
    /** @returns how many of the line there are now; undefined when all of them were there already */
    add: (line: WorkLine): number | undefined => {
      const count = countOf(line, latest.current);
      if (count >= wantedOf(line)) return undefined;
      change({ ...latest.current, [line.line_id]: count + 1 });
      return count + 1;
    },
    set: (line: WorkLine, count: number): void =>
      change({ ...latest.current, [line.line_id]: Math.max(0, Math.min(count, wantedOf(line))) }),
    setAll: (): void => change(Object.fromEntries(lines.map((line) => [line.line_id, wantedOf(line)]))),
    isCompleteNow: (): boolean => lines.every((line) => countOf(line, latest.current) === wantedOf(line)),
    isFull: (line: WorkLine): boolean => countOf(line, latest.current) >= wantedOf(line),
  };
};

export type Counts = ReturnType<typeof useCounts>;
