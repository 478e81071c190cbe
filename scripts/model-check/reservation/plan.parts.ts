import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import type { InventoryItemEvent } from '../../../lib/inventory/domain/inventory-item.events.ts';
import { type Call, cartExpiresAt, type Member, nowOf } from './world.ts';

/** `more`: the call has further steps to take before it can answer. */
export type Answer = 'reserved' | 'short' | 'closed' | 'more';

export type Write = { readonly stream: number; readonly events: readonly InventoryItemEvent[] };

export type Plan =
  | { readonly kind: 'look' | 'look-again'; readonly streams: readonly number[] }
  | { readonly kind: 'start-over' }
  | { readonly kind: 'answer'; readonly answers: readonly Answer[] }
  | {
      readonly kind: 'write';
      readonly writes: readonly Write[];
      /** One for each member. */
      readonly answers: readonly Answer[];
      readonly inHand?: Call['inHand'];
    };

export const reserveCommand = (member: Member, quantity: number): InventoryItemCommand => ({
  type: 'ReserveStock',
  reservationId: member.reservationId,
  quantity,
  kind: member.kind,
  ...(member.kind === 'cart' ? { expiresAt: cartExpiresAt } : {}),
  now: nowOf(member),
});

/** The refusal as its caller hears it. */
export const answerOf = (codes: readonly string[]): Answer => (codes.includes('insufficient-stock') ? 'short' : 'closed');
