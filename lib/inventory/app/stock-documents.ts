import { canonicalJson } from '../../kernel/canonical-json.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';

/** What a warehouse hands in under a number of its own. */
export type StockDocumentKind = 'receipt' | 'count';

/**
 * Documents that have been posted whole. An item itself remembers only its latest movements; a document handed in again
 * after that is recognised here. Noted after posting, so that one which broke off halfway is finished by handing it in again.
 */
export interface StockDocuments {
  /** `posted`: this very document; `other`: another content under the same number; `new`: not posted, or not to its end. */
  look(tenantId: string, kind: StockDocumentKind, id: string, content: unknown): Promise<'new' | 'posted' | 'other'>;
  note(tenantId: string, kind: StockDocumentKind, id: string, content: unknown): Promise<void>;
}

export const createStockDocuments = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
}): StockDocuments => {
  const { ledger, clock, sha256 } = parts;
  const keyOf = (tenantId: string, kind: StockDocumentKind, id: string) => ({
    PK: `${tenantId}#STOCKDOCUMENT#${kind}.${id}`,
    SK: 'POSTED',
  });
  return {
    look: async (tenantId, kind, id, content) => {
      const known = await ledger.get(keyOf(tenantId, kind, id));
      if (!known) return 'new';
      return known['content_hash'] === sha256(canonicalJson(content)) ? 'posted' : 'other';
    },
    note: async (tenantId, kind, id, content) => {
      try {
        await ledger.put(
          { ...keyOf(tenantId, kind, id), content_hash: sha256(canonicalJson(content)), posted_at: clock.now() },
          { kind: 'absent' },
        );
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
      }
    },
  };
};
