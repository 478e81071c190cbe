import type { Assumptions } from '../../lib/operations/domain/costs/assumptions.ts';
import { billOf, type PriceList, scaleCost, type UsdE10 } from '../../lib/operations/domain/costs/bill.ts';
import { type BudgetCheck, checkBudget } from '../../lib/operations/domain/costs/budget.ts';
import { type Estate, fixedUsage } from '../../lib/operations/domain/costs/fixed.ts';
import { addUsage, type Meter, meters, type Usage } from '../../lib/operations/domain/costs/meters.ts';
import { heldInMonth, type StoredBytes, storedArchived, storedAsBuilt } from '../../lib/operations/domain/costs/storage.ts';
import type { Invocations } from './invocation-meter.ts';
import type { Contribution } from './meter.ts';
import type { Measurement } from './measure.ts';
import { type ModelCosts, modelCosts } from './models.ts';

/** What one line of an average order's bill says. */
export type OrderLine = { readonly meter: Meter; readonly service: string; readonly units: number; readonly usdE10: UsdE10 };

export type Month = {
  readonly ordersPerDay: number;
  readonly usageE10: UsdE10;
  readonly fixedE10: UsdE10;
  readonly storageFirstYearE10: UsdE10;
  readonly storageFullE10: UsdE10;
  readonly storageAsBuiltE10: UsdE10;
  readonly totalFirstYearE10: UsdE10;
  readonly totalFullE10: UsdE10;
};

export type Report = {
  readonly region: string;
  readonly pricesReadOn: string;
  /** Meters whose price was not found in any source. */
  readonly recalled: readonly Meter[];
  readonly seed: number;
  readonly orders: number;
  readonly shipments: number;
  readonly perOrder: {
    readonly lines: readonly OrderLine[];
    readonly usageE10: UsdE10;
    readonly storageE10: UsdE10;
    readonly totalE10: UsdE10;
  };
  readonly groups: readonly {
    readonly shipments: number;
    readonly orders: number;
    readonly writeUnits: number;
    readonly transitions: number;
  }[];
  readonly contributions: readonly Contribution[];
  readonly invocations: Invocations;
  readonly storedBytesPerOrder: StoredBytes;
  readonly budget: readonly BudgetCheck[];
  readonly fixed: readonly OrderLine[];
  readonly models: ModelCosts;
  readonly months: readonly Month[];
  readonly assumed: Assumptions;
};

const firstYear = 12;

/** What follows from the counts: traces by sampling, and logs that are kept. */
const derivedUsage = ({ usage, invocations }: Measurement, assumed: Assumptions): Usage => {
  const traceable = Object.values(invocations).reduce((sum, count) => sum + count, 0) - invocations.authorizer;
  return {
    'x-ray.traces': Math.ceil((traceable * assumed['traced-percent']) / 100),
    'cloudwatch.log-byte-months': (usage['cloudwatch.log-bytes'] ?? 0) * assumed['log-retention-months'],
  };
};

const scaleStored = ({ ledger, views, vault, blobs }: StoredBytes, by: number, measured: number): StoredBytes => {
  const scale = (bytes: number): number => Math.round((bytes / measured) * by);
  return { ledger: scale(ledger), views: scale(views), vault: scale(vault), blobs: scale(blobs) };
};

const monthOf = (
  ordersPerDay: number,
  parts: {
    readonly measured: Measurement;
    readonly usageE10: UsdE10;
    readonly fixedE10: UsdE10;
    readonly list: PriceList;
    readonly assumed: Assumptions;
  },
): Month => {
  const { measured, list, assumed } = parts;
  const orders = Math.round(ordersPerDay * assumed['days-per-month']);
  const usageE10 = scaleCost(parts.usageE10, orders, measured.orders);
  const monthly = scaleStored(measured.stored, orders, measured.orders);
  const storageIn = (month: number): UsdE10 => billOf(heldInMonth(monthly, month, assumed), list).totalE10;
  const [storageFirstYearE10, storageFullE10] = [storageIn(firstYear), storageIn(assumed['retention-months'])];
  const withoutStorage = usageE10 + parts.fixedE10;
  return {
    ordersPerDay,
    usageE10,
    fixedE10: parts.fixedE10,
    storageFirstYearE10,
    storageFullE10,
    storageAsBuiltE10: billOf(storedAsBuilt(monthly, assumed), list).totalE10,
    totalFirstYearE10: withoutStorage + storageFirstYearE10,
    totalFullE10: withoutStorage + storageFullE10,
  };
};

/** Prices what was measured. */
export const createReport = (parts: {
  readonly measured: Measurement;
  readonly seed: number;
  readonly estate: Estate;
  readonly list: PriceList;
  readonly assumed: Assumptions;
  readonly ordersPerDay: readonly number[];
}): Report => {
  const { measured, list, assumed, estate } = parts;
  const { orders } = measured;
  const usage = addUsage(measured.usage, derivedUsage(measured, assumed));
  const used = billOf(usage, list);
  const fixed = billOf(fixedUsage(estate, assumed), list);
  const perOrder = (usdE10: UsdE10): UsdE10 => scaleCost(usdE10, 1, orders);
  const storageE10 = perOrder(billOf(storedArchived(measured.stored, assumed), list).totalE10);
  const usageE10 = perOrder(used.totalE10);
  const groups = measured.groups.map((group) => ({
    shipments: group.shipments,
    orders: group.orders,
    writeUnits: (group.usage['dynamodb.write-units'] ?? 0) / group.orders,
    transitions: (group.usage['step-functions.transitions'] ?? 0) / group.orders,
  }));
  return {
    region: list.region,
    pricesReadOn: list.readOn,
    recalled: meters.filter((meter) => list.prices[meter].source === 'recalled'),
    seed: parts.seed,
    orders,
    shipments: measured.shipments,
    perOrder: {
      lines: used.lines.map(({ meter, service, quantity, usdE10 }) => ({
        meter,
        service,
        units: quantity / orders,
        usdE10: perOrder(usdE10),
      })),
      usageE10,
      storageE10,
      totalE10: usageE10 + storageE10,
    },
    groups,
    contributions: measured.contributions,
    invocations: measured.invocations,
    storedBytesPerOrder: scaleStored(measured.stored, 1, orders),
    budget: checkBudget((usage['dynamodb.write-units'] ?? 0) / orders, groups),
    fixed: fixed.lines.map(({ meter, service, quantity, usdE10 }) => ({ meter, service, units: quantity, usdE10 })),
    models: modelCosts(list, assumed),
    months: parts.ordersPerDay.map((perDay) =>
      monthOf(perDay, { measured, usageE10: used.totalE10, fixedE10: fixed.totalE10, list, assumed }),
    ),
    assumed,
  };
};
