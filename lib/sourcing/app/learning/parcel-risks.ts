import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import { lateRisk, type Parcel } from '../../domain/learning/parcel.ts';
import { type RoutingFeatures, routingFeatures } from '../../domain/learning/routing-features.ts';
import type { OutcomeRows } from './outcome.rows.ts';

/** From this probability on of coming after the promise, somebody is told. */
export const riskToldFrom = 0.5;
const keptMs = 14 * 24 * 3_600_000;
const rowsPerPage = 500;

const Row = z.object({
  order_id: z.string(),
  parcel_name: z.string(),
  carrier: z.string(),
  deliver_by: z.string(),
  risk: z.number(),
  since: z.string(),
});

/** A parcel that most likely comes after what its customer was told. */
export type ParcelAtRisk = {
  readonly orderId: string;
  readonly parcelName: string;
  readonly carrier: string;
  readonly deliverBy: Instant;
  /** Probability, 0 to 1; 1 once the promise has passed. */
  readonly risk: number;
  /** Since when it is known. */
  readonly since: Instant;
};

const partition = (tenantId: TenantId): string => `${tenantId}#PARCELSATRISK`;

/**
 * A trained model's probability that a parcel with these features comes late; undefined where it cannot tell. Without a trained
 * version there is none, and counting alone tells.
 */
export type ForetellLate = (parcelName: string, features: RoutingFeatures) => number | undefined;

export type ParcelRiskParts = Pick<Platform, 'views' | 'clock'> & {
  readonly rows: Pick<OutcomeRows, 'allOpen' | 'findOpen'>;
  readonly foretell?: (tenantId: TenantId) => Promise<ForetellLate | undefined>;
};

/** Parcels on their way that will be late, in a list that is renewed from time to time. */
export const createParcelRisks = ({ views, clock, rows, foretell }: ParcelRiskParts) => {
  const foretoldOf = (say: ForetellLate | undefined, name: string, parcel: Parcel, figures: LearnedFigures): number | undefined =>
    parcel.deliverBy === null ? undefined : say?.(name, routingFeatures({ ...parcel, deliverBy: parcel.deliverBy }, figures));

  const listed = async (tenantId: TenantId, after: string | undefined, limit: number): Promise<readonly Item[]> => {
    const from = after === undefined ? {} : { from: after };
    const { items } = await views.query({ PK: partition(tenantId), ...from, limit: limit + 1 });
    return items.filter(({ SK }) => SK !== after).slice(0, limit);
  };

  const all = async (tenantId: TenantId): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await views.query({ PK: partition(tenantId), limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return items;
  };

  return {
    /** Looks at every parcel on its way. @returns how many are at risk */
    renew: async (tenantId: TenantId, figures: LearnedFigures): Promise<number> => {
      const now = clock.now();
      const before = await all(tenantId);
      const known = new Map(before.map((item) => [String(item['parcel_name']), String(item['since'])]));
      const kept = new Set<string>();
      const say = await foretell?.(tenantId);
      for await (const { name, orderId, parcel } of rows.allOpen(tenantId)) {
        const risk = lateRisk(parcel, now, figures, foretoldOf(say, name, parcel, figures));
        if (risk === undefined || risk < riskToldFrom || parcel.deliverBy === null) continue;
        kept.add(name);
        const since = known.get(name) ?? now;
        await views.put({
          PK: partition(tenantId),
          // A place of the list of exceptions has no more than two of these signs.
          SK: `${since}#${orderId}#${name.replaceAll('#', '~')}`,
          ...snapshotMark,
          order_id: orderId,
          parcel_name: name,
          carrier: [parcel.carrier, parcel.service].filter((text) => text !== '').join(' '),
          deliver_by: parcel.deliverBy,
          // Certain is only what has happened.
          risk: parcel.deliverBy <= now ? 1 : Math.min(0.99, Math.round(risk * 100) / 100),
          since,
          ttl: Math.ceil(toEpochMs(plusMs(now, keptMs)) / 1_000),
        });
      }
      for (const { PK, SK, parcel_name: name } of before) if (!kept.has(String(name))) await views.delete({ PK, SK });
      return kept.size;
    },
    /** Those known for longest first; the key of a row is its place in the list. */
    list: listed,
    /** How it stands; undefined once the parcel has arrived. */
    read: async (tenantId: TenantId, item: Item): Promise<ParcelAtRisk | undefined> => {
      const row = Row.safeParse(item);
      if (!row.success || !(await rows.findOpen(tenantId, row.data.parcel_name))) return undefined;
      const { order_id: orderId, parcel_name: parcelName, carrier, deliver_by: deliverBy, risk, since } = row.data;
      return { orderId, parcelName, carrier, deliverBy: Instant(deliverBy), risk, since: Instant(since) };
    },
  };
};

export type ParcelRisks = ReturnType<typeof createParcelRisks>;
