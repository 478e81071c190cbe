import type { TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Outcome } from '../../domain/learning/outcome.ts';
import type { OutcomesOf } from '../../domain/evaluation/realised.ts';
import type { ReplayRange } from '../replay/replay-range.ts';
import { dayOfInstant, type OutcomeRows } from './outcome.rows.ts';

const dayMs = 86_400_000;
/** A parcel that is not there after so many days from its decision tells nothing of it any more. */
const daysAfter = 30;

const keyOf = (orderId: string, locationId: string): string => `${orderId} ${locationId}`;

/** What became of the parcels of orders that were decided in a range, by order and location. */
export const createOutcomesInRange =
  (rows: Pick<OutcomeRows, 'outcomesOf'>) =>
  async (tenantId: TenantId, { from, to }: ReplayRange): Promise<OutcomesOf> => {
    const found = new Map<string, Outcome[]>();
    for (let at = toEpochMs(from); at < toEpochMs(to) + daysAfter * dayMs; at += dayMs) {
      for (const { orderId, locationId, outcome } of await rows.outcomesOf(tenantId, dayOfInstant(fromEpochMs(at)))) {
        if (orderId === undefined || locationId === undefined) continue;
        const key = keyOf(orderId, locationId);
        found.set(key, [...(found.get(key) ?? []), outcome]);
      }
    }
    return (orderId, locationId) => found.get(keyOf(orderId, locationId)) ?? [];
  };
