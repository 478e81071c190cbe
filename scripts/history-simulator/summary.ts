import type { HistoryRow } from '../../lib/intelligence/domain/history/index.ts';

const count = (counts: Record<string, number>, key: string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by;
};

/** What a history holds, in figures that a person can hold against their idea of a shop. */
export const summaryOf = (rows: Iterable<HistoryRow>) => {
  const kinds: Record<string, number> = {};
  const channels: Record<string, number> = {};
  const months: Record<string, number> = {};
  const carriers: Record<string, { parcels: number; damaged: number; late: number }> = {};
  const customers = new Set<string>();
  let [revenueMinor, units, chargebackMinor] = [0, 0, 0];
  for (const row of rows) {
    count(kinds, row.kind);
    if (row.kind === 'order') {
      count(channels, row.channel);
      count(months, row.placed_at.slice(0, 7));
      revenueMinor += row.total_minor;
      units += row.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      if (row.customer_id !== null) customers.add(row.customer_id);
    }
    if (row.kind === 'chargeback') chargebackMinor += row.amount_minor;
    if (row.kind === 'shipment') {
      const key = `${row.carrier} ${row.service} ${row.package_kind} ${row.zone >= 7 ? 'far' : 'near'}`;
      const sums = (carriers[key] ??= { parcels: 0, damaged: 0, late: 0 });
      sums.parcels += 1;
      sums.damaged += row.damaged ? 1 : 0;
      sums.late += (row.delivered_at ?? '') > (row.promised_at ?? '') ? 1 : 0;
    }
  }
  return {
    kinds,
    customers: customers.size,
    units,
    revenue_minor: revenueMinor,
    chargeback_minor: chargebackMinor,
    channels,
    months,
    carriers,
  };
};
