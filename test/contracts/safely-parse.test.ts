import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { safelyParse } from '../../lib/contracts/safely-parse.ts';

describe('what a schema says of a value from outside', () => {
  const schema = z.strictObject({ name: z.string().max(5) });

  it('is what the schema says by itself', () => {
    expect(safelyParse(schema, { name: 'mug' })).toEqual({ success: true, data: { name: 'mug' } });
    expect(safelyParse(schema, { name: 'a long name' }).error?.issues).toMatchObject([{ code: 'too_big', path: ['name'] }]);
  });

  it('is a refusal where comparing lengths throws', () => {
    const hostile = JSON.parse('{"name":{"length":{"toString":null}}}') as unknown;
    expect(() => schema.safeParse(hostile)).toThrow(TypeError);
    expect(safelyParse(schema, hostile).error?.issues).toMatchObject([{ code: 'invalid_type', path: [] }]);
  });

  it('hides no other error', () => {
    const broken = z.string().refine(() => {
      throw new RangeError('a defect of ours');
    });
    expect(() => safelyParse(broken, 'text')).toThrow(RangeError);
  });
});
