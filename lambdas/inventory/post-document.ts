import {
  createStockDocuments,
  type Caller,
  type InventoryRejection,
  type StockChange,
  type StockDocumentKind,
  type StockLevel,
} from '../../lib/inventory/index.ts';
import { LocationId, Sku, type TenantId } from '../../lib/kernel/ids.ts';
import { err, ok, type Result } from '../../lib/kernel/result.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, inventoryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { changeView, lineProblem, locationRefusal } from './stock-reply.ts';

type Line = { readonly sku: string; readonly location_id: string };
type Item = { readonly sku: Sku; readonly locationId: LocationId; readonly movementId: string };
type Post<L> = (caller: Caller, item: Item, line: L) => Promise<Result<StockChange, InventoryRejection>>;

/**
 * Posts the lines of a document, each on its own: what has arrived has arrived, and handing the document in again finishes
 * what a refusal left open. Once all of it is posted, handing it in again changes nothing, however late.
 */
export const createPostDocument = (platform: Platform) => {
  const inventory = inventoryOf(platform);
  const catalog = catalogOf(platform);
  const documents = createStockDocuments(platform);

  return async <L extends Line>(
    call: { readonly principal: Principal; readonly requestId: string },
    document: { readonly kind: StockDocumentKind; readonly id: string; readonly lines: readonly L[] },
    post: Post<L>,
    /** Units that a line receives or has counted. */
    unitsOf: (line: L) => number,
  ): Promise<Reply> => {
    const { kind, id, lines } = document;
    const { tenantId } = call.principal;
    const refusal = await locationRefusal(catalog, call.principal, lines);
    if (refusal) return problemReply(refusal, call.requestId);
    const items = lines.map(
      (line): Item => ({ sku: Sku(line.sku), locationId: LocationId(line.location_id), movementId: `${kind}-${id}` }),
    );
    const known = await documents.look(tenantId, kind, id, lines);
    if (known === 'other') {
      return problemReply(
        { kind: 'conflict', code: `${kind}-conflict`, message: `The ${kind} ${id} has been posted with other lines.` },
        call.requestId,
      );
    }
    if (known === 'posted') {
      const levels = await inventory.stockLevels(tenantId as TenantId, items);
      return reply(200, { [`${kind}Id`]: id, levels: levels.map((level) => changeView({ ...level, changed: false, displaced: [] })) });
    }
    const isBroken = (await documents.begin(tenantId, kind, id)) === 'again';
    const standing = async (item: Item): Promise<Result<StockChange, InventoryRejection>> => {
      const [level] = await inventory.stockLevels(tenantId as TenantId, [item]);
      return ok({ ...(level as StockLevel), changed: false, displaced: [] });
    };
    const postOnce = async (line: L, item: Item): Promise<Result<StockChange, InventoryRejection>> => {
      const found = isBroken ? await documents.findMovement(tenantId as TenantId, item, item.movementId, unitsOf(line)) : 'absent';
      if (found === 'absent') return post(callerOf(call), item, line);
      return found === 'same' ? standing(item) : err({ code: 'movement-conflict', movementId: item.movementId });
    };
    const outcomes = await Promise.all(lines.map((line, index) => postOnce(line, items[index] as Item)));
    const problems = outcomes.flatMap((outcome, index) => (outcome.ok ? [] : [lineProblem(index, outcome.error)]));
    if (problems.length > 0) {
      return problemReply(
        { kind: 'rejected', code: 'lines-refused', message: `${problems.length} of ${lines.length} lines were refused.`, problems },
        call.requestId,
      );
    }
    await documents.note(tenantId, kind, id, lines);
    return reply(200, { [`${kind}Id`]: id, levels: outcomes.flatMap((outcome) => (outcome.ok ? [changeView(outcome.value)] : [])) });
  };
};
