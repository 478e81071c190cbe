import { describe, expect, it } from 'vitest';
import { Instant } from '../../../lib/kernel/instant.ts';
import { addressHoldOf } from '../../../lib/orders/domain/order-address.decide.ts';
import type { CorrectAddress, PlaceHold } from '../../../lib/orders/domain/order.commands.ts';
import type { AddressCheck } from '../../../lib/orders/domain/order.values.ts';
import { confirm, create, foA, given, oneLocation, report, revise } from './order.fixtures.ts';

const [theirs, ours, third] = ['1111111111111111', '2222222222222222', '3333333333333333'] as const;
const check: AddressCheck = { token: theirs, findings: [{ code: 'postal-code-form', field: 'postal_code' }] };
const here = { country: 'US', region: 'NY', postalPrefix: '122' };
const away = { country: 'US', region: 'NV', postalPrefix: '895' };
const at = Instant('2026-11-20T12:00:00.000Z');

const wrong = { destination: here, addressToken: theirs, addressCheck: check };
const placed = create(wrong);
const hold: PlaceHold = {
  type: 'PlaceHold',
  hold: { ...addressHoldOf(check, here), placedBy: 'order-assessment', placedAt: at, until: null },
};
const correct = (more: Partial<CorrectAddress> = {}): CorrectAddress => ({
  type: 'CorrectAddress',
  contentHash: placed.content.contentHash,
  destination: away,
  correction: { token: ours, of: theirs },
  findings: [],
  confirmed: false,
  correctedBy: 'user:u-1',
  correctedAt: at,
  ...more,
});
const [finding] = check.findings;
if (!finding) throw new Error('there is one');

describe('an address that is corrected with us', () => {
  it('takes the place of the channel’s, and the hold is released in the same commit', () => {
    const { types, state } = given(placed, hold).when(correct()).accepted();
    expect(types).toEqual(['order.revised', 'order.hold_released']);
    expect(state).toMatchObject({
      destination: away,
      addressCheck: null,
      addressCorrection: { token: ours, of: theirs },
      channelRevision: placed.content.channelRevision,
      holds: [{ outcome: 'released', closedBy: 'user:u-1' }],
    });
  });

  it('changes nothing when it is said again', () => {
    given(placed, hold, correct()).when(correct()).changesNothing();
  });

  it('is refused when the channel has revised the order since', () => {
    given(placed, hold)
      .when(correct({ contentHash: 'another' }))
      .rejects('address-conflict');
  });

  it('is refused when the check doubts it, unless somebody confirms it', () => {
    given(placed, hold)
      .when(correct({ findings: [finding] }))
      .rejects('address-doubted');
    const { state } = given(placed, hold)
      .when(correct({ findings: [finding], confirmed: true }))
      .accepted();
    expect(state).toMatchObject({ addressCheck: { token: ours, confirmed: true }, holds: [{ outcome: 'released' }] });
  });

  it('can be the one that the channel has, when somebody confirms that', () => {
    const same = correct({ destination: here, correction: { token: theirs, of: theirs }, findings: [finding], confirmed: true });
    const confirmed = given(placed, hold, same);
    expect(confirmed.order()).toMatchObject({ addressCheck: { token: theirs, confirmed: true }, holds: [{ outcome: 'released' }] });
    expect(confirmed.order().addressCorrection).toBeUndefined();
    // A later revision with that address is confirmed as well.
    expect(confirmed.when(revise(5, wrong)).accepted().state).toMatchObject({ addressCheck: { confirmed: true } });
  });

  it('has work called off that nobody has begun, and comes too late for what is packed or has left', () => {
    const plain = create({ destination: here, addressToken: theirs });
    const begun = given(plain, confirm, oneLocation);
    expect(begun.when(correct()).accepted().events.at(-1)).toMatchObject({
      type: 'order.fulfillment_recall_requested',
      reason: 'address-changed',
    });
    given(plain, confirm, oneLocation, report(foA, 4, 'packed'))
      .when(correct())
      .rejects('address-fixed');
    given(plain, confirm, oneLocation, report(foA, 5, 'shipped'))
      .when(correct())
      .rejects('address-fixed');
  });

  it('survives revisions with the old address or none, and not one with a third', () => {
    const corrected = given(placed, hold, correct());
    for (const revision of [wrong, { destination: here }]) {
      const { state } = corrected.when(revise(5, revision)).accepted();
      expect(state).toMatchObject({ destination: away, addressCorrection: { token: ours } });
      expect(state.holds.every(({ outcome }) => outcome === 'released')).toBe(true);
    }
    const { state } = corrected.when(revise(5, { destination: here, addressToken: third })).accepted();
    expect(state).toMatchObject({ destination: here, addressCorrection: null });
  });
});

describe('a revision of the channel', () => {
  it('releases the hold once nothing is wrong any more', () => {
    const { types } = given(placed, hold)
      .when(revise(5, { destination: here, addressToken: third }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.hold_released']);
  });

  it('with the same address leaves the hold', () => {
    expect(given(placed, hold).when(revise(5, wrong)).accepted().types).toEqual(['order.revised']);
  });

  it('with another wrong address never leaves a moment without a hold', () => {
    const { types, state } = given(placed, hold)
      .when(revise(5, { destination: here, addressToken: third, addressCheck: { ...check, token: third } }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.hold_placed', 'order.hold_released']);
    expect(state.holds.map(({ outcome }) => outcome)).toEqual(['released', 'open']);
  });
});
