import { itemBytes, storageOverheadBytes } from '../../lib/operations/domain/costs/capacity.ts';
import type { Change, Item, Key, Write } from '../../lib/platform/ports.ts';

/** What was written to one table, kept beside it: DynamoDB bills an item's size before or after a write, whichever is larger. */
export type ShadowTable = {
  /** Bytes of the item as it stands, 0 when there is none. */
  readonly bytes: (key: Key) => number;
  /** What the item will be once the write has been made; undefined when it is gone. */
  readonly after: (write: Write) => Item | undefined;
  readonly set: (key: Key, item: Item | undefined) => void;
  /** Bytes that storage is billed for; items that expire by themselves are left out. */
  readonly storedBytes: () => number;
};

const changed = (item: Item | undefined, key: Key, { set = {}, add = {}, remove = [] }: Change): Item => {
  const next: Record<string, unknown> = { ...item, ...key, ...set };
  for (const [attribute, value] of Object.entries(add)) next[attribute] = Number(next[attribute] ?? 0) + value;
  for (const attribute of remove) delete next[attribute];
  return next as Item;
};

/** One text for one key. */
export const recordName = ({ PK, SK }: Key): string => JSON.stringify([PK, SK]);

export const createShadowTable = (): ShadowTable => {
  const items = new Map<string, Item>();
  return {
    bytes: (key) => {
      const item = items.get(recordName(key));
      return item === undefined ? 0 : itemBytes(item);
    },
    after: (write) => {
      if (write.kind === 'put') return write.item;
      if (write.kind === 'delete') return undefined;
      const item = items.get(recordName(write.key));
      return write.kind === 'check' ? item : changed(item, write.key, write.change);
    },
    set: (key, item) => {
      if (item === undefined) items.delete(recordName(key));
      else items.set(recordName(key), item);
    },
    storedBytes: () =>
      [...items.values()].reduce((sum, item) => (item['ttl'] === undefined ? sum + itemBytes(item) + storageOverheadBytes : sum), 0),
  };
};
