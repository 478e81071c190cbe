import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { CellSums } from '../../domain/learning/cells.ts';
import { median, ninetieth } from '../../domain/learning/distributions.ts';
import { type Estimated, expectedOf } from '../../domain/learning/estimate.ts';
import { cellText } from '../../domain/learning/outcome.ts';
import { middleKm } from '../../domain/learning/parcel.ts';
import { createFiguresRows } from './figures.rows.ts';

type Interval = { readonly mean: number; readonly low: number; readonly high: number };

/** What is known of a service in a zone with a kind of goods. Shares are in percent, low and high hold nine cases of ten. */
export type CarrierFigures = {
  readonly carrier: string;
  readonly service: string;
  readonly zone: string;
  readonly packageKind: string;
  readonly parcels: number;
  readonly basis: 'learned' | 'prior-only';
  readonly damagePercent: Interval;
  readonly latePercent: Interval;
  readonly costRatio: Interval;
  readonly days: { readonly p50: number; readonly p90: number };
};

export type CarrierReport = { readonly version: string | null; readonly madeAt: Instant | null; readonly items: readonly CarrierFigures[] };

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
const scaled = ({ mean, low, high }: Estimated, factor: number, places: number): Interval => ({
  mean: rounded(mean * factor, places),
  low: rounded(low * factor, places),
  high: rounded(high * factor, places),
});

/** Days on the way in the middle of the zone, where the rates are left out of it. */
const daysIn = (days: Parameters<typeof median>[0]): CarrierFigures['days'] => ({
  p50: rounded(median(days), 2),
  p90: rounded(ninetieth(days), 2),
});

/** What has been learned of carriers, for people. @returns nothing but nulls while nothing has been */
export const createCarrierReport =
  ({ views }: Pick<Platform, 'views'>) =>
  async (
    tenantId: TenantId,
    of: { readonly carrier?: string | undefined; readonly zone?: string | undefined } = {},
  ): Promise<CarrierReport> => {
    const stored = await createFiguresRows(views).read(tenantId);
    if (!stored) return { version: null, madeAt: null, items: [] };
    const { figures, madeAt } = stored;
    const wanted = figures.cells.filter(
      ({ carrier, zone }) => (of.carrier === undefined || carrier === cellText(of.carrier)) && (of.zone === undefined || zone === of.zone),
    );
    const items = wanted.map((cell: (typeof wanted)[number] & CellSums): CarrierFigures => {
      const { carrier, service, zone, kind } = cell;
      const expected = expectedOf(figures, { carrier, service, zone, km: middleKm(zone), ratedDays: undefined }, kind);
      return {
        carrier,
        service,
        zone,
        packageKind: kind,
        parcels: cell.parcels,
        basis: expected.isPrior ? 'prior-only' : 'learned',
        damagePercent: scaled(expected.damage, 100, 2),
        latePercent: scaled(expected.late, 100, 1),
        costRatio: scaled(expected.costRatio, 1, 3),
        days: daysIn(expected.days),
      };
    });
    return { version: figures.version, madeAt, items };
  };
