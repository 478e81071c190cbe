import { HistoryFileRow } from '../../../contracts/http/history-rows.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { ChargebackRow, HistoryPlace, HistoryRow, OrderRow, ShipmentRow } from '../../domain/history/index.ts';
import { historyProblems, type HistoryProblem, usualOf } from '../../domain/training/quarantine.ts';
import { checkHistory, type HistoryCheck } from './check-history.ts';
import { csvOrders } from './history-csv.ts';
import type { HistoryStore, KeptOrder, KeptRow, KeptShipment, Merged } from './history-store.ts';

/** What tells of an order's risk, read while the personal data is in hand. `lib/fraud` fulfils it. */
export type ReadRisk = (
  tenantId: TenantId,
  source: {
    readonly email: string | null;
    readonly ip: string | null;
    readonly deviceId: string | null;
    readonly billingAddress: { readonly country: string | null; readonly region: string | null; readonly postalCode: string | null } | null;
    readonly shippingAddress: {
      readonly country: string | null;
      readonly region: string | null;
      readonly postalCode: string | null;
    } | null;
  },
) => Promise<unknown>;

/** The id that the product has for whoever is behind an address, or an identity of the source. */
export type PersonFor = (
  tenantId: TenantId,
  identity: { readonly email?: string; readonly source?: string; readonly fallback: string },
) => Promise<string>;

/** Keeps what later orders are judged by. `lib/fraud` fulfils it. */
export type KeepSignals = (
  tenantId: TenantId,
  orders: readonly KeptOrder[],
  chargebacks: readonly { readonly row: ChargebackRow; readonly order: KeptOrder }[],
) => Promise<unknown>;

export type Quarantined = {
  readonly row: number;
  readonly kind: string;
  readonly sourceId: string;
  readonly problems: readonly HistoryProblem[];
};

export type HistoryImport = {
  readonly dryRun: boolean;
  /** Rows of the file. */
  readonly rows: number;
  /** By kind, those that are taken. */
  readonly taken: Readonly<Record<string, number>>;
  readonly merged: Merged;
  readonly quarantinedRows: number;
  /** How often each reason was found. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The first hundred. */
  readonly quarantined: readonly Quarantined[];
  readonly from: string | null;
  readonly to: string | null;
  /** What orders of the file were checked by beside the rules. */
  readonly checks: readonly HistoryCheck[];
};

const shownMax = 100;
const dayMs = 86_400_000;
/** Card schemes leave customers up to 540 days in the end, however rarely it takes them more than 120. */
const chargebackDaysMax = 540;

const addressOf = (place: HistoryPlace | null) => place && { country: place.country, region: place.region, postalCode: place.postal_code };

const regionOf = ({ country, region }: HistoryPlace): string =>
  region === null ? country : region.startsWith(`${country}-`) ? region : `${country}-${region}`;

/** Takes out of an order who placed it and from where, and leaves the tokens. */
export const keptOrder = async (
  tenantId: TenantId,
  row: OrderRow,
  parts: { readonly readRisk: ReadRisk; readonly personFor: PersonFor },
): Promise<KeptOrder> => {
  const { customer_id, email, email_domain, ip, device_id, billing, shipping, ...rest } = row;
  // Where the source tells the domain alone, it stands for the address.
  const address = email ?? (email_domain === null ? null : `somebody@${email_domain}`);
  const identity = {
    ...(email === null ? {} : { email }),
    ...(customer_id === null ? {} : { source: customer_id }),
    fallback: row.source_id,
  };
  const [risk, personId] = await Promise.all([
    parts.readRisk(tenantId, {
      email: address,
      ip,
      deviceId: device_id,
      billingAddress: addressOf(billing),
      shippingAddress: addressOf(shipping),
    }),
    email === null && customer_id === null ? null : parts.personFor(tenantId, identity),
  ]);
  return { ...rest, person_id: personId, risk: risk ?? null, country: shipping?.country ?? null, region: shipping?.region ?? null };
};

