import { describe, expect, it } from 'vitest';
import { fold } from '../../../lib/kernel/decider.ts';
import { NoteId, PersonId } from '../../../lib/kernel/ids.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import { notesMax } from '../../../lib/orders/domain/order-notes.decide.ts';
import type { Order, OrderState } from '../../../lib/orders/domain/order.state.ts';
import { create, given } from './order.fixtures.ts';

const personId = PersonId('p'.repeat(26));
const note = (number: number) => ({ type: 'AddNote', noteId: NoteId(String(number).padStart(26, 'n')), personId }) as const;

const after = (order: Order, commands: readonly ReturnType<typeof note>[]): Order =>
  commands.reduce((state, command) => {
    const decision = orderDecider.decide(state, command);
    if (!decision.ok) throw new Error(decision.error.code);
    return fold(orderDecider, state as OrderState, decision.value) as Order;
  }, order);

describe('a note', () => {
  it('is a fact with its id and the person under whom its text is kept', () => {
    expect(orderDecider.decide(given(create()).order(), note(1))).toEqual({
      ok: true,
      value: [{ type: 'order.note_added', noteId: note(1).noteId, personId }],
    });
  });

  it('is written once, and beside others', () => {
    const order = after(given(create()).order(), [note(1), note(2)]);
    expect(order.noteIds).toEqual([note(1).noteId, note(2).noteId]);
    expect(orderDecider.decide(order, note(1))).toEqual({ ok: true, value: [] });
  });

  it('can be written on an order that has ended', () => {
    const order = given(create(), { type: 'CancelOrder', reason: 'customer', requestedBy: 'user:1' }).order();
    expect(order.status).toBe('cancelled');
    expect(after(order, [note(1)])).toEqual({ ...order, noteIds: [note(1).noteId] });
  });

  it('is one too many beyond the most that an order can have', () => {
    const order = after(
      given(create()).order(),
      Array.from({ length: notesMax }, (_, index) => note(index)),
    );
    expect(orderDecider.decide(order, note(notesMax))).toEqual({ ok: false, error: { code: 'too-many-notes', atMost: notesMax } });
    expect(orderDecider.decide(order, note(0))).toEqual({ ok: true, value: [] });
  });

  it('finds no order where there is none', () => {
    expect(orderDecider.decide(orderDecider.initial, note(1))).toEqual({ ok: false, error: { code: 'order-not-found' } });
  });
});
