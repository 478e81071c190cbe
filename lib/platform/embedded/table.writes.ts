import { isDeepStrictEqual } from 'node:util';
import { type Condition, ConditionFailedError, type Item, type Key, type Table, TransactionCanceledError, type Write } from '../ports.ts';
import type { RecordChange } from './change-feed.sqlite.ts';
import type { Reader, Store, Writer } from './store.ts';
import {
  applyChange,
  checkChange,
  checkKey,
  checkPageLimit,
  checkTransaction,
  expiryOf,
  holds,
  keyOf,
  serializeItem,
} from '../rules/table.rules.ts';

/** A record as stored. Most writes ask only whether there is one, so it is parsed when first looked into. */
type Stored = { readonly text: string; readonly item: Item };

const stored = (text: string): Stored => {
  let parsed: Item | undefined;
  return {
    text,
    get item() {
      parsed ??= JSON.parse(text) as Item;
      return parsed;
    },
  };
};

/** What a write will do, decided by reads alone. */
type Effect = {
  readonly key: Key;
  readonly before: Stored | undefined;
  readonly after: { readonly item: Item; readonly text: string } | undefined;
};

type Verdict = { readonly ok: true; readonly effect: Effect | undefined } | { readonly ok: false; readonly existing: Item | undefined };

const meets = (condition: Condition, before: Stored | undefined): boolean => {
  if (condition.kind === 'absent') return before === undefined;
  if (condition.kind === 'present') return before !== undefined;
  return holds(condition, before?.item);
};

/** Whether two records are equal as JSON values; attributes in another order change the text but never its length. */
const sameRecord = (before: Stored, afterText: string): boolean =>
  before.text === afterText || (before.text.length === afterText.length && isDeepStrictEqual(before.item, JSON.parse(afterText)));

const judge = (reader: Reader, sqlName: string, write: Write, text: string | undefined): Verdict => {
  const { PK, SK } = keyOf(write);
  const key = { PK, SK };
  const row = reader.get<{ doc: string }>(`SELECT doc FROM ${sqlName} WHERE pk = ? AND sk = ?`, PK, SK);
  const before = row === undefined ? undefined : stored(row.doc);
  if (write.condition !== undefined && !meets(write.condition, before)) return { ok: false, existing: before?.item };
  switch (write.kind) {
    case 'put':
      return { ok: true, effect: { key, before, after: { item: write.item, text: text ?? serializeItem(write.item) } } };
    case 'update': {
      const item = applyChange(key, before?.item, write.change);
      return { ok: true, effect: { key, before, after: { item, text: serializeItem(item) } } };
    }
    case 'delete':
      return { ok: true, effect: { key, before, after: undefined } };
    case 'check':
      return { ok: true, effect: undefined };
  }
};

const apply = (
  writer: Writer,
  sqlName: string,
  recordChange: RecordChange | undefined,
  { key: { PK, SK }, before, after }: Effect,
): void => {
  if (after === undefined) {
    if (before === undefined) return;
    writer.run(`DELETE FROM ${sqlName} WHERE pk = ? AND sk = ?`, PK, SK);
    recordChange?.(writer, PK, SK, null, before.text);
    return;
  }
  // A write that changes nothing is no change, and DynamoDB's stream does not tell of it either.
  if (before !== undefined && sameRecord(before, after.text)) return;
  if (before === undefined) {
    writer.run(`INSERT INTO ${sqlName} (pk, sk, doc, expires_at) VALUES (?, ?, ?, ?)`, PK, SK, after.text, expiryOf(after.item));
  } else {
    writer.run(`UPDATE ${sqlName} SET doc = ?, expires_at = ? WHERE pk = ? AND sk = ?`, after.text, expiryOf(after.item), PK, SK);
  }
  recordChange?.(writer, PK, SK, after.text, before?.text ?? null);
};

const withCondition = <W extends object>(write: W, condition: Condition | undefined): W & { readonly condition?: Condition } =>
  condition === undefined ? write : { ...write, condition };

export type TableWrites = Pick<Table, 'put' | 'update' | 'delete' | 'transact'> & {
  sweepExpired(nowEpochSeconds: number, limit: number): Promise<number>;
};

/** The writing half of a table. Each write decides by reads before its first change, so a refused one has changed nothing. */
export const createTableWrites = (store: Store, sqlName: string, recordChange: RecordChange | undefined): TableWrites => {
  const writeOne = (write: Write, text?: string): Promise<string | undefined> =>
    store.write((writer) => {
      const verdict = judge(writer, sqlName, write, text);
      if (!verdict.ok) {
        const { PK, SK } = keyOf(write);
        throw new ConditionFailedError({ PK, SK }, verdict.existing);
      }
      if (verdict.effect !== undefined) apply(writer, sqlName, recordChange, verdict.effect);
      return verdict.effect?.after?.text;
    });

  return {
    put: async (item, condition) => {
      await writeOne(withCondition({ kind: 'put', item }, condition), serializeItem(item));
    },

    update: async (key, change, condition) => {
      checkKey(key);
      checkChange(change);
      const text = await writeOne(withCondition({ kind: 'update', key, change }, condition));
      return JSON.parse(text as string) as Item;
    },

    delete: async (key, condition) => {
      checkKey(key);
      await writeOne(withCondition({ kind: 'delete', key }, condition));
    },

    transact: async (writes) => {
      const texts = checkTransaction(writes);
      await store.write((writer) => {
        const verdicts = writes.map((write, index) => judge(writer, sqlName, write, texts[index]));
        const failures = verdicts.flatMap((verdict, index) => (verdict.ok ? [] : [{ index, existing: verdict.existing }]));
        if (failures.length > 0) throw new TransactionCanceledError(failures);
        for (const verdict of verdicts)
          if (verdict.ok && verdict.effect !== undefined) apply(writer, sqlName, recordChange, verdict.effect);
      });
    },

    sweepExpired: (nowEpochSeconds, limit) => {
      checkPageLimit(limit, 100_000);
      return store.write((writer) => {
        const expired = writer.all<{ pk: string; sk: string; doc: string }>(
          `SELECT pk, sk, doc FROM ${sqlName} WHERE expires_at IS NOT NULL AND expires_at < ? ORDER BY expires_at LIMIT ?`,
          Math.trunc(nowEpochSeconds),
          limit,
        );
        for (const { pk, sk, doc } of expired)
          apply(writer, sqlName, recordChange, { key: { PK: pk, SK: sk }, before: stored(doc), after: undefined });
        return expired.length;
      });
    },
  };
};