const keptShipment = ({ origin, destination, ...row }: ShipmentRow): KeptShipment => ({
  ...row,
  origin_region: regionOf(origin),
  destination_region: regionOf(destination),
});

type Parsed = { readonly row: number; readonly value: HistoryRow };

const sourceOf = (given: unknown): { readonly kind: string; readonly sourceId: string } => {
  const { kind, source_id } = (given ?? {}) as { readonly kind?: unknown; readonly source_id?: unknown };
  return { kind: typeof kind === 'string' ? kind : '', sourceId: typeof source_id === 'string' ? source_id.slice(0, 200) : '' };
};

/** Reads lines of JSON, or CSV when the file does not begin with a brace. */
const readFile = (
  text: string,
): { readonly parsed: readonly Parsed[]; readonly refused: readonly Quarantined[]; readonly rows: number } => {
  const isJson = /^\s*\{/.test(text);
  const given: readonly (readonly [number, unknown])[] = isJson
    ? text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [[index + 1, line] as const]))
    : csvOrders(text);
  const parsed: Parsed[] = [];
  const refused: Quarantined[] = [];
  for (const [row, raw] of given) {
    let value = raw;
    if (isJson) {
      try {
        value = JSON.parse(raw as string);
      } catch {
        refused.push({ row, kind: '', sourceId: '', problems: [{ field: '', code: 'no-json', message: 'the line is no JSON' }] });
        continue;
      }
    }
    const read = HistoryFileRow.safeParse(value);
    if (read.success) parsed.push({ row, value: read.data as HistoryRow });
    else
      refused.push({
        row,
        ...sourceOf(value),
        problems: read.error.issues
          .slice(0, 5)
          .map(({ path, code, message }) => ({ field: path.join('.'), code: code.replaceAll('_', '-'), message })),
      });
  }
  return { parsed, refused, rows: given.length };
};

/**
 * Every row once. A row that stands in the file again just as it was is passed over; where two rows go by one id and differ,
 * nobody here knows which is true, so the first is taken and the other is set aside. Both ways the same file imported again
 * changes nothing.
 */
const withoutRepeats = (parsed: readonly Parsed[]): { readonly once: readonly Parsed[]; readonly repeated: readonly Quarantined[] } => {
  const firsts = new Map<string, Parsed>();
  const repeated: Quarantined[] = [];
  for (const one of parsed) {
    const { kind, source_id: sourceId } = one.value;
    const first = firsts.get(`${kind} ${sourceId}`);
    if (first === undefined) firsts.set(`${kind} ${sourceId}`, one);
    else if (JSON.stringify(first.value) !== JSON.stringify(one.value)) {
      const message = `the ${kind} ${sourceId} stands in row ${first.row} with other values; each ${kind} of a file needs an id of its own`;
      repeated.push({ row: one.row, kind, sourceId, problems: [{ field: 'source_id', code: 'repeated', message }] });
    }
  }
  return { once: [...firsts.values()], repeated };
};

const countBy = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** Chargebacks of the file, and those kept of its orders, with their orders, whichever file either came in. */
const chargebacksOf = async (
  store: HistoryStore,
  tenantId: TenantId,
  rows: readonly KeptRow[],
): Promise<readonly { readonly row: ChargebackRow; readonly order: KeptOrder }[]> => {
  const moments = rows.flatMap((row) => (row.kind === 'order' ? [row.placed_at] : row.kind === 'chargeback' ? [row.received_at] : []));
  if (moments.length === 0) return [];
  const [first = '', last = ''] = [moments.toSorted()[0], moments.toSorted().at(-1)];
  const window = { from: plusMs(first as Instant, -chargebackDaysMax * dayMs), to: plusMs(last as Instant, chargebackDaysMax * dayMs) };
  const given = new Set(rows.map(({ kind, source_id: id }) => `${kind} ${id}`));
  const orders = new Map<string, KeptOrder>();
  const found: ChargebackRow[] = [];
  for await (const row of store.read(tenantId, window)) {
    if (row.kind === 'order') orders.set(row.source_id, row);
    if (row.kind === 'chargeback') found.push(row);
  }
  return found.flatMap((row) => {
    const order = orders.get(row.order_source_id);
    const isNew = given.has(`chargeback ${row.source_id}`) || given.has(`order ${row.order_source_id}`);
    return order && isNew ? [{ row, order }] : [];
  });
};

