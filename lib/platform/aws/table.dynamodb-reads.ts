import { BatchGetItemCommand, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { decodeCursor, encodeCursor } from '../rules/cursor.ts';
import { batchKeysMax, checkKey, checkPageLimit, pageItemsMax } from '../rules/table.rules.ts';
import { InvalidCursorError, type Item, type Key, LimitExceededError, type Page, type Table } from '../ports.ts';
import { type Attributes, toAttributes, toItem, toItemOrNone } from './dynamo-attributes.ts';
import type { TableParts } from './dynamo-client.ts';
import { KeysLeftOverError } from './dynamo-errors.ts';
import { createPlaceholders } from './dynamo-expressions.ts';
import { keyExpression, sortKeyRange } from './dynamo-key-range.ts';
import { tryUntilAnswered } from './dynamo-retry.ts';

const keyAttributes = ({ PK, SK }: Key): Attributes => toAttributes({ PK, SK });

const idOf = ({ PK, SK }: Key): string => JSON.stringify([PK, SK]);

/** The place a page ended, as a cursor. */
const cursorOf = (place: Attributes | undefined): { readonly cursor?: string } => {
  if (place === undefined) return {};
  const { PK, SK } = toItem(place);
  return { cursor: encodeCursor([PK, SK]) };
};

/** @throws InvalidCursorError on what no listing of this table has given out */
const placeOf = (cursor: string | undefined): Key | undefined => {
  if (cursor === undefined) return undefined;
  const [PK, SK] = decodeCursor(cursor, 2) as [string, string];
  try {
    checkKey({ PK, SK });
  } catch (error) {
    throw new InvalidCursorError('The cursor cannot be read', { cause: error });
  }
  return { PK, SK };
};

/** The service refuses a place that lies outside of what is asked for. */
const refusesPlace = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && /starting key|exclusive ?start ?key/i.test(error.message);

export type TableReads = Pick<Table, 'get' | 'getMany' | 'query' | 'scan'>;

/** The reading half of a table: every read is strongly consistent. */
export const createTableReads = ({ client, tableName: TableName, retry }: TableParts): TableReads => {
  const getBatch = async (keys: readonly Key[]): Promise<ReadonlyMap<string, Item>> => {
    const found = new Map<string, Item>();
    let waiting = keys.map(keyAttributes);
    // The service answers at most 16 MB at once, and less when it is short of capacity; the rest is asked for again.
    await tryUntilAnswered(retry, async () => {
      const request = { RequestItems: { [TableName]: { Keys: waiting, ConsistentRead: true } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
      for (const item of (Responses?.[TableName] ?? []).map(toItem)) found.set(idOf(item), item);
      waiting = UnprocessedKeys?.[TableName]?.Keys ?? [];
      if (waiting.length > 0) throw new KeysLeftOverError(`${waiting.length} keys were not answered`);
    });
    return found;
  };

  return {
    get: async (key) => {
      checkKey(key);
      const command = new GetItemCommand({ TableName, Key: keyAttributes(key), ConsistentRead: true });
      return toItemOrNone((await tryUntilAnswered(retry, () => client.send(command))).Item);
    },

    getMany: async (keys) => {
      if (keys.length > batchKeysMax) throw new LimitExceededError(`${keys.length} keys were asked for; allowed are ${batchKeysMax}`);
      for (const key of keys) checkKey(key);
      // The service refuses a key that is named twice.
      const distinct = new Map(keys.map((key) => [idOf(key), key]));
      const found = distinct.size === 0 ? new Map<string, Item>() : await getBatch([...distinct.values()]);
      return keys.map((key) => found.get(idOf(key)));
    },

    query: async (query): Promise<Page> => {
      const { limit = pageItemsMax, descending = false } = query;
      checkPageLimit(limit);
      checkKey({ PK: query.PK, SK: 'any' });
      const start = placeOf(query.cursor);
      if (start && start.PK !== query.PK) throw new InvalidCursorError('The cursor belongs to another partition');
      const range = sortKeyRange(query);
      if (range === 'empty') return { items: [] };
      const placeholders = createPlaceholders();
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: keyExpression(query.PK, range, placeholders),
        ...placeholders.asInput(),
        ConsistentRead: true,
        ScanIndexForward: !descending,
        Limit: limit,
        ...(start ? { ExclusiveStartKey: keyAttributes(start) } : {}),
      });
      const { Items = [], LastEvaluatedKey } = await tryUntilAnswered(retry, () => client.send(command)).catch((error: unknown) => {
        if (start && refusesPlace(error)) throw new InvalidCursorError('The cursor belongs to another listing', { cause: error });
        throw error;
      });
      return { items: Items.map(toItem).filter(({ SK }) => range.includes(SK)), ...cursorOf(LastEvaluatedKey) };
    },

    scan: async ({ limit = pageItemsMax, cursor } = {}): Promise<Page> => {
      checkPageLimit(limit);
      const start = placeOf(cursor);
      const command = new ScanCommand({
        TableName,
        ConsistentRead: true,
        Limit: limit,
        ...(start ? { ExclusiveStartKey: keyAttributes(start) } : {}),
      });
      const { Items = [], LastEvaluatedKey } = await tryUntilAnswered(retry, () => client.send(command));
      return { items: Items.map(toItem), ...cursorOf(LastEvaluatedKey) };
    },
  };
};
