import { describe, expect, it } from 'vitest';
import { answerWait } from '../../../lib/orders/app/order-waits.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { cancel, confirm, create, given, line, mug, revise } from '../domain/order.fixtures.ts';

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

  it('ends with the order', () => {
    expect(answerWait(given(...waiting, cancel).order(), 'stock')).toBe('cancelled');
  });
});
