import { describe, expect, it } from 'vitest';
import { HoldId } from '../../../lib/kernel/ids.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { activeHolds, findHold } from '../../../lib/orders/domain/order.state.ts';
import { at, cancel, confirm, create, given, hold, oneLocation, place } from './order.fixtures.ts';

const holdId = HoldId('hold-1');
const release = (roles: readonly string[], minute = 10): OrderCommand => ({
  type: 'ReleaseHold',
  holdId,
  releasedBy: 'user-7',
  roles,
  releasedAt: at(minute),
});
const reject = (roles: readonly string[]): OrderCommand => ({
  type: 'RejectHold',
  holdId,
  rejectedBy: 'user-7',
  roles,
  rejectedAt: at(10),
});

describe('a hold', () => {
  it('is placed once, whatever a repeat says', () => {
    const { events, state } = given(create()).when(place()).accepted();
    expect(events).toEqual([{ type: 'order.hold_placed', hold: hold() }]);
    expect(activeHolds(state)).toHaveLength(1);
    given(create(), place())
      .when(place({ reason: 'another' }))
      .changesNothing();
    given(create(), place(), release(['fraud-analyst']))
      .when(place())
      .changesNothing();
  });

  it('is an overlay: the status stays', () => expect(given(create(), confirm, place()).order().status).toBe('confirmed'));

  it('lets the work go on once released, with who released it', () => {
    const { events, state } = given(create(), confirm, place())
      .when(release(['fraud-analyst']))
      .accepted();
    expect(events).toEqual([{ type: 'order.hold_released', holdId, releasedBy: 'user-7', releasedAt: at(10) }]);
    expect(findHold(state, holdId)).toMatchObject({ outcome: 'released', closedBy: 'user-7' });
    expect(
      given(create(), confirm, place(), release(['fraud-analyst']))
        .when(oneLocation)
        .accepted().state.status,
    ).toBe('allocated');
  });

  it('goes on blocking after it was rejected', () => {
    const rejected = given(create(), confirm, place(), reject(['fraud-analyst']));
    expect(activeHolds(rejected.state, 'sourcing')).toHaveLength(1);
    rejected.when(oneLocation).rejects('order-on-hold');
    expect(rejected.when(cancel).accepted().state.status).toBe('cancelled');
  });

  it('is closed only by the roles it names', () => {
    expect(
      given(create(), place())
        .when(release(['packer']))
        .rejects('hold-role-required'),
    ).toMatchObject({ releasableBy: ['fraud-analyst'] });
    given(create(), place()).when(reject([])).rejects('hold-role-required');
    given(create(), place({ releasableBy: [] }))
      .when(release([]))
      .accepted();
  });

  it('is released by anyone once its date has come', () => {
    const dated = given(create(), place({ type: 'until-date', until: at(30) }));
    dated.when(release([], 29)).rejects('hold-role-required');
    expect(dated.when(release([], 30)).accepted().types).toEqual(['order.hold_released']);
  });

  it('cannot be closed twice or when unknown', () => {
    given(create())
      .when(release(['fraud-analyst']))
      .rejects('hold-unknown');
    expect(
      given(create(), place(), release(['fraud-analyst']))
        .when(release(['fraud-analyst']))
        .rejects('hold-not-open'),
    ).toMatchObject({ outcome: 'released' });
    expect(
      given(create(), place(), reject(['fraud-analyst']))
        .when(release(['fraud-analyst']))
        .rejects('hold-not-open'),
    ).toMatchObject({ outcome: 'rejected' });
  });

  it('is not placed on an order that has ended', () => {
    expect(given(create(), cancel).when(place()).rejects('order-closed')).toMatchObject({ status: 'cancelled' });
  });

  it('blocks only what it names, and every blocking hold is told', () => {
    const held = given(create(), confirm, place(), place({ holdId: HoldId('hold-2'), type: 'address', blocks: ['sourcing', 'release'] }));
    expect(activeHolds(held.state, 'release').map((entry) => entry.holdId)).toEqual(['hold-2']);
    expect(held.when(oneLocation).rejects('order-on-hold')).toMatchObject({ holds: [{ holdId: 'hold-1' }, { holdId: 'hold-2' }] });
  });
});
