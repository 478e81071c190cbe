import { compose } from '../../lambdas/composition.ts';
import { composeMaintenance } from '../../lambdas/operations/maintenance.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import { openRuntime, type Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import type { Item, Table } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

export type DrillReport = {
  readonly orders: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
};

type Units = Readonly<Record<string, number>>;

const shipped: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed']);

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

/** Looks into the folder of an installation that is not running. */
const openStopped = (dataDir: string): Runtime =>
  openRuntime({
    dataDir,
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    env: {},
    logLevel: 'ERROR',
  });

/** Sales of one fulfillment order beyond the first, and movements that leave a shelf below zero. */
const stockViolations = (items: readonly Item[]): readonly string[] => {
  const violations: string[] = [];
  const sales = new Set<string>();
  for (const commit of items.filter(isCommit)) {
    if (streamIdOf(commit.PK)?.kind !== 'STOCK') continue;
    for (const { type, payload } of commit.events) {
      const { on_hand: onHand = 0, allocated = 0 } = payload['balance'] as Units;
      if (onHand < 0 || allocated < 0 || allocated > onHand)
        violations.push(`${commit.PK}: ${allocated} units promised of ${onHand} on hand`);
      if (type !== 'inventory.shipped') continue;
      const sale = `${commit.PK} ${String(payload['movement_id'])} ${String(payload['reservation_id'])}`;
      if (sales.has(sale)) violations.push(`${sale}: left the shelf twice`);
      sales.add(sale);
    }
  }
  return violations;
};

/** What each SKU and location got in, by the ledger, against what was acknowledged outside. */
const receiptViolations = (items: readonly Item[], received: ReadonlyMap<string, number>, firstDelivery: number): readonly string[] => {
  const booked = new Map<string, number>();
  for (const commit of items.filter(isCommit)) {
    const id = streamIdOf(commit.PK);
    if (id?.kind !== 'STOCK') continue;
    for (const { type, payload } of commit.events) {
      if (type === 'inventory.received') booked.set(id.id, (booked.get(id.id) ?? 0) + Number(payload['quantity']));
    }
  }
  return [...booked].flatMap(([item, units]) => {
    const expected = firstDelivery + (received.get(item) ?? 0);
    return units === expected ? [] : [`${item}: ${units} units were booked in, ${expected} were delivered`];
  });
};

/** Everything that must hold once the dust has settled. */
export const judge = async (
  dataDir: string,
  placed: ReadonlyMap<string, string>,
  received: ReadonlyMap<string, number>,
  firstDelivery: number,
): Promise<DrillReport> => {
  const runtime = openStopped(dataDir);
  try {
    const { platform } = runtime;
    const ledger = await scanAll(platform.ledger);
    const violations = [...stockViolations(ledger), ...receiptViolations(ledger, received, firstDelivery)];
    const { orders } = compose(platform);
    const byStatus: Record<string, number> = {};
    for (const [key, orderId] of placed) {
      const status = (await orders.read.get(TenantId('main'), OrderId(orderId)))?.order.status ?? 'lost';
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      if (!shipped.has(status) && status !== 'cancelled' && status !== 'backorder' && status !== 'partially_shipped')
        violations.push(`order ${key} (${orderId}) is ${status}`);
    }
    const audit = await composeMaintenance(platform).audit({ settlingMs: 0, stalledMs: 60_000 });
    for (const { check, findings } of audit.checks)
      violations.push(...findings.map((finding) => `audit, ${check}: ${JSON.stringify(finding)}`));
    return { orders: placed.size, byStatus, violations };
  } finally {
    await runtime.stop();
  }
};
