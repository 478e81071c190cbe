// What the events of stock add up to, in items and in the buckets that lease their units.
import type { CommitItem } from '../../lib/platform/event-store/commit.codec.ts';

type Units = Readonly<Record<string, number>>;
type Event = CommitItem['events'][number];

export type StockBook = {
  /** One more event of an item or of a bucket. */
  readonly note: (kind: 'STOCK' | 'STOCKBUCKET', PK: string, event: Event) => void;
  /** To be asked after every write: what an item has leased is what its buckets hold together. */
  readonly settle: () => void;
  /** Units received by tenant and SKU at a location, those of purchase orders left out. */
  readonly received: ReadonlyMap<string, number>;
  /** Units that purchase orders have brought, as `<tenant>#<purchase order>`. */
  readonly purchased: ReadonlyMap<string, number>;
  /** Units that transfers have taken from a shelf, and put on one, as `<tenant>#<transfer> <sku>`. */
  readonly transferredOut: ReadonlyMap<string, number>;
  readonly transferredIn: ReadonlyMap<string, number>;
  /** Units sold by order and SKU, as `<tenant>#<order> <sku>`. */
  readonly sold: ReadonlyMap<string, number>;
  /** Items of which units are expected. */
  readonly expected: () => readonly string[];
  /** Items and buckets of which units are promised to somebody. */
  readonly promised: () => readonly string[];
  /** Items that are sold from buckets. */
  readonly selling: () => readonly string[];
  /** How often buckets were opened and closed, each counted by item. */
  readonly spells: () => { readonly opened: number; readonly closed: number };
};

/** `selling` are the buckets of the running spell that are open. */
type Lease = { epoch: number; units: number; selling: number };

const columns = ['on_hand', 'allocated', 'incoming', 'damaged', 'quality_control'] as const;

const add = (sums: Map<string, number>, key: string, units: number): void => void sums.set(key, (sums.get(key) ?? 0) + units);

/** Units by which an event of an item changes what its buckets hold. */
const leasedBy = ({ type, payload }: Event): number => {
  const quantity = Number(payload['quantity'] ?? 0);
  if (type === 'inventory.leased') return quantity;
  if (type === 'inventory.lease_returned') return -quantity;
  if (type === 'inventory.shipped' && payload['slot'] !== undefined) return -quantity;
  return -Number(payload['leased'] ?? 0);
};

const createLeaseBook = (fail: (violation: string) => void) => {
  const leases = new Map<string, Lease>();
  const inBuckets = new Map<string, number>();
  const touched = new Set<string>();
  const spells = { opened: 0, closed: 0 };
  return {
    spells: () => spells,
    selling: () => [...leases].flatMap(([PK, { selling }]) => (selling > 0 ? [PK] : [])),
    onItem: (PK: string, event: Event): void => {
      const { type, payload } = event;
      const lease = leases.get(PK) ?? { epoch: 0, units: 0, selling: 0 };
      leases.set(PK, lease);
      touched.add(PK);
      lease.units += leasedBy(event);
      if (type === 'inventory.leased' && payload['epoch'] !== lease.epoch) {
        Object.assign(lease, { epoch: payload['epoch'], selling: Number(payload['slots']) });
        spells.opened += 1;
      }
      if (type !== 'inventory.lease_returned' || payload['closes'] !== true) return;
      lease.selling -= 1;
      if (lease.selling === 0) spells.closed += 1;
    },
    onBucket: (PK: string, { payload }: Event): void => {
      const item = PK.replace('#STOCKBUCKET#', '#STOCK#').replace(/@\d+$/, '');
      touched.add(item);
      add(inBuckets, item, (payload['movement'] as Units)['on_hand'] ?? 0);
    },
    settle: (): void => {
      for (const PK of touched) {
        const [leased, held] = [leases.get(PK)?.units ?? 0, inBuckets.get(PK) ?? 0];
        if (leased !== held) fail(`${PK}: ${leased} units are leased and ${held} stand in buckets`);
      }
      touched.clear();
    },
  };
};

/** @param fail is told of broken invariants. @param only is told of facts that may stand only once */
export const openStockBook = (fail: (violation: string) => void, only: (fact: string) => void): StockBook => {
  const sums = new Map<string, Map<string, number>>();
  const [received, purchased, transferredOut, transferredIn, sold] = Array.from({ length: 5 }, () => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  const leases = createLeaseBook(fail);

  const checkBalance = (PK: string, { payload }: Event): void => {
    const [movement, balance] = [payload['movement'] as Units, payload['balance'] as Units];
    const own = sums.get(PK) ?? new Map<string, number>();
    sums.set(PK, own);
    for (const column of columns) {
      add(own, column, movement[column] ?? 0);
      const [sum, stands] = [own.get(column), balance[column] ?? 0];
      if (sum !== stands) fail(`${PK}: the movements of ${column} sum to ${sum}, the balance is ${stands}`);
    }
    const { on_hand: onHand = 0, allocated = 0 } = balance;
    if (onHand < 0 || allocated < 0 || allocated > onHand) fail(`${PK}: ${allocated} units are promised of ${onHand} on hand`);
  };

  const noteMovement = (PK: string, { type, payload }: Event): void => {
    const [tenant, , item = ''] = PK.split('#');
    const [sku] = item.split('@');
    const [movementId, quantity] = [String(payload['movement_id']), Number(payload['quantity'])];
    if (type === 'inventory.received' && movementId.startsWith('purchase-'))
      add(purchased, `${tenant}#${String(payload['reference'])}`, quantity);
    else if (type === 'inventory.received') add(received, `${tenant}#${item}`, quantity);
    if (type === 'inventory.transferred_out' || type === 'inventory.transferred_in') {
      only(`transfer ${PK} ${movementId}`);
      const moved = type === 'inventory.transferred_out' ? transferredOut : transferredIn;
      add(moved, `${tenant}#${String(payload['transfer_id'])} ${sku}`, quantity);
    }
    if (type !== 'inventory.shipped') return;
    only(`sale ${PK} ${movementId} ${String(payload['reservation_id'])}`);
    add(sold, `${tenant}#${String(payload['reservation_id']).split('.')[0] ?? ''} ${sku}`, quantity);
  };

  const having = (column: (typeof columns)[number]) => (): readonly string[] =>
    [...sums].flatMap(([PK, own]) => ((own.get(column) ?? 0) > 0 ? [PK] : []));

  return {
    received,
    purchased,
    transferredOut,
    transferredIn,
    sold,
    expected: having('incoming'),
    promised: having('allocated'),
    selling: leases.selling,
    spells: leases.spells,
    settle: leases.settle,
    note: (kind, PK, event) => {
      checkBalance(PK, event);
      if (kind === 'STOCKBUCKET') return leases.onBucket(PK, event);
      leases.onItem(PK, event);
      noteMovement(PK, event);
    },
  };
};
