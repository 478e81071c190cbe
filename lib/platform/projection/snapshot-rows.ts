import type { Item } from '../ports.ts';

/**
 * Marks a row of the views that belongs to no stream: something counted from many of them, which is made anew before long.
 * Whoever compares the views with the streams passes it over.
 */
export const snapshotMark = { snapshot: true } as const;

export const isSnapshot = (row: Item): boolean => row['snapshot'] === snapshotMark.snapshot;
