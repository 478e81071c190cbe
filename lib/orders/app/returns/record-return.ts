import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { fromWire } from '../../../kernel/wire.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { Actor, EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { MarkReturned } from '../../domain/order.commands.ts';
import { describeOrderRejection, type OrderRejection } from '../../domain/order.rejections.ts';
import { orderExists } from '../../domain/order.state.ts';
import type { ReturnedLine, ReturnReceipt } from '../../domain/returns/return.values.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { executeOnOrder, type OrdersParts } from '../orders.parts.ts';

/** What came back, as its sender tells it. */
export type ReturnNotice = Omit<MarkReturned, 'type' | 'recordedAt'>;

/** What came back, as the order's stream has it. */
export type RecordedReturn = {
  readonly returnId: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly lines: readonly ReturnedLine[];
} & ReturnReceipt;

export type ReturnRejection = OrderRejection | { readonly code: 'return-differs'; readonly returnId: string };

/** One sentence that says why a return was not recorded. */
export const describeReturnRejection = (rejection: ReturnRejection): string =>
  rejection.code === 'return-differs'
    ? `Return ${rejection.returnId} is recorded with other lines; what came back later is a return of its own.`
    : describeOrderRejection(rejection);

const recordedOf = ({ payload, occurred_at: recordedAt, actor }: EventRecord): RecordedReturn => ({
  ...fromWire<Omit<RecordedReturn, 'recordedAt' | 'actor'>>(payload as never),
  recordedAt,
  actor,
});

/** What of a return makes it the same one when it is sent again. */
const contentOf = ({ lines, locationId, receivedAt }: ReturnNotice): string =>
  canonicalJson({
    lines: lines.map(({ lineId, quantity, reason = null, condition = null }) => [lineId, quantity, reason, condition]),
    locationId: locationId ?? null,
    receivedAt: receivedAt ?? null,
  });

/** Records what came back of orders, and reads it. Money and labels are no part of it: these are the facts that they rest on. */
export const createReturns = ({ store, clock }: Pick<OrdersParts, 'store'> & { readonly clock: Clock }) => {
  const recorded = async (tenantId: TenantId, orderId: OrderId): Promise<readonly RecordedReturn[]> =>
    (await store.read(orderStream(tenantId, orderId))).filter(({ type }) => type === 'order.return_recorded').map(recordedOf);

  return {
    /** The same return again changes nothing; another one under the same id is refused. */
    record: async (
      caller: Caller,
      orderId: OrderId,
      notice: ReturnNotice,
    ): Promise<Result<{ readonly recorded: RecordedReturn; readonly isNew: boolean }, ReturnRejection>> => {
      const done = await executeOnOrder(store, caller, orderId, { type: 'MarkReturned', ...notice, recordedAt: clock.now() });
      if (!done.ok) return done;
      const known = (await recorded(caller.tenantId, orderId)).find(({ returnId }) => returnId === notice.returnId);
      if (!known) throw new Error(`return ${notice.returnId} of order ${orderId} was recorded and is not there`);
      if (contentOf(known) !== contentOf(notice)) return err({ code: 'return-differs', returnId: notice.returnId });
      return ok({ recorded: known, isNew: done.value.events.length > 0 });
    },
    /** The oldest first; undefined where there is no such order. */
    list: async (tenantId: TenantId, orderId: OrderId): Promise<readonly RecordedReturn[] | undefined> => {
      const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
      return orderExists(state) ? recorded(tenantId, orderId) : undefined;
    },
  };
};
