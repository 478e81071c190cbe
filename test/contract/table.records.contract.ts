import { beforeEach, describe, expect, it } from 'vitest';
import { ConditionFailedError, type Item, LimitExceededError, type Table } from '../../lib/platform/ports.ts';
import { errorOf, item, key } from './table.support.ts';

/** Single records: what is kept, under which conditions, within which bounds. */
export const describeRecords = (current: () => Table): void => {
  let table: Table;
  beforeEach(() => {
    table = current();
  });

  describe('single records', () => {
    it('gives back what was put, nested values and all', async () => {
      const stored = item('A', {
        text: 'naïve 東京 🙂',
        zero: 0,
        negative: -1.5,
        no: false,
        nothing: null,
        list: [1, 'two', { three: 3 }],
        deep: { a: { b: [] } },
      });
      await table.put(stored);
      expect(await table.get(key('A'))).toEqual(stored);
    });

    it('answers undefined for a record that is not there', async () => {
      expect(await table.get(key('A'))).toBeUndefined();
    });

    it('replaces the whole record on a second put', async () => {
      await table.put(item('A', { one: 1, two: 2 }));
      await table.put(item('A', { two: 3 }));
      expect(await table.get(key('A'))).toEqual(item('A', { two: 3 }));
    });

    it('deletes a record, and deleting it again succeeds', async () => {
      await table.put(item('A'));
      await table.delete(key('A'));
      await table.delete(key('A'));
      expect(await table.get(key('A'))).toBeUndefined();
    });

    it('keeps a record of 400 KB less a little and refuses one above', async () => {
      await table.put(item('A', { text: 'x'.repeat(400 * 1024 - 200) }));
      expect(((await table.get(key('A'))) as Item)['text']).toHaveLength(400 * 1024 - 200);
      await expect(table.put(item('B', { text: 'x'.repeat(400 * 1024) }))).rejects.toThrow(LimitExceededError);
      expect(await table.get(key('B'))).toBeUndefined();
    });

    it('counts bytes, not characters, against the size of a record', async () => {
      await expect(table.put(item('A', { text: '東'.repeat(200 * 1024) }))).rejects.toThrow(LimitExceededError);
    });

    it.each([
      ['an empty partition key', { PK: '', SK: 'A' }],
      ['an empty sort key', { PK: 'P', SK: '' }],
      ['a partition key above 2,048 bytes', { PK: 'p'.repeat(2_049), SK: 'A' }],
      ['a sort key above 1,024 bytes', { PK: 'P', SK: 's'.repeat(1_025) }],
    ])('refuses %s', async (_what, bad) => {
      await expect(table.put({ ...bad })).rejects.toThrow(LimitExceededError);
      await expect(table.get(bad)).rejects.toThrow(LimitExceededError);
    });

    it('keeps an expired record readable until it is swept', async () => {
      await table.put(item('A', { ttl: 1 }));
      expect(await table.get(key('A'))).toEqual(item('A', { ttl: 1 }));
    });
  });

  describe('getMany', () => {
    it('answers in the order asked, with undefined where there is no record', async () => {
      await table.put(item('A', { n: 1 }));
      await table.put(item('B', { n: 2 }, 'other'));
      expect(await table.getMany([key('B', 'other'), key('missing'), key('A')])).toEqual([
        item('B', { n: 2 }, 'other'),
        undefined,
        item('A', { n: 1 }),
      ]);
    });

    it('answers a key asked for twice twice, and no keys with nothing', async () => {
      await table.put(item('A'));
      expect(await table.getMany([key('A'), key('A')])).toEqual([item('A'), item('A')]);
      expect(await table.getMany([])).toEqual([]);
    });

    it('takes 100 keys and refuses 101', async () => {
      const keys = Array.from({ length: 101 }, (_, index) => key(`K${index}`));
      await table.put(item('K99'));
      expect((await table.getMany(keys.slice(0, 100))).filter((found) => found !== undefined)).toEqual([item('K99')]);
      await expect(table.getMany(keys)).rejects.toThrow(LimitExceededError);
    });
  });

  describe('conditions', () => {
    const stored = item('A', { status: 'open', version: 3, flag: true });

    it.each([
      ['absent, of no record', undefined, { kind: 'absent' }, true],
      ['absent, of a record', stored, { kind: 'absent' }, false],
      ['present, of a record', stored, { kind: 'present' }, true],
      ['present, of no record', undefined, { kind: 'present' }, false],
      ['equals, same text', stored, { kind: 'equals', attribute: 'status', value: 'open' }, true],
      ['equals, other text', stored, { kind: 'equals', attribute: 'status', value: 'shut' }, false],
      ['equals, same number', stored, { kind: 'equals', attribute: 'version', value: 3 }, true],
      ['equals, number as text', stored, { kind: 'equals', attribute: 'version', value: '3' }, false],
      ['equals, boolean', stored, { kind: 'equals', attribute: 'flag', value: true }, true],
      ['equals, missing attribute', stored, { kind: 'equals', attribute: 'nope', value: 1 }, false],
      ['equals, of no record', undefined, { kind: 'equals', attribute: 'status', value: 'open' }, false],
      ['less-than, above', stored, { kind: 'less-than', attribute: 'version', value: 4 }, true],
      ['less-than, equal', stored, { kind: 'less-than', attribute: 'version', value: 3 }, false],
      ['less-than, text', stored, { kind: 'less-than', attribute: 'status', value: 'open2' }, true],
      ['less-than, number against text', stored, { kind: 'less-than', attribute: 'version', value: '9' }, false],
      ['less-than, missing attribute', stored, { kind: 'less-than', attribute: 'nope', value: 9 }, false],
      ['attribute-absent, missing', stored, { kind: 'attribute-absent', attribute: 'nope' }, true],
      ['attribute-absent, there', stored, { kind: 'attribute-absent', attribute: 'flag' }, false],
      ['attribute-absent, of no record', undefined, { kind: 'attribute-absent', attribute: 'flag' }, true],
      [
        'all, both hold',
        stored,
        { kind: 'all', conditions: [{ kind: 'present' }, { kind: 'equals', attribute: 'version', value: 3 }] },
        true,
      ],
      [
        'all, one fails',
        stored,
        { kind: 'all', conditions: [{ kind: 'present' }, { kind: 'equals', attribute: 'version', value: 4 }] },
        false,
      ],
      [
        'any, one holds',
        undefined,
        { kind: 'any', conditions: [{ kind: 'absent' }, { kind: 'equals', attribute: 'version', value: 4 }] },
        true,
      ],
      [
        'any, none holds',
        stored,
        { kind: 'any', conditions: [{ kind: 'absent' }, { kind: 'equals', attribute: 'version', value: 4 }] },
        false,
      ],
    ] as const)('%s', async (_what, existing, condition, expected) => {
      if (existing !== undefined) await table.put(existing);
      const next = item('A', { status: 'new' });
      if (expected) {
        await table.put(next, condition);
        expect(await table.get(key('A'))).toEqual(next);
        return;
      }
      const error = await errorOf(table.put(next, condition));
      expect(error).toBeInstanceOf(ConditionFailedError);
      expect((error as ConditionFailedError).key).toEqual(key('A'));
      expect((error as ConditionFailedError).existing).toEqual(existing);
      expect(await table.get(key('A'))).toEqual(existing);
    });

    it('compares texts by their UTF-8 bytes', async () => {
      await table.put(item('A', { text: '\uff61' }));
      await table.put(item('A', { text: 'done' }), { kind: 'less-than', attribute: 'text', value: '😀' });
      expect(await table.get(key('A'))).toEqual(item('A', { text: 'done' }));
    });

    it('guards deletes and updates too', async () => {
      await table.put(stored);
      await expect(table.delete(key('A'), { kind: 'equals', attribute: 'version', value: 2 })).rejects.toThrow(ConditionFailedError);
      await expect(table.delete(key('B'), { kind: 'present' })).rejects.toThrow(ConditionFailedError);
      await expect(table.update(key('B'), { set: { n: 1 } }, { kind: 'present' })).rejects.toThrow(ConditionFailedError);
      expect(await table.get(key('A'))).toEqual(stored);
      expect(await table.get(key('B'))).toBeUndefined();
      await table.delete(key('A'), { kind: 'equals', attribute: 'version', value: 3 });
      expect(await table.get(key('A'))).toBeUndefined();
    });
  });

  describe('update', () => {
    it('sets, adds and removes attributes and answers the record after the change', async () => {
      await table.put(item('A', { keep: 'k', count: 5, gone: 1 }));
      const after = await table.update(key('A'), {
        set: { name: 'n', list: [1] },
        add: { count: -2, fresh: 3 },
        remove: ['gone', 'never'],
      });
      expect(after).toEqual(item('A', { keep: 'k', count: 3, fresh: 3, name: 'n', list: [1] }));
      expect(await table.get(key('A'))).toEqual(after);
    });

    it('creates a record that is missing', async () => {
      expect(await table.update(key('A'), { add: { count: 1 } })).toEqual(item('A', { count: 1 }));
    });

    it('refuses to change the key, to name an attribute twice and to add to text', async () => {
      await table.put(item('A', { text: 't' }));
      await expect(table.update(key('A'), { set: { SK: 'B' } })).rejects.toThrow();
      await expect(table.update(key('A'), { set: { n: 1 }, add: { n: 1 } })).rejects.toThrow();
      await expect(table.update(key('A'), { add: { text: 1 } })).rejects.toThrow();
      expect(await table.get(key('A'))).toEqual(item('A', { text: 't' }));
    });

    it('refuses a change that would pass 400 KB, and leaves the record as it was', async () => {
      await table.put(item('A', { text: 'x'.repeat(300 * 1024) }));
      await expect(table.update(key('A'), { set: { more: 'y'.repeat(200 * 1024) } })).rejects.toThrow(LimitExceededError);
      expect(((await table.get(key('A'))) as Item)['more']).toBeUndefined();
    });
  });
};
