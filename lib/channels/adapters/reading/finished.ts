import type * as z from 'zod';
import { CanonicalOrder as CanonicalOrderSchema, canonicalOrderToWire } from '../../../contracts/canonical-order.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { CanonicalOrder, Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { inputPath, type Reading } from './reading.ts';

/** Each finding once: several parts of an order look at the same field. */
export const unique = <T extends Problem | Discrepancy>(findings: readonly T[]): readonly T[] => [
  ...new Map(findings.map((finding) => [`${finding.code} ${finding.field}`, finding])).values(),
];

/** The schema has the last word on what leaves an adapter: lengths, counts, safe integers. */
export const withinBounds = (reading: Reading, order: CanonicalOrder): Result<CanonicalOrder, readonly Problem[]> => {
  const checked = CanonicalOrderSchema.safeParse(canonicalOrderToWire(order));
  return checked.success ? ok(order) : err(checked.error.issues.map((issue) => toProblem(reading, issue)));
};

const toProblem = (reading: Reading, issue: z.core.$ZodIssue): Problem => {
  const field = issue.path.map(String).join('.');
  const tooLarge = issue.code === 'too_big';
  return {
    field: inputPath(reading, field),
    code: tooLarge ? 'too-large' : 'out-of-bounds',
    // Zod's messages name what is allowed, never the value, which may be personal.
    message: `${field} of the canonical order is ${tooLarge ? 'too long or too large' : 'not allowed'}: ${issue.message}`,
  };
};
