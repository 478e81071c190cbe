import { between, type Chance, pick } from '../../lib/intelligence/domain/history/chance.ts';
import type { CheckedRecord } from '../../lib/intelligence/domain/records/record-features.ts';

// What goes wrong with records on their way: faults that were met at channels and in exports of shops, one at a time.

export type Corruption = { readonly name: string; readonly spoil: (record: CheckedRecord, chance: Chance) => CheckedRecord };

type Line = CheckedRecord['lines'][number];

/** Changes one line, and has the sums follow, so that no rule about sums can see it. */
const withLine = (record: CheckedRecord, chance: Chance, change: (line: Line) => Line): CheckedRecord => {
  const index = between(chance, 0, record.lines.length - 1);
  const lines = record.lines.map((line, at) => (at === index ? change(line) : line));
  const sum = (of: readonly Line[]): number => of.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
  const more = sum(lines) - sum(record.lines);
  const { totals } = record;
  return { ...record, lines, totals: { ...totals, subtotal: totals.subtotal + more, total: totals.total + more } };
};

export const corruptions: readonly Corruption[] = [
  {
    name: 'price in major units',
    spoil: (record, chance) => withLine(record, chance, (line) => ({ ...line, unitPrice: Math.round(line.unitPrice / 100) })),
  },
  {
    name: 'price a hundred times',
    spoil: (record, chance) => withLine(record, chance, (line) => ({ ...line, unitPrice: line.unitPrice * 100 })),
  },
  {
    name: 'price of another article',
    spoil: (record, chance) =>
      withLine(record, chance, (line) => ({ ...line, unitPrice: Math.round(line.unitPrice * pick(chance, [0.4, 2.5])) })),
  },
  {
    name: 'quantity with zeros',
    spoil: (record, chance) => withLine(record, chance, (line) => ({ ...line, quantity: line.quantity * pick(chance, [10, 100]) })),
  },
  {
    name: 'quantity and price exchanged',
    spoil: (record, chance) => withLine(record, chance, (line) => ({ ...line, quantity: line.unitPrice, unitPrice: line.quantity })),
  },
  {
    name: 'every line four times',
    spoil: (record) => ({
      ...record,
      lines: [1, 2, 3, 4].flatMap(() => record.lines),
      totals: { ...record.totals, subtotal: record.totals.subtotal * 4, total: record.totals.total * 4 },
    }),
  },
  {
    name: 'total without its parts',
    spoil: (record) => ({ ...record, totals: { ...record.totals, total: 0 }, difference: record.totals.total }),
  },
  { name: 'another currency', spoil: (record) => ({ ...record, currency: 'JPY' }) },
  { name: 'unknown articles', spoil: (record) => ({ ...record, lines: record.lines.map((line) => ({ ...line, sku: `X${line.sku}` })) }) },
  {
    name: 'fields left out',
    spoil: (record) => ({ ...record, country: null, missing: ['shipping.country', 'lines.category', 'lines.size'] }),
  },
];
