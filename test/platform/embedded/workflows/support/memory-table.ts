import {
  type Change,
  type Condition,
  ConditionFailedError,
  type Item,
  type Key,
  type Page,
  type Query,
  type Table,
  TransactionCanceledError,
  UnavailableError,
  type Write,
} from '../../../../../lib/platform/ports.ts';

/** Records that outlive the tables opened over them, as a disk outlives a process. */
export type MemoryDisk = Map<string, Item>;

/**
 * When a table dies: at the nth write (from 1), before or after the write is applied. From then on every call fails, unless
 * it recovers at once.
 */
export type Death = { readonly atWrite: number; readonly applied: boolean; readonly recovers?: boolean };

const keyOf = ({ PK, SK }: Key): string => JSON.stringify([PK, SK]);

const holds = (condition: Condition | undefined, item: Item | undefined): boolean => {
  switch (condition?.kind) {
    case undefined:
      return true;
    case 'absent':
      return item === undefined;
    case 'present':
      return item !== undefined;
    case 'equals':
      return item !== undefined && item[condition.attribute] === condition.value;
    case 'less-than': {
      const stored = item?.[condition.attribute];
      return stored !== undefined && (stored as number | string) < condition.value;
    }
    case 'attribute-absent':
      return item?.[condition.attribute] === undefined;
    case 'all':
      return condition.conditions.every((part) => holds(part, item));
    case 'any':
      return condition.conditions.some((part) => holds(part, item));
  }
};

const targetOf = (write: Write): Key => (write.kind === 'put' ? write.item : write.key);

const changed = (item: Item, { set = {}, add = {}, remove = [] }: Change): Item => {
  const sums = Object.fromEntries(Object.entries(add).map(([name, by]) => [name, Number(item[name] ?? 0) + by]));
  const kept = Object.entries({ ...item, ...set, ...sums }).filter(([name]) => !remove.includes(name));
  return JSON.parse(JSON.stringify(Object.fromEntries(kept))) as Item;
};

/** A small table for tests that need no engine. */
export const openMemoryTable = (disk: MemoryDisk, death?: Death): Table & { readonly writes: () => number } => {
  let writes = 0;
  const checkAlive = (): void => {
    if (death !== undefined && death.recovers !== true && writes >= death.atWrite) throw new UnavailableError('The table is gone');
  };

  const apply = (write: Write): void => {
    if (write.kind === 'put') disk.set(keyOf(write.item), JSON.parse(JSON.stringify(write.item)) as Item);
    else if (write.kind === 'delete') disk.delete(keyOf(write.key));
    else if (write.kind === 'update') disk.set(keyOf(write.key), changed(disk.get(keyOf(write.key)) ?? write.key, write.change));
  };

  const transact = async (all: readonly Write[]): Promise<void> => {
    checkAlive();
    const keys = new Set(all.map((write) => keyOf(targetOf(write))));
    if (keys.size !== all.length || all.length > 100) throw new Error('A transaction has up to 100 writes on different keys');
    const failures = all.flatMap((write, index) => {
      const existing = disk.get(keyOf(targetOf(write)));
      return holds(write.condition, existing) ? [] : [{ index, existing }];
    });
    if (failures.length > 0) throw new TransactionCanceledError(failures);
    for (const write of all)
      if (write.kind === 'put' && JSON.stringify(write.item).length > 400_000) throw new Error('The item is larger than 400 KB');
    writes += 1;
    const dies = death !== undefined && writes === death.atWrite;
    if (!dies || death.applied) all.forEach(apply);
    if (dies) throw new UnavailableError('The table died');
  };

  const single = async (write: Write): Promise<void> => {
    try {
      await transact([write]);
    } catch (thrown) {
      if (!(thrown instanceof TransactionCanceledError)) throw thrown;
      throw new ConditionFailedError(targetOf(write), thrown.failures[0]?.existing);
    }
  };

  const get = async (key: Key): Promise<Item | undefined> => {
    checkAlive();
    return disk.get(keyOf(key));
  };

  const query = async ({ PK, prefix = '', from = '', to, descending = false, limit = 1_000, cursor }: Query): Promise<Page> => {
    checkAlive();
    const inRange = ({ SK }: Item): boolean => SK.startsWith(prefix) && SK >= from && (to === undefined || SK <= to);
    const items = [...disk.values()].filter((item) => item.PK === PK && inRange(item));
    items.sort((left, right) => (left.SK < right.SK ? -1 : 1) * (descending ? -1 : 1));
    const start = cursor === undefined ? 0 : items.findIndex((item) => item.SK === cursor) + 1;
    const page = items.slice(start, start + limit);
    const last = page.at(-1);
    return { items: page, ...(start + limit < items.length && last !== undefined ? { cursor: last.SK } : {}) };
  };

  return {
    writes: () => writes,
    get,
    getMany: (keys) => Promise.all(keys.map(get)),
    query,
    put: (item, condition) => single({ kind: 'put', item, ...(condition === undefined ? {} : { condition }) }),
    delete: (key, condition) => single({ kind: 'delete', key, ...(condition === undefined ? {} : { condition }) }),
    update: async (key, change, condition) => {
      await single({ kind: 'update', key, change, ...(condition === undefined ? {} : { condition }) });
      return disk.get(keyOf(key)) as Item;
    },
    transact,
    scan: async () => ({ items: [...disk.values()] }),
  };
};
