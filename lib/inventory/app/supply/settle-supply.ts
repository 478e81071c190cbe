import type { Result } from '../../../kernel/result.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import { type Caller, systemCaller } from '../../../platform/event-store/caller.ts';
import { decodeEvent } from '../../../platform/event-store/commit.codec.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { type Clock, type Table, UnavailableError } from '../../../platform/ports.ts';
import { purchaseOrderExists, purchaseOrderKind } from '../../domain/supply/purchase-order.state.ts';
import {
  type Posting,
  type Postings,
  postingsOfPurchase,
  postingsOfRecall,
  postingsOfTransfer,
} from '../../domain/supply/supply.postings.ts';
import type { TransferOrderEvent } from '../../domain/supply/transfer-order.events.ts';
import { transferExists, transferOrderKind, type TransferOrderState } from '../../domain/supply/transfer-order.state.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import type { ItemCommand } from '../reservations/item-commands.ts';
import type { ItemRef, StockChange, StockLevel, TogetherRejection } from '../inventory.types.ts';
import { createStockDocuments } from '../stock-documents.ts';
import { purchaseOrderAggregate, purchaseOrderStream } from './purchase-order.stream.ts';
import { createSettlementMarks } from './settlement-marks.ts';
import { transferOrderAggregate, transferOrderStream } from './transfer-order.stream.ts';

/** A refusal of the stock ledger that repeating cannot mend: the document and the books disagree. */
export class SupplyContradictionError extends Error {
  override readonly name = 'SupplyContradictionError';
}

/** What the settlement needs of the stock ledger. */
export type SupplyLedger = {
  readonly post: (caller: Caller, command: ItemCommand) => Promise<Result<StockChange, InventoryRejection>>;
  readonly postTogether: (caller: Caller, commands: readonly ItemCommand[]) => Promise<Result<readonly StockChange[], TogetherRejection>>;
  readonly stockLevels: (tenantId: TenantId, items: readonly ItemRef[]) => Promise<readonly StockLevel[]>;
};

type Parts = {
  readonly store: EventStore;
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
  readonly inventory: SupplyLedger;
};

/** A fact of a document, ready to be posted. `recorded` is the stored event that it was read from. */
type Fact = { readonly stream: StreamId; readonly recorded: EventRecord; readonly isAgain: boolean };

const callerOf = ({ stream, recorded }: Fact): Caller =>
  systemCaller(stream.tenantId as TenantId, 'supply-settlement', {
    correlationId: recorded.correlation_id,
    causationId: recorded.event_id,
  });

/** Units that stand in buckets come back within moments: it is no answer, the message comes again. */
const throwIfLeased = ({ code }: InventoryRejection): void => {
  if (code === 'stock-leased') throw new UnavailableError('The units stand in buckets from which they are sold');
};

const createPosting = ({ ledger, clock, sha256, inventory }: Parts) => {
  const documents = createStockDocuments({ ledger, clock, sha256 });

  /** An item forgets a movement after some others, so what may have been posted before is looked up in its whole stream. */
  const isPosted = async ({ stream, isAgain }: Fact, { item, command }: Posting): Promise<boolean> =>
    isAgain && (await documents.findMovement(stream.tenantId as TenantId, item, command.movementId, 0)) !== 'absent';

  /** No more is withdrawn than is expected by now. */
  const withdrawable = async ({ stream }: Fact, { item, command }: Posting): Promise<ItemCommand | undefined> => {
    if (command.type !== 'ExpectStock' || command.delta > 0) return { item, command };
    const [level] = await inventory.stockLevels(stream.tenantId as TenantId, [item]);
    const units = Math.min(-command.delta, level?.balance.incoming ?? 0);
    return units === 0 ? undefined : { item, command: { ...command, delta: -units } };
  };

  const postEach = async (fact: Fact, postings: readonly Posting[]): Promise<void> => {
    for (const posting of postings) {
      if (await isPosted(fact, posting)) continue;
      const command = await withdrawable(fact, posting);
      const posted = command && (await inventory.post(callerOf(fact), command));
      if (posted && !posted.ok) throwIfLeased(posted.error);
      if (posted && !posted.ok)
        throw new SupplyContradictionError(`${fact.stream.kind} ${fact.stream.id}, ${posting.command.type}: ${posted.error.code}`);
    }
  };

  /** @returns the items that refused; none when all is posted */
  const postTogether = async (fact: Fact, postings: readonly Posting[]) => {
    const [first] = postings;
    // They were written in one transaction: where one of them stands, all do.
    if (!first || (await isPosted(fact, first))) return [];
    const posted = await inventory.postTogether(callerOf(fact), postings);
    if (posted.ok) return [];
    if (posted.error.code !== 'items-refused') throw new SupplyContradictionError(`${fact.stream.id}: ${posted.error.code}`);
    for (const { rejection } of posted.error.items) throwIfLeased(rejection);
    return posted.error.items.map(({ sku, rejection }) => ({ sku, code: rejection.code }));
  };

  return { isPosted, postEach, postTogether };
};

