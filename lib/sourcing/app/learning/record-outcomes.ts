import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { PackageKind } from '../../domain/learning/outcome.ts';
import { outcomeOf, parcelOf } from '../../domain/learning/parcel.ts';
import type { Place } from '../../domain/sourcing.request.ts';
import type { LearnedReader, PolicyReader } from '../sourcing.ports.ts';
import { dayOfInstant, type OpenParcel, type OutcomeRows } from './outcome.rows.ts';

/** Work that has been shipped, as far as its parcels are learned from. The compositions read it from where it stands. */
export type ShippedWork = {
  readonly workId: string;
  readonly orderId: string;
  readonly locationId: string;
  readonly from: Place;
  readonly to: Place;
  readonly shippedAt: Instant | null;
  readonly deliverBy: Instant | null;
  readonly shipments: readonly {
    readonly shipmentId: string;
    readonly carrier: string;
    readonly service: string | null;
    readonly costMinor: number | null;
    readonly kind: PackageKind;
    readonly grams: number;
    readonly deliveredAt: Instant | null;
    readonly mishap: { readonly kind: 'damaged' | 'lost'; readonly reportedAt: Instant } | null;
  }[];
};

/** Finds shipped work; undefined for one that there is not, or that customers come for. */
export type ReadShippedWork = (tenantId: TenantId, workId: string) => Promise<ShippedWork | undefined>;

export type RecordOutcomesParts = {
  readonly rows: OutcomeRows;
  readonly work: ReadShippedWork;
  readonly policies: PolicyReader;
  readonly learned: LearnedReader;
  readonly clock: Clock;
};

const dayMs = 24 * 3_600_000;
type Shipment = ShippedWork['shipments'][number];

/** Name of a parcel by the work it belongs to. */
export const parcelName = (workId: string, shipmentId: string): string => `${workId}#${shipmentId}`;

/**
 * Follows parcels from leaving to their end by the events of fulfilment, off the way of an order: one row when a parcel leaves,
 * one when its fate is known. Events may come late, twice or in any order.
 */
export const createRecordOutcomes = ({ rows, work, policies, learned, clock }: RecordOutcomesParts) => {
  /** What the schedule counts anew by itself are today and yesterday. */
  const noteDay = async (tenantId: TenantId, day: string): Promise<void> => {
    if (day < dayOfInstant(plusMs(clock.now(), -dayMs))) await rows.markStale(tenantId, day);
  };

  const openParcel = async (tenantId: TenantId, found: ShippedWork, shipment: Shipment): Promise<OpenParcel | undefined> => {
    const { workId, orderId, locationId, from, to, shippedAt, deliverBy } = found;
    const policy = shippedAt === null ? undefined : await policies.policy(tenantId, undefined);
    if (shippedAt === null || !policy) return undefined;
    const parcel = parcelOf({ ...shipment, from, to, shippedAt, deliverBy }, policy, await learned.figures(tenantId));
    return { name: parcelName(workId, shipment.shipmentId), orderId, locationId, parcel };
  };

  const end = async (tenantId: TenantId, found: ShippedWork, shipment: Shipment): Promise<void> => {
    const { deliveredAt, mishap } = shipment;
    const isLost = mishap?.kind === 'lost';
    const at = isLost ? mishap.reportedAt : deliveredAt;
    if (at === null || at === undefined) return;
    const name = parcelName(found.workId, shipment.shipmentId);
    const open = (await rows.findOpen(tenantId, name)) ?? (await openParcel(tenantId, found, shipment));
    if (!open) return;
    const outcome = outcomeOf(open.parcel, { at, isDelivered: !isLost, damaged: mishap !== null });
    const isNew = await rows.end(tenantId, { name, orderId: found.orderId, locationId: found.locationId, outcome });
    // Reported damaged after it had arrived.
    if (!isNew && outcome.damaged) await rows.damage(tenantId, dayOfInstant(at), name);
    // Also of a known parcel: whoever recorded it may have ended before its day was noted.
    await noteDay(tenantId, dayOfInstant(at));
    await rows.close(tenantId, name);
  };

  /** Takes up how the parcels of a piece of work stand. */
  return async (tenantId: TenantId, workId: string): Promise<void> => {
    const found = await work(tenantId, workId);
    if (!found || found.shippedAt === null) return;
    for (const shipment of found.shipments) {
      const isOver = shipment.deliveredAt !== null || shipment.mishap?.kind === 'lost';
      if (isOver) await end(tenantId, found, shipment);
      else {
        const open = await openParcel(tenantId, found, shipment);
        if (open) await rows.open(tenantId, open);
      }
    }
  };
};

export type RecordOutcomes = ReturnType<typeof createRecordOutcomes>;

/** A parcel that went from elsewhere, as somebody tells of it. */
export type ToldOutcome = {
  /** Under which it is counted once. */
  readonly reference: string;
  readonly carrier: string;
  readonly service?: string | undefined;
  readonly origin: Place;
  readonly destination: Place;
  readonly packageKind: PackageKind;
  readonly weightGrams?: number | undefined;
  readonly costMinor?: number | undefined;
  readonly shippedAt: Instant;
  readonly deliveredAt?: Instant | undefined;
  readonly promisedFor?: Instant | undefined;
  readonly damaged: boolean;
  readonly lost: boolean;
};

/** Counts parcels that were sent from elsewhere or before. The same reference is counted once. */
export const createImportOutcomes = ({ rows, policies }: Pick<RecordOutcomesParts, 'rows' | 'policies'>) => {
  /** @returns whether each was new, in their order */
  const record = async (tenantId: TenantId, told: readonly ToldOutcome[]): Promise<readonly boolean[]> => {
    const policy = await policies.policy(tenantId, undefined);
    if (!policy) return told.map(() => false);
    const days = new Set<string>();
    const news: boolean[] = [];
    for (const one of told) {
      const { reference, carrier, service = null, origin: from, destination: to, packageKind: kind, shippedAt, lost } = one;
      const { weightGrams: grams = 0, costMinor = null, promisedFor: deliverBy = null } = one;
      const parcel = parcelOf({ carrier, service, from, to, kind, grams, shippedAt, deliverBy, costMinor }, policy);
      const { foretold: _nobodyForetold, ...plain } = outcomeOf(parcel, {
        at: one.deliveredAt ?? shippedAt,
        isDelivered: !lost && one.deliveredAt !== undefined,
        damaged: one.damaged || lost,
      });
      const isNew = await rows.end(tenantId, { name: `import#${reference}`, outcome: plain });
      news.push(isNew);
      // Also of a known parcel: whoever recorded it may have ended before its day was marked.
      days.add(dayOfInstant(plain.at));
    }
    for (const day of days) await rows.markStale(tenantId, day);
    return news;
  };
  return record;
};

export type ImportOutcomes = ReturnType<typeof createImportOutcomes>;