/**
 * Takes a file of the past: checks every row by itself and against what is usual in the file, sets aside what cannot be, makes
 * tokens of whoever and wherever, and keeps the rest by month. No order begins, no stock moves.
 */
export const createImportHistory = (parts: {
  readonly store: HistoryStore;
  /** Keeps what a month wanted, for forecasts. */
  readonly keepDemand?: (tenantId: TenantId, month: string, rows: readonly KeptRow[]) => Promise<void>;
  /** Keeps what live orders are judged by. */
  readonly keepSignals?: KeepSignals;
  readonly readRisk: ReadRisk;
  readonly personFor: PersonFor;
  readonly now: () => Instant;
  readonly sha256: (text: string) => string;
}) => {
  const kept = (tenantId: TenantId, row: HistoryRow): Promise<KeptRow> | KeptRow => {
    if (row.kind === 'order') return keptOrder(tenantId, row, parts);
    return row.kind === 'shipment' ? keptShipment(row) : row;
  };
  const keepDemand =
    (tenantId: TenantId) =>
    async (month: string, rows: readonly KeptRow[]): Promise<void> =>
      parts.keepDemand?.(tenantId, month, rows);
  return async (
    tenantId: TenantId,
    file: Uint8Array,
    {
      dryRun,
      accept = new Set(),
    }: {
      readonly dryRun: boolean;
      /** Ids of orders that a person has looked at: they are taken however unlike the others they are. Rules still hold. */
      readonly accept?: ReadonlySet<string>;
    },
  ): Promise<HistoryImport> => {
    const { parsed, refused, rows } = readFile(new TextDecoder().decode(file));
    const usual = usualOf(parsed.map(({ value }) => value));
    const now = parts.now();
    const channels = new Set(parsed.flatMap(({ value }) => (value.kind === 'order' ? [value.channel] : [])));
    const { checks, problemsOf } = await checkHistory(parts, tenantId, channels, now);
    const { once, repeated } = withoutRepeats(parsed);
    const strange: Quarantined[] = [...repeated];
    const fine: KeptRow[] = [];
    for (const { row, value } of once) {
      const broken = historyProblems(value, usual, now);
      const isAsked = broken.length === 0 && value.kind === 'order' && !accept.has(value.source_id);
      const problems = isAsked ? problemsOf(value) : broken;
      if (problems.length > 0) strange.push({ row, kind: value.kind, sourceId: value.source_id, problems });
      else fine.push(await kept(tenantId, value));
    }
    const merged = dryRun ? { added: 0, changed: 0, unchanged: 0 } : await parts.store.merge(tenantId, fine, keepDemand(tenantId));
    if (!dryRun && parts.keepSignals) {
      // Whatever is kept by now: an import that broke off here is whole once it is repeated.
      const orders = fine.filter((row) => row.kind === 'order');
      await parts.keepSignals(tenantId, orders, await chargebacksOf(parts.store, tenantId, fine));
    }
    const quarantined = [...refused, ...strange].toSorted((one, other) => one.row - other.row);
    const placed = fine.flatMap((row) => (row.kind === 'order' ? [row.placed_at] : [])).toSorted();
    return {
      dryRun,
      rows,
      taken: countBy(fine.map(({ kind }) => kind)),
      merged,
      quarantinedRows: quarantined.length,
      reasons: countBy(quarantined.flatMap(({ problems }) => problems.map(({ code }) => code))),
      quarantined: quarantined.slice(0, shownMax),
      from: placed[0] ?? null,
      to: placed.at(-1) ?? null,
      checks,
    };
  };
};
