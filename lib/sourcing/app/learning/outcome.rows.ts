import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';
import type { Cell } from '../../domain/learning/cells.ts';
import { type Outcome, packageKinds } from '../../domain/learning/outcome.ts';
import type { Parcel } from '../../domain/learning/parcel.ts';
import { zones } from '../../domain/learning/zones.ts';

/** Which parcel it is: the work it belongs to and its shipment, or the reference under which it was imported. */
export type ParcelName = string;

/** A parcel on its way, with the order that waits for it. */
export type OpenParcel = { readonly name: ParcelName; readonly orderId: string; readonly locationId: string; readonly parcel: Parcel };

/** A parcel that has ended; `orderId` and `locationId` are absent for parcels from elsewhere. */
export type EndedParcel = {
  readonly name: ParcelName;
  readonly orderId?: string;
  readonly locationId?: string;
  readonly outcome: Outcome;
};

/** A day that is to be counted anew, and how often it was marked so. */
export type StaleDay = { readonly day: string; readonly marks: number };

const dayMs = 24 * 3_600_000;
/** Outcomes count for a sixteenth after a year, and are forgotten a little later. */
const outcomesKeptMs = 400 * dayMs;
/** A parcel of which nothing is heard for so long will never be heard of. */
const openKeptMs = 60 * dayMs;
const cellsPerRow = 400;
const rowsPerPage = 500;
const shards = 8;

const Name = { carrier: z.string(), service: z.string(), zone: z.enum(zones), kind: z.enum(packageKinds) };
const Foretold = z.object({
  cost_minor: z.number().optional(),
  actual_cost_minor: z.number().optional(),
  days: z.number().optional(),
});
const ParcelRow = z.object({
  ...Name,
  km: z.number(),
  shipped_at: z.string(),
  deliver_by: z.string().nullable(),
  cost_minor: z.number().nullable(),
  rated_minor: z.number().nullable(),
  rated_days: z.number().nullable(),
  foretold: Foretold,
});
const OpenRow = z.object({ order_id: z.string(), location_id: z.string(), parcel: ParcelRow });
const OutcomeRow = z.object({
  order_id: z.string().optional(),
  location_id: z.string().optional(),
  outcome: z.object({
    ...Name,
    km: z.number(),
    at: z.string(),
    cost_ratio: z.number().optional(),
    days: z.number().optional(),
    late: z.boolean().optional(),
    late_days: z.number().optional(),
    promised_days: z.number().optional(),
    rated_days: z.number().optional(),
    shipped_at: z.string().optional(),
    damaged: z.boolean(),
    foretold: Foretold.optional(),
  }),
});
const moments = z.object({ weight: z.number(), sum: z.number(), squares: z.number() });
/** A cell as it is stored, snake and camel case being the same for all its members. */
export const CellRow = z.object({
  ...Name,
  parcels: z.number(),
  weight: z.number(),
  damaged: z.number(),
  promised: z.number(),
  late: z.number(),
  cost: moments,
  days: moments,
});
const DayRow = z.object({ day: z.string(), cells: z.array(CellRow) });

const openKey = (tenantId: TenantId, name: ParcelName) => {
  let sum = 0;
  for (let index = 0; index < name.length; index += 1) sum += name.charCodeAt(index);
  const shard = sum % shards;
  return { PK: `${tenantId}#PARCELS#${shard}`, SK: name };
};
const outcomeKey = (tenantId: TenantId, day: string, name: ParcelName) => ({ PK: `${tenantId}#OUTCOMES#${day}`, SK: name });
const daysPartition = (tenantId: TenantId): string => `${tenantId}#CARRIERDAYS`;
const staleKey = (tenantId: TenantId, day: string) => ({ PK: `${tenantId}#CARRIERDAYS#STALE`, SK: day });

const epochSeconds = (instant: Instant): number => Math.ceil(toEpochMs(instant) / 1_000);
export const dayOfInstant = (instant: Instant): string => instant.slice(0, '2026-11-22'.length);

/**
 * Rows of the ledger beside the streams: one for each parcel on its way, one for each that has ended under its day, and what the
 * parcels of a day come to by cell. The days are counted anew from their parcels, so that counting twice changes nothing.
 */
