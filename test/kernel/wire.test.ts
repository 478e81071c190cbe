import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../../lib/kernel/wire.ts';

describe('the wire form', () => {
  it('is snake_case outside and camelCase inside, at every depth', () => {
    const inside = { orderId: 'o1', lineItems: [{ unitPrice: 4680, taxesIncluded: false }], shippingAddress: { line1: 'a', line2: null } };
    const outside = {
      order_id: 'o1',
      line_items: [{ unit_price: 4680, taxes_included: false }],
      shipping_address: { line1: 'a', line2: null },
    };
    expect(toWire(inside)).toEqual(outside);
    expect(fromWire(outside)).toEqual(inside);
  });

  it('renames members, never values', () => {
    expect(toWire({ channelOrderName: 'newOrder', tags: ['camelCase', 'snake_case'] })).toEqual({
      channel_order_name: 'newOrder',
      tags: ['camelCase', 'snake_case'],
    });
    expect(fromWire({ reason_code: 'out_of_stock' })).toEqual({ reasonCode: 'out_of_stock' });
  });

  it('takes a number for a part of the name, as our own names are written without an underscore before it', () => {
    expect(fromWire({ address_line_1: 'a', line2: 'b' })).toEqual({ addressLine1: 'a', line2: 'b' });
    expect(toWire({ addressLine1: 'a', line2: 'b' })).toEqual({ address_line1: 'a', line2: 'b' });
  });

  it('leaves out undefined members and keeps null', () => {
    expect(toWire({ until: undefined, phone: null })).toEqual({ phone: null });
    expect(Object.keys(toWire({ until: undefined, phone: null }) as object)).toEqual(['phone']);
  });

  it.each([[null], ['text'], [7], [false], [[]], [{}]])('passes %j on', (value) => {
    expect(toWire(value)).toEqual(value);
    expect(fromWire(value)).toEqual(value);
  });

  it('changes nothing of what it is given', () => {
    const inside = Object.freeze({ orderId: 'o1', lineItems: Object.freeze([Object.freeze({ unitPrice: 1 })]) });
    expect(toWire(inside)).toEqual({ order_id: 'o1', line_items: [{ unit_price: 1 }] });
    expect(inside.lineItems[0]).toEqual({ unitPrice: 1 });
  });

  it('keeps a hostile member name a mere member', () => {
    const wire = toWire(JSON.parse('{"__proto__":{"isAdmin":true}}')) as Record<string, unknown>;
    expect(Object.getPrototypeOf(wire)).toBe(Object.prototype);
    expect(wire['is_admin']).toBeUndefined();
    expect(Object.hasOwn(wire, '__proto__')).toBe(true);
  });

  it('comes back as it went, for every shape of camelCase members', () => {
    const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,11}$/);
    const shape = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('record')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    })).value;
    fc.assert(
      fc.property(shape, (value) => {
        expect(fromWire(toWire(value))).toEqual(value);
      }),
    );
  });

  it('renames alike however many other names it has met', () => {
    for (let index = 0; index < 12_000; index += 1) toWire({ [`strangeName${index}`]: 1 });
    expect(toWire({ lateArrival: 1, strangeName11999: 1 })).toEqual({ late_arrival: 1, strange_name11999: 1 });
  });

  it('keeps the order of members, and of two that come to one name the later value', () => {
    expect(JSON.stringify(toWire({ zebra: 1, unitPrice: 2, apple: { lineId: [null, 'a', undefined] } }))).toBe(
      '{"zebra":1,"unit_price":2,"apple":{"line_id":[null,"a",null]}}',
    );
    expect(JSON.stringify(fromWire({ unit_price: 1, a: 2, unitPrice: 3 }))).toBe('{"unitPrice":3,"a":2}');
  });
});
