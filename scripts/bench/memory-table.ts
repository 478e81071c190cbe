import {
  ConditionFailedError,
  type Item,
  type Key,
  type Page,
  type Query,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../../lib/platform/ports.ts';
import { applyChange, holds, keyOf } from '../../lib/platform/rules/table.rules.ts';

/** Records of one partition key; `order` holds the sort keys ascending. */
type Partition = { readonly items: Map<string, Item>; readonly order: string[] };

const isWithin = (SK: string, { prefix, from, to }: Query): boolean =>
  (prefix === undefined || SK.startsWith(prefix)) && (from === undefined || SK >= from) && (to === undefined || SK <= to);

/** Position of a sort key in its partition, or where it belongs. */
const placeOf = (order: readonly string[], SK: string): number => {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle] as string) < SK) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A table without a disk, so that what is timed is the product's own code. It keeps the items that it is given, not copies. */
export const createMemoryTable = (): Table => {
  const partitions = new Map<string, Partition>();
  const read = ({ PK, SK }: Key): Item | undefined => partitions.get(PK)?.items.get(SK);

  const set = ({ PK, SK }: Key, item: Item | undefined): void => {
    const partition = partitions.get(PK) ?? { items: new Map(), order: [] };
    partitions.set(PK, partition);
    const known = partition.items.has(SK);
    if (item !== undefined) {
      partition.items.set(SK, item);
      if (!known) partition.order.splice(placeOf(partition.order, SK), 0, SK);
    } else if (known) {
      partition.items.delete(SK);
      partition.order.splice(placeOf(partition.order, SK), 1);
    }
  };

  const isAllowed = (write: Write): boolean => write.condition === undefined || holds(write.condition, read(keyOf(write)));

  const apply = (write: Write): void => {
    if (write.kind === 'put') set(write.item, write.item);
    else if (write.kind === 'delete') set(write.key, undefined);
    else if (write.kind === 'update') set(write.key, applyChange(write.key, read(write.key), write.change));
  };

  const writeOne = async (write: Write): Promise<void> => {
    const { PK, SK } = keyOf(write);
    if (!isAllowed(write)) throw new ConditionFailedError({ PK, SK }, read(write.kind === 'put' ? write.item : write.key));
    apply(write);
  };

  const query = (asked: Query): Page => {
    const { items, order } = partitions.get(asked.PK) ?? { items: new Map<string, Item>(), order: [] };
    const found: Item[] = [];
    const limit = asked.limit ?? order.length;
    for (let step = 0; step < order.length && found.length < limit; step += 1) {
      const SK = order[asked.descending ? order.length - 1 - step : step] as string;
      if (isWithin(SK, asked)) found.push(items.get(SK) as Item);
    }
    return { items: found };
  };

  return {
    get: async (key) => read(key),
    getMany: async (keys) => keys.map(read),
    query: async (asked) => {
      if (asked.cursor !== undefined) throw new Error('This table gives no cursors');
      return query(asked);
    },
    put: (item, condition) => writeOne({ kind: 'put', item, ...(condition ? { condition } : {}) }),
    update: async (key, change, condition) => {
      await writeOne({ kind: 'update', key, change, ...(condition ? { condition } : {}) });
      return read(key) as Item;
    },
    delete: (key, condition) => writeOne({ kind: 'delete', key, ...(condition ? { condition } : {}) }),
    transact: async (writes) => {
      const failures = writes.flatMap((write, index) => (isAllowed(write) ? [] : [{ index, existing: read(keyOf(write)) }]));
      if (failures.length > 0) throw new TransactionCanceledError(failures);
      for (const write of writes) apply(write);
    },
    scan: async () => ({ items: [...partitions.values()].flatMap(({ items }) => [...items.values()]) }),
  };
};
