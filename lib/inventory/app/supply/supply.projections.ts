import { decodeEvent } from '../../../platform/event-store/commit.codec.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Item } from '../../../platform/ports.ts';
import type { Projection } from '../../../platform/projection/projector.ts';
import {
  evolvePurchaseOrder,
  purchaseOrderExists,
  purchaseOrderHasEnded,
  type PurchaseOrderState,
  unitsOutstanding,
} from '../../domain/supply/purchase-order.state.ts';
import { initialPurchaseOrder, purchaseOrderKind } from '../../domain/supply/purchase-order.state.ts';
import { evolveTransferOrder } from '../../domain/supply/transfer-order.evolve.ts';
import {
  initialTransferOrder,
  isUnderWay,
  transferExists,
  transferHasEnded,
  transferOrderKind,
  type TransferOrderState,
  unitsInTransit,
} from '../../domain/supply/transfer-order.state.ts';
import { purchaseOrderAggregate } from './purchase-order.stream.ts';
import { incomingRow, supplyKeys } from './supply.keys.ts';
import { transferOrderAggregate } from './transfer-order.stream.ts';

/** A document with its number and its times. */
export type Documented<State> = { readonly id: string; readonly state: State; readonly createdAt: string; readonly updatedAt: string };

const timed = <State>(view: Documented<State>, state: State, { recorded_at: at }: EventRecord): Documented<State> => ({
  ...view,
  state,
  createdAt: view.createdAt === '' ? at : view.createdAt,
  updatedAt: at,
});

/** A row in the list of all and one for each location that has to do with the document. */
const listRows = (
  tenantId: string,
  kind: string,
  { id, createdAt }: Documented<unknown>,
  hasEnded: boolean,
  locationIds: readonly string[],
): readonly Item[] =>
  [undefined, ...locationIds].map((locationId) => ({
    PK: supplyKeys.documents(tenantId, kind, hasEnded ? 'ended' : 'open', locationId),
    SK: `${createdAt}#${id}`,
  }));

/** Rows by which transfers are found: lists by location, units on their way by SKU, and what is due. */
export const transferOrderProjection: Projection<Documented<TransferOrderState>> = {
  kind: transferOrderKind,
  initial: (id) => ({ id, state: initialTransferOrder, createdAt: '', updatedAt: '' }),
  apply: (view, event) => timed(view, evolveTransferOrder(view.state, decodeEvent(transferOrderAggregate, event)), event),
  rows: (view, tenantId) => {
    const { id, state } = view;
    if (!transferExists(state)) return [];
    const { fromLocationId, toLocationId, lines, expectedAt } = state;
    const listed = listRows(tenantId, transferOrderKind, view, transferHasEnded(state.status), [fromLocationId, toLocationId]);
    if (!isUnderWay(state)) return listed;
    const coming = lines.filter((line) => unitsInTransit(line) > 0);
    return [
      ...listed,
      ...coming.map((line) =>
        incomingRow(
          tenantId,
          { kind: transferOrderKind, id, lineId: line.sku },
          { sku: line.sku, locationId: toLocationId, quantity: unitsInTransit(line), expectedAt },
        ),
      ),
      ...(expectedAt === null ? [] : [{ PK: supplyKeys.due(tenantId), SK: `${expectedAt}#${id}` }]),
    ];
  },
};

/** Rows by which purchase orders are found: lists by location, and units that will come by SKU. */
export const purchaseOrderProjection: Projection<Documented<PurchaseOrderState>> = {
  kind: purchaseOrderKind,
  initial: (id) => ({ id, state: initialPurchaseOrder, createdAt: '', updatedAt: '' }),
  apply: (view, event) => timed(view, evolvePurchaseOrder(view.state, decodeEvent(purchaseOrderAggregate, event)), event),
  rows: (view, tenantId) => {
    const { id, state } = view;
    if (!purchaseOrderExists(state)) return [];
    const hasEnded = purchaseOrderHasEnded(state.status);
    const listed = listRows(tenantId, purchaseOrderKind, view, hasEnded, [state.locationId]);
    if (hasEnded) return listed;
    const coming = state.lines.filter((line) => unitsOutstanding(line) > 0);
    return [
      ...listed,
      ...coming.map((line) =>
        incomingRow(
          tenantId,
          { kind: purchaseOrderKind, id, lineId: line.lineId },
          { sku: line.sku, locationId: state.locationId, quantity: unitsOutstanding(line), expectedAt: line.expectedAt },
        ),
      ),
    ];
  },
};
