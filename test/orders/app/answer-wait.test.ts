import { describe, expect, it } from 'vitest';
import { answerWait } from '../../../lib/orders/app/order-waits.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { HoldId } from '../../../lib/kernel/ids.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import {
  allocate,
  assign,
  at,
  cancel,
  confirm,
  create,
  east,
  foA,
  given,
  line,
  mug,
  place,
  report,
  revise,
} from '../domain/order.fixtures.ts';

const refusedEverywhere = HoldId('refused-everywhere-1');

const wants = (quantity: number) => ({ lines: [line(mug, quantity)] });
const backorder: OrderCommand = { type: 'RecordBackorder', decisionId: 'route.001.001', lines: [{ lineId: mug, quantity: 5 }] };
const waiting = [create(wants(5)), confirm, backorder] as const;

describe('a wait for stock', () => {
  it('goes on as long as the order is as it was when none was found', () => {
    expect(answerWait(given(...waiting).order(), 'stock')).toBe('wait');
  });

  it('ends when the order wants something else', () => {
    expect(answerWait(given(...waiting, revise(5, wants(4))).order(), 'stock')).toEqual({ next: 'go-on' });
  });

  it('ends when the order was changed and changed back, for it does not stand as waiting any more', () => {
    const changedBack = given(...waiting, revise(5, wants(4)), revise(6, wants(5))).order();
    expect(changedBack.status).toBe('confirmed');
    expect(answerWait(changedBack, 'stock')).toEqual({ next: 'go-on' });
    expect(
      answerWait(
        given(...waiting, revise(5, wants(4)), revise(6, wants(5)), { ...backorder, decisionId: 'route.001.002' }).order(),
        'stock',
      ),
    ).toBe('wait');
  });

  it('ends when those who refused the units are to be asked again, also where that was before the wait began', () => {
    const asked: OrderCommand = { type: 'ReleaseHold', holdId: refusedEverywhere, releasedBy: 'kim', roles: [], releasedAt: at(9) };
    const refused = given(
      create(wants(5)),
      confirm,
      allocate(1, [assign(foA, east, [[mug, 5]])]),
      report(foA, 3, 'rejected'),
      place({ holdId: refusedEverywhere, type: 'operator', blocks: [], releasableBy: [] }),
      { ...backorder, decisionId: 'route.002.001' },
    ).order();
    expect(answerWait(refused, 'stock')).toBe('wait');
    expect(refused.excludedLocations).toHaveLength(1);
    const released = orderDecider.decide(refused, asked);
    if (!released.ok) throw new Error(released.error.code);
    const order = released.value.reduce(orderDecider.evolve, refused) as Order;
    expect(order.excludedLocations).toEqual([]);
    expect(answerWait(order, 'stock')).toEqual({ next: 'go-on' });
    expect(answerWait(order, 'fulfilment')).toEqual({ next: 'source' });
  });

  it('ends with the order', () => {
    expect(answerWait(given(...waiting, cancel).order(), 'stock')).toBe('cancelled');
  });
});
