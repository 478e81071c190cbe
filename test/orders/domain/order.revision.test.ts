import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRevisions } from '../../../lib/orders/domain/order.revision.ts';

describe('the age of a revision', () => {
  it.each([
    ['2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z', 'same'],
    ['2026-11-20T14:00:00Z', '2026-11-20T14:00:01Z', 'newer'],
    ['2026-11-20T14:00:00Z', '2026-11-20T15:00:00+02:00', 'older'],
    ['2026-11-20T14:00:00Z', '2026-11-20T14:00:00.000Z', 'same'],
    ['9', '10', 'newer'],
    ['10', '9', 'older'],
    ['v2-a', 'v2-b', 'newer'],
    ['v2-b', 'v2-a', 'older'],
    ['2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z+settled-2026-11-21T08:00:00.000Z', 'newer'],
    ['2026-11-20T14:00:00Z+settled-2026-11-21T08:00:00.000Z', '2026-11-20T14:00:00.000Z', 'older'],
    ['2026-11-20T14:00:00Z+settled-2026-11-21T08:00:00.000Z', '2026-11-20T14:00:01Z', 'newer'],
    ['9+settled-2026-11-21T08:00:00.000Z', '10', 'newer'],
    [null, null, 'same'],
    [null, '7', 'incomparable'],
    ['7', null, 'incomparable'],
  ] as const)('of %s then %s is %s', (known, received, age) => expect(compareRevisions(known, received)).toBe(age));

  it('is seen the same from both sides', () => {
    const opposite = { older: 'newer', newer: 'older', same: 'same', incomparable: 'incomparable' } as const;
    const revision = fc.oneof(
      fc.constant(null),
      fc.nat({ max: 200 }).map(String),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(fc.property(revision, revision, (left, right) => compareRevisions(right, left) === opposite[compareRevisions(left, right)]));
  });
});
