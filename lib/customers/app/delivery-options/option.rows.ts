import * as z from 'zod';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';
import { type OptionFeature, optionFeatures, type Taste, tasteAssumed } from '../../domain/delivery-options/preferences.ts';
import type { OfferedOptions } from './offered-options.ts';

/** An answer as it is kept: with whom it was for, where they agreed to that, and the order that it was for. */
export type KeptOptions = OfferedOptions & {
  readonly personId: PersonId | null;
  /** The shop's own id of the order to come. */
  readonly reference: string | null;
};

/** An answer whose order is still to be looked for, and how often it has been. */
export type DueOptions = { readonly dueAt: Instant; readonly optionsId: string; readonly looked: number };

const dueKeptMs = 7 * 86_400_000;
const seconds = (instant: Instant): number => Math.ceil(toEpochMs(instant) / 1_000);

const answerKey = (tenantId: TenantId, optionsId: string) => ({ PK: `${tenantId}#DELIVERYOPTIONS#${optionsId}`, SK: 'OPTIONS' });
const duePartition = (tenantId: TenantId): string => `${tenantId}#DELIVERYOPTIONS`;
const tasteKey = (tenantId: TenantId) => ({ PK: `${tenantId}#DELIVERYTASTE`, SK: 'SHOP' });

const weight = z.object({ mean: z.number(), precision: z.number().positive() });
/** A taste as it is stored. */
export const StoredTaste = z.object({
  weights: z.object(Object.fromEntries(optionFeatures.map((feature) => [feature, weight])) as Record<OptionFeature, typeof weight>),
  choices: z.int().min(0),
});
const TasteRow = z.object({ taste: StoredTaste, revision: z.int().min(1) });
const DueRow = z.object({ SK: z.string(), options_id: z.string(), looked: z.int().min(0) });

const answerOf = (item: Item): KeptOptions => {
  const { PK: _partition, SK: _key, ttl: _ttl, ...row } = item;
  return fromWire<KeptOptions>(row);
};

/**
 * Rows of the ledger beside the streams: each answer until it expires, those whose order is still to be looked for by when that
 * is due, and what the shop's customers have come to want. All but the last go by themselves.
 */
export const createOptionRows = ({ ledger }: { readonly ledger: Table }) => ({
  keep: (tenantId: TenantId, answer: KeptOptions): Promise<void> =>
    ledger.put({ ...answerKey(tenantId, answer.optionsId), ...(toWire(answer) as object), ttl: seconds(answer.expiresAt) }),
  read: async (tenantId: TenantId, optionsId: string): Promise<KeptOptions | undefined> => {
    const item = await ledger.get(answerKey(tenantId, optionsId));
    return item && answerOf(item);
  },
  /** Notes what became of an answer. @returns false when that stood there already, or the answer has expired */
  settle: async (tenantId: TenantId, optionsId: string, choice: NonNullable<OfferedOptions['choice']>): Promise<boolean> => {
    try {
      const unsettled = { kind: 'equals', attribute: 'is_open', value: true } as const;
      await ledger.update(answerKey(tenantId, optionsId), { set: { choice: toWire(choice), is_open: false } }, unsettled);
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  },
  /** Notes that an order has taught. @returns false when it has done so before, by another answer */
  claim: async (tenantId: TenantId, orderId: string, until: Instant): Promise<boolean> => {
    try {
      await ledger.put({ PK: `${tenantId}#DELIVERYTAUGHT#${orderId}`, SK: 'TAUGHT', ttl: seconds(until) }, { kind: 'absent' });
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  },
  expect: (tenantId: TenantId, { dueAt, optionsId, looked }: DueOptions): Promise<void> =>
    ledger.put({
      PK: duePartition(tenantId),
      SK: `${dueAt}#${optionsId}`,
      options_id: optionsId,
      looked,
      ttl: seconds(plusMs(dueAt, dueKeptMs)),
    }),
  /**
   * Answers whose order is to be looked for by now, the longest due first: a page of at most `limit` rows. Rows that cannot be read
   * are left out, so that a page may hold fewer and still have a cursor.
   */
  due: async (
    tenantId: TenantId,
    now: Instant,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: readonly DueOptions[]; readonly cursor?: string }> => {
    const page = await ledger.query({ PK: duePartition(tenantId), to: `${now}#~`, limit, ...(cursor === undefined ? {} : { cursor }) });
    const items = page.items.flatMap((item): readonly DueOptions[] => {
      const row = DueRow.safeParse(item);
      if (!row.success) return [];
      const { SK, options_id: optionsId, looked } = row.data;
      return [{ dueAt: Instant(SK.slice(0, SK.indexOf('#'))), optionsId, looked }];
    });
    return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
  },
  done: (tenantId: TenantId, { dueAt, optionsId }: DueOptions): Promise<void> =>
    ledger.delete({ PK: duePartition(tenantId), SK: `${dueAt}#${optionsId}` }),
  taste: async (tenantId: TenantId): Promise<{ readonly taste: Taste; readonly revision: number }> => {
    const row = TasteRow.safeParse(await ledger.get(tasteKey(tenantId)));
    return row.success ? row.data : { taste: tasteAssumed, revision: 0 };
  },
  /** @returns false when somebody else has changed it since it was read */
  saveTaste: async (tenantId: TenantId, taste: Taste, revision: number): Promise<boolean> => {
    try {
      const row = { ...tasteKey(tenantId), taste, revision: revision + 1 };
      await ledger.put(row, revision === 0 ? { kind: 'absent' } : { kind: 'equals', attribute: 'revision', value: revision });
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  },
});

export type OptionRows = ReturnType<typeof createOptionRows>;
