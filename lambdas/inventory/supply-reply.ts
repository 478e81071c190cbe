import {
  describeSupplyRejection,
  type PurchaseOrder,
  type SupplyDocument,
  type SupplyRejection,
  type TransferOrder,
  unitsInTransit,
  unitsOutstanding,
} from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { mayUseLocation, type Principal } from '../../lib/platform/http/principal.ts';
import { type FieldProblem, invalidInput, notFound, type Refusal } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, supplyOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';

const arrival = ({ quantity, damaged }: { readonly quantity: number; readonly damaged: number }) => ({ received: quantity, damaged });

/** A transfer as it goes out. */
export const transferView = ({ id, state, version, createdAt, updatedAt }: SupplyDocument<TransferOrder>) => ({
  transferId: id,
  status: state.status,
  fromLocationId: state.fromLocationId,
  toLocationId: state.toLocationId,
  reference: state.reference,
  expectedAt: state.expectedAt,
  // Units stand nowhere while the ledger has not let them go.
  lines: state.lines.map((line) => ({ ...line, inTransit: state.status === 'shipping' ? 0 : unitsInTransit(line) })),
  refused: state.refused,
  receipts: state.receipts.map(({ receiptId, lines, reason }) => ({
    receiptId,
    lines: lines.map((line) => ({ sku: line.sku, ...arrival(line) })),
    reason: reason ?? null,
  })),
  missing: state.missing,
  endReason: state.endReason,
  version,
  createdAt,
  updatedAt,
});

/** A purchase order as it goes out. */
export const purchaseOrderView = ({ id, state, version, createdAt, updatedAt }: SupplyDocument<PurchaseOrder>) => ({
  purchaseOrderId: id,
  status: state.status,
  supplier: state.supplier,
  reference: state.reference,
  locationId: state.locationId,
  lines: state.lines.map((line) => ({ ...line, outstanding: unitsOutstanding(line) })),
  receipts: state.receipts.map(({ receiptId, lines, reason }) => ({
    receiptId,
    lines: lines.map((line) => ({ lineId: line.lineId, ...arrival(line) })),
    reason: reason ?? null,
  })),
  endReason: state.endReason,
  version,
  createdAt,
  updatedAt,
});

type Calling = { readonly principal: Principal; readonly requestId: string };
type Named = Calling & { readonly params: { readonly id: string } };

/** What came of a command on a document. */
const answer = <State>(
  call: Calling,
  outcome: Result<SupplyDocument<State>, SupplyRejection>,
  view: (document: SupplyDocument<State>) => object,
): Reply => (outcome.ok ? reply(200, view(outcome.value)) : problemReply(refuse(outcome.error, describeSupplyRejection), call.requestId));

const elsewhere: Refusal = {
  kind: 'forbidden',
  code: 'other-location',
  message: 'This is for whoever works at the other end of the transfer.',
};

/** Which end of a transfer an act belongs to. */
export type TransferEnd = 'origin' | 'destination' | 'either';

const ends: Readonly<Record<TransferEnd, (transfer: TransferOrder) => readonly string[]>> = {
  origin: ({ fromLocationId }) => [fromLocationId],
  destination: ({ toLocationId }) => [toLocationId],
  either: ({ fromLocationId, toLocationId }) => [fromLocationId, toLocationId],
};

/** Whether the document has to do with a location of the principal; to anyone else it does not exist. */
export const mayAct = (principal: Principal, transfer: TransferOrder, end: TransferEnd): boolean =>
  ends[end](transfer).some((location) => mayUseLocation(principal, location));

/** Acts on transfers and purchase orders, for those who may see and touch them. */
export const createSupplyActs = (platform: Platform) => {
  const { transfers, purchaseOrders } = supplyOf(platform);
  return {
    transfer: async (call: Named, end: TransferEnd, command: Parameters<typeof transfers.apply>[2]): Promise<Reply> => {
      const found = await transfers.get(call.principal.tenantId as TenantId, call.params.id);
      if (!found || !mayAct(call.principal, found.state, 'either')) return problemReply(notFound('transfer'), call.requestId);
      if (!mayAct(call.principal, found.state, end)) return problemReply(elsewhere, call.requestId);
      return answer(call, await transfers.apply(callerOf(call), call.params.id, command), transferView);
    },
    purchaseOrder: async (call: Named, command: Parameters<typeof purchaseOrders.apply>[2]): Promise<Reply> => {
      const found = await purchaseOrders.get(call.principal.tenantId as TenantId, call.params.id);
      if (!found || !mayUseLocation(call.principal, found.state.locationId))
        return problemReply(notFound('purchase-order'), call.requestId);
      return answer(call, await purchaseOrders.apply(callerOf(call), call.params.id, command), purchaseOrderView);
    },
    createTransfer: async (call: Calling, id: string, command: Parameters<typeof transfers.apply>[2]): Promise<Reply> =>
      answer(call, await transfers.apply(callerOf(call), id, command), transferView),
    createPurchaseOrder: async (call: Calling, id: string, command: Parameters<typeof purchaseOrders.apply>[2]): Promise<Reply> =>
      answer(call, await purchaseOrders.apply(callerOf(call), id, command), purchaseOrderView),
  };
};

/** Refusal of locations that do not exist, or of which the principal may use none; both answer alike. */
export const placesRefusal = async (
  platform: Platform,
  principal: Principal,
  places: readonly { readonly field: string; readonly locationId: string }[],
): Promise<Refusal | undefined> => {
  const known = new Set((await catalogOf(platform).listLocations(principal.tenantId)).map((location) => location.location_id));
  const mayUseOne = places.some(({ locationId }) => mayUseLocation(principal, locationId));
  const problems = places.flatMap(({ field, locationId }): FieldProblem[] =>
    known.has(locationId) && mayUseOne ? [] : [{ field, code: 'unknown-location', message: `There is no location ${locationId}.` }],
  );
  return problems.length > 0 ? invalidInput(problems) : undefined;
};

/** The location that a list is asked for, if it is there for the principal. */
export const isShownLocation = async (platform: Platform, principal: Principal, locationId: string | undefined): Promise<boolean> =>
  locationId === undefined ||
  (mayUseLocation(principal, locationId) && (await catalogOf(platform).getLocation(principal.tenantId, locationId)) !== undefined);
