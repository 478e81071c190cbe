import { OrderId, type TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { isSettled, noticeLateMs, type NoticeRows, troublePartition } from './notice-rows.ts';
import { describeNotice } from './notice-words.ts';

/** A notice that has not got through. */
export type TroubledNotice = {
  readonly orderId: OrderId;
  readonly noticeId: string;
  /** `late`: tried for two hours and more; `settled`: nobody need look at it, or not yet. */
  readonly state: 'refused' | 'late' | 'settled';
  readonly since: Instant;
  readonly sentence: string;
};

/** Notices of a tenant that were refused or are late. What was told at the first try never stands in this list. */
export const createTroubledNotices = ({
  platform: { ledger, clock },
  rows,
}: {
  readonly platform: Pick<Platform, 'ledger' | 'clock'>;
  readonly rows: Pick<NoticeRows, 'read'>;
}) => ({
  /** Rows that lead to them, oldest first, after the sort key of one; at least `limit`, where there are as many. */
  list: async (tenantId: TenantId, after: string | undefined, limit: number): Promise<readonly Item[]> => {
    const query = { PK: troublePartition(tenantId), limit: limit + 1, ...(after === undefined ? {} : { from: after }) };
    return (await ledger.query(query)).items.filter(({ SK }) => SK !== after);
  },

  read: async (tenantId: TenantId, row: Item): Promise<TroubledNotice | undefined> => {
    const [orderId, noticeId] = [String(row['order_id']), String(row['notice_id'])];
    const notice = await rows.read({ tenant_id: tenantId, order_id: orderId }, noticeId);
    if (!notice) return undefined;
    const isLate = toEpochMs(clock.now()) - toEpochMs(notice.since) >= noticeLateMs;
    const state = notice.state === 'refused' ? 'refused' : isSettled(notice) || !isLate ? 'settled' : 'late';
    return { orderId: OrderId(orderId), noticeId, state, since: notice.since, sentence: describeNotice(notice) };
  },
});

export type TroubledNotices = ReturnType<typeof createTroubledNotices>;
