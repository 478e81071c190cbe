import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  FulfillmentOrderId,
  HoldId,
  InvalidIdError,
  LineId,
  LocationId,
  OrderId,
  PersonId,
  ReservationId,
  Sku,
  TenantId,
} from '../../lib/kernel/ids.ts';

const hash = 'mzxw6ytboi234567abcdefghij';

describe('ids made from a hash', () => {
  it.each([
    ['OrderId', OrderId],
    ['FulfillmentOrderId', FulfillmentOrderId],
    ['PersonId', PersonId],
  ])('%s takes 26 characters of lower-case base32 and nothing else', (_, create) => {
    expect(create(hash)).toBe(hash);
    for (const wrong of ['', hash.slice(1), `${hash}a`, hash.toUpperCase(), `${hash.slice(1)}1`, `${hash.slice(1)}#`, `${hash}\n`]) {
      expect(() => create(wrong)).toThrow(InvalidIdError);
    }
  });
});

describe('TenantId', () => {
  it.each(['main', 'a', '3pl-client-7', 'a'.repeat(40)])('takes %j', (value) => {
    expect(TenantId(value)).toBe(value);
  });

  it.each(['', '-main', 'Main', 'a#b', 'a b', 'a'.repeat(41), 'main\n'])('refuses %j', (value) => {
    expect(() => TenantId(value)).toThrow(InvalidIdError);
  });
});

describe('ids given by others', () => {
  it.each([
    ['LocationId', LocationId, 64],
    ['Sku', Sku, 128],
    ['LineId', LineId, 128],
    ['HoldId', HoldId, 64],
    ['ReservationId', ReservationId, 200],
  ])('%s takes any text up to its length, but no key separator and no control character', (_, create, longest) => {
    for (const value of ['A', 'SKU-1/red size 42', 'ärmel', '丸', 'x'.repeat(longest)]) expect(create(value)).toBe(value);
    for (const wrong of ['', 'x'.repeat(longest + 1), 'a#b', 'a\nb', 'a\u0000', '\u007f', '\t'])
      expect(() => create(wrong)).toThrow(InvalidIdError);
  });

  it('never let a key separator through', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        expect(() => Sku(`${before}#${after}`)).toThrow(InvalidIdError);
      }),
    );
  });

  it('names the kind of id that was wrong', () => {
    expect(() => Sku('a#b')).toThrow('Sku "a#b" does not match');
  });
});

describe('the types of ids', () => {
  it('cannot be mistaken for one another, nor for plain text', () => {
    expectTypeOf<OrderId>().not.toExtend<FulfillmentOrderId>();
    expectTypeOf<Sku>().not.toExtend<LocationId>();
    expectTypeOf<string>().not.toExtend<Sku>();
    expectTypeOf<Sku>().toExtend<string>();
  });
});
