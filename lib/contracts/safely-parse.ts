import * as z from 'zod';

/**
 * What a schema says of a value from outside, whatever that value is. Where a schema names a length, zod compares the member
 * `length` or `size` of what it was given, and an object there that cannot become a number makes the comparison throw.
 */
export const safelyParse = <Value>(schema: z.ZodType<Value>, value: unknown): z.ZodSafeParseResult<Value> => {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = 'must not hold a length or size that cannot become a number';
    const issue: z.core.$ZodIssue = { code: 'invalid_type', expected: 'number', path: [], message, input: value };
    return { success: false, error: new z.ZodError([issue]) as z.ZodError<Value> };
  }
};
