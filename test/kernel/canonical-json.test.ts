import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';

/** The same in its plainest form, which stored hashes were made with. */
const plainCanonicalJson = (value: unknown): string => {
  if (Array.isArray(value))
    return `[${Array.from(value, (entry) => (entry === undefined ? 'null' : plainCanonicalJson(entry))).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${plainCanonicalJson(member)}`).join(',')}}`;
};

/** Text with everything that JSON escapes: quotes, backslashes, control characters, halves of pairs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', '"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u2028', 'é', '\ud83d', '\ude00', '\ud83d\ude00'),
  }),
);

const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('record'),
  ),
  list: fc.array(fc.option(tie('value'), { nil: undefined }), { maxLength: 5 }),
  record: fc.dictionary(
    fc.oneof(fc.constantFrom('b', 'a', '10', '9', '__proto__', 'constructor'), anyText),
    fc.option(tie('value'), { nil: undefined }),
    {
      maxKeys: 6,
    },
  ),
})).value;

describe('canonicalJson', () => {
  it('sorts members and leaves out white space', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], c: { z: 0, y: -1.5 } })).toBe('{"a":[true,null,"x"],"b":1,"c":{"y":-1.5,"z":0}}');
  });

  it('sorts by UTF-16 code units, as RFC 8785 does in its section 3.2.3', () => {
    const value = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      ö: 'Latin',
    };
    const order = [...canonicalJson(value).matchAll(/:"(\w+)/g)].map((match) => match[1]);
    expect(order).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
  });

  it.each([
    [1e9 / 3, '333333333.3333333'],
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [0.000000000000000000000000001, '1e-27'],
    [-0, '0'],
  ])('writes the number %d as RFC 8785 does', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it('treats undefined as JSON.stringify does: absent as a member, null as an entry', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson([undefined, 1])).toBe('[null,1]');
    // oxlint-disable-next-line no-sparse-arrays -- a hole reads as undefined
    expect(canonicalJson([, 1])).toBe('[null,1]');
  });

  it('keeps a member named like the prototype', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
  });

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['bigint', 1n],
    ['function', () => 1],
    ['symbol', Symbol('s')],
    ['Date', new Date(0)],
    ['Map', new Map([['a', 1]])],
    ['Set', new Set([1])],
    ['Uint8Array', new Uint8Array([1])],
  ])('refuses %s, also deep inside', (named, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ a: [{ b: value === undefined ? Number.NaN : value }] })).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(named);
  });

  it('means the same value as plain JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes equal objects alike, whatever the order of their members', () => {
    const shuffled = fc
      .uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key, maxLength: 12 })
      .chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })));
    fc.assert(
      fc.property(shuffled, ([entries, reordered]) => {
        expect(canonicalJson(Object.fromEntries(reordered))).toBe(canonicalJson(Object.fromEntries(entries)));
      }),
    );
  });

  it('writes the same text as its plainest form, letter for letter', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(value)).toBe(plainCanonicalJson(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('writes alike however many other shapes it has met', () => {
    const shapes = Array.from({ length: 5_000 }, (_, index) => ({ [`z${index}`]: 1, a: index, [`m${index % 40}`]: null, end: true }));
    const large = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${'n'.repeat(index)}${index % 7}`, index]));
    for (const value of [...shapes, large, ...shapes, large]) expect(canonicalJson(value)).toBe(plainCanonicalJson(value));
  });

  it('tells apart shapes that end alike', () => {
    expect(canonicalJson({ b: 1, a: 2, z: 3 })).toBe('{"a":2,"b":1,"z":3}');
    expect(canonicalJson({ c: 1, a: 2, z: 3 })).toBe('{"a":2,"c":1,"z":3}');
    expect(canonicalJson({ a: 2, z: 3 })).toBe('{"a":2,"z":3}');
    expect(canonicalJson({ z: 3 })).toBe('{"z":3}');
  });
});
