import { describe, expect, it } from 'vitest';
import { type BulkAction, bulkCommands, tryBulkAction } from '../../../lib/orders/domain/bulk-action.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import { HoldId } from '../../../lib/kernel/ids.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import { at, create, given } from './order.fixtures.ts';

const actor = { jobId: 'j'.repeat(26), by: 'user:one', roles: ['support'], at: at(20) };

const hold = (id: string, more: { readonly type?: 'address' | 'operator'; readonly releasableBy?: readonly string[] } = {}) =>
  ({
    type: 'PlaceHold',
    hold: {
      holdId: HoldId(id),
      type: more.type ?? 'address',
      reason: 'check',
      blocks: ['shipping'],
      placedBy: 'test',
      placedAt: at(1),
      until: null,
      releasableBy: more.releasableBy ?? [],
    },
  }) as const;

const carryOut = (order: Order, action: BulkAction): Order => {
  let state = order;
  for (const command of bulkCommands(action, order, actor)) {
    const decision = orderDecider.decide(state, command);
    if (!decision.ok) throw new Error(decision.error.code);
    for (const event of decision.value) state = orderDecider.evolve(state, event) as Order;
  }
  return state;
};

describe('an action on many orders', () => {
  it.each<BulkAction>([
    { action: 'cancel', reason: 'operator' },
    { action: 'place_hold', type: 'operator', reason: 'wait', blocks: ['release'], until: null },
    { action: 'release_holds', type: 'address' },
    { action: 'reject_holds', type: 'address' },
  ])('changes an order once: $action', (action) => {
    const order = given(create(), hold('one'), hold('two')).order();
    expect(tryBulkAction(action, order, actor)).toEqual({ ok: true, value: 'would-change' });
    const changed = carryOut(order, action);
    expect(changed).not.toEqual(order);
    expect(tryBulkAction(action, changed, actor)).toEqual({ ok: true, value: 'unchanged' });
    expect(carryOut(changed, action)).toEqual(changed);
  });

  it('closes every open hold of the type, and no other', () => {
    const order = given(create(), hold('one'), hold('two'), hold('three', { type: 'operator' })).order();
    const released = carryOut(order, { action: 'release_holds', type: 'address' });
    expect(released.holds.map(({ outcome }) => outcome)).toEqual(['released', 'released', 'open']);
    expect(released.holds[0]?.closedBy).toBe('user:one');
  });

  it('is refused as the single command is, also where it is only tried out', () => {
    const order = given(create(), hold('one'), hold('two', { releasableBy: ['admin'] })).order();
    const refused = { code: 'hold-role-required', holdId: 'two', releasableBy: ['admin'] };
    expect(tryBulkAction({ action: 'release_holds', type: 'address' }, order, actor)).toEqual({ ok: false, error: refused });
    expect(order.holds.map(({ outcome }) => outcome)).toEqual(['open', 'open']);
  });
});
