import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Clock } from '../../../platform/ports.ts';
import { itemName, type StockAnswer, type StockRequest } from './stock-request.ts';

/** For how long a refusal is good for other carts, in milliseconds. */
export const soldOutMs = 1_000;

type Short = { readonly untilMs: number; readonly available: number };

/** Carts that ask for what was refused a moment ago. */
export type SoldOut = {
  /** The refusal of a request of carts alone of which an item was too short a moment ago; undefined when it has to be asked. */
  readonly answer: (request: StockRequest) => StockAnswer | undefined;
  /** A request is about to be asked: from now on it may stand, whatever is heard of it. */
  readonly begin: (request: StockRequest) => void;
  /** Takes in what became of a request. */
  readonly learn: (request: StockRequest, answer: StockAnswer) => void;
};

/**
 * Remembers for a second that an item is sold out, for carts alone: when a thousand ask for the last unit, most are told by
 * whom it was not read. What an order is told always rests on a read. Any write of this process to the item ends the memory,
 * so that what it has freed is there at once; what another process frees may be seen a second late. A cart that this process
 * has been asked for before is never answered from memory, for it may stand.
 */
export const createSoldOut = (clock: Clock): SoldOut => {
  const shorts = createRecentMap<string, Short>(10_000);
  const asked = createRecentMap<string, true>(10_000);

  return {
    answer: ({ commands }) => {
      const nowMs = toEpochMs(clock.now());
      const refused: { readonly index: number; readonly asked: number; readonly available: number }[] = [];
      for (const [index, { id, command }] of commands.entries()) {
        if (command.type !== 'ReserveStock' || command.kind !== 'cart') return undefined;
        if (asked.get(`${itemName(id)}/${command.reservationId}`)) return undefined;
        const short = shorts.get(itemName(id));
        if (short && nowMs < short.untilMs && command.quantity > short.available)
          refused.push({ index, asked: command.quantity, available: short.available });
      }
      if (refused.length === 0) return undefined;
      return {
        ok: false,
        error: refused.map(({ index, ...short }) => ({ index, rejection: { code: 'insufficient-stock', ...short } })),
      };
    },
    begin: ({ commands }) => {
      for (const { id, command } of commands)
        if (command.type === 'ReserveStock' && command.kind === 'cart') asked.set(`${itemName(id)}/${command.reservationId}`, true);
    },
    learn: ({ commands }, answer) => {
      const nowMs = toEpochMs(clock.now());
      if (answer.ok) {
        for (const [index, { id }] of commands.entries()) {
          const outcome = answer.value[index];
          if (outcome && (outcome.changed ?? outcome.events.length > 0)) shorts.delete(itemName(id));
        }
        return;
      }
      // Too short, so it does not stand, and may be answered from memory when it asks again.
      if (answer.error.every(({ rejection }) => rejection.code === 'insufficient-stock'))
        for (const { id, command } of commands)
          if (command.type === 'ReserveStock') asked.delete(`${itemName(id)}/${command.reservationId}`);
      for (const { index, rejection } of answer.error) {
        const at = commands[index];
        if (!at || rejection.code !== 'insufficient-stock' || at.command.type !== 'ReserveStock') continue;
        shorts.set(itemName(at.id), { untilMs: nowMs + soldOutMs, available: rejection.available });
      }
    },
  };
};
