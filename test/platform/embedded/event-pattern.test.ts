import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEventPattern, EventPatternError } from '../../../lib/platform/embedded/event-pattern.ts';

const event = (detail: Record<string, unknown>): Record<string, unknown> => ({
  version: '0',
  id: '01',
  'detail-type': 'OrderCreated',
  source: 'oms.orders',
  account: '000000000000',
  time: '2026-11-20T14:23:33Z',
  region: 'local',
  resources: ['order/1', 'order/2'],
  detail,
});

const matches = (pattern: Record<string, unknown>, detail: Record<string, unknown> = {}): boolean =>
  compileEventPattern(pattern)(event(detail));
const detailMatches = (condition: unknown, value: unknown): boolean =>
  matches({ detail: { field: condition } }, value === undefined ? { other: 1 } : { field: value });

describe('event pattern', () => {
  describe('values', () => {
    it.each([
      ['text', ['a'], 'a', true],
      ['text, another', ['a'], 'b', false],
      ['text is case-sensitive', ['a'], 'A', false],
      ['one of several', ['a', 'b'], 'b', true],
      ['number', [5], 5, true],
      ['number written otherwise', [300], 3.0e2, true],
      ['number is not text', [5], '5', false],
      ['text is not number', ['5'], 5, false],
      ['true', [true], true, true],
      ['true is not text', [true], 'true', false],
      ['null', [null], null, true],
      ['null is not absence', [null], undefined, false],
      ['empty text', [''], '', true],
      ['empty text is not null', [''], null, false],
      ['element of a list', ['b'], ['a', 'b'], true],
      ['no element of a list', ['c'], ['a', 'b'], false],
      ['element of a nested list', ['b'], [['a'], [['b']]], true],
      ['of an empty list', ['a'], [], false],
      ['of an object', ['a'], { a: 'a' }, false],
      ['of a missing field', ['a'], undefined, false],
    ] as const)('%s', (_what, condition, value, expected) => {
      expect(detailMatches(condition, value)).toBe(expected);
    });
  });

  describe('operators', () => {
    it.each([
      ['prefix', { prefix: 'ord' }, 'order', true],
      ['prefix, other text', { prefix: 'ord' }, 'border', false],
      ['prefix, of a number', { prefix: '1' }, 12, false],
      ['prefix ignoring case', { prefix: { 'equals-ignore-case': 'ORD' } }, 'orDer', true],
      ['prefix with case', { prefix: 'ORD' }, 'order', false],
      ['suffix', { suffix: '.png' }, 'a.png', true],
      ['suffix, other text', { suffix: '.png' }, 'a.png.txt', false],
      ['suffix ignoring case', { suffix: { 'equals-ignore-case': '.PNG' } }, 'a.pNg', true],
      ['equals-ignore-case', { 'equals-ignore-case': 'alice' }, 'ALICE', true],
      ['equals-ignore-case, longer text', { 'equals-ignore-case': 'alice' }, 'alices', false],
      ['anything-but text', { 'anything-but': 'a' }, 'b', true],
      ['anything-but text, that text', { 'anything-but': 'a' }, 'a', false],
      ['anything-but text, of a number', { 'anything-but': '5' }, 5, true],
      ['anything-but text, of null', { 'anything-but': 'a' }, null, true],
      ['anything-but text, of a missing field', { 'anything-but': 'a' }, undefined, false],
      ['anything-but list', { 'anything-but': ['a', 'b'] }, 'b', false],
      ['anything-but list, another', { 'anything-but': ['a', 'b'] }, 'c', true],
      ['anything-but numbers', { 'anything-but': [1, 2] }, 2, false],
      ['anything-but number, as text', { 'anything-but': 2 }, '2', true],
      ['anything-but, some element differs', { 'anything-but': 'a' }, ['a', 'b'], true],
      ['anything-but, all elements equal', { 'anything-but': 'a' }, ['a', 'a'], false],
      ['anything-but prefix', { 'anything-but': { prefix: 'in' } }, 'init', false],
      ['anything-but prefix, another', { 'anything-but': { prefix: 'in' } }, 'out', true],
      ['anything-but prefix, of a number', { 'anything-but': { prefix: 'in' } }, 7, true],
      ['anything-but prefix list', { 'anything-but': { prefix: ['in', 'out'] } }, 'outer', false],
      ['anything-but suffix', { 'anything-but': { suffix: 'it' } }, 'init', false],
      ['anything-but suffix list', { 'anything-but': { suffix: ['it', 'at'] } }, 'on', true],
      ['anything-but wildcard', { 'anything-but': { wildcard: '*/lib/*' } }, 'a/lib/b', false],
      ['anything-but wildcard list', { 'anything-but': { wildcard: ['*/lib/*', '*.ts'] } }, 'a/bin/b', true],
      ['anything-but ignoring case', { 'anything-but': { 'equals-ignore-case': 'init' } }, 'INIT', false],
      ['anything-but ignoring case, list', { 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }, 'B', false],
      ['exists', { exists: true }, 'x', true],
      ['exists, null', { exists: true }, null, true],
      ['exists, missing', { exists: true }, undefined, false],
      ['exists, an object is no leaf', { exists: true }, { a: 1 }, false],
      ['exists, an empty list has no leaf', { exists: true }, [], false],
      ['exists false', { exists: false }, undefined, true],
      ['exists false, there', { exists: false }, 0, false],
      ['exists false, an object is no leaf', { exists: false }, { a: 1 }, true],
      ['numeric =', { numeric: ['=', 301.8] }, 301.8, true],
      ['numeric <', { numeric: ['<', 10] }, 10, false],
      ['numeric <=', { numeric: ['<=', 10] }, 10, true],
      ['numeric >', { numeric: ['>', 10] }, 10, false],
      ['numeric >=', { numeric: ['>=', 10] }, 10, true],
      ['numeric range, inside', { numeric: ['>', 0, '<=', 5] }, 5, true],
      ['numeric range, at the open end', { numeric: ['>', 0, '<=', 5] }, 0, false],
      ['numeric range, above', { numeric: ['>=', 0, '<', 5] }, 5, false],
      ['numeric, of text', { numeric: ['=', 5] }, '5', false],
      ['numeric, beyond 5e9', { numeric: ['>', 0] }, 6e9, false],
      ['wildcard', { wildcard: 'dir/*.png' }, 'dir/a/b.png', true],
      ['wildcard, other end', { wildcard: 'dir/*.png' }, 'dir/a.txt', false],
      ['wildcard may stand for nothing', { wildcard: 'a*b' }, 'ab', true],
      ['wildcard does not overlap', { wildcard: 'ab*ba' }, 'aba', false],
      ['wildcards, several', { wildcard: '*a*b*' }, 'xxaxbxx', true],
      ['wildcards in order', { wildcard: '*a*b*' }, 'ba', false],
      ['wildcard, escaped star', { wildcard: 'a\\*b' }, 'a*b', true],
      ['wildcard, escaped star is no wildcard', { wildcard: 'a\\*b' }, 'axb', false],
      ['wildcard, escaped backslash', { wildcard: 'a\\\\*' }, 'a\\b', true],
      ['wildcard without a star', { wildcard: 'ab' }, 'ab', true],
      ['wildcard, of a number', { wildcard: '*' }, 5, false],
      ['cidr', { cidr: '10.0.0.0/24' }, '10.0.0.255', true],
      ['cidr, outside', { cidr: '10.0.0.0/24' }, '10.0.1.0', false],
      ['cidr begins at its address', { cidr: '10.0.0.16/24' }, '10.0.0.15', false],
      ['cidr, of a name', { cidr: '10.0.0.0/24' }, 'host.example', false],
      ['cidr IPv6', { cidr: '2001:db8::/32' }, '2001:db8:0:1::ffff', true],
      ['cidr IPv6, outside', { cidr: '2001:db8::/32' }, '2001:db9::', false],
      ['cidr of one family only', { cidr: '0.0.0.0/0' }, '::1', false],
    ] as const)('%s', (_what, condition, value, expected) => {
      expect(detailMatches([condition], value)).toBe(expected);
    });

    it('takes values and operators beside each other as alternatives', () => {
      const condition = ['exact', { prefix: 'pre' }, { exists: false }, 7];
      expect(['exact', 'prefixed', undefined, 7, 'other', 8].map((value) => detailMatches(condition, value))).toEqual([
        true,
        true,
        true,
        true,
        false,
        false,
      ]);
    });
  });

  describe('fields', () => {
    it('asks every field of the envelope', () => {
      expect(matches({ source: ['oms.orders'], 'detail-type': ['OrderCreated'] })).toBe(true);
      expect(matches({ source: ['oms.orders'], 'detail-type': ['OrderCancelled'] })).toBe(false);
      expect(matches({ resources: ['order/2'] })).toBe(true);
      expect(matches({ time: [{ prefix: '2026-11-20' }] })).toBe(true);
    });

    it('goes into nested objects', () => {
      const pattern = { detail: { order: { totals: { total: [{ numeric: ['>', 100] }] } } } };
      expect(matches(pattern, { order: { totals: { total: 101 } } })).toBe(true);
      expect(matches(pattern, { order: { totals: 101 } })).toBe(false);
      expect(matches(pattern, {})).toBe(false);
    });

    it('asks several fields below a list of one and the same element', () => {
      const pattern = { detail: { lines: { sku: ['A'], quantity: [2] } } };
      expect(
        matches(pattern, {
          lines: [
            { sku: 'A', quantity: 2 },
            { sku: 'B', quantity: 1 },
          ],
        }),
      ).toBe(true);
      expect(
        matches(pattern, {
          lines: [
            { sku: 'A', quantity: 1 },
            { sku: 'B', quantity: 2 },
          ],
        }),
      ).toBe(false);
      expect(matches(pattern, { lines: [[{ sku: 'A', quantity: 2 }]] })).toBe(true);
    });

    it('asks absence of the whole event, not of one element', () => {
      const pattern = { detail: { lines: { sku: ['A'], gift: [{ exists: false }] } } };
      expect(matches(pattern, { lines: [{ sku: 'A' }, { sku: 'B' }] })).toBe(true);
      expect(matches(pattern, { lines: [{ sku: 'A' }, { sku: 'B', gift: true }] })).toBe(false);
    });

    it('finds a field absent below what is absent, empty or a plain value', () => {
      const pattern = { detail: { lines: { gift: [{ exists: false }] } } };
      expect([{}, { lines: [] }, { lines: 'none' }, { lines: {} }].map((detail) => matches(pattern, detail))).toEqual([
        true,
        true,
        true,
        true,
      ]);
    });

    it('does not take inherited names for fields', () => {
      expect(matches({ detail: { constructor: { name: [{ exists: true }] } } }, {})).toBe(false);
    });
  });

  describe('$or', () => {
    const pattern = {
      source: ['oms.orders'],
      $or: [
        { 'detail-type': ['OrderCancelled'] },
        { detail: { total: [{ numeric: ['>', 500] }] } },
        { detail: { vip: [true], $or: [{ a: [1] }, { b: [1] }] } },
      ],
    };

    it('takes any branch, together with what stands beside it', () => {
      expect(matches(pattern, { total: 501 })).toBe(true);
      expect(matches(pattern, { total: 500 })).toBe(false);
      expect(matches({ ...pattern, source: ['other'] }, { total: 501 })).toBe(false);
    });

    it('nests', () => {
      expect(matches(pattern, { vip: true, b: 1 })).toBe(true);
      expect(matches(pattern, { vip: true, b: 2 })).toBe(false);
      expect(matches(pattern, { vip: false, a: 1 })).toBe(false);
    });
  });

  describe('refuses at compile time, naming the place', () => {
    it.each([
      ['an unknown operator', { detail: { a: [{ regex: 'x' }] } }, 'detail.a.regex'],
      ['two operators at once', { detail: { a: [{ prefix: 'x', suffix: 'y' }] } }, 'detail.a'],
      ['an operator without an operand object', { detail: { a: [{}] } }, 'detail.a'],
      ['an empty list', { detail: { a: [] } }, 'detail.a'],
      ['a list in a list', { detail: { a: [['x']] } }, 'detail.a'],
      ['an empty object', { detail: {} }, 'detail'],
      ['an empty pattern', {}, 'pattern'],
      ['a bare value', { source: 'oms.orders' }, 'source'],
      ['a field the envelope has not', { detailType: ['OrderCreated'] }, 'detailType'],
      ['a prefix that is not text', { detail: { a: [{ prefix: 1 }] } }, 'detail.a.prefix'],
      ['a prefix with another modifier', { detail: { a: [{ prefix: { wildcard: '*' } }] } }, 'detail.a.prefix'],
      ['anything-but of mixed kinds', { detail: { a: [{ 'anything-but': ['a', 1] }] } }, 'detail.a.anything-but'],
      ['anything-but of nothing', { detail: { a: [{ 'anything-but': [] }] } }, 'detail.a.anything-but'],
      ['anything-but of true', { detail: { a: [{ 'anything-but': true }] } }, 'detail.a.anything-but'],
      ['anything-but of an empty prefix', { detail: { a: [{ 'anything-but': { prefix: '' } }] } }, 'detail.a.anything-but.prefix'],
      ['anything-but of numeric', { detail: { a: [{ 'anything-but': { numeric: ['=', 1] } }] } }, 'detail.a.anything-but'],
      ['anything-but of an inherited name', { detail: { a: [{ 'anything-but': { constructor: 'x' } }] } }, 'detail.a.anything-but'],
      ['exists of text', { detail: { a: [{ exists: 'true' }] } }, 'detail.a.exists'],
      ['an unknown comparison', { detail: { a: [{ numeric: ['!=', 1] }] } }, 'detail.a.numeric'],
      ['a comparison with text', { detail: { a: [{ numeric: ['>', '1'] }] } }, 'detail.a.numeric'],
      ['a range the wrong way round', { detail: { a: [{ numeric: ['<', 5, '>', 1] }] } }, 'detail.a.numeric'],
      ['an empty range', { detail: { a: [{ numeric: ['>', 5, '<', 5] }] } }, 'detail.a.numeric'],
      ['a number beyond 5e9', { detail: { a: [{ numeric: ['>', 6e9] }] } }, 'detail.a.numeric'],
      ['a comparison cut short', { detail: { a: [{ numeric: ['>', 1, '<'] }] } }, 'detail.a.numeric'],
      ['two wildcards in a row', { detail: { a: [{ wildcard: 'a**b' }] } }, 'detail.a.wildcard'],
      ['an escape of another character', { detail: { a: [{ wildcard: 'a\\b' }] } }, 'detail.a.wildcard'],
      ['a backslash at the end', { detail: { a: [{ wildcard: 'a\\' }] } }, 'detail.a.wildcard'],
      ['a block without a mask', { detail: { a: [{ cidr: '10.0.0.1' }] } }, 'detail.a.cidr'],
      ['a mask of all bits', { detail: { a: [{ cidr: '10.0.0.1/32' }] } }, 'detail.a.cidr'],
      ['$or that is no list', { $or: { source: ['a'] } }, '$or'],
      ['$or of one branch', { $or: [{ source: ['a'] }] }, '$or'],
      ['a field inside and beside $or', { source: ['a'], $or: [{ source: ['b'] }, { region: ['c'] }] }, 'source'],
      [
        'a field inside $or and below what stands beside it',
        { detail: { a: [1] }, $or: [{ region: ['c'] }, { detail: { a: [2] } }] },
        'detail.a',
      ],
      ['an operator name as a field inside $or', { detail: { $or: [{ prefix: ['a'] }, { b: ['c'] }] } }, 'detail.prefix'],
    ] as const)('%s', (_what, pattern, place) => {
      let thrown: unknown;
      try {
        compileEventPattern(pattern);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(EventPatternError);
      expect((thrown as EventPatternError).place).toBe(place);
      expect((thrown as Error).message).toContain(place);
    });
  });

  describe('wildcards', () => {
    it('agree with a regular expression, for any text', () => {
      const part = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 3 });
      fc.assert(
        fc.property(
          fc.array(part, { minLength: 1, maxLength: 4 }),
          fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 }),
          (parts, text) => {
            const wildcard = parts.filter((each, index) => index === 0 || index === parts.length - 1 || each !== '').join('*');
            const expression = new RegExp(
              `^${wildcard
                .split('*')
                .map((each) => each.replaceAll('.', '\\.'))
                .join('.*')}$`,
            );
            expect(detailMatches([{ wildcard }], text)).toBe(expression.test(text));
          },
        ),
        { numRuns: 1_000 },
      );
    });

    it('answer quickly on texts made to be slow', () => {
      const started = performance.now();
      expect(detailMatches([{ wildcard: `${'a*'.repeat(40)}b` }], 'a'.repeat(50_000))).toBe(false);
      expect(performance.now() - started).toBeLessThan(500);
    });
  });
});
