import * as z from 'zod';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';

/** What every answer to a checkout is kept with, so that its order can be found. */
export type KeptAnswer = {
  readonly answeredAt: Instant;
  readonly expiresAt: Instant;
  /** Whether its order may still be found. */
  readonly isOpen: boolean;
  /** Whom it was for, where they agreed to that. */
  readonly personId: PersonId | null;
  /** The shop's own id of the order to come. */
  readonly reference: string | null;
};

/** An answer whose order is still to be looked for, and how often it has been. */
export type DueAnswer = { readonly dueAt: Instant; readonly answerId: string; readonly looked: number };

/** Where answers of a kind stand. */
export type AnswerNames = {
  /** Of the partitions, such as `DELIVERYOPTIONS`. */
  readonly answers: string;
  /** Sort key of an answer. */
  readonly row: string;
  /** Of the partitions that note what has been learned from. */
  readonly learned: string;
};

const dueKeptMs = 7 * 86_400_000;
const seconds = (instant: Instant): number => Math.ceil(toEpochMs(instant) / 1_000);
const DueRow = z.object({ SK: z.string(), looked: z.int().min(0) });

/** Writes unless the condition says that somebody else has. @returns whether it was written */
const unlessDone = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailedError) return false;
    throw error;
  }
};

/**
 * Rows of the ledger beside the streams: answers to checkouts until they expire, and those whose order is still to be looked for,
 * by when that is due. All of them go by themselves.
 */
export const createAnswerRows = <Answer extends KeptAnswer>(
  { ledger }: { readonly ledger: Table },
  { answers, row, learned }: AnswerNames,
  idOf: (answer: Answer) => string,
) => {
  const answerKey = (tenantId: TenantId, id: string) => ({ PK: `${tenantId}#${answers}#${id}`, SK: row });
  const duePartition = (tenantId: TenantId): string => `${tenantId}#${answers}`;
  const answerOf = (item: Item): Answer => {
    const { PK: _partition, SK: _key, ttl: _ttl, ...rest } = item;
    return fromWire<Answer>(rest);
  };
  return {
    idOf,
    keep: (tenantId: TenantId, answer: Answer): Promise<void> =>
      ledger.put({ ...answerKey(tenantId, idOf(answer)), ...(toWire(answer) as object), ttl: seconds(answer.expiresAt) }),
    read: async (tenantId: TenantId, id: string): Promise<Answer | undefined> => {
      const item = await ledger.get(answerKey(tenantId, id));
      return item && answerOf(item);
    },
    /** Notes what became of an answer. @returns false when that stood there already, or the answer has expired */
    settle: (tenantId: TenantId, id: string, outcome: Partial<Answer>): Promise<boolean> =>
      unlessDone(
        ledger.update(
          answerKey(tenantId, id),
          { set: { ...(toWire(outcome) as Item), is_open: false } },
          { kind: 'equals', attribute: 'is_open', value: true },
        ),
      ),
    /** Notes that something has been learned from, until then. @returns false when it had been before */
    claim: (tenantId: TenantId, name: string, until: Instant): Promise<boolean> =>
      unlessDone(ledger.put({ PK: `${tenantId}#${learned}#${name}`, SK: 'TAUGHT', ttl: seconds(until) }, { kind: 'absent' })),
    expect: (tenantId: TenantId, { dueAt, answerId, looked }: DueAnswer): Promise<void> =>
      ledger.put({ PK: duePartition(tenantId), SK: `${dueAt}#${answerId}`, looked, ttl: seconds(plusMs(dueAt, dueKeptMs)) }),
    /**
     * Answers whose order is to be looked for by now, the longest due first: a page of at most `limit` rows. Rows that cannot be
     * read are left out, so that a page may hold fewer and still have a cursor.
     */
    due: async (
      tenantId: TenantId,
      now: Instant,
      { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<{ readonly items: readonly DueAnswer[]; readonly cursor?: string }> => {
      const page = await ledger.query({ PK: duePartition(tenantId), to: `${now}#~`, limit, ...(cursor === undefined ? {} : { cursor }) });
      const items = page.items.flatMap((item): readonly DueAnswer[] => {
        const parsed = DueRow.safeParse(item);
        if (!parsed.success) return [];
        const { SK, looked } = parsed.data;
        const mark = SK.indexOf('#');
        return [{ dueAt: Instant(SK.slice(0, mark)), answerId: SK.slice(mark + 1), looked }];
      });
      return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
    },
    done: (tenantId: TenantId, { dueAt, answerId }: DueAnswer): Promise<void> =>
      ledger.delete({ PK: duePartition(tenantId), SK: `${dueAt}#${answerId}` }),
  };
};

export type AnswerRows<Answer extends KeptAnswer> = ReturnType<typeof createAnswerRows<Answer>>;
