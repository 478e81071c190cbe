import type * as z from 'zod';
import type { AdjustmentBody } from '../../lib/contracts/http/stock-ledger.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';
import type { Reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { inventoryOf } from '../composition.ts';
import { createPostDocument } from './post-document.ts';

/** Posts the lines of an adjustment. */
export const createPostAdjustment = (platform: Platform) => {
  const { adjustStock, damageStock } = inventoryOf(platform);
  const postDocument = createPostDocument(platform);
  return (
    call: { readonly principal: Principal; readonly requestId: string },
    { adjustment_id: id, lines }: z.output<typeof AdjustmentBody>,
  ): Promise<Reply> =>
    postDocument(
      call,
      { kind: 'adjustment', id, lines },
      (caller, item, { delta, reason_code: reasonCode }) =>
        // Damaged goods are still there, among those that cannot be sold.
        reasonCode === 'damage'
          ? damageStock(caller, { ...item, quantity: -delta, reasonCode })
          : adjustStock(caller, { ...item, delta, reasonCode }),
      ({ delta, reason_code: reasonCode }) => (reasonCode === 'damage' ? -delta : delta),
    );
};
