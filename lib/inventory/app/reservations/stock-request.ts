import type { Result } from '../../../kernel/result.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { CommandContext } from '../../../platform/event-store/event-record.ts';
import type { InventoryItemCommand } from '../../domain/inventory-item.commands.ts';
import type { InventoryItemEvent } from '../../domain/inventory-item.events.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import type { InventoryItemState } from '../../domain/inventory-item.state.ts';

/** What one caller asks at once: a command on each of several different items, of which all are accepted or none is. */
export type StockRequest = {
  readonly commands: readonly { readonly id: StreamId; readonly command: InventoryItemCommand }[];
  readonly context: CommandContext;
};

/** An item after its command; no events when there was nothing to change. */
export type ItemOutcome = {
  readonly state: InventoryItemState;
  readonly version: number;
  readonly events: readonly InventoryItemEvent[];
  /** Whether anything was written; told by the events unless a bucket was written. */
  readonly changed?: boolean;
};

/** The outcome of every command, or the refusals of those that were refused, by their place in the request. */
export type StockAnswer = Result<readonly ItemOutcome[], readonly { readonly index: number; readonly rejection: InventoryRejection }[]>;

/** What became of a request: an answer, or why there is none. */
export type Settled = PromiseSettledResult<StockAnswer>;

export const settledWith = (answer: StockAnswer): Settled => ({ status: 'fulfilled', value: answer });
export const settledWithout = (reason: unknown): Settled => ({ status: 'rejected', reason });

/**
 * How requests come into the streams of their items. Nothing is promised before it is written, no more is promised than there
 * is, and repeating a request changes nothing; whatever other writers do meanwhile, this process or another.
 */
export interface ReservationStrategy {
  /** Decides the requests in their order. Each gets what it alone has earned, and none is harmed by the refusal of another. */
  carryOut(requests: readonly StockRequest[]): Promise<readonly Settled[]>;
}

/** One name per item, over all tenants. */
export const itemName = ({ tenantId, id }: StreamId): string => `${tenantId}#${id}`;

/** The items that a request is about. */
export const itemNames = ({ commands }: StockRequest): readonly string[] => commands.map(({ id }) => itemName(id));
