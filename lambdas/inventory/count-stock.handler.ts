import { countStockRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { inventoryOf } from '../composition.ts';
import { createPostDocument } from './post-document.ts';

export const create = (platform: Platform) => {
  const { countStock } = inventoryOf(platform);
  const postDocument = createPostDocument(platform);
  return httpHandler(platform, countStockRoute, (call) => {
    const { count_id: id, lines } = call.body;
    return postDocument(
      call,
      { kind: 'count', id, lines },
      (caller, item, line) => countStock(caller, { ...item, countedOnHand: line.on_hand }),
      (line) => line.on_hand,
    );
  });
};
