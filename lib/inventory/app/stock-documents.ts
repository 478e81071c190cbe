import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { isCommit, partitionKey } from '../../platform/event-store/commit.codec.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';
import { inventoryItemStream } from './inventory-item.aggregate.ts';
import type { ItemRef } from './inventory.types.ts';

/** What a warehouse hands in under a number of its own. */
export type StockDocumentKind = 'receipt' | 'count' | 'adjustment' | 'reclassification';

/**
 * Documents that have been posted whole. An item itself remembers only its latest movements; a document handed in again
 * after that is recognised here. Noted after posting, so that one which broke off halfway is finished by handing it in again.
 */
export interface StockDocuments {
  /** `posted`: this very document; `other`: another content under the same number; `new`: not posted, or not to its end. */
  look(tenantId: string, kind: StockDocumentKind, id: string, content: unknown): Promise<'new' | 'posted' | 'other'>;
  /**
   * Says that posting begins. `again` when it had begun before and may have broken off halfway: an item forgets a movement
   * after some others, so each line has to be looked up by `findMovement` before it is posted.
   */
  begin(tenantId: string, kind: StockDocumentKind, id: string): Promise<'first' | 'again'>;
  /**
   * Whether the item's stream has the movement, however long ago, and with these units: those received, counted or changed by.
   * Reads the whole stream.
   */
  findMovement(tenantId: TenantId, item: ItemRef, movementId: string, units: number): Promise<'absent' | 'same' | 'other'>;
  note(tenantId: string, kind: StockDocumentKind, id: string, content: unknown): Promise<void>;
}

export const createStockDocuments = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
}): StockDocuments => {
  const { ledger, clock, sha256 } = parts;
  const keyOf = (tenantId: string, kind: StockDocumentKind, id: string, SK: 'BEGUN' | 'POSTED' = 'POSTED') => ({
    PK: `${tenantId}#STOCKDOCUMENT#${kind}.${id}`,
    SK,
  });
  return {
    look: async (tenantId, kind, id, content) => {
      const known = await ledger.get(keyOf(tenantId, kind, id));
      if (!known) return 'new';
      return known['content_hash'] === sha256(canonicalJson(content)) ? 'posted' : 'other';
    },
    begin: async (tenantId, kind, id) => {
      try {
        await ledger.put({ ...keyOf(tenantId, kind, id, 'BEGUN'), begun_at: clock.now() }, { kind: 'absent' });
        return 'first';
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        return 'again';
      }
    },
    findMovement: async (tenantId, item, movementId, units) => {
      const PK = partitionKey(inventoryItemStream(tenantId, item));
      let cursor: string | undefined;
      do {
        const page = await ledger.query({ PK, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
        const events = page.items.filter(isCommit).flatMap((commit) => commit.events);
        const found = events.find(({ payload }) => payload['movement_id'] === movementId);
        if (found)
          return (found.payload['counted_on_hand'] ?? found.payload['quantity'] ?? found.payload['delta']) === units ? 'same' : 'other';
        cursor = page.cursor;
      } while (cursor !== undefined);
      return 'absent';
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
