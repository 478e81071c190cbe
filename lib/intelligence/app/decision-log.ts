import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { partitionKey } from '../../platform/event-store/commit.codec.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';

/** What every decision leaves behind. `receipt` is specific to its kind and holds nothing personal. */
export type DecisionRecord<Receipt = unknown> = {
  readonly decisionId: string;
  readonly kind: string;
  readonly decidedAt: Instant;
  /** SHA-256 of the receipt in canonical JSON. */
  readonly hash: string;
  readonly receipt: Receipt;
};

/** Receipts beside the stream they were made for; written once and never changed. */
export interface DecisionLog {
  /** Keeps the first receipt written under an id and answers with it, so that a repeated step follows its first decision. */
  record<Receipt>(
    subject: StreamId,
    decision: { readonly decisionId: string; readonly kind: string; readonly receipt: Receipt },
  ): Promise<DecisionRecord<Receipt>>;
  get<Receipt>(subject: StreamId, decisionId: string): Promise<DecisionRecord<Receipt> | undefined>;
  /** In order of their ids. */
  list(subject: StreamId, prefix?: string): Promise<readonly DecisionRecord[]>;
}

const rowPrefix = 'D#';

export const createDecisionLog = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
}): DecisionLog => {
  const { ledger, clock, sha256 } = parts;
  return {
    record: async (subject, { decisionId, kind, receipt }) => {
      const record = { decisionId, kind, decidedAt: clock.now(), hash: sha256(canonicalJson(receipt)), receipt };
      try {
        await ledger.put({ PK: partitionKey(subject), SK: rowPrefix + decisionId, ...record }, { kind: 'absent' });
        return record;
      } catch (error) {
        if (!(error instanceof ConditionFailedError) || !error.existing) throw error;
        return toRecord(error.existing) as typeof record;
      }
    },
    get: async <Receipt>(subject: StreamId, decisionId: string) => {
      const item = await ledger.get({ PK: partitionKey(subject), SK: rowPrefix + decisionId });
      return item ? (toRecord(item) as DecisionRecord<Receipt>) : undefined;
    },
    list: async (subject, prefix = '') => {
      const { items } = await ledger.query({ PK: partitionKey(subject), prefix: rowPrefix + prefix });
      return items.map(toRecord);
    },
  };
};

const toRecord = (item: Readonly<Record<string, unknown>>): DecisionRecord => ({
  decisionId: String(item['decisionId']),
  kind: String(item['kind']),
  decidedAt: item['decidedAt'] as Instant,
  hash: String(item['hash']),
  receipt: item['receipt'],
});
