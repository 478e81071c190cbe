import type { Column } from '../../shared/data-table.tsx';

/** Kinds of units, in the order in which they are asked for. */
export const unitColumns = [
  { header: 'On hand', of: 'on_hand' },
  { header: 'Allocated', of: 'allocated' },
  { header: 'Available', of: 'available' },
  { header: 'Incoming', of: 'incoming' },
  { header: 'Damaged', of: 'damaged' },
  { header: 'In inspection', of: 'quality_control' },
] as const;
export type UnitKind = (typeof unitColumns)[number]['of'];
type Units = Readonly<Record<UnitKind, number>>;

const numbers = new Intl.NumberFormat();

/** A number of units in the viewer's language. */
export const unitsText = (units: number): string => numbers.format(units);

/** A change of units with its sign. */
export const signedText = (units: number): string =>
  units > 0 ? `+${numbers.format(units)}` : units < 0 ? `−${numbers.format(-units)}` : '0';

/** What a list of many articles shows also on a phone. */
const ofFirstInterest: ReadonlySet<string> = new Set(['on_hand', 'allocated', 'available']);

/** A column for each kind of units; what is zero steps back. */
export const columnsOfUnits = <Row extends Units>(isList = false): readonly Column<Row>[] =>
  unitColumns.map(({ header, of }) => ({
    header,
    wideOnly: isList && !ofFirstInterest.has(of),
    align: 'right',
    cell: (row) => (row[of] === 0 ? <span className="muted">0</span> : unitsText(row[of])),
    csv: (row) => row[of],
  }));
