import { expect } from 'vitest';
import type { Item, Key, Query, Table } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type TableEngine = Engine & { readonly table: Table };

export const partition = 'main#ORDER#one';
export const key = (SK: string, PK: string = partition): Key => ({ PK, SK });
export const item = (SK: string, attributes: Record<string, unknown> = {}, PK: string = partition): Item => ({ PK, SK, ...attributes });

export const sortKeys = (items: readonly Item[]): readonly string[] => items.map((each) => each.SK);

export const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Follows the cursors to the end. */
export const queryAll = async (table: Table, query: Query): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(cursor === undefined ? query : { ...query, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

export const scanAll = async (table: Table, limit: number): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? { limit } : { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

export const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a refusal');
};
