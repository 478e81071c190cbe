import { receiveStockRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { inventoryOf } from '../composition.ts';
import { createPostDocument } from './post-document.ts';

export const create = (platform: Platform) => {
  const { receiveStock } = inventoryOf(platform);
  const postDocument = createPostDocument(platform);
  return httpHandler(platform, receiveStockRoute, (call) => {
    const { receipt_id: id, lines } = call.body;
    return postDocument(
      call,
      { kind: 'receipt', id, lines },
      (caller, item, line) => receiveStock(caller, { ...item, quantity: line.quantity, reference: id }),
      (line) => line.quantity,
    );
  });
};
