import { assertNever } from '../../kernel/result.ts';
import { type Change, type Condition, type Item, type Key, LimitExceededError, type Write } from '../ports.ts';
import { compareUtf8 } from './utf8-order.ts';

export const itemBytesMax = 400 * 1024;
export const transactionWritesMax = 100;
export const transactionBytesMax = 4 * 1024 * 1024;
export const batchKeysMax = 100;
export const pageItemsMax = 1_000;
export const pageBytesMax = 1024 * 1024;

const partitionKeyBytesMax = 2_048;
const sortKeyBytesMax = 1_024;

const checkKeyPart = (name: string, value: unknown, bytesMax: number): void => {
  if (typeof value !== 'string') throw new TypeError(`${name} must be text`);
  // Lone surrogates have no UTF-8 form: two different keys would become one.
  if (!value.isWellFormed()) throw new TypeError(`${name} holds half a surrogate pair`);
  const length = Buffer.byteLength(value);
  if (length === 0 || length > bytesMax) throw new LimitExceededError(`${name} has ${length} bytes; allowed are 1 to ${bytesMax}`);
};

/** @throws LimitExceededError when a part is empty or too long */
export const checkKey = ({ PK, SK }: Key): void => {
  checkKeyPart('PK', PK, partitionKeyBytesMax);
  checkKeyPart('SK', SK, sortKeyBytesMax);
};

/** @throws LimitExceededError outside 1 to `max` */
export const checkPageLimit = (limit: number, max: number = pageItemsMax): void => {
  if (!Number.isInteger(limit) || limit < 1 || limit > max) throw new LimitExceededError(`limit ${limit} is not within 1 to ${max}`);
};

/** JSON of an item. @throws LimitExceededError above 400 KB */
export const serializeItem = (item: Item): string => {
  checkKey(item);
  const text = JSON.stringify(item);
  const length = Buffer.byteLength(text);
  if (length > itemBytesMax) throw new LimitExceededError(`The item has ${length} bytes; allowed are ${itemBytesMax}`);
  return text;
};

/** When the engine may delete an item, in epoch seconds. */
export const expiryOf = (item: Item): number | null => {
  const ttl = item['ttl'];
  return typeof ttl === 'number' && Number.isFinite(ttl) ? Math.trunc(ttl) : null;
};

const lessThan = (stored: unknown, value: string | number): boolean => {
  if (typeof stored === 'number' && typeof value === 'number') return stored < value;
  if (typeof stored === 'string' && typeof value === 'string') return compareUtf8(stored, value) < 0;
  return false;
};

/** Whether a condition holds of a stored record, or of its absence. */
export const holds = (condition: Condition, existing: Item | undefined): boolean => {
  switch (condition.kind) {
    case 'absent':
      return existing === undefined;
    case 'present':
      return existing !== undefined;
    case 'equals':
      return existing?.[condition.attribute] === condition.value;
    case 'less-than':
      return lessThan(existing?.[condition.attribute], condition.value);
    case 'attribute-absent':
      return existing?.[condition.attribute] === undefined;
    case 'all':
      return condition.conditions.every((each) => holds(each, existing));
    case 'any':
      return condition.conditions.some((each) => holds(each, existing));
    default:
      return assertNever(condition);
  }
};

/**
 * Refuses a change that no engine can express: a key attribute, an attribute named twice, an undefined value.
 * @throws TypeError
 */
export const checkChange = (change: Change): void => {
  const names = [...Object.keys(change.set ?? {}), ...Object.keys(change.add ?? {}), ...(change.remove ?? [])];
  for (const name of names) if (name === 'PK' || name === 'SK') throw new TypeError(`${name} is part of the key and cannot be changed`);
  if (new Set(names).size !== names.length) throw new TypeError('A change names an attribute twice');
  for (const [name, value] of Object.entries(change.set ?? {})) {
    if (value === undefined) throw new TypeError(`${name} is set to undefined; name it in remove instead`);
  }
  for (const [name, value] of Object.entries(change.add ?? {})) {
    if (!Number.isFinite(value)) throw new TypeError(`${name} cannot be raised by ${value}`);
  }
};

/** The record after a change. @throws TypeError when `add` meets an attribute that is not a number */
export const applyChange = (key: Key, existing: Item | undefined, change: Change): Item => {
  const next: Record<string, unknown> = { ...(existing ?? { PK: key.PK, SK: key.SK }), ...change.set };
  for (const [name, amount] of Object.entries(change.add ?? {})) {
    const before = existing?.[name] ?? 0;
    if (typeof before !== 'number') throw new TypeError(`${name} is not a number and cannot be raised`);
    next[name] = before + amount;
  }
  for (const name of change.remove ?? []) delete next[name];
  return next as Item;
};

/** The record that a write is about. */
export const keyOf = (write: Write): Key => (write.kind === 'put' ? write.item : write.key);

/**
 * Checks what can be checked before the records are read.
 * @returns the JSON of each put, undefined for the other writes
 * @throws LimitExceededError when there are none, too many, or two on one key
 */
export const checkTransaction = (writes: readonly Write[]): readonly (string | undefined)[] => {
  if (writes.length === 0 || writes.length > transactionWritesMax) {
    throw new LimitExceededError(`The transaction has ${writes.length} writes; allowed are 1 to ${transactionWritesMax}`);
  }
  const seen = new Set<string>();
  const texts = writes.map((write) => {
    const { PK, SK } = keyOf(write);
    seen.add(JSON.stringify([PK, SK]));
    if (write.kind === 'put') return serializeItem(write.item);
    checkKey(write.key);
    if (write.kind === 'update') checkChange(write.change);
    return undefined;
  });
  const bytes = texts.reduce((sum, text) => sum + (text === undefined ? 0 : Buffer.byteLength(text)), 0);
  if (seen.size !== writes.length) throw new LimitExceededError('Two writes of one transaction are on the same record');
  if (bytes > transactionBytesMax) throw new LimitExceededError(`The transaction has ${bytes} bytes; allowed are ${transactionBytesMax}`);
  return texts;
};
