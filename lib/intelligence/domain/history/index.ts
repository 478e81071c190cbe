// The history of a retailer: its rows, and a simulation that makes them. Apart from the door of the context, because only who
// imports, simulates or trains needs it.
export { dayNumberOf, dayText, weekdayOf } from './calendar.ts';
export { generateHistory } from './generate-history.ts';
export {
  type ChargebackRow,
  type FeedRow,
  type HistoryLine,
  type HistoryPlace,
  type HistoryRow,
  momentOf,
  type OrderRow,
  type ReturnRow,
  type ShipmentRow,
} from './history.rows.ts';
export { type HistoryOptions, standardHistory } from './history.setting.ts';
