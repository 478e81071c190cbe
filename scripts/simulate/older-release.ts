// What an older release of the product has left in the ledger. Today's events are all of their first schema version, so the
// simulation plays a release that has renamed fields of some of them: its code writes version 2 and lifts version 1, and
// everything written before it took over stands as version 1.
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/app/fulfillment-order.stream.ts';
import { orderAggregate } from '../../lib/orders/index.ts';
import { paymentAggregate } from '../../lib/payments/app/payments.ts';
import type { Upcaster } from '../../lib/platform/event-store/aggregate.ts';
import { type CommitItem, expand, isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item, Key } from '../../lib/platform/ports.ts';

// Snapshots stand beside the commits of their stream.
const snapshotPrefix = 'S#';

/** A field that has another name today. No view reads it: views read payloads as they were written. */
type Renaming = { readonly kind: string; readonly type: string; readonly today: string; readonly formerly: string };

const renamings: readonly Renaming[] = [
  { kind: 'ORDER', type: 'order.created', today: 'priority', formerly: 'urgency' },
  { kind: 'ORDER', type: 'order.routed', today: 'decision_id', formerly: 'decision' },
  { kind: 'ORDER', type: 'item.allocated', today: 'reservation_ids', formerly: 'reservations' },
  { kind: 'ORDER', type: 'order.fulfillment_recorded', today: 'fulfillment_version', formerly: 'stream_version' },
  { kind: 'FULFILLMENT', type: 'fulfillment_order.created', today: 'reservation_ids', formerly: 'reservations' },
  { kind: 'PAYMENT', type: 'payment.captured', today: 'source', formerly: 'reported_by' },
];

const renamed = (payload: Readonly<Record<string, unknown>>, from: string, to: string): Readonly<Record<string, unknown>> => {
  const { [from]: value, ...rest } = payload;
  return from in payload ? { ...rest, [to]: value } : payload;
};

type Schemas = { schemaVersions: Record<string, number>; upcasters?: Record<string, Record<number, Upcaster>> };

const schemasOf: Readonly<Record<string, Schemas>> = {
  ORDER: orderAggregate as unknown as Schemas,
  FULFILLMENT: fulfillmentOrderAggregate as unknown as Schemas,
  PAYMENT: paymentAggregate as unknown as Schemas,
};

/** Makes the code of this process that of the release that has renamed the fields. Repeating it changes nothing. */
export const adoptNewSchemas = (): void => {
  for (const { kind, type, today, formerly } of renamings) {
    const schemas = schemasOf[kind] as Schemas;
    schemas.schemaVersions[type] = 2;
    schemas.upcasters ??= {};
    schemas.upcasters[type] ??= { 1: (payload) => renamed(payload, formerly, today) };
  }
};

const asFirstWritten = (commit: CommitItem, previous: string | undefined, sha256: (text: string) => string): CommitItem => {
  const kind = streamIdOf(commit.PK)?.kind;
  const events = commit.events.map((event) => {
    const renaming = renamings.find((one) => one.kind === kind && one.type === event.type);
    if (!renaming) return event;
    const { schema_version: _version, ...rest } = event;
    return { ...rest, payload: renamed(event.payload, renaming.today, renaming.formerly) };
  });
  const body: CommitItem = { ...commit, prev_hash: previous ?? commit.prev_hash, events };
  return { ...body, hash: expand(body, sha256).hash };
};

/** The commits of a ledger as the older release has written them, chained anew, and the snapshots that no longer fit them. */
export const asOlderRelease = (
  items: readonly Item[],
  sha256: (text: string) => string,
): { readonly commits: readonly CommitItem[]; readonly snapshots: readonly Key[] } => {
  const commits: CommitItem[] = [];
  const hashes = new Map<string, string>();
  const ordered = items.filter(isCommit).sort((left, right) => (left.PK + left.SK < right.PK + right.SK ? -1 : 1));
  for (const commit of ordered as unknown as readonly CommitItem[]) {
    const written = asFirstWritten(commit, hashes.get(commit.PK), sha256);
    hashes.set(commit.PK, written.hash);
    commits.push(written);
  }
  return { commits, snapshots: items.filter(({ SK }) => SK.startsWith(snapshotPrefix)) };
};
