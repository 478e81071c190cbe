import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { ConditionFailedError, type Table } from '../../../platform/ports.ts';
import { type OptionFeature, optionFeatures, type Taste, tasteAssumed } from '../../domain/delivery-options/preferences.ts';
import { createAnswerRows, type KeptAnswer } from '../checkout-answers/answer.rows.ts';
import type { OfferedOptions } from './offered-options.ts';

/** An answer as it is kept: with whom it was for, where they agreed to that, and the order that it was for. */
export type KeptOptions = OfferedOptions & KeptAnswer;

const tasteKey = (tenantId: TenantId) => ({ PK: `${tenantId}#DELIVERYTASTE`, SK: 'SHOP' });

const weight = z.object({ mean: z.number(), precision: z.number().positive() });
/** A taste as it is stored. */
export const StoredTaste = z.object({
  weights: z.object(Object.fromEntries(optionFeatures.map((feature) => [feature, weight])) as Record<OptionFeature, typeof weight>),
  choices: z.int().min(0),
});
const TasteRow = z.object({ taste: StoredTaste, revision: z.int().min(1) });

/** Answers with ways to deliver, and what the shop's customers have come to want of them. */
export const createOptionRows = ({ ledger }: { readonly ledger: Table }) => ({
  ...createAnswerRows<KeptOptions>(
    { ledger },
    { answers: 'DELIVERYOPTIONS', row: 'OPTIONS', learned: 'DELIVERYTAUGHT' },
    ({ optionsId }) => optionsId,
  ),
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
