import type { TenantId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import { readListed, readView } from '../../../platform/projection/listed-views.ts';
import type { Projection } from '../../../platform/projection/projector.ts';
import type { PurchaseOrderCommand } from '../../domain/supply/purchase-order.decide.ts';
import {
  type PurchaseOrder,
  purchaseOrderExists,
  purchaseOrderHasEnded,
  type PurchaseOrderStatus,
} from '../../domain/supply/purchase-order.state.ts';
import type { SupplyRejection } from '../../domain/supply/supply.rejections.ts';
import type { TransferOrderCommand } from '../../domain/supply/transfer-order.commands.ts';
import { transferExists, transferHasEnded, type TransferOrder, type TransferStatus } from '../../domain/supply/transfer-order.state.ts';
import { purchaseOrderAggregate, purchaseOrderStream } from './purchase-order.stream.ts';
import { supplyKeys } from './supply.keys.ts';
import { type Documented, purchaseOrderProjection, transferOrderProjection } from './supply.projections.ts';
import { transferOrderAggregate, transferOrderStream } from './transfer-order.stream.ts';

/** A document as it stands. */
export type SupplyDocument<State> = Documented<State> & { readonly version: number };

export type SupplyPage<State> = { readonly items: readonly SupplyDocument<State>[]; readonly cursor?: string };

/** Which documents a list shows. */
export type SupplyChoice<State, Status> = {
  /** Without it those that have not ended. */
  readonly status?: Status | undefined;
  readonly locationId?: string | undefined;
  readonly mayShow: (document: State) => boolean;
};

type Paging = { readonly limit: number; readonly cursor?: string | undefined };

export type SupplyDesk<State, Command, Status> = {
  /** @throws UnavailableError when too many writers came first */
  readonly apply: (caller: Caller, id: string, command: Command) => Promise<Result<SupplyDocument<State>, SupplyRejection>>;
  readonly get: (tenantId: TenantId, id: string) => Promise<SupplyDocument<State> | undefined>;
  /** Newest first. @throws InvalidCursorError */
  readonly list: (tenantId: TenantId, choice: SupplyChoice<State, Status>, page: Paging) => Promise<SupplyPage<State>>;
};

/** Rows looked at for one page; a page that is not full by then is answered with the place to go on from. */
const rowsMax = 500;

const createDesk = <State extends { readonly status: Status }, Command, Status extends string>(parts: {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  readonly store: EventStore;
  // oxlint-disable-next-line typescript/no-explicit-any -- the events of the two kinds differ, and the desk never looks into them
  readonly aggregate: Aggregate<any, Command, any, SupplyRejection>;
  readonly projection: Projection<Documented<State | { readonly status: 'absent' }>>;
  readonly streamOf: (tenantId: TenantId, id: string) => StreamId;
  readonly exists: (state: State | { readonly status: 'absent' }) => state is State;
  readonly hasEnded: (status: Status) => boolean;
}): SupplyDesk<State, Command, Status> => {
  const { platform, store, aggregate, projection, streamOf, exists, hasEnded } = parts;

  const get: SupplyDesk<State, Command, Status>['get'] = async (tenantId, id) => {
    const found = await readView(platform, projection, streamOf(tenantId, id));
    if (!found || !exists(found.view.state)) return undefined;
    return { ...found.view, state: found.view.state, version: found.version };
  };

  return {
    get,
    apply: async (caller, id, command) => {
      const executed = await store.execute(aggregate, streamOf(caller.tenantId, id), command, caller.context);
      if (!executed.ok) return err(executed.error);
      const found = await get(caller.tenantId, id);
      if (!found) throw new Error('an accepted command leaves a document');
      return ok(found);
    },
    list: async (tenantId, { status, locationId, mayShow }, page) => {
      const PK = supplyKeys.documents(tenantId, projection.kind, status !== undefined && hasEnded(status) ? 'ended' : 'open', locationId);
      const items: SupplyDocument<State>[] = [];
      let { cursor } = page;
      let looked = 0;
      do {
        const limit = page.limit - items.length;
        const rows = await platform.views.query({ PK, descending: true, limit, ...(cursor === undefined ? {} : { cursor }) });
        for (const found of await readListed(platform, projection, rows.items)) {
          if (!found || !exists(found.view.state)) continue;
          const document = { ...found.view, state: found.view.state, version: found.version };
          if ((status === undefined || document.state.status === status) && mayShow(document.state)) items.push(document);
        }
        looked += rows.items.length;
        cursor = rows.cursor;
      } while (cursor !== undefined && items.length < page.limit && looked < rowsMax);
      return { items, ...(cursor === undefined ? {} : { cursor }) };
    },
  };
};

/** Goods on their way: transfers between locations, and orders to suppliers. */
export type Supply = {
  readonly transfers: SupplyDesk<TransferOrder, TransferOrderCommand, TransferStatus>;
  readonly purchaseOrders: SupplyDesk<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderStatus>;
};

export const createSupply = (parts: {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  readonly store: EventStore;
}): Supply => ({
  transfers: createDesk({
    ...parts,
    aggregate: transferOrderAggregate,
    projection: transferOrderProjection,
    streamOf: transferOrderStream,
    exists: transferExists,
    hasEnded: transferHasEnded,
  }),
  purchaseOrders: createDesk({
    ...parts,
    aggregate: purchaseOrderAggregate,
    projection: purchaseOrderProjection,
    streamOf: purchaseOrderStream,
    exists: purchaseOrderExists,
    hasEnded: purchaseOrderHasEnded,
  }),
});
