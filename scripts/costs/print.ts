import { functionKinds } from '../../lib/operations/domain/costs/assumptions.ts';
import type { UsdE10 } from '../../lib/operations/domain/costs/bill.ts';
import { orderBudget } from '../../lib/operations/domain/costs/budget.ts';
import type { Report } from './report.ts';

const e10PerUsd = 10_000_000_000n;
const topRecords = 16;

/** US dollars with so many decimals, rounded half up. */
export const usd = (usdE10: UsdE10, decimals: number): string => {
  const step = e10PerUsd / 10n ** BigInt(decimals);
  const rounded = (usdE10 + step / 2n) / step;
  const digits = String(rounded).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
};

const count = (value: number, decimals = 2): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** Columns as wide as their widest cell; all but the first to the right. */
export const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

const orderTable = ({ perOrder, assumed }: Report): readonly string[] =>
  table([
    ['per order', 'units', 'USD'],
    ...perOrder.lines.map(({ meter, units, usdE10 }) => [meter, count(units), usd(usdE10, 9)]),
    ['usage', '', usd(perOrder.usageE10, 9)],
    [`storage for ${assumed['retention-months']} months, archived after ${assumed['hot-months']}`, '', usd(perOrder.storageE10, 9)],
    ['together', '', usd(perOrder.totalE10, 9)],
  ]);

const monthTable = ({ months, assumed }: Report): readonly string[] =>
  table([
    ['USD a month at orders a day', ...months.map(({ ordersPerDay }) => count(ordersPerDay, 0))],
    ['usage', ...months.map((month) => usd(month.usageE10, 2))],
    ['fixed', ...months.map((month) => usd(month.fixedE10, 2))],
    ['storage in month 12', ...months.map((month) => usd(month.storageFirstYearE10, 2))],
    [`storage from month ${assumed['retention-months']} on`, ...months.map((month) => usd(month.storageFullE10, 2))],
    ['  the same without an archive, as built', ...months.map((month) => usd(month.storageAsBuiltE10, 2))],
    ['total in month 12', ...months.map((month) => usd(month.totalFirstYearE10, 2))],
    [`total from month ${assumed['retention-months']} on`, ...months.map((month) => usd(month.totalFullE10, 2))],
  ]);

const recordTable = ({ contributions, orders }: Report): readonly string[] => {
  const rest = contributions.slice(topRecords);
  const sum = (of: readonly { readonly writes: number; readonly writeUnits: number }[]) =>
    of.reduce((all, one) => ({ writes: all.writes + one.writes, writeUnits: all.writeUnits + one.writeUnits }), {
      writes: 0,
      writeUnits: 0,
    });
  const row = (record: string, of: { readonly writes: number; readonly writeUnits: number }): readonly string[] => [
    record,
    count(of.writes / orders),
    count(of.writeUnits / orders),
  ];
  return table([
    ['write units per order by record', 'writes', 'units'],
    ...contributions.slice(0, topRecords).map((one) => row(one.record, one)),
    ...(rest.length > 0 ? [row(`${rest.length} other kinds`, sum(rest))] : []),
    row('together', sum(contributions)),
  ]);
};

const budgetLines = ({ budget }: Report): readonly string[] => {
  const missed = budget.filter(({ met }) => !met);
  return [
    ...table([
      [
        `budget: ${orderBudget.writeUnits} write units; ${orderBudget.transitions} transitions and ${orderBudget.transitionsPerExtraShipment} per extra shipment`,
        'measured',
        'allowed',
        '',
      ],
      ...budget.map(({ what, measured, allowed, met }) => [what, count(measured), count(allowed, 0), met ? 'met' : 'MISSED']),
    ]),
    missed.length === 0 ? 'The budget is met.' : `The budget is missed: ${missed.map(({ what }) => what).join(', ')}.`,
  ];
};

const invocationTable = ({ invocations, assumed, orders }: Report): readonly string[] =>
  table([
    ['functions by what calls them', 'per order', 'MB (assumed)', 'ms (assumed)'],
    ...functionKinds.map((kind) => [
      kind,
      count(invocations[kind] / orders),
      count(assumed[`${kind}-memory-mb`], 0),
      count(assumed[`${kind}-ms`], 0),
    ]),
  ]);

const modelTable = ({ models, assumed }: Report): readonly string[] => [
  ...table([
    ['models', 'USD'],
    ['1,000 scores in the process, explained', usd(models.perThousandInProcessE10, 6)],
    ['1,000 scores at a serverless endpoint', usd(models.perThousandAtEndpointE10, 6)],
    ['one training, on demand', usd(models.perTrainingE10, 4)],
    [`${assumed['trainings-per-month']} trainings a month`, usd(models.trainingsPerMonthE10, 2)],
  ]),
  `1,000 decisions in the process may cost ${usd(models.goalE10, 3)}: ${models.met ? 'met' : 'MISSED'}.`,
];

const storedLine = ({ storedBytesPerOrder: { ledger, views, vault, blobs } }: Report): string =>
  `An order leaves ${count(ledger, 0)} bytes in the ledger, ${count(views, 0)} in views, ${count(vault, 0)} in the vault and ${count(blobs, 0)} in blobs.`;

const otherAssumptions = ({ assumed }: Report): string => {
  const named = Object.entries(assumed).filter(([name]) => !functionKinds.some((kind) => name.startsWith(`${kind}-`)));
  return `Also assumed: ${named.map(([name, value]) => `${name} ${count(value, 0)}`).join(', ')}.`;
};

const recalledLine = ({ recalled }: Report): string =>
  recalled.length === 0 ? 'Every price has a source.' : `Recalled, not found in any source: the price of ${recalled.join(', ')}.`;

/** The report as a person reads it. */
export const printReport = (report: Report): string =>
  [
    [
      `${report.orders} orders of 5 lines in ${report.shipments} shipments, seed ${report.seed}, from the request to completion; prices of ${report.region} read on ${report.pricesReadOn}, without free tiers.`,
    ],
    orderTable(report),
    table([
      ['orders', 'count', 'write units', 'transitions'],
      ...report.groups.map(({ shipments, orders, writeUnits, transitions }) => [
        `in ${shipments} shipment${shipments === 1 ? '' : 's'}`,
        String(orders),
        count(writeUnits),
        count(transitions),
      ]),
    ]),
    budgetLines(report),
    recordTable(report),
    monthTable(report),
    table([
      ['fixed, a month', 'units', 'USD'],
      ...report.fixed.map(({ meter, units, usdE10 }) => [meter, count(units, 0), usd(usdE10, 2)]),
    ]),
    modelTable(report),
    invocationTable(report),
    [storedLine(report), otherAssumptions(report), recalledLine(report)],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');

/** The report as JSON; amounts are US dollars as text, exact to 10⁻¹⁰. */
export const reportJson = (report: Report): string =>
  JSON.stringify(report, (_key, value: unknown) => (typeof value === 'bigint' ? usd(value, 10).replaceAll(',', '') : value), 2)
    .replaceAll('"usdE10":', '"usd":')
    .replaceAll('E10":', 'Usd":');
