import { reclassifyStockRoute } from '../../lib/contracts/http/stock-ledger.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { inventoryOf } from '../composition.ts';
import { createPostDocument } from './post-document.ts';

export const create = (platform: Platform) => {
  const { reclassifyStock } = inventoryOf(platform);
  const postDocument = createPostDocument(platform);
  return httpHandler(platform, reclassifyStockRoute, (call) => {
    const { reclassification_id: id, lines } = call.body;
    return postDocument(
      call,
      { kind: 'reclassification', id, lines },
      (caller, item, { quantity, from, to, reason_code: reasonCode }) =>
        reclassifyStock(caller, { ...item, quantity, from, to, reasonCode }),
      ({ quantity }) => quantity,
    );
  });
};