export const createOutcomeRows = ({ ledger }: { readonly ledger: Table }) => {
  const pages = async function* (PK: string): AsyncGenerator<Item> {
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
      yield* page.items;
      cursor = page.cursor;
    } while (cursor !== undefined);
  };
  const once = async (write: () => Promise<void>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  };
  const openOf = (item: Item): OpenParcel[] => {
    const row = OpenRow.safeParse(item);
    if (!row.success) return [];
    const { order_id: orderId, location_id: locationId, parcel } = row.data;
    return [{ name: item.SK, orderId, locationId, parcel: fromWire<Parcel>(parcel) }];
  };
  const outcomesOf = async (tenantId: TenantId, day: string): Promise<readonly EndedParcel[]> => {
    const found: EndedParcel[] = [];
    for await (const item of pages(outcomeKey(tenantId, day, '').PK)) {
      const row = OutcomeRow.safeParse(item);
      if (!row.success) continue;
      const { order_id: orderId, location_id: locationId, outcome } = row.data;
      found.push({
        name: item.SK,
        ...(orderId === undefined ? {} : { orderId }),
        ...(locationId === undefined ? {} : { locationId }),
        outcome: fromWire<Outcome>(outcome),
      });
    }
    return found;
  };

  return {
    open: async (tenantId: TenantId, { name, orderId, locationId, parcel }: OpenParcel): Promise<void> => {
      const ttl = epochSeconds(plusMs(parcel.shippedAt, openKeptMs));
      const row = { ...openKey(tenantId, name), order_id: orderId, location_id: locationId, parcel: toWire(parcel), ttl };
      await once(() => ledger.put(row, { kind: 'absent' }));
    },
    findOpen: async (tenantId: TenantId, name: ParcelName): Promise<OpenParcel | undefined> => {
      const item = await ledger.get(openKey(tenantId, name));
      return item && openOf(item)[0];
    },
    close: (tenantId: TenantId, name: ParcelName): Promise<void> => ledger.delete(openKey(tenantId, name)),
    allOpen: async function* (tenantId: TenantId): AsyncGenerator<OpenParcel> {
      for (let shard = 0; shard < shards; shard += 1) for await (const item of pages(`${tenantId}#PARCELS#${shard}`)) yield* openOf(item);
    },
    /** @returns false when it was recorded before, which stays as it is */
    end: (tenantId: TenantId, { name, orderId, locationId, outcome }: EndedParcel): Promise<boolean> => {
      const row = {
        ...outcomeKey(tenantId, dayOfInstant(outcome.at), name),
        ...(orderId === undefined ? {} : { order_id: orderId }),
        ...(locationId === undefined ? {} : { location_id: locationId }),
        outcome: toWire(outcome),
        ttl: epochSeconds(plusMs(outcome.at, outcomesKeptMs)),
      };
      return once(() => ledger.put(row, { kind: 'absent' }));
    },
    /** Notes on a parcel that ended on a day that it was damaged. @returns false when there is none, or it says so already */
    damage: async (tenantId: TenantId, day: string, name: ParcelName): Promise<boolean> => {
      const key = outcomeKey(tenantId, day, name);
      const row = OutcomeRow.safeParse(await ledger.get(key));
      if (!row.success || row.data.outcome.damaged) return false;
      return once(async () => {
        await ledger.update(key, { set: { outcome: { ...row.data.outcome, damaged: true } } }, { kind: 'present' });
      });
    },
    outcomesOf,
    /** The day is to be counted anew. */
    markStale: async (tenantId: TenantId, day: string): Promise<void> => {
      await ledger.update(staleKey(tenantId, day), { add: { marks: 1 } });
    },
    staleDays: async (tenantId: TenantId): Promise<readonly StaleDay[]> => {
      const days: StaleDay[] = [];
      for await (const { SK, marks } of pages(staleKey(tenantId, '').PK)) days.push({ day: SK, marks: Number(marks) });
      return days;
    },
    /** Takes the mark away, unless the day was marked again since it was read. */
    unmark: async (tenantId: TenantId, { day, marks }: StaleDay): Promise<void> => {
      await once(() => ledger.delete(staleKey(tenantId, day), { kind: 'equals', attribute: 'marks', value: marks }));
    },
    saveDay: async (tenantId: TenantId, day: string, cells: readonly Cell[]): Promise<void> => {
      const ttl = epochSeconds(plusMs(Instant(`${day}T00:00:00.000Z`), outcomesKeptMs));
      for (let start = 0; start < Math.max(1, cells.length); start += cellsPerRow) {
        const row = {
          PK: daysPartition(tenantId),
          SK: `${day}#${start / cellsPerRow}`,
          day,
          cells: cells.slice(start, start + cellsPerRow),
          ttl,
        };
        await ledger.put(row);
      }
    },
    days: async (tenantId: TenantId): Promise<readonly { readonly day: string; readonly cells: readonly Cell[] }[]> => {
      const days: { readonly day: string; readonly cells: readonly Cell[] }[] = [];
      for await (const item of pages(daysPartition(tenantId))) {
        const row = DayRow.safeParse(item);
        if (row.success) days.push(row.data);
      }
      return days;
    },
  };
};

export type OutcomeRows = ReturnType<typeof createOutcomeRows>;
