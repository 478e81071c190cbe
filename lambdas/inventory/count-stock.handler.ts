import { countStockRoute } from '../../lib/contracts/http/inventory.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { compose } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { changeView, lineProblem, locationRefusal } from './stock-reply.ts';

export const create = (platform: Platform) => {
  const { inventory, catalog } = compose(platform);
  return httpHandler(platform, countStockRoute, async (call) => {
    const { count_id: countId, lines } = call.body;
    const refusal = await locationRefusal(catalog, call.principal, lines);
    if (refusal) return problemReply(refusal, call.requestId);
    const outcomes = await Promise.all(
      lines.map((line) =>
        inventory.countStock(callerOf(call), { sku: Sku(line.sku), locationId: LocationId(line.location_id), countedOnHand: line.on_hand, movementId: `count-${countId}` }),
      ),
    );
    const problems = outcomes.flatMap((outcome, index) => (outcome.ok ? [] : [lineProblem(index, outcome.error)]));
    if (problems.length > 0) {
      return problemReply({ kind: 'rejected', code: 'lines-refused', message: `${problems.length} of ${lines.length} lines were refused.`, problems }, call.requestId);
    }
    return reply(200, { countId, levels: outcomes.flatMap((outcome) => (outcome.ok ? [changeView(outcome.value)] : [])) });
  });
};
