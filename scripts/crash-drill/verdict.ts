import { compose } from '../../lambdas/composition.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { orderKind } from '../../lib/orders/index.ts';
import { paymentKind } from '../../lib/payments/index.ts';
import { type CommitItem, isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item, Platform, Table } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';
import type { AuditDocument } from './estate.ts';
import type { Placed } from './trade.ts';

/** What the world outside knows for certain. */
export type Outside = {
  readonly placed: ReadonlyMap<string, Placed>;
  /** Acknowledged units per SKU and location (`sku@location`), the first delivery left out. */
  readonly received: ReadonlyMap<string, number>;
  readonly firstDelivery: number;
};

export type Findings = {
  readonly found: number;
  readonly finished: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
};

type Units = Readonly<Record<string, number>>;
type Streams = ReadonlyMap<string, readonly CommitItem[]>;

const ended: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'cancelled']);
const tenant = TenantId('main');

const scanAll = async (table: Table): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

/** Commits of the streams of a kind, by the id of the stream. */
const streamsOf = (items: readonly Item[], kind: string): Streams => {
  const commits = items.filter(isCommit).filter(({ PK }) => streamIdOf(PK)?.kind === kind);
  return Map.groupBy(commits, ({ PK }) => streamIdOf(PK)?.id ?? PK);
};

/** Units that left a shelf twice, and movements that promise more than there is. */
const stockProblems = (stock: Streams): readonly string[] => {
  const problems: string[] = [];
  const sales = new Set<string>();
  for (const [item, commits] of stock)
    for (const { type, payload } of commits.flatMap(({ events }) => events)) {
      const { on_hand: onHand = 0, allocated = 0 } = payload['balance'] as Units;
      if (onHand < 0 || allocated < 0 || allocated > onHand)
        problems.push(`${item}: oversold, ${allocated} units promised of ${onHand} on hand`);
      if (type !== 'inventory.shipped') continue;
      const sale = `${item} ${String(payload['movement_id'])} ${String(payload['reservation_id'])}`;
      if (sales.has(sale)) problems.push(`${sale}: left the shelf twice`);
      sales.add(sale);
    }
  return problems;
};

/** What each SKU and location got in, by the ledger, against what was acknowledged outside. */
const receiptProblems = (stock: Streams, { received, firstDelivery }: Outside): readonly string[] =>
  [...stock].flatMap(([item, commits]) => {
    const receipts = commits.flatMap(({ events }) => events).filter(({ type }) => type === 'inventory.received');
    const booked = receipts.reduce((sum, { payload }) => sum + Number(payload['quantity']), 0);
    const expected = firstDelivery + (received.get(item) ?? 0);
    return booked === expected ? [] : [`${item}: ${booked} units were booked in, ${expected} were delivered`];
  });

/** Money captured is what the order costs, once; and no more of it is asked back. */
const moneyProblems = (payments: Streams, { placed }: Outside): readonly string[] =>
  [...placed.values()].flatMap(({ orderId, totalMinor }) => {
    const events = (payments.get(orderId) ?? []).flatMap(({ events: committed }) => committed);
    const sumOf = (wanted: string): number =>
      events.filter(({ type }) => type === wanted).reduce((sum, { payload }) => sum + Number(payload['amount_minor']), 0);
    const [captured, askedBack] = [sumOf('payment.captured'), sumOf('payment.refund_requested')];
    return [
      ...(captured === totalMinor ? [] : [`order ${orderId}: ${captured} captured of ${totalMinor} paid`]),
      ...(askedBack <= captured ? [] : [`order ${orderId}: ${askedBack} asked back of ${captured} captured`]),
    ];
  });

/** One order for each that was acknowledged, and none that nobody placed. */
const identityProblems = (orders: Streams, { placed }: Outside): readonly string[] => {
  const byId = Map.groupBy(placed, ([, { orderId }]) => orderId);
  const shared = [...byId].filter(([, keys]) => keys.length > 1);
  return [
    ...shared.map(([orderId, keys]) => `order ${orderId} was answered to ${keys.map(([key]) => key).join(' and ')}`),
    ...[...orders.keys()].filter((id) => !byId.has(id)).map((id) => `order ${id} is in the ledger, and nobody was told of it`),
  ];
};

const runningProblems = async ({ workflows }: Platform): Promise<readonly string[]> => {
  const machines = wirings.flatMap((wiring) => wiring.machines ?? []);
  const listed = await Promise.all(machines.map(({ name }) => workflows.list({ machine: name, status: 'running', limit: 100 })));
  return listed.flatMap(({ executions }) => executions.map(({ machine, name }) => `execution ${name} of ${machine} has not ended`));
};

/** Everything that must hold once the dust has settled, looked up in the stores and not in anybody's answers. */
export const judge = async (platform: Platform, outside: Outside): Promise<Findings> => {
  const ledger = await scanAll(platform.ledger);
  const [stock, orders] = [streamsOf(ledger, 'STOCK'), streamsOf(ledger, orderKind)];
  const { orders: reading } = compose(platform);
  const byStatus: Record<string, number> = {};
  const problems: string[] = [];
  for (const [key, { orderId }] of outside.placed) {
    const status = (await reading.read.get(tenant, OrderId(orderId)))?.order.status ?? 'lost';
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (!ended.has(status)) problems.push(`order ${key} (${orderId}) is ${status}`);
  }
  const finished = Object.entries(byStatus).reduce((sum, [status, count]) => sum + (ended.has(status) ? count : 0), 0);
  return {
    found: outside.placed.size - (byStatus['lost'] ?? 0),
    finished,
    byStatus,
    problems: [
      ...problems,
      ...identityProblems(orders, outside),
      ...stockProblems(stock),
      ...receiptProblems(stock, outside),
      ...moneyProblems(streamsOf(ledger, paymentKind), outside),
      ...(await runningProblems(platform)),
    ],
  };
};

/** Findings of the audit, one line each. */
export const auditProblems = ({ checks }: AuditDocument): readonly string[] =>
  checks.flatMap(({ check, findings }) => findings.map(({ subject, code, message }) => `audit, ${check}: ${subject} ${code}: ${message}`));
