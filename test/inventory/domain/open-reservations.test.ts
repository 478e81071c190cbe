import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findOpen,
  type OpenReservations,
  withChanged,
  withoutClosed,
  withOpened,
} from '../../../lib/inventory/domain/open-reservations.ts';

type Operation = { readonly kind: 'open' | 'change' | 'close'; readonly id: string; readonly on: number; readonly looks: boolean };

/** More than are looked through without an index, which are sixteen. */
const ids = Array.from({ length: 24 }, (_, index) => `order-${index}`);
const operations = fc.array(
  fc.record({
    kind: fc.constantFrom<Operation['kind']>('open', 'open', 'change', 'close'),
    id: fc.constantFrom(...ids),
    // Which of the lists made so far it is done to: the newest, or an older one that others have been made from.
    on: fc.nat(3),
    looks: fc.boolean(),
  }),
  { minLength: 30, maxLength: 80 },
);

const apply = (open: OpenReservations, { kind, id }: Operation): OpenReservations => {
  if (kind === 'open' && !open.some((one) => one.id === id)) return withOpened(open, { id, quantity: 1, kind: 'order' });
  if (kind === 'change') return withChanged(open, id, (one) => ({ ...one, quantity: one.quantity + 1 }));
  return kind === 'close' ? withoutClosed(open, [id, 'unknown']) : open;
};

const looked = (open: OpenReservations): readonly unknown[] => ids.map((id) => findOpen({ open }, id));
const searched = (open: OpenReservations): readonly unknown[] => ids.map((id) => open.find((one) => one.id === id));

describe('the open reservations of an item', () => {
  it('are found by their ids in every list that was ever made, with an index or without', () => {
    fc.assert(
      fc.property(operations, (all) => {
        const start = ids.slice(0, 14).reduce<OpenReservations>((list, id) => withOpened(list, { id, quantity: 1, kind: 'order' }), []);
        const lists: OpenReservations[] = [start];
        const texts = [JSON.stringify(start)];
        for (const operation of all) {
          const made = apply(lists.at(-1 - Math.min(operation.on, lists.length - 1)) ?? [], operation);
          lists.push(made);
          texts.push(JSON.stringify(made));
          if (operation.looks) expect(looked(made)).toEqual(searched(made));
        }
        expect(lists.map((open) => JSON.stringify(open))).toEqual(texts);
        expect(lists.map(looked)).toEqual(lists.map(searched));
      }),
      { numRuns: 100 },
    );
  });

  it('stand in the order of their coming, a changed one in its place', () => {
    const open = ['a', 'b', 'c'].reduce<OpenReservations>((list, id) => withOpened(list, { id, quantity: 1, kind: 'order' }), []);
    const changed = withChanged(open, 'b', (one) => ({ ...one, quantity: 5 }));
    expect(changed.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['a', 1],
      ['b', 5],
      ['c', 1],
    ]);
    expect(withoutClosed(changed, ['a']).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