/** Whether the units of a try have left the origin, as the transfer knows it. */
const hasShipped = (state: TransferOrderState, attempt: number): boolean =>
  transferExists(state) && state.attempts === attempt && state.status !== 'approved' && state.status !== 'cancelled';

/** Posts a transfer's facts. A shipment is a wish until the ledger has agreed, and its answer goes back to the transfer. */
const createSettleTransfer = (parts: Parts, { isPosted, postEach, postTogether }: ReturnType<typeof createPosting>) => {
  const { store } = parts;

  const settleShipment = async (fact: Fact, attempt: number, wanted: Postings): Promise<void> => {
    const standing = await store.load(transferOrderAggregate, fact.stream);
    const isWaiting = transferExists(standing.state) && standing.state.status === 'shipping' && standing.state.attempts === attempt;
    // An answer that was given, and the mark of which was lost. One that was no must not become a yes meanwhile.
    const [first] = wanted.postings;
    if (!isWaiting && !hasShipped(standing.state, attempt) && first && !(await isPosted(fact, first))) return;
    const refused = await postTogether(fact, wanted.postings);
    const command = { type: 'SettleShipment', attempt, refused } as const;
    const answered = await store.execute(transferOrderAggregate, fact.stream, command, callerOf(fact).context);
    if (!answered.ok) throw new SupplyContradictionError(`transfer ${fact.stream.id}: ${answered.error.code}`);
    const { state } = answered.value;
    // Somebody who was slower than another settlement, which had been refused: the transfer does not know of these units.
    if (refused.length === 0 && !hasShipped(state, attempt)) {
      const recall = postingsOfRecall(wanted, { id: fact.stream.id, version: fact.recorded.version });
      const [refusal] = await postTogether({ ...fact, isAgain: true }, recall.postings);
      if (refusal) throw new SupplyContradictionError(`transfer ${fact.stream.id}, recall: ${refusal.code}`);
    }
  };

  return async (fact: Fact, state: TransferOrderState, event: TransferOrderEvent): Promise<void> => {
    if (!transferExists(state)) return;
    const wanted = postingsOfTransfer(state, event, { id: fact.stream.id, version: fact.recorded.version });
    if (event.type === 'transfer.shipment_begun') await settleShipment(fact, event.attempt, wanted);
    else await postEach(fact, wanted.postings);
  };
};

/**
 * Brings the stock ledger in line with a transfer or a purchase order. The document's event comes first, because it is what a
 * person said and what the ledger's refusal is an answer to; were stock moved first, a crash before the event would leave
 * units nowhere, and only the person's repeating themselves could find them. From the event on everything follows: a message
 * of any event of the document posts all facts that are not posted yet, in their order, so that messages may come late, twice
 * or in any order. A fact begun before is looked up in the items' streams, so that it counts once, however late it is repeated.
 */
export const createSettleSupply = (parts: Parts) => {
  const marks = createSettlementMarks(parts.ledger);
  const posting = createPosting(parts);
  const settleTransfer = createSettleTransfer(parts, posting);

  const follow = async <S, C, E extends { readonly type: string }, R>(
    aggregate: Aggregate<S, C, E, R>,
    stream: StreamId,
    settle: (fact: Fact, before: S, state: S, event: E) => Promise<void>,
  ): Promise<void> => {
    const settled = await marks.settled(stream);
    let state = aggregate.decider.initial;
    for (const recorded of await parts.store.read(stream)) {
      const before = state;
      const event = decodeEvent(aggregate, recorded);
      state = aggregate.decider.evolve(state, event);
      if (recorded.version <= settled) continue;
      const isAgain = (await marks.begin(stream, recorded.version)) === 'again';
      await settle({ stream, recorded, isAgain }, before, state, event);
      await marks.settle(stream, recorded.version);
    }
  };

  return async (tenantId: TenantId, kind: string, id: string): Promise<void> => {
    if (kind === transferOrderKind)
      await follow(transferOrderAggregate, transferOrderStream(tenantId, id), (fact, _, state, event) =>
        settleTransfer(fact, state, event),
      );
    if (kind === purchaseOrderKind)
      await follow(purchaseOrderAggregate, purchaseOrderStream(tenantId, id), async (fact, before, state, event) => {
        if (!purchaseOrderExists(state)) return;
        const known = purchaseOrderExists(before) ? before : undefined;
        const wanted = postingsOfPurchase(known, state, event, { id, version: fact.recorded.version });
        await posting.postEach(fact, wanted.postings);
      });
  };
};
