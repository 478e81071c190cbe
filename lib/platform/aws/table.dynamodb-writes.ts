import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { checkChange, checkKey, checkTransaction, serializeItem } from '../rules/table.rules.ts';
import { type Change, type Condition, ConditionFailedError, type Item, type Key, type Table, type Write } from '../ports.ts';
import { toAttributes, toItem } from './dynamo-attributes.ts';
import type { TableParts } from './dynamo-client.ts';
import { failedConditionOf, repeatedByClient } from './dynamo-errors.ts';
import { conditionExpression, createPlaceholders, updateExpression } from './dynamo-expressions.ts';
import { tryUntilAnswered } from './dynamo-retry.ts';

/** What JSON keeps of a value, so that both engines store the same. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Whether a record shows the effect of a change that only sets and removes. */
const bears = (existing: Item, { set = {}, remove = [] }: Change): boolean =>
  Object.entries(set).every(([attribute, value]) => isDeepStrictEqual(existing[attribute], value)) &&
  remove.every((attribute) => existing[attribute] === undefined);

const withFailedItem = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

const conditioned = (condition: Condition | undefined) => {
  if (condition === undefined) return {};
  const placeholders = createPlaceholders();
  const ConditionExpression = conditionExpression(condition, placeholders);
  return { ConditionExpression, ...placeholders.asInput(), ...withFailedItem };
};

const changed = (change: Change, condition: Condition | undefined) => {
  const placeholders = createPlaceholders();
  const UpdateExpression = updateExpression(change, placeholders);
  const ConditionExpression = condition === undefined ? undefined : conditionExpression(condition, placeholders);
  return {
    UpdateExpression,
    ...placeholders.asInput(),
    ...(ConditionExpression === undefined ? {} : { ConditionExpression, ...withFailedItem }),
  };
};

const normalized = (change: Change): Change => {
  checkChange(change);
  return change.set === undefined ? change : { ...change, set: asJson(change.set) };
};

/** One write of a transaction. @param text JSON of the item, for a put */
const transactItem = (TableName: string, write: Write, text: string | undefined): TransactWriteItem => {
  if (write.kind === 'put') {
    return { Put: { TableName, Item: toAttributes(JSON.parse(text as string) as Item), ...conditioned(write.condition) } };
  }
  const at = { TableName, Key: toAttributes({ PK: write.key.PK, SK: write.key.SK }) };
  if (write.kind === 'update') return { Update: { ...at, ...changed(normalized(write.change), write.condition) } };
  if (write.kind === 'delete') return { Delete: { ...at, ...conditioned(write.condition) } };
  const placeholders = createPlaceholders();
  const ConditionExpression = conditionExpression(write.condition, placeholders);
  return { ConditionCheck: { ...at, ConditionExpression, ...placeholders.asInput(), ...withFailedItem } };
};

export type TableWrites = Pick<Table, 'put' | 'update' | 'delete' | 'transact'>;

/** The writing half of a table. */
export const createTableWrites = ({ client, tableName: TableName, retry }: TableParts): TableWrites => {
  /**
   * Sends one conditional write until it is answered.
   * @param ownEffect what the call answers when the record that stands in its way is what the call itself wrote
   * @throws ConditionFailedError
   */
  const writeOne = <T>(parts: {
    readonly key: Key;
    readonly send: () => Promise<T>;
    readonly ownEffect: (existing: Item | undefined) => { readonly answer: T } | undefined;
    readonly repeatable?: boolean;
  }): Promise<T> =>
    tryUntilAnswered(
      retry,
      async ({ inDoubt }) => {
        try {
          return await parts.send();
        } catch (error) {
          const failed = failedConditionOf(error);
          if (failed === undefined) throw error;
          const own = inDoubt || repeatedByClient(error) ? parts.ownEffect(failed.existing) : undefined;
          if (own) return own.answer;
          throw new ConditionFailedError({ PK: parts.key.PK, SK: parts.key.SK }, failed.existing);
        }
      },
      { repeatable: parts.repeatable ?? true },
    );

  return {
    put: async (item, condition) => {
      const stored = JSON.parse(serializeItem(item)) as Item;
      const command = new PutItemCommand({ TableName, Item: toAttributes(stored), ...conditioned(condition) });
      await writeOne<unknown>({
        key: item,
        send: () => client.send(command),
        ownEffect: (existing) => (isDeepStrictEqual(existing, stored) ? { answer: undefined } : undefined),
      });
    },

    update: async (key, wanted, condition) => {
      checkKey(key);
      const change = normalized(wanted);
      const command = new UpdateItemCommand({
        TableName,
        Key: toAttributes({ PK: key.PK, SK: key.SK }),
        ...changed(change, condition),
        ReturnValues: 'ALL_NEW',
      });
      return writeOne<Item>({
        key,
        send: async () => toItem((await client.send(command)).Attributes ?? {}),
        ownEffect: (existing) => (existing && bears(existing, change) ? { answer: existing } : undefined),
        repeatable: Object.keys(change.add ?? {}).length === 0,
      });
    },

    delete: async (key, condition) => {
      checkKey(key);
      const command = new DeleteItemCommand({ TableName, Key: toAttributes({ PK: key.PK, SK: key.SK }), ...conditioned(condition) });
      await writeOne<unknown>({
        key,
        send: () => client.send(command),
        ownEffect: (existing) => (existing === undefined ? { answer: undefined } : undefined),
      });
    },

    transact: async (writes) => {
      const texts = checkTransaction(writes);
      // The same token on every try: whichever of them was applied, the others are answered like it.
      const command = new TransactWriteItemsCommand({
        ClientRequestToken: randomUUID(),
        TransactItems: writes.map((write, index) => transactItem(TableName, write, texts[index])),
      });
      await tryUntilAnswered(retry, () => client.send(command));
    },
  };
};
