import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Table } from '../../../platform/ports.ts';

/** Word before the tilde in the names of these decisions. */
export const returnRiskKind = 'return-risk';
/** Receipts of carts are kept for so many days: a cart is no order, and most of them are never one. */
export const receiptDays = 90;

const receiptMs = receiptDays * 86_400_000;
const checkKey = (tenantId: TenantId, checkId: string) => ({ PK: `${tenantId}#RETURNCHECK#${checkId}`, SK: 'RECEIPTS' });
/** Name of a line's receipt among those of its check; lines count from 1. */
export const lineDecisionId = (index: number): string => `line-${index + 1}`;

/** A receipt as every decision has it. */
export type CheckReceipt = {
  readonly decisionId: string;
  readonly kind: typeof returnRiskKind;
  readonly decidedAt: Instant;
  readonly hash: string;
  readonly receipt: unknown;
};

/** Receipts of a cart: one row of the ledger for all of its lines, written once, which goes by itself after 90 days. */
export const createCheckRows = (parts: { readonly ledger: Table; readonly sha256: (text: string) => string }) => ({
  record: async (tenantId: TenantId, checkId: string, decidedAt: Instant, receipts: readonly unknown[]): Promise<void> => {
    const lines = receipts.map((receipt) => ({ receipt, hash: parts.sha256(canonicalJson(receipt)) }));
    const ttl = Math.ceil(toEpochMs(plusMs(decidedAt, receiptMs)) / 1_000);
    await parts.ledger.put({ ...checkKey(tenantId, checkId), decidedAt, lines, ttl });
  },
  /** Undefined for what there never was, or is no more. */
  get: async (tenantId: TenantId, checkId: string, decisionId: string): Promise<CheckReceipt | undefined> => {
    const item = await parts.ledger.get(checkKey(tenantId, checkId));
    const lines = (item?.['lines'] ?? []) as readonly { readonly receipt: unknown; readonly hash: string }[];
    const line = lines.find((_, index) => lineDecisionId(index) === decisionId);
    return line && { decisionId, kind: returnRiskKind, decidedAt: Instant(String(item?.['decidedAt'])), ...line };
  },
});

export type CheckRows = ReturnType<typeof createCheckRows>;
