import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { speakPlainly } from '../../lib/contracts/issue-words.ts';

speakPlainly();

const saidOf = (schema: z.ZodType, value: unknown): readonly string[] => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [...path, message].join(' '));
};

describe('what is said of a wrong value', () => {
  const order = z.strictObject({
    payment_method: z.object({ kind: z.enum(['card', 'wallet']) }),
    lines: z
      .array(z.object({ sku: z.string().min(2), quantity: z.int().min(1).max(9) }))
      .min(1)
      .max(2),
    note: z.string().max(3).optional(),
    gift: z.boolean().optional(),
    share: z.number().gt(0).lt(1).multipleOf(0.1).optional(),
    version: z.literal(2).optional(),
    at: z.iso.datetime().optional(),
    code: z
      .string()
      .regex(/^[A-Z]+$/)
      .optional(),
    mail: z.email().optional(),
    either: z.union([z.string(), z.number()]).optional(),
  });
  const good = { payment_method: { kind: 'card' }, lines: [{ sku: 'MUG', quantity: 1 }] };

  it.each([
    [{ lines: good.lines }, ['payment_method must be given']],
    [{ ...good, payment_method: 'card' }, ['payment_method must be an object']],
    [{ ...good, payment_method: {} }, ['payment_method kind must be given']],
    [{ ...good, payment_method: { kind: 'cash' } }, ['payment_method kind must be one of "card", "wallet"']],
    [{ ...good, lines: 7 }, ['lines must be a list']],
    [{ ...good, lines: [] }, ['lines must have at least 1 entry']],
    [{ ...good, lines: [1, 2, 3].map(() => good.lines[0]) }, ['lines must have at most 2 entries']],
    [
      { ...good, lines: [{ sku: 'M', quantity: 0 }] },
      ['lines 0 sku must have at least 2 characters', 'lines 0 quantity must be 1 or more'],
    ],
    [{ ...good, lines: [{ sku: 7, quantity: 10 }] }, ['lines 0 sku must be a text', 'lines 0 quantity must be 9 or less']],
    [{ ...good, lines: [{ sku: 'MUG', quantity: 1.5 }] }, ['lines 0 quantity must be a whole number']],
    [{ ...good, note: 'long', gift: 'yes' }, ['note must have at most 3 characters', 'gift must be true or false']],
    [{ ...good, share: 0 }, ['share must be above 0']],
    [{ ...good, share: 1 }, ['share must be below 1']],
    [{ ...good, share: 0.15 }, ['share must be a multiple of 0.1']],
    [{ ...good, version: 1 }, ['version must be 2']],
    [{ ...good, at: 'noon' }, ['at must be an instant such as 2026-12-24T08:00:00Z']],
    [{ ...good, code: 'a' }, ['code must match /^[A-Z]+$/']],
    [{ ...good, mail: 'nobody' }, ['mail must be an e-mail address']],
    [{ ...good, either: true }, ['either must have one of the forms that are described for it']],
    [{ ...good, colour: 'red' }, ['must not have "colour": there is no such member']],
    [undefined, ['must be given']],
  ])('%j: %j', (value, said) => expect(saidOf(order, value)).toEqual(said));

  it('is what the schema itself says, where it says something', () => {
    expect(saidOf(z.string('must be a name'), undefined)).toEqual(['must be a name']);
  });
});
