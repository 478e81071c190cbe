import {
  carrierLanes,
  type CarrierLane,
  createForecastRows,
  dayNumber,
  seasonOf,
  staffingOf,
  type StaffingPlan,
  isProven,
  proofOf,
  type SeasonProof,
} from '../../lib/forecasting/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { servingLocation } from '../../lib/sourcing/index.ts';
import { catalogOf, locationReaderOf, policiesOf } from '../composition.ts';
import { sourcingPoliciesOf } from './forecasting-parts.ts';

/** Where no orders are known a parcel holds one unit. */
const priorShape = { unitsPerLine: 1, linesPerOrder: 1 };
const rounded = (value: number): number => Math.round(value * 100) / 100;

export type StaffingAnswer = {
  readonly forecastVersion: string | null;
  readonly policyVersion: number;
  readonly unitsPerLine: number;
  readonly linesPerOrder: number;
  readonly basis: 'measured' | 'prior';
  readonly locations: readonly StaffingPlan[];
};

export type CarrierVolumes = {
  readonly forecastVersion: string | null;
  readonly unitsPerParcel: number;
  /** Whether the season of the year counts, by how many earlier years, and what it would have told of the past. */
  readonly season: { readonly counts: boolean; readonly years: number; readonly proof: SeasonProof | null };
  readonly lanes: readonly CarrierLane[];
};

/** People by location and day. Without a whole pass of forecasts there are no locations in the answer. */
export const createStaffing = (platform: Platform) => {
  const rows = createForecastRows(platform.views);
  const catalog = catalogOf(platform);
  return async (
    tenantId: TenantId,
    choice: { readonly days: number; readonly mayShow: (locationId: string) => boolean },
  ): Promise<StaffingAnswer> => {
    const [totals, locations, labour] = await Promise.all([
      rows.readTotals(tenantId),
      catalog.listLocations(tenantId),
      policiesOf(platform).inForce(tenantId, 'labour'),
    ]);
    const shape = totals?.orderShape ?? priorShape;
    const shown = locations.filter(({ location_id: id, active, type }) => active && type !== 'supplier' && choice.mayShow(id));
    return {
      forecastVersion: totals?.version ?? null,
      policyVersion: labour.decidedBy.version,
      unitsPerLine: rounded(shape.unitsPerLine),
      linesPerOrder: rounded(shape.linesPerOrder),
      basis: totals?.orderShape ? 'measured' : 'prior',
      locations: shown.flatMap((location): readonly StaffingPlan[] => {
        const series = totals?.series.find(({ level, key }) => level === 'location' && key === location.location_id);
        if (!totals || !series) return [];
        const { location_id: locationId, type, capacity_per_day: capacityPerDay } = location;
        const days = totals.days.slice(0, choice.days);
        return [staffingOf({ locationId, type, capacityPerDay }, { ...series, grains: series.grains }, days, shape, labour.value)];
      }),
    };
  };
};

/** Parcels by lane and month. */
export const createCarrierVolumes = (platform: Platform) => {
  const rows = createForecastRows(platform.views);
  return async (tenantId: TenantId, months: number): Promise<CarrierVolumes> => {
    const [totals, past, policy, locations] = await Promise.all([
      rows.readTotals(tenantId),
      rows.readSeason(tenantId),
      sourcingPoliciesOf(platform).policy(tenantId, undefined),
      locationReaderOf(platform).locations(tenantId),
    ]);
    const shape = totals?.orderShape ?? priorShape;
    const servedBy = policy ? servingLocation(policy, locations) : () => undefined;
    const days = totals?.days ?? [];
    const proof = past && proofOf(past);
    const counts = past !== undefined && days[0] !== undefined && isProven(proof);
    const season = counts ? seasonOf(past, dayNumber(days[0] ?? ''), days.length) : undefined;
    const regions = (totals?.series ?? []).filter(({ level }) => level === 'region');
    return {
      forecastVersion: totals?.version ?? null,
      unitsPerParcel: rounded(shape.unitsPerLine * shape.linesPerOrder),
      season: { counts, years: season?.years ?? 0, proof: proof ?? null },
      lanes: carrierLanes(regions, servedBy, days, shape, months, season),
    };
  };
};
