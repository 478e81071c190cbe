import * as z from 'zod';
import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import { initialItemFacts, type ItemFacts } from '../../domain/anomalies/anomaly.facts.ts';
import type { CountDue } from '../../domain/anomalies/anomaly.states.ts';

/** An item that is due for a count, as it stands in the list of its location. */
export type CountDueRow = CountDue & {
  readonly sku: Sku;
  readonly locationId: LocationId;
  readonly onHand: number;
  readonly lastCountedAt: Instant | null;
  /** Value of the unverified units in minor units of `currency`; null for an article without a price. */
  readonly valueMinor: number | null;
  readonly currency: string | null;
  readonly checkedAt: Instant;
};

export type CountDuePage = { readonly items: readonly CountDueRow[]; readonly cursor?: string };

/** What is kept of an item between two looks at it. */
type KeptItem = { readonly facts: ItemFacts /** Place in the list of counts; null when it is not due. */; readonly place: string | null };

/** Where a pass over the articles of a tenant has come to. */
export type CheckPass = { readonly startedAt: Instant /** Absent once every article has been looked at. */; readonly cursor?: string };

const FactsRow = z.object({ facts: z.looseObject({ version: z.int() }), place: z.string().nullable() });
const DueRow = z.object({ due: z.looseObject({ sku: z.string(), location_id: z.string() }) });
const PassRow = z.object({ started_at: z.string(), cursor: z.string().optional() });

/** Of items that nobody looks at any more, because their article is gone, nothing is kept for longer. */
const keptMs = 30 * 86_400_000;
const factsKey = (tenantId: TenantId, sku: Sku, locationId: LocationId) => ({ PK: `${tenantId}#STOCKFACTS#${sku}`, SK: locationId });
const dueList = (tenantId: TenantId, locationId: string): string => `${tenantId}#COUNTSDUE#${locationId}`;
const passKey = (tenantId: TenantId) => ({ PK: `${tenantId}#STOCKCHECKS`, SK: 'PASS' });

const rankMax = 999_999_999_999_999;
/** What is worth most stands first; what is suspicious stands before all that is merely old. */
const placeOf = ({ reason, valueMinor, unverifiedUnits, sku }: CountDueRow): string => {
  const worth = Math.min(rankMax, Math.round(valueMinor ?? unverifiedUnits));
  return `${reason === 'suspicious' ? 0 : 1}#${String(rankMax - worth).padStart(15, '0')}#${sku}`;
};

/** Rows of the views that are made anew at every look: facts of items, lists of counts, and the place of a pass. */
export const createCheckRows = (views: Table) => {
  const ttl = (now: Instant): number => Math.ceil(toEpochMs(plusMs(now, keptMs)) / 1_000);
  return {
    kept: async (tenantId: TenantId, sku: Sku, locationId: LocationId): Promise<KeptItem> => {
      const parsed = FactsRow.safeParse(await views.get(factsKey(tenantId, sku, locationId)));
      return parsed.success
        ? { facts: fromWire<ItemFacts>(parsed.data.facts), place: parsed.data.place }
        : { facts: initialItemFacts, place: null };
    },
    /** Keeps the facts, and puts the item into the list of counts or takes it out. */
    keep: async (
      tenantId: TenantId,
      { sku, locationId }: { readonly sku: Sku; readonly locationId: LocationId },
      given: { readonly facts: ItemFacts; readonly due: CountDueRow | undefined; readonly before: string | null; readonly now: Instant },
    ): Promise<void> => {
      const { facts, due, before, now } = given;
      const PK = dueList(tenantId, locationId);
      const place = due ? placeOf(due) : null;
      // First the new place, then the note of it, then the old one goes: a break leaves an item twice for a day, and never out.
      if (due && place !== null) await views.put({ PK, SK: place, ...snapshotMark, due: toWire(due), ttl: ttl(now) });
      await views.put({ ...factsKey(tenantId, sku, locationId), ...snapshotMark, facts: toWire(facts), place, ttl: ttl(now) });
      if (before !== null && before !== place) await views.delete({ PK, SK: before });
    },
    due: async (
      tenantId: TenantId,
      locationId: string,
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<CountDuePage> => {
      const { limit, cursor } = page;
      const rows = await views.query({ PK: dueList(tenantId, locationId), limit, ...(cursor === undefined ? {} : { cursor }) });
      const items = rows.items.map((row) => fromWire<CountDueRow>(DueRow.parse(row).due));
      return { items, ...(rows.cursor === undefined ? {} : { cursor: rows.cursor }) };
    },
    readPass: async (tenantId: TenantId): Promise<CheckPass | undefined> => {
      const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
      if (!parsed.success) return undefined;
      const { started_at: startedAt, cursor } = parsed.data;
      return { startedAt: Instant(startedAt), ...(cursor === undefined ? {} : { cursor }) };
    },
    savePass: (tenantId: TenantId, { startedAt, cursor }: CheckPass): Promise<void> =>
      views.put({
        ...passKey(tenantId),
        ...snapshotMark,
        started_at: startedAt,
        ...(cursor === undefined ? {} : { cursor }),
        ttl: ttl(startedAt),
      }),
  };
};

export type CheckRows = ReturnType<typeof createCheckRows>;
